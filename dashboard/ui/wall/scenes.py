"""Scenes of the wall that show how things stand, each at most seven things, composed from the same rows and figures as the pages."""

from dataclasses import replace
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
from dashboard.sentences.hotline import hour_sentence, topic_sentence
from dashboard.sentences.standing import largest_sentence
from dashboard.tokens import WALL
from dashboard.ui.components.district_map import map_data, why_no_map
from dashboard.ui.components.known_first import OF_BULLETINS
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.shell.districts import outlines_now
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.number_scenes import known_tiles, numbers_scene, stock_ranks
from dashboard.ui.wall.room import Place
from dashboard.ui.wall.setting import Setting, ranked
from dashboard.ui.wall.tiles import colour, instead, panel

Feeds = dict[str, list[str]]
ROUTES = {"no": "controlled", "unclear": "close_contact", "yes": "act"}
"""The colour of a route by the question whether it was found outside control."""
BELOW = ("out", "below_1", "below_3")


def state_scene(setting: Setting, areas: pd.DataFrame) -> Markup:
    """The state of the city: map of new positives and six figures. Rows of `areas`: `cases_by_area`."""
    places = setting.room.places("state")
    names = ("new_positive", "zones_high", "zones_overdue", "businesses_usual", "supply_below", "connect_share")
    most = largest_sentence(areas, "positive_known", t("overview.unit_cases"), lang())
    said = joined(most, known_days_sentence(areas, lang()), lang=lang())
    return _map(areas, said, places[0], setting.feeds) + setting.figures(known_tiles(names, setting.kpis), places[1:])


def cases_scene(setting: Setting, days: pd.DataFrame, areas: pd.DataFrame, routes: pd.DataFrame) -> Markup:
    """Cases: curve, newest window, share found outside control, districts, routes.

    Rows of `days`: `cases_by_day_area` of the city; of `routes`: `cases_by_route`.
    """
    at_curve, first, second, at_areas, at_routes = setting.room.places("cases")
    said = trend_sentence(days, lang())

    def curve(width: float, height: float) -> str:
        return case_columns(days, lang=lang(), ground=WALL, width=width, height=height, label=said or t("wall.curve_said"))

    by_area = ranked(areas[~areas["is_city"].eq(True) | (len(areas) == 1)], "positive_known", "area_name", colour("plain"))
    found = routes.sort_values("new_positive", ascending=False)
    by_route = [
        (enum_label("route", route, lang()), n, colour(ROUTES[control]))
        for route, n, control in zip(found["route"], found["new_positive"], found["outside_control"], strict=True)
    ]
    return Markup().join([
        panel("case-curve", t("wall.curve"), days, curve, at_curve, setting.feeds, sentence=said, tables=("bulletins",)),
        setting.figures(known_tiles(OF_BULLETINS, setting.kpis), [first, second]),
        setting.ranks("areas", areas, by_area, at_areas, "bulletins", sentence=known_days_sentence(areas, lang())),
        setting.ranks("routes", routes, by_route, at_routes, "bulletins", sentence=outside_sentence(routes, lang()))
        if len(routes) else stock_ranks(at_routes, setting.feeds),
    ])


def zones_scene(setting: Setting, flow: pd.DataFrame, zones: pd.DataFrame) -> Markup:
    """Zones: in force, people inside, due, overdue; stock and flow by day; districts. Rows: `zone_flow_by_day`, `zones_open_by_area`."""
    *four, at_flow, at_areas = setting.room.places("zones")
    high = zones[zones["level"] == "high"]
    elsewhere = high["address_only"].sum()
    note = t("wall.address_only", n=fmt_count(elsewhere, lang())) if elsewhere else ""

    def stock(width: float, height: float) -> str:
        return zone_stock(flow, lang=lang(), ground=WALL, width=width, height=height, label=t("wall.flow"))

    shown = [setting.kpis["zones_high"], setting.kpis["people_inside"], overdue(setting.kpis), due_today(setting.kpis)]
    by_area = ranked(high, "zones", "area_name", colour("high"))
    return Markup().join([
        setting.figures(shown, four),
        panel("zone-flow", t("wall.flow"), flow, stock, at_flow, setting.feeds, tables=("zones",)),
        setting.ranks("zone_areas", zones, by_area, at_areas, "zones", sentence=note),
    ])


def due_today(kpis: dict[str, Kpi]) -> Kpi:
    """The zones that may be released today, as the headline counts them."""
    headline = kpis["zones_overdue"].frame
    assert headline is not None  # a headline figure comes from a fetched frame
    return Kpi("zones_due", headline.iloc[0]["zones_due"], headline, missing=t("clock.not_linked"))


def overdue(kpis: dict[str, Kpi]) -> Kpi:
    """The zones overdue for release, where those due today have a tile of their own."""
    return replace(kpis["zones_overdue"], detail="", missing=t("clock.not_linked"))


def supply_scene(setting: Setting, supply: tuple[pd.DataFrame, pd.DataFrame], register: pd.DataFrame) -> Markup:
    """Supply and business: figures, points below cover by good (one under each that it lacks), by district, the register.

    Rows: `supply_points` and `supply_cover_by_point`, `businesses_by_category`. No reports: numbers.
    """
    places, (points, goods) = setting.room.places("supply"), supply
    if points["cover_state"].isin(("unknown",)).all():  # nobody reported a stock: that none is short is not known
        return numbers_scene(setting)
    below = points[points["cover_state"].isin(BELOW)]
    scarce = goods.loc[goods["state"].isin(BELOW), "item"].value_counts()
    by_item = [(enum_label("supply_item", item, lang()), n, colour("watch")) for item, n in scarce.items()]
    by_area = [(name, n, colour("watch")) for name, n in below["area_name"].value_counts().items()]
    trouble = register["suspended"] + register["rectify"]
    states = [("state_open", register["open"], "ok"), ("state_limited", register["limited"], "watch"),
              ("state_closed", register["listed_closed"], "act"), ("state_trouble", trouble, "act"),
              ("state_verify", register["to_verify"], "quiet")]
    by_state = [(t(f"wall.{name}"), n.sum(min_count=1), colour(state)) for name, n, state in states]
    usual = replace(setting.kpis["businesses_usual"], detail="")  # the other states are beneath, one by one
    many = t("wall.cover_each") if sum(scarce) > len(below) else ""
    return Markup().join([
        setting.figures([setting.kpis["supply_open"], setting.kpis["supply_below"], usual], places),
        setting.ranks("cover", goods, by_item, places[3], "supply_reports", sentence=many),
        setting.ranks("below_areas", points, by_area, places[4], "supply_reports"),
        setting.ranks("categories", register, by_state, places[5], "business_events"),
    ])


def hotline_scene(setting: Setting, topics: pd.DataFrame) -> Markup:
    """The hotline: offered, connect rate, overdue tickets; hours against what is usual; topics.

    Rows: `hotline_by_hour`, `hotline_by_topic`.
    """
    *three, at_hours, at_topics = setting.room.places("hotline")
    hours = setting.hours
    said = hour_sentence(hours, moment().at, lang(), with_usual=False)

    def curve(width: float, height: float) -> str:
        return hour_curve(hours, lang=lang(), ground=WALL, width=width, height=height, label=said or t("wall.hours"))

    named = topics[topics["topic"].notna() & (topics["topic"] != "unknown")].sort_values("offered_7d", ascending=False)
    by_topic = [(enum_label("hotline_topic", row.topic, lang()), row.offered_7d, colour("plain")) for row in named.itertuples()]
    names = ("calls_offered", "connect_share", "tickets_overdue")
    return Markup().join([
        setting.figures([setting.kpis[name] for name in names], three),
        panel("call-hours", t("wall.hours"), hours, curve, at_hours, setting.feeds, sentence=said, tables=("hotline_calls",)),
        setting.ranks("topics", topics, by_topic, at_topics, "hotline_calls", sentence=topic_sentence(topics, lang())),
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
