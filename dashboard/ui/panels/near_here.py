"""Near here: the open businesses and supply points around a place of the board or a pair of coordinates. Address: `near`, `reach`."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.served import geodata
from dashboard.geography.inside_city import area_at, point_within
from dashboard.geography.map_files import BORDERS
from dashboard.i18n.forms import fmt_count, is_missing, joined
from dashboard.i18n.messages import enum_label
from dashboard.lookup.origin import Coordinates, Thing, origin_of, other_way_round, written
from dashboard.plain_text import LINE_EMS, NAME_EMS, on_page, shortened
from dashboard.sentences.near import found_words, kind_lines, said_of
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.point_map import NEAR
from dashboard.ui.components.radius import radius_choice
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import SAID_OF_BAD, asked, remember, search_text, select
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, link
from dashboard.ui.shell.typeset import note, paragraph, section

PLACE, SOUGHT, REACH, KIND = "near-here", "around", "reach", "near_kind"
CLOSED_LEVELS = ("high", "medium")
LISTED = 200
EVERY = 100_000
COLUMNS = ["distance_m", "name", "what", "how", "area_name", "address"]
CARDS = {"business": "business", "supply_point": "point"}
"""The parameter of the address that a page shows a card for, by kind."""


@dataclass(frozen=True)
class Origin:
    """A place to look around."""

    name: str
    lon: float
    lat: float
    zone: str = ""
    """The zone's number, where it is one."""
    level: str = ""
    """Its level, where it is in force."""


def near_here(card: str = "") -> None:
    """The section: a field to seek a place, and what is around the one that the address names. Nothing where nothing could be near.

    `card`: the kind of things of which the page shows cards: a tap on a row opens it ("business", "supply_point").
    """
    if fetch("supply_by_area").empty and fetch("businesses_by_category").empty:
        return
    with st.container(key=PLACE, gap="small"):
        section(t("near.section"), t("near.lead"))
        with st.container(horizontal=True, key="near-controls", vertical_alignment="bottom"):
            sought = search_text(SOUGHT, t("near.search"), width=420, placeholder=t("near.placeholder"))
            radius = radius_choice(REACH, t("near.radius"))
        if isinstance(pair := origin_of(sought), Coordinates):
            remember(NEAR, written(pair))
        elif turned := other_way_round(sought):
            _offer(turned)
        elif sought:
            _choices(sought)
        if asked(NEAR):
            _around(asked(NEAR), radius, card)


def _choices(sought: str) -> None:
    """Links to the places whose name or number holds the text."""
    found = fetch("places_named", text=sought)
    if found.empty:
        note(t("near.none_found", text=shortened(sought)))
        return
    total = int(found["matches"].iloc[0])
    lead = t("near.found" if total <= len(found) else "near.found_some", n=fmt_count(total, lang()), shown=len(found))
    item = Markup("<li>{} <small>{}</small></li>")
    links = Markup().join(item.format(_link_to(row), on_page(_kind_and_area(row))) for row in found.to_dict("records"))
    st.html(paragraph("lead", lead) + Markup('<ul class="items">{}</ul>').format(links))


def _link_to(row: dict) -> Markup:
    return link(here(PLACE, **{NEAR: f"{row['kind']}:{row['id']}", SOUGHT: None}), on_page(shortened(str(row["name"]), LINE_EMS)))


def _kind_and_area(row: dict) -> str:
    area = "" if is_missing(row["area_name"]) else str(row["area_name"])
    return " · ".join(part for part in (t(f"near.kind_of_{row['kind']}"), area) if part)


def _around(given: str, radius: int, card: str) -> None:
    origin = _origin(given)
    if origin is None:
        return
    away = link(here(**{NEAR: None, SOUGHT: None}), t("near.put_away"))
    st.html(chart_title(Markup("{} <small>{}</small>").format(on_page(shortened(origin.name, LINE_EMS)), away)))
    found = fetch("near_here", lon=origin.lon, lat=origin.lat, radius=radius, zone=origin.zone, limit=EVERY)
    is_closed = origin.level in CLOSED_LEVELS
    if is_closed:
        note(t("near.closed_zone", level=enum_label("zone_level", origin.level, lang())), "watch")
    rows = said_of(found, lang(), delivering=is_closed)
    name = shortened(origin.name, NAME_EMS)
    st.html(paragraph("sentence", found_words(found, rows, name, radius, lang(), delivering=is_closed)))
    if len(rows):
        _listed(rows, card, delivering=is_closed)


def _listed(rows: pd.DataFrame, card: str, delivering: bool) -> None:
    """The list, by kind where the reader chose one; a tap on a row opens its card where the page has cards of its kind."""
    kinds = {"": t("near.every_kind")} | {code: f"{some['what'].iloc[0]} {len(some)}" for code, some in rows.groupby("code")}
    chosen = select(KIND, t("near.kind"), kinds, width=260)
    of_kind = rows[rows["code"] == chosen] if chosen else rows
    shown = of_kind.head(LISTED)
    more = [t("near.f_more", n=LISTED)] if len(of_kind) > LISTED else []
    st.html(paragraph("lead", joined(*kind_lines(of_kind, lang()), *more, lang=lang())))
    shown.attrs = rows.attrs
    columns = [*COLUMNS[:4], *(["delivered_at", "orders_per_day"] if delivering else []), *COLUMNS[4:]]

    def opened(place: int) -> None:
        row = shown.iloc[place]
        if row["kind"] == card:
            remember(CARDS[card], str(row["id"]))

    labels = {"what": t("near.what"), "how": t("near.how")}
    table(shown.assign(distance_m=shown["distance_m"].round()), key="near-list", columns=columns, labels=labels, pick=opened)


def _origin(given: str) -> Origin | None:
    """The place that the address names, or null, which is said."""
    origin = origin_of(given)
    if isinstance(origin, Coordinates):
        _say_where(origin)
        return Origin(t("near.at", lon=origin.lon, lat=origin.lat), origin.lon, origin.lat)
    if origin is None:
        note(t("near.bad", value=given[:SAID_OF_BAD]), "watch")
        if turned := other_way_round(given):
            _offer(turned)
        return None
    found = fetch("places_named", kind=origin.kind, id=origin.id, limit=1)
    if found.empty:
        note(t("near.unknown", id=origin.id[:SAID_OF_BAD]), "watch")
        return None
    return _thing(origin, found.to_dict("records")[0])


def _thing(origin: Thing, row: dict) -> Origin | None:
    point = (row["lon"], row["lat"])
    if is_missing(row["lon"]) or is_missing(row["lat"]):
        point = None if is_missing(row["geometry"]) else point_within(row["geometry"])
    if point is None:
        note(t("near.unlocated", name=shortened(str(row["name"]))), "watch")
        return None
    is_zone = origin.kind == "zone"
    level = str(row["level"]) if is_zone and not is_missing(row["level"]) else ""
    return Origin(str(row["name"]), float(point[0]), float(point[1]), origin.id if is_zone else "", level)


def _say_where(at: Coordinates) -> None:
    """That a pair of coordinates lies in no district, and whether the other way round it would."""
    borders = geodata(BORDERS)
    if borders is None or area_at(borders, at.lon, at.lat):
        return
    note(t("near.outside", lon=at.lon, lat=at.lat), "watch")
    if abs(at.lon) <= 90 and area_at(borders, at.lat, at.lon):
        _offer(Coordinates(at.lat, at.lon))


def _offer(turned: Coordinates) -> None:
    """A link to the pair the other way round."""
    way = link(here(PLACE, **{NEAR: written(turned), SOUGHT: None}), t("near.swap", lon=turned.lon, lat=turned.lat))
    st.html(Markup('<p class="note watch">{} {}</p>').format(t("near.swapped"), way))
