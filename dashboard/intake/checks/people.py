"""Numbers and names of people in a person-level table: refused in identifiers, masked in texts, and never repeated.

The database asks every cell a first question; only cells in which that finds something are read here.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pyarrow as pa

from dashboard.i18n.messages import Words, both
from dashboard.intake.checks.staging import Fault, Staging
from dashboard.intake.checks.statements import as_written, statement
from dashboard.intake.problems import Problem, Where, warning
from dashboard.people.recognition import KINDS, counted, first_look, found_in, found_in_id, found_in_key, is_like, masked, with_marks
from dashboard.schema.declaration import Column, Table
from dashboard.warehouse.ddl import literal, quoted

FEWEST_OF_A_SERIES = 5
"""So many numbers of one column tell a series of documents from numbers of people."""
REFUSED_AS = {"phone": "number", "identity": "number"}
"""Kinds that one message names together; the others have their own."""
Cell = tuple[int, int, str | None, str]
"""Number of the staged row, row of the file, value (null where it could not be read), text as written."""


@dataclass
class Hidden:
    """What was found in one table of one file."""

    refused: list[Fault] = field(default_factory=list)
    """Identifiers that are somebody's own number; the numbers are not repeated."""
    masked: dict[str, tuple[int, Counter[str]]] = field(default_factory=dict)
    """By column: the first row of the file, and how many of each kind."""


def hide(staged: Staging) -> Hidden:
    """Mask the texts of a person-level table in the scratch database, before any other check reads them; of any other table, nothing."""
    hidden = Hidden()
    if not staged.table.person_level:
        return hidden
    for column in staged.table.columns.values():
        cells = _suspects(staged, column) if column.name in staged.present else []
        if not cells:
            continue
        if column.is_identifier:
            hidden.refused += _refusals(column, cells)
        else:
            _mask(staged, column, cells, hidden)
    return hidden


def without_people(faults: Iterable[Fault], table: Table) -> list[Fault]:
    """The faults of a table; of a person-level one with marks in the place of what told who a person is."""
    if not table.person_level:
        return [*faults]
    return [replace(fault, value=masked(fault.value)) if fault.value else fault for fault in faults]


def problems_of(hidden: Hidden, file: str, headers: dict[str, str]) -> list[Problem]:
    """What was masked, as a warning a column. `headers`: the file's own header by column."""
    return [
        warning(file, "masked", "people.masked", Where(row, headers.get(name, name)), n=sum(kinds.values()), listed=_listed(kinds))
        for name, (row, kinds) in hidden.masked.items()
    ]


def _listed(kinds: Counter[str]) -> Words:
    parts = [both(f"people.{kind}", n=kinds[kind]) for kind in KINDS if kinds[kind]]
    return Words("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _mask(staged: Staging, column: Column, cells: list[Cell], hidden: Hidden) -> None:
    marked: list[tuple[int, str | None, str]] = []
    first, kinds = 0, Counter[str]()
    for row_id, line, value, written in cells:
        found = found_in(written)
        if not found:
            continue
        marked.append((row_id, masked(value) if value else value, with_marks(written, found)))
        kinds += counted(found)
        first = min(first or line, line)
    if marked:
        _put(staged, column, marked)
        hidden.masked[column.name] = (first, kinds)


def _suspects(staged: Staging, column: Column) -> list[Cell]:
    """Cells that may tell who a person is: of texts all, of other columns those that could not be read."""
    cell = quoted(column.name)
    is_asked = "true" if column.kind == "text" else f"{cell} is null"
    names = {"a_cell": cell, "a_text": as_written(column.name), "a_pattern": literal(first_look()), "is_asked": is_asked}
    return staged.connection.execute(statement("suspect_cells", **names)).fetchall()


def _put(staged: Staging, column: Column, marked: list[tuple[int, str | None, str]]) -> None:
    ids, values, texts = zip(*marked, strict=True)
    arrays = {"id": pa.array(ids, pa.int64()), "value": pa.array(values, pa.string()), "written": pa.array(texts, pa.string())}
    staged.connection.register("marked", pa.table(arrays))
    name = "put_marks" if column.kind == "text" else "put_written_marks"
    staged.connection.execute(statement(name, a_cell=quoted(column.name), a_text=as_written(column.name)))
    staged.connection.unregister("marked")


def _refusals(column: Column, cells: list[Cell]) -> list[Fault]:
    look = found_in_key if column.is_pseudonym else found_in_id
    found = [(line, written, own[0]) for _, line, _, written in cells if (own := look(written))]
    # Callers' numbers and plates may follow one another, and are somebody's all the same.
    open_kinds = [kind for kind in KINDS if not (column.is_pseudonym and kind in ("phone", "plate"))]
    series = {kind for kind in open_kinds if _is_series(kind, [written for _, written, one in found if one.kind == kind], cells)}
    return [Fault(line, column.name, None, f"words:{REFUSED_AS.get(one.kind, one.kind)}", "refuse")
            for line, _, one in found if one.kind not in series]


def _is_series(kind: str, found: list[str], cells: list[Cell]) -> bool:
    """Whether the numbers of a column that look like those of people are serial numbers: one after another, or closing by chance alone.

    Of serial numbers one in ten or eleven closes as a card's or an identity number's would.
    """
    alike = sum(is_like(written, kind) for *_, written in cells)
    if alike >= FEWEST_OF_A_SERIES:
        return 2 * len(found) < alike
    numbers = {int("".join(re.findall(r"\d", written)) or 0) for written in found}
    return len(numbers) >= FEWEST_OF_A_SERIES and max(numbers) - min(numbers) <= 20 * len(numbers)
