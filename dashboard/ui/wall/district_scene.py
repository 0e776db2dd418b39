"""The scene of districts that need a decision: one at each round of the wall, the worst first, with figures, curve and what is due."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol, cast

import pandas as pd
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import at_moment, moment
from dashboard.data.served import workspace
from dashboard.figures.svg.wall_days import case_columns
from dashboard.i18n.forms import fmt_change, fmt_count, is_missing
from dashboard.metrics import METRICS
from dashboard.plain_text import shortened
from dashboard.sentences.cases import trend_sentence
from dashboard.sentences.published import qualifier_words
from dashboard.tokens import WALL
from dashboard.ui.components.kpi import Kpi, act_above_zero, change_words, is_unknown
from dashboard.ui.components.not_received import received
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.beside import BOUNDS, WEEKS, Beside, yesterday
from dashboard.ui.wall.figure_tile import figure_tile
from dashboard.ui.wall.scenes import BELOW
from dashboard.ui.wall.setting import Setting
from dashboard.ui.wall.tiles import Line, instead, panel

TITLE_EMS = 9
"""Width of a district's name in the title, in Chinese letters: the clock stands beside it."""
MOST = 8
"""Districts that take turns; the others are counted in the title, and the overview has them all."""
WEIGHT = {"act": 0, "watch": 1, "quiet": 2}
WEEK, FEWER = 7, 3
"""Days; figures of a district in a city without zones."""
FEEDS = "feeds"
"""Where the decision list says that feeds are late."""
Needs = dict[str, list[Line]]
"""What each district needs decided, by area_id."""
Frames = dict[str, pd.DataFrame]
"""By query: `cases_by_area`, `cases_by_day_area` of these districts, `zones_open_by_area`, `zones_due`, `supply_points`."""
STOCKS = ("zones_open_by_area", "zones_due", "supply_points")
"""Of these, those that are held against the same hour of yesterday."""


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
    setting: Setting, matters: Callable[[list[str]], list[Matter]], cases: pd.DataFrame,
) -> list[dict]:
    """The scene once for each district, [{"title", "html"}]; empty where none needs a decision.

    `matters`: the decision list of districts. Rows: `cases_by_area`.
    """
    names = area_names()
    needs = {area: needs_of(matters([area])) for area in names}
    areas = worst_first(needs)
    if not areas:
        return []
    today = moment().at.date()
    days = fetch("cases_by_day_area", start=today - timedelta(days=WEEKS), end=today, areas=areas[:MOST])
    now = {name: fetch(name) for name in STOCKS} | {"cases_by_area": cases, "cases_by_day_area": days}
    with at_moment(yesterday()):
        then = {name: fetch(name) for name in STOCKS}
        knew_zones = not is_missing(fetch("overview_headline").iloc[0]["zones_high"])
    shown = areas[:MOST]
    return [
        {"title": t("wall.district_of", name=shortened(names[area], TITLE_EMS), place=place, n=len(shown), all=len(areas)),
         "html": _district(setting, area, needs[area], now, counted(area, then, knew_zones))}
        for place, area in enumerate(shown, 1)
    ]


def needs_of(matters: list[Matter]) -> list[Line]:
    """What a district has to decide: not what somebody has settled, nor feeds that are late for all."""
    return [Line(one.state, one.words, advice=one.advice) for one in matters if one.place != FEEDS and not one.is_settled]


def worst_first(needs: Needs) -> list[str]:
    """The districts that need a decision, those with most of what is urgent first. A district that only has to be looked at needs none."""
    urgent = {area: sum(line.state == "act" for line in lines) for area, lines in needs.items()}
    return sorted((area for area, n in urgent.items() if n), key=lambda area: (-urgent[area], -len(needs[area]), area))


def nothing_to_show(setting: Setting, scene: str) -> list[dict]:
    """A scene that is the only one asked for and has no page: no district needs a decision, or no zone's day can be reckoned."""
    place = setting.room.places("attention")[0]
    title, words = t(f"wall.scene_{scene}"), t("wall.no_clock" if scene == "opening" else "wall.no_district")
    html = panel(f"no-{scene}", title, pd.DataFrame({"n": [0]}), lambda _, high: instead(words, high), place, {}, tables=(),
                 source=t("data.found_source"), as_of=moment().at)
    return [{"title": title, "html": html}]


def _district(setting: Setting, area: str, lines: list[Line], frames: Frames, was: dict[str, int | None]) -> Markup:
    kpis = _figures(area, frames)
    *above, at_curve, at_needs = setting.room.places("district" if len(kpis) > FEWER else "district-plain")
    days = frames["cases_by_day_area"][frames["cases_by_day_area"]["area_id"] == area]
    said = trend_sentence(days, lang())

    def curve(width: float, height: float) -> str:
        return case_columns(days, lang=lang(), ground=WALL, width=width, height=height, label=said or t("wall.curve_said"))

    ordered = sorted(lines, key=lambda line: WEIGHT[line.state])
    checked = pd.DataFrame({"n": [len(lines)]})
    return Markup().join([
        *(figure_tile(kpi, place, setting.feeds, _beside(kpi, was), about=f"{area}.")
          for kpi, place in zip(kpis, above, strict=True)),
        panel("district-curve", t("wall.curve"), days, curve, at_curve, setting.feeds, sentence=said, tables=("bulletins",),
              nothing=t("wall.no_days")),
        setting.listed("needs", checked, ordered, at_needs, (), source=t("data.found_source"), as_of=moment().at),
    ])


def counted(area: str, frames: Frames, has_zones: bool) -> dict[str, int | None]:
    """Zones in force and overdue, and points below cover of a district; each null where what it is of was not known.

    `has_zones`: whether any zone of the city was known at that moment: of none, a district has not zero but nobody knows how many.
    """
    zones, clocks, points = (frames[name][frames[name]["area_id"] == area] for name in STOCKS)
    nameless = frames["zones_open_by_area"][frames["zones_open_by_area"]["area_id"] == workspace().city]
    high, other_high = (int(frame.loc[frame["level"] == "high", "zones"].sum()) for frame in (zones, nameless))
    is_timed = has_zones and not (len(clocks) and clocks["state"].eq("not_linked").all()) and not (clocks.empty and len(nameless))
    is_reported = not points["cover_state"].isin(("unknown",)).all()
    return {
        "zones_high": high if has_zones and (high or not other_high) else None,
        "zones_overdue": int(clocks["state"].eq("overdue").sum()) if is_timed else None,
        "supply_below": int(points["cover_state"].isin(BELOW).sum()) if is_reported else None,
    }


def _beside(kpi: Kpi, was: dict[str, int | None]) -> Beside:
    """The change since the same hour of yesterday and the bound, where there are any; nothing beside what is not known."""
    if is_unknown(kpi.value) or kpi.metric not in was:
        return Beside()
    when, then = t("wall.yesterday", time=f"{yesterday():%H:%M}"), was[kpi.metric]
    change = (t("wall.not_known", when=when) if then is None
              else t("wall.change", when=when, change=change_words(METRICS[kpi.metric], float(cast(int, kpi.value)), then)))
    return Beside(change, t(BOUNDS[kpi.metric]) if kpi.metric in BOUNDS else "")


def _figures(area: str, frames: Frames) -> list[Kpi]:
    """New cases of the week, zones in force and overdue, points below cover; closures for zones where the city has none.

    Each null where the city never sent what it is of.
    """
    cases, zones, has_zones = frames["cases_by_area"], frames["zones_open_by_area"], bool({"zones", "zone_events"} & received())
    now = counted(area, frames, has_zones)
    week = cases[cases["area_id"] == area]
    people = zones.loc[(zones["area_id"] == area) & (zones["level"] == "high"), "people"].sum(min_count=1)
    overdue, below = now["zones_overdue"], now["supply_below"]
    of_zones = [
        Kpi("zones_high", now["zones_high"], zones, detail="" if is_missing(people) else t("wall.people", n=fmt_count(people, lang()))),
        Kpi("zones_overdue", overdue, frames["zones_due"], state=act_above_zero(overdue), missing=t("clock.not_linked")),
    ]
    return [
        Kpi("cases_7d", None if week.empty else week.iloc[0]["positive_known"], cases, detail=_week(week),
            missing=t("overview.no_new_cases")),
        *(of_zones if has_zones else [_closures(area)]),
        Kpi("supply_below", below, frames["supply_points"], state="quiet" if below is None else "watch" if below else "ok",
            missing=t("wall.no_stock")),
    ]


def _closures(area: str) -> Kpi:
    """The closures in force in a district, and how many are past their planned end; null where no closure of the city is known."""
    known = fetch("closures_active_by_kind_area")
    own = known[known["area_id"] == area]
    past = int(own["past_planned_end"].sum())
    qualifier = next((one for one in own["qualifier"] if one != "exact"), "exact")
    return Kpi("closures_active", int(own["closures"].sum()) if len(known) else None, known, state="act" if past else "quiet",
               detail=t("wall.past_ends", n=fmt_count(past, lang())) if past else "", qualifier=qualifier_words(qualifier, lang()),
               missing=t("wall.no_closures"))


def _week(week: pd.DataFrame) -> str:
    """The change on the week before; where days are missing, how many are known."""
    if week.empty:
        return ""
    row = week.iloc[0]
    if not is_missing(row["change_7d"]):
        return t("wall.week_change", change=fmt_change(row["change_7d"], lang()))
    return t("wall.days_known", n=fmt_count(row["days_known"], lang())) if row["days_known"] < WEEK else t("compare.none")
