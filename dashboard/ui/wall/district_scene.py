"""The scene of districts that need a decision: one at each round of the wall, the worst first, with figures, curve and what is due."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

import pandas as pd
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.figures.svg.wall_days import case_columns
from dashboard.i18n.forms import fmt_change, fmt_count, is_missing
from dashboard.sentences.cases import trend_sentence
from dashboard.tokens import WALL
from dashboard.ui.components.kpi import Kpi, act_above_zero
from dashboard.ui.components.not_received import received
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.beside import WEEKS
from dashboard.ui.wall.figure_tile import figure_tile
from dashboard.ui.wall.scenes import BELOW
from dashboard.ui.wall.setting import Setting
from dashboard.ui.wall.tiles import Line, instead, panel

MOST = 8
"""Districts that take turns; the others are counted in the title, and the overview has them all."""
WEIGHT = {"act": 0, "watch": 1, "quiet": 2}
WEEK = 7
FEEDS = "feeds"
"""Where the decision list says that feeds are late."""
Needs = dict[str, list[Line]]
"""What each district needs decided, by area_id."""
Frames = dict[str, pd.DataFrame]
"""By query: `cases_by_area`, `cases_by_day_area` of these districts, `zones_open_by_area`, `zones_due`, `supply_points`."""


class Matter(Protocol):
    """A line of the decision list (`ui/panels/decisions.py`)."""

    state: str
    words: str
    place: str
    advice: str

    @property
    def is_settled(self) -> bool:
        """Whether somebody has acknowledged all of it."""


def district_pages(
    setting: Setting, matters: Callable[[list[str]], list[Matter]], cases: pd.DataFrame, points: pd.DataFrame,
) -> list[dict]:
    """The scene once for each district, [{"title", "html"}]; empty where none needs a decision.

    `matters`: the decision list of districts. Rows: `cases_by_area`, `supply_points`.
    """
    names = area_names()
    needs = {area: needs_of(matters([area])) for area in names}
    areas = worst_first(needs)
    if not areas:
        return []
    today = moment().at.date()
    days = fetch("cases_by_day_area", start=today - timedelta(days=WEEKS), end=today, areas=areas[:MOST])
    frames = {"cases_by_area": cases, "cases_by_day_area": days, "zones_open_by_area": fetch("zones_open_by_area"),
              "zones_due": fetch("zones_due"), "supply_points": points}
    shown = areas[:MOST]
    return [
        {"title": t("wall.district_of", name=names[area], place=place, n=len(shown), all=len(areas)),
         "html": _district(setting, area, needs[area], frames)}
        for place, area in enumerate(shown, 1)
    ]


def needs_of(matters: list[Matter]) -> list[Line]:
    """What a district has to decide: not what somebody has settled, nor feeds that are late for all."""
    return [Line(one.state, one.words, advice=one.advice) for one in matters if one.place != FEEDS and not one.is_settled]


def worst_first(needs: Needs) -> list[str]:
    """The districts that need a decision, those with most of what is urgent first. A district that only has to be looked at needs none."""
    urgent = {area: sum(line.state == "act" for line in lines) for area, lines in needs.items()}
    return sorted((area for area, n in urgent.items() if n), key=lambda area: (-urgent[area], -len(needs[area]), area))


def nothing_to_decide(setting: Setting) -> list[dict]:
    """The scene where it is the only one asked for and no district needs a decision."""
    place = setting.room.places("attention")[0]
    found = pd.DataFrame({"n": [0]})
    html = panel("no-district", t("wall.scene_district"), found, lambda _, high: instead(t("wall.no_district"), high), place, {}, tables=())
    return [{"title": t("wall.scene_district"), "html": html}]


def _district(setting: Setting, area: str, lines: list[Line], frames: Frames) -> Markup:
    *four, at_curve, at_needs = setting.room.places("district")
    days = frames["cases_by_day_area"][frames["cases_by_day_area"]["area_id"] == area]
    said = trend_sentence(days, lang())

    def curve(width: float, height: float) -> str:
        return case_columns(days, lang=lang(), ground=WALL, width=width, height=height, label=said or t("wall.curve_said"))

    ordered = sorted(lines, key=lambda line: WEIGHT[line.state])
    checked = pd.DataFrame({"n": [len(lines)]})
    return Markup().join([
        *(figure_tile(kpi, place, setting.feeds, about=f"{area}.") for kpi, place in zip(_figures(area, frames), four, strict=True)),
        panel("district-curve", t("wall.curve"), days, curve, at_curve, setting.feeds, sentence=said, tables=("bulletins",),
              nothing=t("wall.no_days")),
        setting.listed("needs", checked, ordered, at_needs, (), source=t("data.found_source"), as_of=moment().at),
    ])


def _figures(area: str, frames: Frames) -> list[Kpi]:
    """New cases of the week, zones in force and overdue, points below cover; each null where the city never sent what it is of."""
    cases, zones, clocks, points = (frames[name] for name in ("cases_by_area", "zones_open_by_area", "zones_due", "supply_points"))
    week = cases[cases["area_id"] == area]
    has_zones = bool({"zones", "zone_events"} & received())
    here = zones[(zones["area_id"] == area) & (zones["level"] == "high")]
    own_clocks = clocks[clocks["area_id"] == area]["state"]
    is_known = has_zones and not (len(own_clocks) and own_clocks.eq("not_linked").all())
    overdue = int(own_clocks.eq("overdue").sum()) if is_known else None
    own = points[points["area_id"] == area]
    below = None if own["cover_state"].isin(("unknown",)).all() else int(own["cover_state"].isin(BELOW).sum())
    people = here["people"].sum(min_count=1)
    return [
        Kpi("cases_7d", None if week.empty else week.iloc[0]["positive_known"], cases, detail=_week(week),
            missing=t("overview.no_new_cases")),
        Kpi("zones_high", int(here["zones"].sum()) if has_zones else None, zones, missing=t("zones.none_known"),
            detail="" if is_missing(people) else t("wall.people", n=fmt_count(people, lang()))),
        Kpi("zones_overdue", overdue, clocks, state=act_above_zero(overdue), detail=t("wall.bound_none"),
            missing=t("clock.not_linked" if has_zones else "zones.none_known")),
        Kpi("supply_below", below, points, state="quiet" if below is None else "watch" if below else "ok", detail=t("wall.bound_cover"),
            missing=t("wall.no_stock")),
    ]


def _week(week: pd.DataFrame) -> str:
    """The change on the week before; where days are missing, how many are known."""
    if week.empty:
        return ""
    row = week.iloc[0]
    if not is_missing(row["change_7d"]):
        return t("wall.week_change", change=fmt_change(row["change_7d"], lang()))
    return t("wall.days_known", n=fmt_count(row["days_known"], lang())) if row["days_known"] < WEEK else t("compare.none")
