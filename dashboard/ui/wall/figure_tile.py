"""A large figure on the wall with what a room asks next, laid out in the space it has: change and bound, and the line of its days."""

from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.svg.text_width import width_as_set
from dashboard.figures.svg.wall_line import day_line
from dashboard.metrics import METRICS
from dashboard.plain_text import LINE_EMS, unbroken
from dashboard.tokens import WALL, WALL_TYPE
from dashboard.ui.components.kpi import Kpi, figure_parts, origin_words, shown_state, state_mark, words_under
from dashboard.ui.components.provenance import synthetic_mark
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.beside import Beside
from dashboard.ui.wall.room import Place
from dashboard.ui.wall.tiles import PAD, WRAPPED, rows_of, tile

UNDER, UNDER_ROW = 26, 34
"""px of the words under a figure, and of a line of them, of which there are at most two."""
FACT, FACT_ROW = WALL_TYPE["body"], 32
"""px of the change and the bound, and of a line of them."""
AROUND, SOURCE_ROW, LETTER_HEIGHT = 72, 28, 1.16
"""px that the name and the edges take, and a line of the source; how much higher the line of a figure is than its letters."""
MOST_ROWS = 2
"""Lines of the words under a figure, and of its source, at most."""
FROM_UNIT, APART = 12, 36
"""px between a figure and its unit, and at least to what stands at its right."""
TALL = 360
"""px of a tile's height from which its figure is larger."""
LINE_LEAST, LINE_WIDE, LINE_MOST = 36, 150, 150
"""px: the least height and width of a line of days, and its height at most."""

FIGURE = Markup(
    '<h2>{mark}{label}</h2><div class="row" style="height:{high:.0f}px"><p class="figure{none}" style="font-size:{size:.0f}px" '
    'data-figure="{about}{metric}">{before}{figure}<span class="unit">{unit}</span></p>{aside}</div>'
    '{under}{facts}{line}<p class="source">{synthetic}{origin}</p>'
)
ASIDE = Markup('<div class="aside" style="width:{:.0f}px">{}{}</div>')
UNDER_LINE = Markup('<p class="under">{}</p>')
FACTS = Markup('<p class="facts">{}</p>')


@dataclass(frozen=True)
class _Layout:
    """Where change, bound and line stand."""

    size: float
    """px of the figure's letters."""
    beneath: tuple[str, ...] = ()
    """Lines of change and bound under the figure."""
    aside: tuple[str, ...] = ()
    """Those at its right, for which there is no height beneath."""
    line: tuple[float, float] | None = None
    """Width and height of the line of days; null = no room."""
    is_line_beneath: bool = False
    free: float = 0
    """px at the figure's right."""


def figure_tile(kpi: Kpi, place: Place, feeds: dict[str, list[str]], said: Beside | None = None, about: str = "") -> Markup:
    """A large figure with its bound, unit, comparison in words, source and moment. `feeds`: ids by the table they fill.

    `said`: what stands beside it. `about`: whose figure it is where it is not the city's, as "230102.".
    """
    said = said or Beside()
    figure, unit, known = figure_parts(kpi)
    under = words_under(kpi)
    metric, origin, inner = METRICS[kpi.metric], origin_words(kpi), place.width - 2 * PAD
    high = place.height - AROUND - UNDER_ROW * _rows(under, UNDER, inner) - SOURCE_ROW * _rows(f"◇ {origin}", WALL_TYPE["small"], inner)
    largest = WALL_TYPE["figure-large" if place.height >= TALL else "figure"]
    layout = _layout(figure, kpi.qualifier + unit, (inner, high, largest), said) if known else _Layout(WALL_TYPE["figure-small"])
    before = Markup('<span class="unit">{}</span>').format(kpi.qualifier) if kpi.qualifier else ""
    beneath, beside = (Markup().join(FACTS.format(fact) for fact in facts) for facts in (layout.beneath, layout.aside))
    line = _line(said, layout, metric.label(lang()))
    at_side = (Markup() if layout.is_line_beneath else line, beside)
    body = FIGURE.format(
        mark=state_mark(kpi), label=metric.label(lang()), none="" if known else " none", size=layout.size, metric=kpi.metric, figure=figure,
        before=before, unit=unit, under=UNDER_LINE.format(unbroken(under)) if under else "", about=about,
        synthetic=synthetic_mark(kpi.frame, metric.tables),
        origin=unbroken(origin, LINE_EMS), high=layout.size * LETTER_HEIGHT,
        aside=ASIDE.format(layout.free, *at_side) if any(at_side) else "",
        facts=beneath, line=line if layout.is_line_beneath else "",
    )
    behind = [feed for table in metric.tables for feed in feeds.get(table, [])]
    return tile(kpi.metric, f"figure-tile {shown_state(kpi)}", body, place, behind)


def _rows(words: str, size: float, inner: float) -> int:
    return min(MOST_ROWS, rows_of(words, size, inner))


def _layout(figure: str, unit: str, room_for: tuple[float, float, float], said: Beside) -> _Layout:
    """As many facts beneath as there is height for, the others at the right; the line where there is most room for it.

    `room_for`: px of the width of the tile, of the height for the figure and everything but the words under it, and of the largest figure.
    """
    inner, high, largest = room_for
    facts = _in_rows([fact for fact in (said.change, said.bound) if fact], inner)
    least = WALL_TYPE["figure-small"] * LETTER_HEIGHT
    room = max(0, min(len(facts), int((high - least) // UNDER_ROW)))
    beneath, others = facts[:room], facts[room:]
    high -= room * UNDER_ROW
    size = _fitting(figure, unit, inner, high, largest)
    rest = high - size * LETTER_HEIGHT
    if said.days and not others and rest >= LINE_LEAST * 2:
        return _Layout(size, beneath, (), (inner, min(rest - 8, LINE_MOST)), True)
    if said.days or others:
        size = _fitting(figure, unit, inner - LINE_WIDE - APART, high, largest)
    free = inner - _wide(figure, unit, size) - APART
    if others and not room:  # one line of both may be too wide where each of them is not
        others = tuple(fact for fact in (said.change, said.bound) if fact)
    aside = tuple(fact for fact in others if width_as_set(fact, FACT) * WRAPPED <= free)[: int(size * LETTER_HEIGHT // FACT_ROW)]
    left = size * LETTER_HEIGHT - len(aside) * FACT_ROW - 4
    line = (free, left) if said.days and free >= LINE_WIDE * 0.7 and left >= LINE_LEAST else None
    return _Layout(size, beneath, aside, line, False, free)


def _in_rows(facts: list[str], inner: float) -> tuple[str, ...]:
    """The facts in one line where they fit; a fact that is wider than the tile is left out."""
    one = " · ".join(facts)
    if width_as_set(one, FACT) * WRAPPED <= inner:
        return (one,) if one else ()
    return tuple(fact for fact in facts if width_as_set(fact, FACT) * WRAPPED <= inner)


def _line(said: Beside, layout: _Layout, name: str) -> Markup:
    if layout.line is None:
        return Markup()
    wide, high = layout.line
    return day_line(list(said.days), list(said.is_partial), limit=said.limit, caption=t("wall.days"), label=t("wall.days_of", name=name),
                    ground=WALL, width=wide, height=high)


def _fitting(figure: str, unit: str, inner: float, high: float, largest: float) -> float:
    room = inner - FROM_UNIT - width_as_set(unit, WALL_TYPE["lead"])
    return max(WALL_TYPE["figure-small"], min(largest, room / max(1, _ems(figure)), high / LETTER_HEIGHT))


def _wide(figure: str, unit: str, size: float) -> float:
    return _ems(figure) * size + (FROM_UNIT + width_as_set(unit, WALL_TYPE["lead"]) if unit else 0)


def _ems(figure: str) -> float:
    return sum(0.3 if letter in ".,:" else 0.62 if letter < "\u2e7f" else 1 for letter in figure)
