"""The parts of the zones page that belong together: headline, location, the list with one zone's history."""

from datetime import datetime, time

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.figures.bars import stacked_states
from dashboard.figures.zones import LOCATION, recolour
from dashboard.i18n.forms import fmt_count
from dashboard.rows.selection import containing, within, worded
from dashboard.rows.tallies import is_placed, location_parts, zone_tally
from dashboard.rules.schemes import schemes
from dashboard.sentences.release import STATES
from dashboard.sentences.standing import parts, share_words
from dashboard.sentences.zones import address_sentence
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.numbers_then import Window
from dashboard.ui.components.point_map import point_map
from dashboard.ui.components.table import table
from dashboard.ui.panels.zone_history import zone_history
from dashboard.ui.shell.address import asked, remember, search_text, select
from dashboard.ui.shell.filters import Filters, area_names
from dashboard.ui.shell.language import ground, lang, look, t
from dashboard.ui.shell.typeset import paragraph

DWELL = ["level", "spells_ended", "start_unknown", "median_days", "longest_days", "still_open", "median_open_days"]
BY_SCHEME = ["scheme", "declared_under", "overdue", "due", "waiting_round", "waiting_contact", "due_tomorrow", "counting", "not_linked",
             "no_rule"]
LISTED = ["extent_text", "area_name", "level", "opened_at", "clear_days", "due_on", "state", "people", "zone_id"]
WORST_FIRST = {state: place for place, state in enumerate(STATES)}
SOUGHT = ["extent_text", "area_name", "zone_id", "notice_no"]


def zone_headline(areas: list[str]) -> None:
    """The figures of the zones; where two moments are compared, then and now."""
    compared_strip(lambda: zone_kpis(fetch("zones_open", areas=areas), areas), strip="zones", district=next(iter(areas), None))


def nameless_zones() -> pd.DataFrame:
    """The zones in force that name no district. Rows: `zones_open`."""
    return within(fetch("zones_open"), [workspace().city])


def zone_kpis(zones: pd.DataFrame, areas: list[str]) -> list[Kpi]:
    """Zones in force by level, declared and lifted today, due and overdue, and those that no map can show."""
    is_known, nameless = len(fetch("zone_dwell_by_level")) > 0, nameless_zones()
    now = zone_tally(zones, is_known, nameless if areas else None)
    declared, lifted, lowered = _moves_today(areas) if is_known else (None, None, None)
    low = _low_areas(zones, areas, nameless) if is_known else None
    shares = [t("zones.share", share=share_words(n, now.total, lang())) if now.total else "" for n in (now.high, now.medium)]
    words = {"n": fmt_count(lifted, lang()), "lowered": fmt_count(lowered, lang())}
    at = moment().at
    today = Window(datetime.combine(at.date(), time()), at)
    none = t("zones.nameless") if is_known else t("zones.none_known")
    return [
        Kpi("zones_high", now.high, zones, detail=shares[0], missing=none),
        Kpi("zones_medium", now.medium, zones, detail=shares[1], missing=none),
        Kpi("zones_low", low, zones, detail=t("zones.low_rest"), missing=none),
        Kpi("zones_declared_today", declared, zones, detail=t("zones.lifted", **words), missing=none, window=today),
        Kpi("zones_overdue", now.overdue, zones, state="act" if now.overdue else "quiet",
            detail=t("zones.due", n=fmt_count(now.due, lang())), missing=t("clock.not_linked")),
        Kpi("zones_address_only", now.address_only, zones, state="watch" if now.address_only else "quiet", missing=none,
            detail=t("zones.address_share", share=share_words(now.address_only, now.total, lang())) if now.total else ""),
    ]


def zone_terms(dwell: pd.DataFrame, by_scheme: pd.DataFrame, picked: Filters) -> None:
    """How long zones stayed, by level; how many would be due under each rule set. Rows: `zone_dwell_by_level`, `zones_due_by_scheme`."""
    left, right = st.columns([4, 5], gap="large")
    for column, frame, shown, name in ((left, dwell, DWELL, "dwell"), (right, by_scheme, BY_SCHEME, "what_if")):
        with column:
            lead = t("zones.f_dwell" if name == "dwell" else "zones.what_if_lead")
            st.html(chart_title(t(f"zones.{name}_title")) + paragraph("lead", lead))
            table(frame, key=f"zones-{name}", columns=shown, filters=picked.words)


def zone_location(zones: pd.DataFrame, picked: Filters) -> None:
    """The zones that can be located as points, and beside them how many of each district are known by address alone."""
    placed = int(is_placed(zones).sum())
    sentence = parts("zones.f_points", lang(), placed=placed, address=len(zones) - placed)
    left, right = st.columns([5, 4], gap="large")
    with left:
        point_map(zones, key="zones-points", title=t("zones.points_title"), state="level", enum="zone_level", name="extent_text",
                  tips=("area_name",), since="level_since", sentence=sentence, filters=picked.words, shape="geometry",
                  opens=("zone_id", "zone"))
    with right:
        by_place = location_parts(zones)
        labels = {place: t(f"zones.{place}") for place in LOCATION}
        figure = stacked_states(by_place, "location", "zones", "zone_level", title=t("zones.precision_title"), labels=labels, **look())
        colours = {labels[place]: ground().series[meaning] for place, meaning in LOCATION.items()}
        sentence = address_sentence(by_place, picked.city, picked.district, lang()) if area_names() else ""
        twin = worded(by_place, "location", "zones.", lang())
        chart(recolour(figure, colours, {}), twin, key="zones-precision", sentence=sentence, filters=picked.words)


def zone_register(zones: pd.DataFrame, picked: Filters) -> None:
    """Every zone in force, searched by text; the one that the address or the reader names with what happened to it.

    Address: `q` the text sought, `zone` the zone.
    """
    given = asked("zone")
    with st.container(horizontal=True, key="find-zone"):
        sought = search_text("q", t("zones.search"), width=360)
        found = containing(zones, sought, SOUGHT).sort_values(["state", "opened_at"], key=_worst_first)
        named = dict(zip(found["zone_id"], found["extent_text"].fillna(found["zone_id"]), strict=True))
        lifted = {given: given} if given and given not in named and len(fetch("zone_timeline", zone_id=given)) else {}
        labels = {"": t("zones.choose_hint"), **lifted, **named}
        chosen = select("zone", t("zones.choose"), labels, width=300, unknown="zones.unknown_zone")
    words = t("zones.found", n=fmt_count(len(zones), lang()), shown=fmt_count(len(found), lang()))
    st.html(paragraph("sentence", f"{words} {t('zones.tap')}"))
    filters = picked.district_name + (t("businesses.query", value=sought) if sought else "")
    left, right = st.columns([3, 2], gap="large") if chosen else (st.container(), None)
    with left:
        shown = worded(found, "state", "clock.", lang())
        table(shown, key="zones-list", columns=LISTED, labels={"state": t("zones.clock")}, filters=filters,
              pick=lambda row: remember("zone", found["zone_id"].iloc[row]))
    if chosen:
        with right:
            zone_history(chosen, zones)


def _moves_today(areas: list[str]) -> list[int | None]:
    """Zones declared, lifted and lowered today; of a district, null where it has none and some of the city name no district."""
    day = {"start": moment().at.date(), "end": moment().at.date()}
    found = fetch("zone_flow_by_day", **day, areas=areas)
    others = fetch("zone_flow_by_day", **day, areas=[workspace().city]) if areas else found.iloc[:0]
    # A district of which no zone is on record had none declared, where zones are known at all.
    return [None if not found[name].sum() and others[name].sum() else found[name].sum() for name in ("declared", "released", "lowered")]


def _low_areas(zones: pd.DataFrame, areas: list[str], nameless: pd.DataFrame) -> int | None:
    """Areas that are low: the rest of a district where a zone in force makes it so, and those that are declared low.

    Null where none is found, and zones that name no district would make the rest of theirs low.
    """
    derived = within(fetch("zones_derived_low"), areas)
    found = len({*derived["area_id"], *zones.loc[zones["level"] == "low", "area_id"]})
    resting = {name for name, scheme in schemes().items() if scheme.rest_is_low}
    is_open = (nameless["scheme"].isin(resting) & nameless["level"].ne("low")).any()
    return None if found == 0 and is_open else found


def _worst_first(column: pd.Series) -> pd.Series:
    return column.map(WORST_FIRST) if column.name == "state" else column
