"""The scene of orders and closures: what is closed, what was closed and opened today, notices, what is past its planned end."""

import pandas as pd
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.figures.svg.wall_days import zone_stock
from dashboard.i18n.forms import fmt_age, fmt_count, fmt_day, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.sentences.documents import source_words
from dashboard.tokens import WALL
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.not_received import received
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.setting import Setting
from dashboard.ui.wall.tiles import Line, colour, panel

AS_FLOW = {"begun": "declared", "ended": "released", "in_force_at_end": "open_at_end"}
"""What closures by day are called where zones by day are drawn."""


def orders_scene(
    setting: Setting, flow: pd.DataFrame, zones: pd.DataFrame, closures: tuple[pd.DataFrame, pd.DataFrame], notices: pd.DataFrame,
) -> Markup:
    """Closures in force and zones declared and lifted today; closures by day and kind; notices; closures past their planned end or near it.

    Rows: `closure_flow_by_day`; `zone_flow_by_day` as known now; `closures_active_by_kind_area` and `closures_active`; `notices_timeline`.
    """
    has_zones = bool({"zones", "zone_events"} & received())
    first, second, at_flow, at_notices, at_kinds, at_ends = setting.room.places("orders")
    by_kind, listed = closures
    kinds = by_kind.groupby("kind")["closures"].sum().sort_values(ascending=False)
    rows = [(enum_label("closure_target", kind, lang()), n, colour("plain")) for kind, n in kinds.items()]

    def stock(width: float, height: float) -> str:
        drawn = flow.rename(columns=AS_FLOW)
        return zone_stock(drawn, lang=lang(), ground=WALL, width=width, height=height, label=t("wall.closure_flow"))

    open_ended = int(listed["planned_end_at"].isna().sum())
    without = t("wall.no_planned_end", n=fmt_count(open_ended, lang())) if open_ended else ""
    return Markup().join([
        setting.figures([setting.kpis["closures_active"], declared_today(zones)], [first, second]) if has_zones
        else setting.figures([setting.kpis["closures_active"]], [first.joined(second)]),
        panel("closure-flow", t("wall.closure_flow"), flow, stock, at_flow, setting.feeds, tables=("closures",)),
        setting.listed("notices", notices, notice_lines(notices), at_notices, ("notices",)),
        setting.ranks("closures", by_kind, rows, at_kinds, "closures"),
        setting.listed("ends", listed, end_lines(listed), at_ends, ("closures",), sentence=without),
    ])


def declared_today(zones: pd.DataFrame) -> Kpi:
    """Zones declared today, and how many were lifted; not known where no zone is. Rows: `zone_flow_by_day`."""
    today = zones[pd.to_datetime(zones["day"]) == pd.Timestamp(moment().at.date())]
    declared, lifted, lowered = (today[name].sum(min_count=1) for name in ("declared", "released", "lowered"))
    said = t("zones.lifted", n=fmt_count(lifted, lang()), lowered=fmt_count(lowered, lang()))
    return Kpi("zones_declared_today", declared, zones, detail=said, missing=t("zones.none_known"))


def notice_lines(notices: pd.DataFrame) -> list[Line]:
    """Notices before policies and events, the newest first, each with its day; one that is not in force yet says from when it is."""
    rows = notices.assign(is_order=notices["kind"].eq("notice")).sort_values(
        ["is_order", "published_at", "notice_id"], ascending=[False, False, True])
    return [_notice(row) for row in rows.to_dict("records")]


def _notice(row: dict) -> Line:
    title = row["title"] if lang() == "zh" or is_missing(row["title_en"]) else row["title_en"]
    number = "" if is_missing(row["notice_no"]) or str(row["notice_no"]) in str(title) else f"{source_words(row['notice_no'], lang())} "
    is_ahead = not is_missing(row["effective_at"]) and row["effective_at"] > moment().at
    when = t("wall.from_day", day=fmt_day(row["effective_at"], lang())) if is_ahead else fmt_day(row["published_at"], lang())
    return Line("watch" if row["kind"] == "notice" else "quiet", f"{number}{title}", when, is_name=True)


def end_lines(closures: pd.DataFrame) -> list[Line]:
    """Closures with a planned end: those that are past it first, the longest over before the others, then those that end next."""
    dated = closures[closures["planned_end_at"].notna()]
    return [_end(row) for row in dated.sort_values(["planned_end_at", "closure_id"]).to_dict("records")]


def _end(row: dict) -> Line:
    target = row["target"] if lang() == "zh" or is_missing(row["target_en"]) else row["target_en"]
    if row["is_past_planned_end"] is True or row["is_past_planned_end"] == 1:
        return Line("act", target, t("wall.past_end", age=fmt_age(row["hours_past_plan"] * 60, lang())), is_name=True)
    return Line("quiet", target, t("wall.until", day=fmt_day(row["planned_end_at"], lang())), is_name=True)
