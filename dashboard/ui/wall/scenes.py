"""The six scenes of the wall, each at most seven things, composed from the same rows and figures as the pages."""

from functools import partial
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.figures.svg.wall_days import case_columns, zone_stock
from dashboard.figures.svg.wall_hours import hour_curve
from dashboard.figures.svg.wall_map import wall_map
from dashboard.i18n.forms import fmt_count, joined
from dashboard.i18n.messages import enum_label
from dashboard.sentences.cases import known_days_sentence, outside_sentence, trend_sentence
from dashboard.sentences.changes import matter_words
from dashboard.sentences.freshness import FEED_STATES, feed_name
from dashboard.sentences.hotline import hour_sentence, topic_sentence
from dashboard.sentences.standing import largest_sentence
from dashboard.tokens import SEVERITIES, WALL
from dashboard.ui.components.district_map import map_data, why_no_map
from dashboard.ui.components.known_first import OF_BULLETINS
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.shell.districts import outlines_now
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.number_scenes import known_tiles, numbers_scene, stock_ranks
from dashboard.ui.wall.tiles import Grid, Line, Place, colour, figure_tile, instead, lines, panel, ranking

Kpis = dict[str, Kpi]
Feeds = dict[str, list[str]]
ROUTES = {"no": "controlled", "unclear": "close_contact", "yes": "act"}
"""The colour of a route by the question whether it was found outside control."""
BELOW = ("out", "below_1", "below_3")


def state_scene(size: tuple[float, float], feeds: Feeds, kpis: Kpis, areas: pd.DataFrame) -> Markup:
    """The state of the city: map of new positives and six figures. Rows of `areas`: `cases_by_area`."""
    grid = Grid(4, 3, *size)
    names = ("new_positive", "zones_high", "zones_overdue", "businesses_usual", "supply_below", "connect_share")
    tiles = [figure_tile(kpi, grid.cell(2 + place % 2, place // 2), feeds) for place, kpi in enumerate(known_tiles(names, kpis))]
    most = largest_sentence(areas, "positive_known", t("overview.unit_cases"), lang())
    said = joined(most, known_days_sentence(areas, lang()), lang=lang())
    return Markup().join([_map(areas, said, grid.cell(0, 0, 2, 3), feeds), *tiles])


def cases_scene(
    size: tuple[float, float], feeds: Feeds, kpis: Kpis, days: pd.DataFrame, areas: pd.DataFrame, routes: pd.DataFrame,
) -> Markup:
    """Cases: curve, newest window, share found outside control, districts, routes.

    Rows of `days`: `cases_by_day_area` of the city; of `routes`: `cases_by_route`.
    """
    grid = Grid(12, 2, *size)
    said = trend_sentence(days, lang())

    def curve(width: float, height: float) -> str:
        return case_columns(days, lang=lang(), ground=WALL, width=width, height=height, label=said or t("wall.curve_said"))

    by_area = _ranked(areas[~areas["is_city"].eq(True) | (len(areas) == 1)], "positive_known", "area_name", colour("plain"))
    found = routes.sort_values("new_positive", ascending=False)
    by_route = [
        (enum_label("route", route, lang()), n, colour(ROUTES[control]))
        for route, n, control in zip(found["route"], found["new_positive"], found["outside_control"], strict=True)
    ]
    return Markup().join([
        panel("case-curve", t("wall.curve"), days, curve, grid.cell(0, 0, 8), feeds, sentence=said, tables=("bulletins",)),
        *(figure_tile(kpi, Grid(12, 4, *size).cell(8, place, 4), feeds) for place, kpi in enumerate(known_tiles(OF_BULLETINS, kpis))),
        _ranks("areas", areas, by_area, grid.cell(0, 1, 6), feeds, "bulletins", sentence=known_days_sentence(areas, lang())),
        _ranks("routes", routes, by_route, grid.cell(6, 1, 6), feeds, "bulletins", sentence=outside_sentence(routes, lang()))
        if len(routes) else stock_ranks(grid.cell(6, 1, 6), feeds),
    ])


def zones_scene(size: tuple[float, float], feeds: Feeds, kpis: Kpis, flow: pd.DataFrame, zones: pd.DataFrame) -> Markup:
    """Zones: in force, people inside, due, overdue; stock and flow by day; districts. Rows: `zone_flow_by_day`, `zones_open_by_area`."""
    grid = Grid(12, 4, *size)
    high = zones[zones["level"] == "high"]
    elsewhere = high["address_only"].sum()
    note = t("wall.address_only", n=fmt_count(elsewhere, lang())) if elsewhere else ""

    def stock(width: float, height: float) -> str:
        return zone_stock(flow, lang=lang(), ground=WALL, width=width, height=height, label=t("wall.flow"))

    headline = kpis["zones_overdue"].frame
    assert headline is not None  # a headline figure comes from a fetched frame
    due = Kpi("zones_due", headline.iloc[0]["zones_due"], headline)
    names = (kpis["zones_high"], kpis["people_inside"], kpis["zones_overdue"], due)
    by_area = _ranked(high, "zones", "area_name", colour("high"))
    return Markup().join([
        *(figure_tile(kpi, grid.cell(3 * place, 0, 3), feeds) for place, kpi in enumerate(names)),
        panel("zone-flow", t("wall.flow"), flow, stock, grid.cell(0, 1, 7, 3), feeds, tables=("zones",)),
        _ranks("zone_areas", zones, by_area, grid.cell(7, 1, 5, 3), feeds, "zones", sentence=note),
    ])


def supply_scene(
    size: tuple[float, float], feeds: Feeds, kpis: Kpis, supply: tuple[pd.DataFrame, pd.DataFrame], register: pd.DataFrame,
    closures: pd.DataFrame,
) -> Markup:
    """Supply and business: figures, points below cover by good (one under each that it lacks), by district, the register, closures.

    Rows: `supply_points` and `supply_cover_by_point`, `businesses_by_category`, `closures_active_by_kind_area`. No reports: numbers.
    """
    grid, (points, goods) = Grid(12, 8, *size), supply
    if points["cover_state"].isin(("unknown",)).all():  # nobody reported a stock: that none is short is not known
        return numbers_scene(size, feeds, kpis)
    below = points[points["cover_state"].isin(BELOW)]
    scarce = goods.loc[goods["state"].isin(BELOW), "item"].value_counts()
    by_item = [(enum_label("supply_item", item, lang()), n, colour("watch")) for item, n in scarce.items()]
    by_area = [(name, n, colour("watch")) for name, n in below["area_name"].value_counts().items()]
    trouble = register["suspended"] + register["rectify"]
    states = [("state_open", register["open"], "ok"), ("state_limited", register["limited"], "watch"),
              ("state_closed", register["listed_closed"], "act"), ("state_trouble", trouble, "act"),
              ("state_verify", register["to_verify"], "quiet")]
    by_state = [(t(f"wall.{name}"), n.sum(min_count=1), colour(state)) for name, n, state in states]
    kinds = closures.groupby("kind")["closures"].sum().sort_values(ascending=False)
    by_kind = [(enum_label("closure_target", kind, lang()), n, colour("plain")) for kind, n in kinds.items()]
    names = ("supply_open", "supply_below", "businesses_usual")
    return Markup().join([
        *(figure_tile(kpis[name], grid.cell(4 * place, 0, 4, 2), feeds) for place, name in enumerate(names)),
        _ranks("cover", goods, by_item, grid.cell(0, 2, 4, 6), feeds, "supply_reports"),
        _ranks("below_areas", points, by_area, grid.cell(4, 2, 4, 6), feeds, "supply_reports"),
        _ranks("categories", register, by_state, grid.cell(8, 2, 4, 3), feeds, "business_events"),
        _ranks("closures", closures, by_kind, grid.cell(8, 5, 4, 3), feeds, "closures"),
    ])


def hotline_scene(size: tuple[float, float], feeds: Feeds, kpis: Kpis, hours: pd.DataFrame, topics: pd.DataFrame) -> Markup:
    """The hotline: offered, connect rate, overdue tickets; hours against what is usual; topics.

    Rows: `hotline_by_hour`, `hotline_by_topic`.
    """
    grid = Grid(12, 4, *size)
    said = hour_sentence(hours, moment().at, lang(), with_usual=False)

    def curve(width: float, height: float) -> str:
        return hour_curve(hours, lang=lang(), ground=WALL, width=width, height=height, label=said or t("wall.hours"))

    named = topics[topics["topic"].notna() & (topics["topic"] != "unknown")].sort_values("offered_7d", ascending=False)
    by_topic = [(enum_label("hotline_topic", row.topic, lang()), row.offered_7d, colour("plain")) for row in named.itertuples()]
    names = ("calls_offered", "connect_share", "tickets_overdue")
    return Markup().join([
        *(figure_tile(kpis[name], grid.cell(4 * place, 0, 4), feeds) for place, name in enumerate(names)),
        panel("call-hours", t("wall.hours"), hours, curve, grid.cell(0, 1, 7, 3), feeds, sentence=said, tables=("hotline_calls",)),
        _ranks("topics", topics, by_topic, grid.cell(7, 1, 5, 3), feeds, "hotline_calls", sentence=topic_sentence(topics, lang())),
    ])


def attention_scene(size: tuple[float, float], found: list[dict], changes: pd.DataFrame, freshness: pd.DataFrame) -> Markup:
    """What needs somebody to act: contradictions by kind, what changed in a day, feeds. Rows: `changes_since`, `feeds_freshness`."""
    grid = Grid(12, 10, *size)
    columns = ["check", "severity", f"title_{lang()}", f"advice_{lang()}"]
    kinds = pd.DataFrame(found, columns=columns).groupby(columns, sort=False).size()
    items = [
        Line(SEVERITIES[severity], title, fmt_count(n, lang()), advice)
        for (_, severity, title, advice), n in zip(kinds.index.to_list(), kinds, strict=True)
    ]
    some = changes[changes["n"] > 0]
    changed = [
        Line("quiet", matter_words(what, detail, lang()), fmt_count(n, lang()))
        for what, detail, n in zip(some["what"], some["detail"], some["n"], strict=True)
    ]
    late = [Line(FEED_STATES[feed["state"]], feed_name(feed, lang()), t(f"wall.feed_{feed['state']}"), is_name=True)
            for feed in freshness[freshness["state"] != "ok"].to_dict("records")]
    on_time = [Line("ok", t("wall.feed_ok", n=int(freshness["state"].eq("ok").sum())))] if len(freshness) else []
    checked = pd.DataFrame({"n": [len(found)]})

    def listed(name: str, frame: pd.DataFrame, rows: list[Line], place: Place, nothing: str, **origin: Any) -> Markup:
        said = origin | {"nothing": t(nothing)}
        return panel(name, t(f"wall.{name}"), frame, lambda wide, high: lines(rows, wide, high, t(nothing)), place, {}, tables=(), **said)

    rules: dict[str, Any] = {"source": t("data.found_source"), "as_of": moment().at}
    return Markup().join([
        listed("contradictions", checked, items, grid.cell(0, 0, 7, 10), "wall.nothing_found", **rules),
        listed("changed", changes, changed, grid.cell(7, 0, 5, 5), "overview.nothing_changed"),
        listed("feeds", freshness, [*late, *on_time], grid.cell(7, 5, 5, 5), "overview.no_feeds"),
    ])


def _map(areas: pd.DataFrame, said: str, place: Place, feeds: Feeds) -> Markup:
    outlines, title = outlines_now(), t("wall.map_cases")
    if outlines is None:
        return panel("map", title, areas, lambda _, h: instead(why_no_map(), h), place, feeds, sentence=said, tables=("bulletins",))
    drawn = map_data(areas, "positive_known", outlines, title, t("overview.unit_cases"), None, 0)
    words = {"unit": drawn["legend_title"], "unnamed": drawn["words"]["unnamed"], "comma": drawn["words"]["comma"]}

    def draw(width: float, height: float) -> str:
        look: dict[str, Any] = {"ground": WALL, "width": width, "height": height, "label": said or title}
        return wall_map(drawn["districts"], drawn["viewbox"], drawn["dense"], drawn["legend"], **words, **look)

    return panel("map", title, areas, draw, place, feeds, sentence=said, tables=("bulletins",))


def _ranks(name: str, frame: pd.DataFrame, rows: list, place: Place, feeds: Feeds, table: str, sentence: str = "") -> Markup:
    return panel(name, t(f"wall.{name}"), frame, partial(ranking, rows), place, feeds, sentence=sentence, tables=(table,))


def _ranked(frame: pd.DataFrame, value: str, name: str, fill: str) -> list[tuple[str, float | None, str]]:
    rows = frame.sort_values(value, ascending=False, na_position="last")
    return [(label, n, fill) for label, n in zip(rows[name], rows[value], strict=True)]
