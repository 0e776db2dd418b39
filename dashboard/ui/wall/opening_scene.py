"""The scene of zones that may open tomorrow, by their release clocks, with what each still lacks; and of those that wait for it alone."""

from datetime import timedelta

import pandas as pd
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count
from dashboard.sentences.release import LACKS, WAITING, names_in
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.scenes import due_today, overdue
from dashboard.ui.wall.setting import Setting
from dashboard.ui.wall.tiles import Line, colour


def opening_scene(setting: Setting) -> list[dict]:
    """Due tomorrow, due today, overdue; the zones due tomorrow and those whose days are complete, one by one: [{"title", "html"}].

    Empty where zones are in force and the day of none can be reckoned: "none is due" would not be true.
    """
    clocks = fetch("zones_due")
    if len(clocks) and clocks["due_on"].isna().all():
        return []
    *three, at_tomorrow, at_waiting, at_areas = setting.room.places("opening")
    tomorrow, waiting = due_tomorrow(clocks), clocks[clocks["state"].isin(WAITING)]
    by_area = tomorrow["area_name"].value_counts()
    ranks = [(str(name), float(n), colour("ok")) for name, n in by_area.items()]
    lacking = sum("round" in names_in(missing) for missing in tomorrow["missing"])
    said = t("wall.tomorrow_lacks", n=fmt_count(len(tomorrow), lang()), lacking=fmt_count(lacking, lang())) if lacking else ""
    html = Markup().join([
        setting.figures([tomorrow_kpi(clocks, said_of(tomorrow)), due_today(setting.kpis), overdue(setting.kpis)], three),
        setting.listed("tomorrow", clocks, zone_lines(tomorrow), at_tomorrow, ("zones",), sentence=said),
        setting.listed("waiting", clocks, zone_lines(waiting), at_waiting, ("zones",)),
        setting.ranks("tomorrow_areas", clocks, ranks, at_areas, "zones"),
    ])
    return [{"title": t("wall.scene_opening"), "html": html}]


def due_tomorrow(clocks: pd.DataFrame) -> pd.DataFrame:
    """The zones whose days are complete tomorrow, those that lack nothing else first. As `zones_due_by_scheme` counts them."""
    day = pd.Timestamp(moment().at.date() + timedelta(days=1))
    found = clocks[clocks["state"].eq("counting") & (pd.to_datetime(clocks["due_on"]) == day)]
    lacks = [len(names_in(missing)) for missing in found["missing"]]
    return found.assign(lacks=lacks).sort_values(["lacks", "area_name", "zone_id"])


def tomorrow_kpi(clocks: pd.DataFrame, detail: str) -> Kpi:
    """How many zones may open tomorrow; not known where no zone's clock can be reckoned."""
    timed = clocks[clocks["due_on"].notna()]
    n = len(due_tomorrow(clocks)) if len(timed) else None
    return Kpi("zones_due_tomorrow", n, clocks, detail=detail, missing=t("clock.not_linked") if len(clocks) else t("zones.none_known"))


def said_of(zones: pd.DataFrame) -> str:
    """How many of them lack nothing but the day itself."""
    return t("wall.only_days", n=fmt_count(int(zones["lacks"].le(1).sum()), lang())) if len(zones) else ""


def zone_lines(zones: pd.DataFrame) -> list[Line]:
    """Zones with what each lacks beside the days."""
    return [
        Line("quiet" if row["state"] == "counting" else "watch", t("wall.zone", area=row["area_name"], extent=row["extent_text"]),
             lacks_words(row), is_name=True)
        for row in zones.to_dict("records")
    ]


def lacks_words(row: dict) -> str:
    """What is missing beside the days, as short as a list from six metres needs it; that nothing else is. Rows: `zones_due`."""
    names = [name for name in names_in(row["missing"]) if name != "days"] or list(LACKS.get(row["state"], ()))
    unrecorded = names_in(row["unrecorded"])
    said = [t(f"wall.{'unrecorded' if name in unrecorded else 'lacks'}_{name}") for name in names if name != "days"]
    return t("punctuation.comma").join(said) or t("wall.lacks_nothing")
