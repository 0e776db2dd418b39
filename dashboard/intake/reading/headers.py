"""Which table a file is for, and which column each of its headers means."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.errors import RefusedInput, UsageError
from dashboard.i18n.messages import LANGUAGES, Words, both, text
from dashboard.intake.chunks import POINT
from dashboard.intake.reading.header_words import WITH_UNIT_BESIDE, aliases_of, column_named, folded_header, says_unit
from dashboard.schema.declaration import Table, enums, tables

LEAST_KNOWN = 3
"""Headers of a table that are enough to know it by, where most of a file's are foreign to it, or where its identifier is left out."""
SEARCHED_ROWS = 10
SHOWN_HEADERS, SHOWN_HEADER = 20, 40
"""Headers listed in a message; characters of each."""


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
    best = max((_score(table, row) for table in complete), default=0)
    # A table of which more columns are there, and one is missing, is what the file is for; another that happens to be whole is not.
    nearest = max(candidates, key=lambda table: _score(table, row))
    if not complete or _score(nearest, row) > best:
        raise _incomplete(nearest, row, wanted is not None)
    fitting = [table for table in complete if _score(table, row) == best]
    named = [table for table in fitting if _named(table, hint)] if len(fitting) > 1 else fitting
    chosen = named if len(named) == 1 else _by_content(fitting, first)
    if len(chosen) != 1:
        raise _ambiguous(fitting)
    if not wanted and best < LEAST_KNOWN and 2 * best < sum(bool(h.strip()) for h in row) and not _named(chosen[0], hint):
        raise _barely(chosen[0], row)
    return _match(chosen[0], row)


def known_table(name: str) -> Table:
    """A table by name or title. Raises: UsageError that lists the tables."""
    for table in tables().values():
        if name in (table.name, table.title_zh, table.title_en):
            return table
    raise UsageError("headers.no_table", name=name, listed=", ".join(tables()))


def _score(table: Table, row: list[str]) -> int:
    aliases = aliases_of(table.name)
    return len({column_named(aliases, h) for h in row} & set(table.columns))


def _missing(table: Table, row: list[str]) -> list[str]:
    aliases = aliases_of(table.name)
    found = {column_named(aliases, h) for h in row}
    if any(column_named(aliases, h) in WITH_UNIT_BESIDE and says_unit(h) for h in row):
        found.add("unit")
    missing = [c.name for c in table.columns.values() if c.required and c.name not in found]
    # An identifier that can be made is not missed where the rest says clearly enough which table this is.
    is_made = bool(table.id_from) and missing == [table.key[0]] and _score(table, row) >= LEAST_KNOWN
    return [] if is_made else missing


def _by_content(fitting: list[Table], first: list[tuple[int, list[str]]]) -> list[Table]:
    """The tables of whose lists the first rows leave the fewest cells unread."""
    unread = {table.name: _unread(table, first) for table in fitting}
    return [table for table in fitting if unread[table.name] == min(unread.values())]


def _unread(table: Table, first: list[tuple[int, list[str]]]) -> int:
    aliases = aliases_of(table.name)
    columns = [table.columns.get(column_named(aliases, h) or "") for h in first[0][1]]
    known = {
        at: {folded_header(spelling) for value in enums()[column.enum].values() for spelling in value.spellings}
        for at, column in enumerate(columns) if column and column.enum
    }
    return sum(
        bool(cell.strip()) and folded_header(cell) not in known[at]
        for _, cells in first[1:] for at, cell in enumerate(cells) if at in known
    )


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
    aliases, unknown = aliases_of(table.name), []
    positions: dict[str, int] = {}
    for position, header in enumerate(row):
        name = column_named(aliases, header)
        if name == POINT and any(column_named(aliases, other) in ("lon", "lat") for other in row):
            name = None
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


def _barely(table: Table, row: list[str]) -> RefusedInput:
    found = headers_listed([h.strip() for h in row if h.strip()])
    return RefusedInput("headers.barely", table=Words(table.title_zh, table.title_en), name=table.name, found=found)


def _ambiguous(fitting: list[Table]) -> RefusedInput:
    zh = "、".join(text("headers.title_and_name", "zh", title=table.title_zh, name=table.name) for table in fitting)
    return RefusedInput("headers.ambiguous", listed=Words(zh, ", ".join(table.name for table in fitting)))
