"""The tiles of the wall: panels, rankings and lists at fixed places of its picture, each knowing the feeds that keep it fresh."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup, escape

from dashboard.figures.svg.text_width import width_as_set
from dashboard.i18n.forms import fmt_count, is_missing, listed
from dashboard.plain_text import TEXT_EMS, on_page, shortened, unbroken
from dashboard.schema.declaration import tables as declared
from dashboard.tokens import WALL, WALL_TYPE
from dashboard.ui.components.provenance import provenance_text, synthetic_mark
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import mark
from dashboard.ui.wall.room import Place

PAD, ROW_LEAST, ROW_MOST = 24, 40, 72
"""px inside a tile, and of the lowest and highest line of a ranking."""
TITLE, FINDING, SOURCE = 44, 40, 32
"""px that a panel's title, a line of its sentence and its source take."""
TITLE_ROW = 38
"""px of a further line of a title."""
MOST_LINES, WRAPPED = 3, 1.06
"""Lines of a sentence; and how much longer a text is than its letters, for the ragged ends of its lines."""
ROOM_BESIDE_NAME, MOST_OF_NAMES = 24, 0.6
"""px that a name leaves free before its bar; the share of the width that names take at most."""
LINE_SIDES, FIGURE_SIZE = 60, 31
"""px of a line's mark and of what is free between its parts; and of the letters of its figure, which are bold."""
TWO_SCREENS, BETWEEN = 2400, 80
"""px of width from which a list lies over two screens, and between its halves, where their edge is."""
LINE_HEIGHT, WORDS_ROW, ADVICE_HEIGHT, ADVICE_ROW = 50, 38, 40, 36
"""px of a line of a list and of a further row of its words, of the advice beneath one and of a further row of it."""

PANEL = Markup('<h2>{title}</h2>{drawn}{said}<p class="source">{synthetic}{origin}</p>')
TILE = Markup(
    '<section class="tile {kind}" data-tile="{name}" data-feeds="{feeds}" data-veiled="false" '
    'style="left:{place.x:.0f}px;top:{place.y:.0f}px;width:{place.width:.0f}px;height:{place.height:.0f}px">'
    '{body}<div class="veil"><p></p></div></section>'
)
RANKING = Markup('<ul class="ranking" style="height:{height:.0f}px;--names:{names:.0f}px;--row:{row:.0f}px">{bars}</ul>')
RANK = Markup(
    '<li><span class="name">{name}</span><span class="bar"><i style="width:{share:.1f}%;background:{fill}"></i></span>'
    '<b data-figure="{key}">{value}</b></li>'
)
LINE = Markup('<li class="{}">{}<span>{}</span><b data-figure="{}">{}</b>{}</li>')


def panel(
    name: str, title: str, frame: pd.DataFrame, draw: Callable[[float, float], str], place: Place, feeds: dict[str, list[str]], *,
    sentence: str = "", tables: tuple[str, ...] | None = None, source: str | None = None, as_of: datetime | None = None, nothing: str = "",
) -> Markup:
    """A picture or list under its title, with the sentence in words. `draw` takes the width and height that are left for it.

    `tables`: those whose feeds keep it fresh; default: all that the frame's query reads. Empty frames say `nothing` instead.
    """
    inner = place.width - 2 * PAD
    titles = TITLE + TITLE_ROW * (rows_of(title, WALL_TYPE["label"], inner) - 1)
    high = place.height - 2 * PAD - titles - SOURCE - FINDING * min(MOST_LINES, rows_of(sentence, WALL_TYPE["body"], inner))
    drawn = own_ids(draw(inner, high), name) if len(frame) else instead(nothing or t("empty.title"), high)
    by_table = tables and "source" not in frame.columns
    own = listed((declared()[table].title(lang()) for table in tables or ()), lang()) if by_table else None
    origin = provenance_text(frame, source or own, as_of).removesuffix(f" · {t('word.synthetic')}")  # the mark before it says so
    said = Markup('<p class="sentence">{}</p>').format(unbroken(sentence)) if sentence else Markup()
    body = PANEL.format(title=title, drawn=drawn, said=said, synthetic=synthetic_mark(frame, tables or ()), origin=on_page(origin))
    behind = frame.attrs.get("tables", ()) if tables is None else tables
    return tile(name, "panel", body, place, [feed for table in behind for feed in feeds.get(table, [])])


def rows_of(words: str, size: float, width: float) -> int:
    """Lines that a text takes in so many px."""
    taken = width_as_set(words, size)
    return math.ceil(taken / width) if taken <= width else math.ceil(taken * WRAPPED / width)


def room_in_ems(words: str, size: float, room: float) -> float:
    """How wide the words may be, in widths of a Chinese letter: as wide as they are where they fit in so many px."""
    return TEXT_EMS if width_as_set(words, size) <= room else room / size


def own_ids(drawn: str, name: str) -> Markup:
    """A picture whose patterns and clips are called after its panel: of two of one name in the document a browser takes the first.

    The first may be that of a scene which is not shown, whose patterns are as invisible as it is.
    """
    return Markup(re.sub(r'(\sid="|url\(#)', rf"\g<1>{name}-", str(drawn)))  # a string: markup would escape what it puts in


def ranking(rows: list[tuple[str, float | None, str]], width: float, height: float) -> Markup:
    """Bars with names, longest first, as many as fit in the height, and what the rest comes to.

    Rows: (name, value, colour); null is said to be unknown and has no bar.
    """
    if not rows:
        return instead(t("wall.none"), height)
    room = max(2, int(height // ROW_LEAST))
    shown = rows if len(rows) <= room else [*rows[: room - 1], _rest(rows[room - 1 :])]
    most = max([value for _, value, _ in rows if not is_missing(value)] or [1]) or 1
    size, room_of_name = WALL_TYPE["body"], width * MOST_OF_NAMES - ROOM_BESIDE_NAME
    ems = {name: room_in_ems(name, size, room_of_name) for name, _, _ in shown}
    names = min(width * MOST_OF_NAMES, max(width_as_set(shortened(name, ems[name]), size) for name, _, _ in shown) + 12)
    bars = Markup().join(
        RANK.format(name=on_page(name, ems[name]), key=name, share=_share(value, most), fill=fill, value=fmt_count(value, lang()))
        for name, value, fill in shown
    )
    return RANKING.format(height=height, names=names, row=min(ROW_MOST, height / len(shown)), bars=bars)


def _rest(rows: list[tuple[str, float | None, str]]) -> tuple[str, float | None, str]:
    """One row for several: how many, of how many nothing is known, and the sum of the rest, without a bar of its own."""
    known = [value for _, value, _ in rows if not is_missing(value)]
    said = t("wall.rest_in_part" if 0 < len(known) < len(rows) else "wall.rest", n=len(rows), unknown=len(rows) - len(known))
    return escape(said), sum(known) if known else None, "transparent"  # as markup, which no width shortens


@dataclass(frozen=True)
class Line:
    state: str
    """act, watch, ok or quiet; its mark stands first."""
    words: str
    figure: str = ""
    advice: str = ""
    """What to do, beneath."""
    is_name: bool = False
    """The words are a name that somebody gave, shortened to one row; else they are the board's own."""


def lines(items: list[Line], width: float, height: float, nothing: str, rest: str = "wall.more") -> Markup:
    """One line a thing, as many as fit. `nothing` stands where there are none; `rest`: key of the words for those without room."""
    if not items:
        return instead(nothing, height)
    if width >= TWO_SCREENS and len(items) > 1:
        return _halves(items, (width - BETWEEN) / 2, height, rest)
    highs = [_high(item, width) for item in items]
    room = len(items) if sum(highs) <= height else sum(sum(highs[: n + 1]) + LINE_HEIGHT <= height for n in range(len(items)))
    shown = items[: max(1, room)]
    rows = [_line(item, width) for item in shown]
    if len(shown) < len(items):
        rows.append(Markup("<li><span></span><span>{}</span></li>").format(t(rest, n=len(items) - len(shown))))
    return Markup('<ul class="lines" style="height:{:.0f}px">{}</ul>').format(height, Markup().join(rows))


def _halves(items: list[Line], width: float, height: float, rest: str) -> Markup:
    """Lines over two screens, whose edge lies between the two halves: no line may stand on one and its figure on the other."""
    highs = [_high(item, width) for item in items]
    fit = sum(sum(highs[: n + 1]) <= height for n in range(len(items)))
    first = max(1, min(fit, math.ceil(len(items) / 2)))
    halves = (lines(part, width, height, "", rest) for part in (items[:first], items[first:]))
    return Markup('<div class="halves" style="gap:{}px">{}</div>').format(BETWEEN, Markup().join(halves))


def _high(item: Line, width: float) -> float:
    """px of a line with its advice, which may need several rows."""
    advice = rows_of(item.advice, WALL_TYPE["body"], width - LINE_SIDES)
    words = 1 if item.is_name else max(1, rows_of(item.words, WALL_TYPE["label"], _beside(item, width)))
    return LINE_HEIGHT + (words - 1) * WORDS_ROW + (ADVICE_HEIGHT + (advice - 1) * ADVICE_ROW if advice else 0)


def _beside(item: Line, width: float) -> float:
    """px that the words of a line have beside its mark and its figure."""
    return width - LINE_SIDES - width_as_set(item.figure, FIGURE_SIZE)


def _line(item: Line, width: float) -> Markup:
    most = room_in_ems(item.words, WALL_TYPE["label"], _beside(item, width)) if item.is_name else TEXT_EMS
    advice = Markup('<span class="advice">{}</span>').format(on_page(item.advice)) if item.advice else ""
    return LINE.format(item.state, mark(item.state), on_page(item.words, most), item.words, item.figure, advice)


def instead(words: str, height: float) -> Markup:
    """A sentence in the place of a picture or list."""
    return Markup('<p class="empty" style="height:{:.0f}px">{}</p>').format(height, words)


def colour(name: str) -> str:
    """The wall's colour of a state, level or class."""
    return WALL.series[name]


def _share(value: float | None, most: float) -> float:
    return 0 if is_missing(value) else 100 * value / most


def tile(name: str, kind: str, body: Markup, place: Place, feeds: list[str]) -> Markup:
    """What stands at a place of the picture, with the feeds that keep it fresh and the veil for when they are overdue."""
    return TILE.format(name=name, kind=kind, body=body, place=place, feeds=" ".join(dict.fromkeys(map(feed_key, feeds))))


def feed_key(feed_id: str) -> str:
    """A feed's number as it stands in a list that is parted by spaces, whatever somebody called it."""
    return quote(feed_id, safe="")

