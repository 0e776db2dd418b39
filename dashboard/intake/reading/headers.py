"""Which table a file is for, and which column each of its headers means."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dashboard.errors import RefusedInput, UsageError
from dashboard.intake.checks.cells import DATUM, SYNTHETIC
from dashboard.schema.declaration import Table, tables

EXTRA = {DATUM: ("坐标系", "坐标系统", "datum", "crs"), SYNTHETIC: ("合成", "合成数据", "synthetic", "is_synthetic")}
"""Headers that any table's file may have beside the table's own."""
SEARCHED_ROWS = 10
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
    """Headers that no column has: kept out, and named in the receipt."""


def headers_listed(headers: Sequence[str], lang: str) -> str:
    """Headers for a message: the first twenty, each cut short, and how many there are."""
    shown = [h if len(h) <= SHOWN_HEADER else h[:SHOWN_HEADER] + "…" for h in headers[:SHOWN_HEADERS]]
    if len(headers) > SHOWN_HEADERS:
        shown[-1] += f" 等 {len(headers)} 列" if lang == "zh" else f" and others, {len(headers)} in all"
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
    listed = ", ".join(tables())
    raise UsageError.worded(f"没有数据表“{name}”", f"there is no table “{name}”", f"可用：{listed}", f"Tables: {listed}")


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
    return [c.name for c in table.columns.values() if c.required and c.name not in found]


def _named(table: Table, hint: str) -> bool:
    stem = folded_header(hint)
    return stem.startswith((folded_header(table.name), folded_header(table.title_zh)))


def _check_first_row(first: list[tuple[int, list[str]]], candidates: list[Table]) -> None:
    """Refuse a file whose header stands further down, under a title."""
    scores = [max(_score(table, cells) for table in candidates) for _, cells in first[:SEARCHED_ROWS]]
    best = scores.index(max(scores))
    number = first[best][0]
    if number > 1 and scores[best] >= 2 and (first[0][0] > 1 or scores[best] > scores[0]):
        raise RefusedInput.worded(
            f"表头似乎在第 {number} 行", f"the header seems to be in row {number}",
            f"请删去上面的 {number - 1} 行，让表头在第 1 行。", f"Delete the {number - 1} rows above it, so that the header is row 1.",
        )  # fmt: skip


def _match(table: Table, row: list[str]) -> Match:
    aliases, positions, unknown = _aliases(table), {}, []
    for position, header in enumerate(row):
        name = aliases.get(folded_header(header))
        if name is None:
            if header.strip():
                unknown.append(header.strip())
        elif name in positions:
            twice = (row[positions[name]].strip(), header.strip())
            raise RefusedInput.worded(
                f"“{twice[0]}”和“{twice[1]}”是同一列", f"“{twice[0]}” and “{twice[1]}” are the same column",
                "请只保留一列。", "Keep only one of them.",
            )  # fmt: skip
        else:
            positions[name] = position
    headers = {name: row[position].strip() for name, position in positions.items()}
    return Match(table, positions, headers, tuple(unknown))


def _incomplete(table: Table, row: list[str], is_wanted: bool) -> RefusedInput:
    missing = _missing(table, row)
    zh = "、".join(table.columns[name].zh for name in missing)
    en = ", ".join(missing)
    headers = [h.strip() for h in row if h.strip()]
    found_zh, found_en = headers_listed(headers, "zh"), headers_listed(headers, "en")
    if is_wanted or _score(table, row):
        prefix_zh = "" if is_wanted else f"最像“{table.title_zh}”，但"
        prefix_en = "" if is_wanted else f"most like “{table.title_en}”, but "
        return RefusedInput.worded(
            f"{prefix_zh}缺少列：{zh}", f"{prefix_en}columns are missing: {en}",
            f"文件的表头是：{found_zh}", f"The file's header is: {found_en}",
        )  # fmt: skip
    return RefusedInput.worded(
        f"不认识表头：{found_zh}", f"the header is not known: {found_en}",
        "请用 sandtable templates 的模板，或用 --table 指明数据表。",
        "Use a template of sandtable templates, or name the table with --table.",
    )  # fmt: skip


def _ambiguous(fitting: list[Table]) -> RefusedInput:
    zh = "、".join(f"{t.title_zh}（{t.name}）" for t in fitting)
    en = ", ".join(t.name for t in fitting)
    return RefusedInput.worded(
        f"表头可以属于多个数据表：{zh}", f"the header fits several tables: {en}",
        "请用 --table 指明。", "Name one with --table.",
    )  # fmt: skip
