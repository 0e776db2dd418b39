"""The parts of the cases page that belong together: headline, routes of discovery, the map of places, bulletins against the line list."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.bars import composition_bar
from dashboard.figures.epidemic import curve_by
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_window, is_missing, joined, listed
from dashboard.i18n.messages import column_label
from dashboard.rows.selection import flagged, within, worded
from dashboard.sentences.cases import outside_sentence
from dashboard.sentences.standing import standing
from dashboard.ui.components.chart import chart
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.numbers_then import window_of
from dashboard.ui.components.point_map import point_map
from dashboard.ui.components.table import table
from dashboard.ui.panels.district_strip import city_note
from dashboard.ui.panels.headline import bulletin_windows, no_bulletin_note, no_routes, outside_window, period_words
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, section

RECENT = pd.Timedelta(days=7)
"""A place whose last case is younger is drawn in the colour of the present."""


def cases_headline(bulletin: pd.DataFrame, headline: pd.DataFrame, areas: pd.DataFrame) -> bool:
    """The figures of the newest bulletin of new cases, and whether its parts add up; in words where no bulletin gives any.

    Returns whether there is such a bulletin.

    Rows: `bulletin_latest` (none or one), `overview_headline`, `cases_by_area`.
    """
    now = headline.iloc[0]
    if is_missing(now.new_positive) or bulletin.empty or is_missing(bulletin.iloc[0].new_positive):
        no_bulletin_note(headline, areas)
        return False
    no_bulletin_note(headline, areas)
    city_note()
    latest = bulletin.iloc[0]
    compared_strip(bulletin_kpis, strip="cases")
    if not is_missing(latest.adds_up):
        note(t("cases.adds_up" if latest.adds_up else "cases.adds_up_not"), "ok" if latest.adds_up else "watch")
    return True


def bulletin_kpis() -> list[Kpi]:
    """The figures of the newest bulletin of new cases; none where there is none."""
    bulletin, now = fetch("bulletin_latest"), fetch("overview_headline").iloc[0]
    if bulletin.empty or is_missing(bulletin.iloc[0].new_positive):
        return []
    latest = bulletin.iloc[0]
    window, unstated = fmt_window(latest.window_start, latest.window_end, lang()), t("cases.class_unstated")
    of_it = window_of(latest.window_start, latest.window_end)
    return [
        Kpi("new_positive", latest.new_positive, bulletin, previous=now.compared_positive, windows=bulletin_windows(now),
            as_of=latest.window_end, detail=period_words(now), window=of_it),
        Kpi("new_confirmed", latest.new_confirmed, bulletin, detail=window, as_of=latest.window_end, window=of_it, missing=unstated),
        Kpi("new_asymptomatic", latest.new_asymptomatic, bulletin, detail=window, as_of=latest.window_end, window=of_it, missing=unstated),
        Kpi("outside_share", (now.outside_strict_share, now.outside_broad_share), bulletin, detail=outside_window(now),
            missing=no_routes(now), as_of=latest.window_end, window=of_it),
    ]


def routes_found(picked: Filters) -> None:
    """The routes by which the cases of the chosen days were found, as parts of a whole; nothing where no bulletin gives any."""
    found = fetch("cases_by_route", **picked.dates)
    if found.empty:
        return
    parts = drawn(composition_bar, found, "route", "new_positive", "route", title=t("cases.route_title"), **look())
    said = joined(outside_sentence(found, lang()), _whole_city(picked), lang=lang())
    chart(parts, found, key="cases-found", sentence=said, filters=picked.words)


def routes_by_day(picked: Filters) -> None:
    """New cases by day and route; nothing where no bulletin gives any."""
    routes = fetch("cases_by_day_route", **picked.dates)
    if routes.empty:
        return
    curve = drawn(curve_by, routes, "route", "new_positive", "route", title=t("cases.by_day_route"), **look())
    most = standing("cases.f_route", worded(routes, "route", "route", lang(), into="route_name"), "new_positive", lang(), name="route_name")
    said = joined(most, _whole_city(picked), lang=lang())
    chart(curve, routes, key="cases-routes", sentence=said, filters=picked.words)


def places_map(picked: Filters) -> None:
    """Places with cases as points, and how many cases have no coordinates; nothing where the chosen dates have no line list."""
    known = fetch("cases_located", **picked.dates, areas=picked.areas)
    cases, located = (int(known[column].sum()) for column in ("cases", "located"))
    if not cases:
        return
    section(t("cases.places_section"), t("cases.places_lead"))
    if not located:
        note(t("cases.none_located", n=fmt_count(cases, lang())))
        return
    places = fetch("cases_places", **picked.dates, areas=picked.areas)
    last = pd.to_datetime(places["last_reported_on"])
    recent = last > places.attrs["as_of"] - RECENT
    shown = places.assign(
        place=places["place"].fillna(t("word.unknown")), case_stage=recent.map({True: "recent", False: "earlier"}),
        said=[t("cases.place_tip", n=fmt_count(n, lang()), day=fmt_day(day, lang())) for n, day in zip(places["cases"], last, strict=True)],
    )
    shown = flagged(shown.sort_values("case_stage"), known)
    sentence = t("cases.f_places" if cases > located else "cases.f_places_all", places=fmt_count(len(places), lang()),
                located=fmt_count(located, lang()), without=fmt_count(cases - located, lang()))
    point_map(shown, key="cases-places", title=t("cases.places"), state="case_stage", enum="case_stage.", name="place",
              tips=("area_name", "said"), sentence=sentence, filters=picked.words)


def against_line_list(picked: Filters) -> None:
    """Bulletins beside the line list, the newest day first; nothing where the chosen dates have no bulletin of new cases.

    Only days of which both speak are compared: where one says nothing, nothing agrees.
    """
    pairs = within(fetch("bulletin_vs_line_list", **picked.dates), picked.areas)
    pairs = pairs[pairs["bulletin_positive"].notna()]
    if pairs.empty:
        return
    section(t("cases.line_list"), t("cases.line_list_lead"))
    both, differing = int(pairs["difference"].notna().sum()), int(pairs["difference"].fillna(0).ne(0).sum())
    alone = t("cases.pairs_alone", n=len(pairs) - both) if both < len(pairs) else ""
    if not both:
        note(t("cases.no_line_list_pairs", n=len(pairs)))
        return
    said = t("cases.pairs_differ" if differing else "cases.pairs_agree", n=both, differing=differing)
    note(joined(said, _reasons(pairs, picked) if differing else "", alone, lang=lang()), "watch" if differing else "ok")
    table(pairs.sort_values("day", ascending=False, kind="stable"), key="cases-line-list", filters=picked.words)


def _reasons(pairs: pd.DataFrame, picked: Filters) -> str:
    """Why the line list differs, in persons, districts alone lest the city count them again. Rows: `bulletin_vs_line_list`."""
    districts = pairs[pairs["area_id"].ne(picked.city)]
    rows = districts if len(districts) else pairs
    sums = {name: int(rows[name].abs().sum()) for name in ("late", "moved", "reclassified", "unexplained")}
    parts = [f"{column_label(name, lang())} {fmt_count(n, lang())}" for name, n in sums.items() if n]
    return t("cases.pairs_because", parts=listed(parts, lang())) if parts else ""


def _whole_city(picked: Filters) -> str:
    # Bulletins give routes for the city alone.
    return t("cases.routes_city") if picked.district else ""
