"""The tiles themselves: title, one figure or at most five rows, moment and source, and the way to the view."""

import secrets
from datetime import datetime
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard.data.explore import Answer, in_page_language
from dashboard.data.page_moment import moment
from dashboard.data.served import one_present
from dashboard.data.tiles import ROWS, Shown, shown
from dashboard.errors import RefusedInput, SandtableError
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment, fmt_number, fmt_share, is_missing, present_year
from dashboard.kept.views import View
from dashboard.plain_text import LINE_EMS, on_page
from dashboard.rows.coded import said as in_words
from dashboard.ui.components.provenance import provenance_text, synthetic_mark
from dashboard.ui.explore.columns import Held, columns_of
from dashboard.ui.explore.pinned import LOOKS
from dashboard.ui.explore.tile_statement import tile_question
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.sent_once import script_of
from dashboard.ui.shell.staleness import stale_line
from dashboard.ui.shell.typeset import paragraph, section

STYLE = Path(__file__).with_name("tiles.css")
MOST_COLUMNS, MOST_NARROW = 6, 3
"""Columns of a tile, and of one as wide as a figure's; a tile with more takes twice the width."""
MOST_LOOKS = 15
"""As long as a question may wait and take, in looks of a second; later ones come with the page's next run."""
CELL_EMS = 16
_look_again = st.components.v2.component("sandtable_tiles", js=script_of("tiles", asset(__file__, "tiles.js")))


@st.fragment
@one_present()
def tile_cards(views: list[View]) -> None:
    """Draw the tiles; while one is being asked the browser looks again each second, and only they are drawn anew."""
    present_year.set(moment().at.year)  # a fragment runs without the page around it
    tiles = [_tile(view) for view in views]
    section(t("kept.tiles"), t("kept.tiles_lead"))
    st.html(STYLE)
    cards = Markup("").join(_card(view, tile) for view, tile in zip(views, tiles, strict=True))
    st.html(Markup('<div class="pinned">{}</div>').format(cards))
    st.session_state[LOOKS] += 1
    if any(isinstance(tile, Shown) and tile.is_asked for tile in tiles) and st.session_state[LOOKS] < MOST_LOOKS:
        _look_again(key="tiles-look", data={"round": secrets.token_hex(4)}, on_look_change=_nothing)


def _tile(view: View) -> Shown | SandtableError:
    if view.is_later:
        return RefusedInput("kept.later", name=view.name)
    try:
        return shown(*tile_question(view.address, moment()))
    except SandtableError as refused:
        return refused


def _card(view: View, tile: Shown | SandtableError) -> Markup:
    title = link(href("/explore", saved=view.id), on_page(view.name, LINE_EMS))
    return Markup('<article class="pin{}"><h3>{}</h3>{}</article>').format(" wide" if _is_wide(tile) else "", title, _body(tile))


def _is_wide(tile: Shown | SandtableError) -> bool:
    answer = tile.tile.answer if isinstance(tile, Shown) and tile.tile else None
    return answer is not None and len(_wanted(columns_of(answer, lang()))) > MOST_NARROW


def _body(tile: Shown | SandtableError) -> Markup:
    if isinstance(tile, SandtableError):
        return _refused(tile)
    if tile.tile is None:
        return paragraph("lead", t("kept.tile_asked" if tile.is_asked else "kept.tile_none"))
    if tile.tile.answer is None:
        return _refused(tile.tile.refused or RefusedInput("sandbox.failed"))
    return answer_html(tile.tile.answer)


def _refused(refused: SandtableError) -> Markup:
    return paragraph("lead", t("kept.tile_refused")) + paragraph("prov", refused.whole().say(lang()))


def answer_html(answer: Answer) -> Markup:
    """An answer as a tile: its only figure, or its first rows; how many there are, from what, as of when."""
    given = in_page_language(answer)
    columns = columns_of(given, lang())
    source = None if given.frame.attrs["tables"] else t("explore.from_nothing")
    foot = paragraph("prov", _cut_words(given)) + _origin(given, source)
    if given.frame.empty:
        return paragraph("lead", t("explore.no_rows")) + foot
    if given.frame.shape == (1, 1):
        [(name, held)] = columns.items()
        figure = on_page(cell_words(given.frame[name].iloc[0], held), CELL_EMS)
        said = Markup('<p class="figure"><b>{}</b> <span>{}</span></p>').format(figure, on_page(held.unit))
        return said + paragraph("under", held.label) + foot
    return _rows(given, dict(list(_wanted(columns).items())[:MOST_COLUMNS])) + foot


def _origin(given: Answer, source: str | None) -> Markup:
    """From what and as of when; the mark of made-up rows, and which feeds behind it are late."""
    mark = synthetic_mark(given.frame, given.frame.attrs["tables"])
    made_up = Markup(" · <span>{}</span>").format(t("word.synthetic")) if mark else Markup()
    words = on_page(provenance_text(given.frame, source))
    return Markup('<p class="prov">{}{}{}</p>').format(mark, words, made_up) + stale_line(given.frame)


def _rows(given: Answer, columns: dict[str, Held]) -> Markup:
    named, cell = Markup('<th class="{}" scope="col">{}</th>'), Markup('<td class="{}">{}</td>')
    head = Markup("").join(named.format(held.kind, on_page(held.titled, CELL_EMS)) for held in columns.values())
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(
            cell.format(held.kind, on_page(cell_words(row[name], held), CELL_EMS)) for name, held in columns.items()
        ))
        for row in given.frame.head(ROWS).to_dict("records")
    )
    return Markup('<div class="rows"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(head, rows)


def _wanted(columns: dict[str, Held]) -> dict[str, Held]:
    """The columns that a tile has room for: the number of a district goes where its name stands beside it."""
    return {name: held for name, held in columns.items() if not (name == "area_id" and "area_name" in columns)}


def _cut_words(given: Answer) -> str:
    more = len(_wanted(columns_of(given, lang()))) - MOST_COLUMNS
    parts = [t("kept.tile_columns", n=more)] if more > 0 else []
    if given.result.is_cut:
        known, n = fmt_count(len(given.frame), lang()), given.result.total
        parts.insert(0, t("explore.first_rows", n=known) if is_missing(n) else t("explore.cut", shown=known, n=fmt_count(n, lang())))
    return " · ".join(parts)


def cell_words(value: object, held: Held) -> str:
    """A value as a reader says it: numbers by their kind, moments and days, codes in words, what is missing as unknown."""
    if is_missing(value):
        return t("word.unknown")
    if held.kind == "time" and isinstance(value, datetime):
        return fmt_moment(value, lang()) if value.hour or value.minute else fmt_day(value, lang())
    if isinstance(value, bool):
        return t("word.yes" if value else "word.no")
    if held.kind == "number" and isinstance(value, int | float):
        whole = float(value).is_integer() and not isinstance(value, float)
        return fmt_share(value, lang()) if held.is_share else fmt_number(value, lang(), 0 if whole else 2)
    return str(in_words(value, held.enum, lang()) if held.enum else value)


def _nothing() -> None:
    """The run of the tiles is the effect."""
