"""The parts of the supply page that belong together: headline, points below cover, deliveries."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.figures.service import zones_served
from dashboard.i18n.forms import fmt_count, is_missing, joined
from dashboard.rows.community import PEOPLE, sent_of, total
from dashboard.rows.selection import within, worded
from dashboard.rows.tallies import column_sums, counts
from dashboard.sentences.published import sum_qualifier_words
from dashboard.sentences.standing import parts, seven_days
from dashboard.sentences.supply import goods_words, runs_out_words
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.known_first import of_received
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.not_received import knows_zones
from dashboard.ui.components.table import table
from dashboard.ui.panels.supply_service import link_kpi
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, paragraph

BELOW = ("out", "below_1", "below_3")
POINT_COLUMNS = ["name", "kind", "area_name", "worst_item", "worst_cover_days", "runs_out", "cover_state", "missing_items",
                 "state", "reported_at", "population_served"]
POINT_ENUMS = {"kind": "supply_kind", "worst_item": "supply_item", "state": "supply_state"}
DELIVERY_COLUMNS = ["area_name", "zones_open", "zones_served", "deliveries", "households_served", "last_at"]


def supply_headline(picked: Filters) -> None:
    """The figures of supply; where two moments are compared, then and now."""
    compared_strip(lambda: supply_figures(picked), strip="supply", district=picked.district)


def supply_figures(picked: Filters) -> list[Kpi]:
    """The figures of supply in the chosen district, else the city."""
    return of_received([*supply_kpis(*supply_rows(picked.areas), helpers_of(picked)), *link_kpi(picked)])


def supply_rows(areas: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """What `supply_kpis` takes. A district without a zone and a delivery has none of them where others have: that is zero, not unknown."""
    sent = fetch("deliveries_by_area")
    mine = within(sent, areas)
    if mine.empty and len(sent):
        mine = sent.iloc[:1].assign(**dict.fromkeys([name for name in sent.columns if sent[name].dtype.kind in "iuf"], 0))
    return within(fetch("supply_by_area"), areas), fetch("supply_points", areas=areas), mine


def helpers_of(picked: Filters) -> pd.DataFrame:
    """The people sent to help in the chosen district, those of the city alone included. Rows: `deployments_recent`."""
    return within(fetch("deployments_recent"), picked.areas, also=(picked.city, None))


def supply_kpis(by_area: pd.DataFrame, points: pd.DataFrame, deliveries: pd.DataFrame, helpers: pd.DataFrame | None = None) -> list[Kpi]:
    """Points open, below cover and of unknown cover; orders they can deliver; deliveries and closed zones that none reached.

    Without points, and without zones, what concerns them is left out, and the people sent to help stand instead.
    Rows: `supply_by_area`, `supply_points`, `deliveries_by_area`, `deployments_recent`.
    """
    sent = column_sums(deliveries)
    households = 0 if sent["deliveries"] == 0 else sent["households_served"]  # where nobody delivered, nobody was served
    in_zones = Kpi("zones_unserved", sent["zones_unserved"], deliveries, state=_flag(sent["zones_unserved"]),
                   detail=t("supply.unserved_detail", n=fmt_count(sent["zones_standing"], lang())))
    return [
        *(_at_points(by_area, points) if len(points) else ()),
        Kpi("deliveries_7d", sent["deliveries"], deliveries, detail=_households(households, deliveries),
            qualifier=sum_qualifier_words(deliveries, lang())),
        *([in_zones] if knows_zones() else ()),
        *(() if len(points) or helpers is None else [_people(helpers)]),
    ]


def _at_points(by_area: pd.DataFrame, points: pd.DataFrame) -> list[Kpi]:
    now, n = column_sums(by_area), lambda value: fmt_count(value, lang())
    out = counts(points, "cover_state", ("out",))["out"]
    stating = points.loc[points["state"].ne("closed"), "orders_per_day"].count()
    silent, unstated = counts(points, "unknown_because", ("silent", "population")).values()
    return [
        Kpi("supply_open", now["open"], by_area, detail=_of_points(now["points"], points),
            qualifier=sum_qualifier_words(by_area, lang(), "open_qualifier")),
        Kpi("supply_below", now["below_cover"], by_area, state=_flag(now["below_cover"]), detail=t("supply.out_detail", n=n(out)),
            missing=t("supply.no_reports")),
        Kpi("supply_unknown", now["cover_unknown"], by_area, state=_flag(now["cover_unknown"], "watch"),
            detail=t("supply.unknown_detail", silent=n(silent), unstated=n(unstated))),
        Kpi("supply_capacity", now["orders_per_day"], by_area, detail=t("supply.capacity_detail", n=n(stating))),
    ]


def _people(helpers: pd.DataFrame) -> Kpi:
    people = sent_of(helpers, PEOPLE)
    return Kpi("sent_people", total(people, "people"), helpers, qualifier=sum_qualifier_words(people, lang()))


def points_below(points: pd.DataFrame, picked: Filters) -> None:
    """The points with a good below its norm, the scarcest first."""
    short = points[points["cover_state"].isin(BELOW)].sort_values("worst_cover_days")
    st.html(chart_title(t("supply.below")))
    if len(points) and short.empty:
        known = int(points["cover_state"].ne("unknown").sum())
        note(t("supply.none_below", n=known) if known else t("supply.no_reports"), "ok" if known else "quiet")
        return
    shown = _with_goods(worded(short, "cover_state", "cover_state.", lang()))
    columns = [name for name in POINT_COLUMNS if name != "missing_items" or shown[name].notna().any()]
    table(shown, key="points-below", columns=columns, enums=POINT_ENUMS, filters=picked.district_name)


def _with_goods(short: pd.DataFrame) -> pd.DataFrame:
    """The points with the day on which their scarcest good runs out, and the goods of which nothing is known, in words."""
    ends = {(row["supply_point_id"], row["item"]): runs_out_words(row, lang()) for row in fetch("supply_stock_outs").to_dict("records")}
    places = zip(short["supply_point_id"], short["worst_item"], strict=True)
    missing = [None if is_missing(items) else goods_words(items.split(","), lang()) for items in short["missing_items"]]
    return short.assign(runs_out=[ends.get(place) for place in places], missing_items=missing)


def delivery_panels(deliveries: pd.DataFrame, points: pd.DataFrame, picked: Filters) -> None:
    """Closed zones of each district by whether a delivery reached them, and when the last one came.

    Nothing in a city without zones, unless it has deliveries and points. Rows: `deliveries_by_area`, `supply_points`.
    """
    if not (knows_zones() or (len(deliveries) and len(points))):
        return
    left, right = st.columns(2, gap="large")
    sums = column_sums(deliveries)
    with left:
        sentence = parts("supply.f_served", lang(), total=sums["zones_standing"], unserved=sums["zones_unserved"])
        chart(drawn(zones_served, deliveries, **look()), deliveries, key="zones-served", sentence=sentence, filters=picked.district_name)
    with right:
        st.html(chart_title(t("supply.last_title")))
        rows = deliveries.sort_values("last_at", na_position="first")
        table(rows, key="deliveries", columns=DELIVERY_COLUMNS, filters=picked.district_name)
        if len(deliveries) and sums["households_served"] is not None:
            sent, households = fmt_count(sums["deliveries"], lang()), fmt_count(sums["households_served"], lang())
            said = joined(t("supply.f_deliveries", n=sent, households=households), seven_days(moment().at, lang()), lang=lang())
            st.html(paragraph("sentence", said))


def with_area(points: pd.DataFrame, city: str) -> pd.DataFrame:
    """The points; one that is known for the city alone says so instead of naming the city as a district."""
    return points.assign(area_name=points["area_name"].mask(points["area_id"] == city, t("supply.no_area")))


def _of_points(known: int | None, points: pd.DataFrame) -> str:
    states, n = counts(points, "state", ("limited", "closed"), weight="places"), lambda value: fmt_count(value, lang())
    return t("supply.of_points", n=n(known), limited=n(states["limited"]), closed=n(states["closed"]))


def _households(known: int | None, deliveries: pd.DataFrame) -> str:
    if known is None:
        return t("supply.households_none")
    bound = sum_qualifier_words(deliveries, lang(), "households_qualifier")
    return t("supply.households_detail", n=f"{bound} {fmt_count(known, lang())}".strip())


def _flag(n: int | None, state: str = "act") -> str:
    return state if n else "quiet"
