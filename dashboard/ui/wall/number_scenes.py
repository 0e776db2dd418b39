"""The wall of a city that publishes numbers: the tiles that are known, the scenes that have something, one of what is closed and open."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.served import workspace
from dashboard.i18n.forms import fmt_exact, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.rows.case_stock import newest_stocks
from dashboard.sentences.counted import amount_words
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.known_first import known_first, number_kpis
from dashboard.ui.components.kpi import Kpi, is_unknown
from dashboard.ui.components.not_received import received
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.room import Place
from dashboard.ui.wall.scene_list import Asked
from dashboard.ui.wall.setting import Setting
from dashboard.ui.wall.tiles import Line, colour, lines, panel, ranking

NEEDS = {"zones": ("zones",), "opening": ("zones",), "orders": ("closures", "notices", "zones"),
         "hotline": ("hotline_calls", "hotline_intervals", "hotline_tickets")}
"""Scenes that have nothing to show without one of these tables."""
SHOWN = ("closures_active", "gates", "sent_people")
Feeds = dict[str, list[str]]


def with_something(picked: Asked) -> Asked:
    """What the address asks for, without the scenes of which nothing was received; with all of them where that leaves none."""
    scenes = tuple(name for name in picked.scenes if name not in NEEDS or received().intersection(NEEDS[name]))
    return replace(picked, scenes=scenes or picked.scenes)


def known_tiles(names: tuple[str, ...], kpis: dict[str, Kpi]) -> list[Kpi]:
    """The named headline figures; what was never received gives its place to what is known. As many as are named, or fewer."""
    large, small = known_first(kpis, names)
    return (large + [kpi for kpi in small if not is_unknown(kpi.value)])[: len(names)]


def stock_ranks(place: Place, feeds: Feeds) -> Markup:
    """The published cumulative cases by district, as bars: in the place of the routes, where no bulletin gives any."""
    stock = fetch("case_stock_by_day")
    districts = [one for one in newest_stocks(stock, workspace().city) if one.area_id != workspace().city and "cumulative" in one.figures]
    rows = [(one.area_name, float(one.figures["cumulative"].n), colour("plain")) for one in districts]
    return panel("stocks", t("wall.stocks"), stock, lambda wide, high: ranking(rows, wide, high), place, feeds, tables=("bulletins",))


def numbers_scene(setting: Setting) -> Markup:
    """What is closed, what stays open, and what was delivered, in published numbers: the supply scene of a city without supply points."""
    every = number_kpis() | setting.kpis
    tiles = [every[name] for name in SHOWN if name in every and not is_unknown(every[name].value)]
    *above, closed, opened, delivered = setting.room.places("numbers")
    lists = (("closed", fetch("closures_active"), _closed, closed), ("open", fetch("open_rules_in_force"), _open, opened),
             ("delivered", fetch("deliveries_numbered"), _delivered, delivered))
    return setting.figures(tiles, above) + Markup().join(
        _listed(name, rows, line, place, setting.feeds) for name, rows, line, place in lists
    )


def _listed(name: str, rows: pd.DataFrame, line: Callable[[dict], Line], place: Place, feeds: Feeds) -> Markup:
    items = [line(row) for row in rows.to_dict("records")]

    def draw(width: float, height: float) -> str:
        return lines(items, width, height, t("wall.none"))

    return panel(f"numbers-{name}", t(f"wall.numbers_{name}"), rows, draw, place, feeds)


def _closed(row: dict) -> Line:
    target = row["target"] if lang() == "zh" or is_missing(row["target_en"]) else row["target_en"]
    return Line("quiet", target, amount_words(row, lang()) or enum_label("restriction", row["restriction"], lang()), is_name=True)


def _open(row: dict) -> Line:
    where = t("counted.whole_city") if is_missing(row["area_name"]) else row["area_name"]
    words = f"{enum_label('business_category', row['category'], lang())} · {where}"
    return Line("quiet", words, enum_label("open_mode", row["mode"], lang()), is_name=True)


def _delivered(row: dict) -> Line:
    unit = t("delivered.trips") if is_missing(row["counting_unit"]) else enum_label("counting_unit", row["counting_unit"], lang())
    number = " ".join(filter(None, (qualifier_words(row["qualifier"], lang()), fmt_exact(row["number"], lang()), unit)))
    where = row["place"] if not is_missing(row["place"]) else row["area_name"]
    return Line("quiet", t("word.unknown") if is_missing(where) else where, number, is_name=True)
