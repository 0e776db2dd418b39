"""Which table a file is for, and which column each of its headers means."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dashboard.errors import RefusedInput, UsageError
from dashboard.i18n.messages import LANGUAGES, Words, both, text
from dashboard.intake.chunks import DATUM, SYNTHETIC
from dashboard.schema.declaration import Table, tables

EXTRA = {DATUM: ("坐标系", "坐标系统", "datum", "crs"), SYNTHETIC: ("合成", "合成数据", "synthetic", "is_synthetic")}
"""Headers that any table's file may have beside the table's own."""
SEARCHED_ROWS = 10
ENOUGH = 3
"""Known headers from which a table is told without its identifier."""
SHOWN_HEADERS, SHOWN_HEADER = 20, 40
"""Headers listed in a message; characters of each."""
BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]$")


@dataclass(frozen=True)
class Match:
    """A file's headers against one table."""

    table: Table
    positions: dict[str, int]
    """Position in the row, from 0, by column name."""
    headers: dict[str, str]
    """The file's own header by column name."""
    unknown: tuple[str, ...]
    """Headers that no column has: left out, and named in the receipt."""


def headers_listed(headers: Sequence[str]) -> Words:
    """Headers for a message: the first twenty, each cut short, and how many there are."""
    return Words(*(_listed(headers, lang) for lang in LANGUAGES))


def _listed(headers: Sequence[str], lang: str) -> str:
    shown = [h if len(h) <= SHOWN_HEADER else h[:SHOWN_HEADER] + "…" for h in headers[:SHOWN_HEADERS]]
    if len(headers) > SHOWN_HEADERS:
        shown[-1] += text("headers.more", lang, n=len(headers))
    return ("、" if lang == "zh" else ", ").join(shown)


def folded_header(text: str) -> str:
    """A header without its unit in brackets, width, case, spaces, underscores and the star of a required column."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("*").strip()
    bare = BRACKETS.sub("", plain).strip() or plain
    return re.sub(r"[\s_*-]+", "", bare).casefold()


def match_headers(first: list[tuple[int, list[str]]], wanted: str | None, hint: str) -> Match:
    """The table and columns of a file whose first rows are given.

    `wanted`: the table's name; null = the one that fits best. `hint`: the file's name, which decides between equals.
    Raises: RefusedInput for a header that is elsewhere, missing, doubled or fits several tables; UsageError for an
    unknown table.
    """
    candidates = [known_table(wanted)] if wanted else list(tables().values())
    _check_first_row(first, candidates)
    row = first[0][1]
    complete = [table for table in candidates if not _missing(table, row)]
    if not complete:
        raise _incomplete(max(candidates, key=lambda table: _score(table, row)), row, wanted is not None)
    best = max(_score(table, row) for table in complete)
    fitting = [table for table in complete if _score(table, row) == best]
    named = [table for table in fitting if _named(table, hint)] if len(fitting) > 1 else fitting
    if len(named) != 1:
        raise _ambiguous(fitting)
    return _match(named[0], row)


def known_table(name: str) -> Table:
    """A table by name or title. Raises: UsageError that lists the tables."""
    for table in tables().values():
        if name in (table.name, table.title_zh, table.title_en):
            return table
    raise UsageError("headers.no_table", name=name, listed=", ".join(tables()))


def _aliases(table: Table) -> dict[str, str]:
    return _aliases_of(table.name)


@cache
def _aliases_of(name: str) -> dict[str, str]:
    table = tables()[name]
    own = {folded_header(h): column.name for column in table.columns.values() for h in column.headers}
    return {folded_header(h): name for name, headers in EXTRA.items() for h in headers} | own


def _score(table: Table, row: list[str]) -> int:
    aliases = _aliases(table)
    return len({aliases[folded_header(h)] for h in row if folded_header(h) in aliases} & set(table.columns))


def _missing(table: Table, row: list[str]) -> list[str]:
    aliases = _aliases(table)
    found = {aliases.get(folded_header(h)) for h in row}
    missing = [c.name for c in table.columns.values() if c.required and c.name not in found]
    # An identifier that can be made is not missed where the rest says clearly enough which table this is.
    is_made = bool(table.id_from) and missing == [table.key[0]] and _score(table, row) >= ENOUGH
    return [] if is_made else missing


def _named(table: Table, hint: str) -> bool:
    stem = folded_header(hint)
    return stem.startswith((folded_header(table.name), folded_header(table.title_zh)))


def _check_first_row(first: list[tuple[int, list[str]]], candidates: list[Table]) -> None:
    """Refuse a file whose header stands further down, under a title."""
    scores = [max(_score(table, cells) for table in candidates) for _, cells in first[:SEARCHED_ROWS]]
    best = scores.index(max(scores))
    number = first[best][0]
    if number > 1 and scores[best] >= 2 and (first[0][0] > 1 or scores[best] > scores[0]):
        raise RefusedInput("headers.further_down", row=number, above=number - 1)


def _match(table: Table, row: list[str]) -> Match:
    aliases, unknown = _aliases(table), []
    positions: dict[str, int] = {}
    for position, header in enumerate(row):
        name = aliases.get(folded_header(header))
        if name is None:
            if header.strip():
                unknown.append(header.strip())
        elif name in positions:
            raise RefusedInput("headers.same_column", one=row[positions[name]].strip(), other=header.strip())
        else:
            positions[name] = position
    headers = {name: row[position].strip() for name, position in positions.items()}
    return Match(table, positions, headers, tuple(unknown))


def _incomplete(table: Table, row: list[str], is_wanted: bool) -> RefusedInput:
    missing = _missing(table, row)
    columns = Words("、".join(table.columns[name].zh for name in missing), ", ".join(missing))
    found = headers_listed([h.strip() for h in row if h.strip()])
    if not (is_wanted or _score(table, row)):
        return RefusedInput("headers.not_known", found=found)
    title = Words(table.title_zh, table.title_en)
    near = Words("", "") if is_wanted else both("headers.near_table", table=title)
    return RefusedInput("headers.missing", near=near, columns=columns, found=found)


def _ambiguous(fitting: list[Table]) -> RefusedInput:
    zh = "、".join(text("headers.title_and_name", "zh", title=table.title_zh, name=table.name) for table in fitting)
    return RefusedInput("headers.ambiguous", listed=Words(zh, ", ".join(table.name for table in fitting)))
