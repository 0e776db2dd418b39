"""What one file holds that are several: tables packed in a zip, and the sheets of a workbook."""

import re
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dashboard.errors import RefusedInput
from dashboard.i18n.messages import Words, both, text
from dashboard.intake.example_rows import is_example
from dashboard.intake.problems import Problem, assumed, left_out
from dashboard.intake.reading.arrivals import Arrival, is_of_the_system, safe_name
from dashboard.intake.reading.files import BLOCK, TABLES, check_unpacked, digest_of, kind_of
from dashboard.intake.reading.grids import grid_of, sheet_names
from dashboard.intake.reading.header_row import header_of, known_headers
from dashboard.intake.reading.headers import match_headers

MOST_PACKED = 100
"""Tables of one zip."""
BESIDE = re.compile("选项|下拉|字典|代码|编码|枚举|说明|目录|封面|参数|样例|示例|readme|option|list|code|cover", re.IGNORECASE)
"""Names of sheets that explain others."""
NEAR = 3
"""Known headers from which a sheet is a table that lacks something, and not another kind of sheet."""
HEAD = 20
BOOKS = ("xlsx", "ods", "xml")


def unpacked(found: Iterable[Arrival], table: str | None, folder: Path) -> list[Arrival]:
    """Each table of its own: the members of a zip, the sheets of a workbook. `folder`: private; members are written there.

    A file that cannot be read is handed on as it is: its reader says why.
    """
    taken: list[Arrival] = []
    for number, arrival in enumerate(found):
        try:
            kind = kind_of(arrival.path, arrival.name)
            members = _members(arrival, folder / f"zip-{number}") if kind == "zip" else [replace(arrival, kind=kind)]
        except RefusedInput:
            members = [arrival]
        for member in members:
            taken += _sheets(member, table) if member.kind in BOOKS and member.sheet is None else [member]
    return taken


def _with_kind(member: Arrival) -> Arrival:
    try:
        return replace(member, kind=kind_of(member.path, PurePosixPath(member.name).name))
    except RefusedInput:
        return member


def _members(packed: Arrival, folder: Path) -> list[Arrival]:
    """The tables of a zip, written under names of our own; what else is in it is a note. Raises: RefusedInput for one that is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    members: list[Arrival] = []
    beside = []
    try:
        with zipfile.ZipFile(packed.path) as archive:
            check_unpacked(archive)
            for number, info in enumerate(info for info in archive.infolist() if not info.is_dir()):
                name = _name_of(info)
                if not name.lower().endswith(TABLES) or is_of_the_system(name) or len(members) >= MOST_PACKED:
                    beside.append(name)
                    continue
                path = folder / f"{number}{PurePosixPath(name).suffix.lower()[:8]}"
                with archive.open(info) as source, path.open("wb") as target:
                    while block := source.read(BLOCK):
                        target.write(block)
                members.append(Arrival(path, f"{packed.name}/{name}", None, digest_of(path)))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as broken:
        raise RefusedInput("files.damaged_archive") from broken
    said = [left_out(packed.name, "packed", "unpacking.beside", listed=_listed(beside))] if beside else []
    members[0] = replace(members[0], notes=(*packed.notes, *said))
    return [_with_kind(member) for member in members]


def _name_of(info: zipfile.ZipInfo) -> str:
    """A member's name; one that is not marked as UTF-8 is in the system's encoding, which in China is GBK."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return safe_name(name)


def _sheets(book: Arrival, table: str | None) -> list[Arrival]:
    """The sheets of a workbook that are tables; hidden ones and those that are no table are notes on the first."""
    kind = book.kind or ""
    try:
        names = sheet_names(book.path, kind)
    except RefusedInput:
        return [book]
    shown = [name for name, is_shown in names if is_shown]
    own = " ".join(both("template.lists"))  # what our own templates are chosen from says nothing of a city
    notes = _said(book.name, [name for name, is_shown in names if not is_shown and name != own], "unpacking.hidden")
    if len(shown) < 2:
        return [replace(book, notes=(*book.notes, *notes))]
    grades = {name: _grade(book.path, kind, name, table) for name in shown}
    full = [name for name in shown if grades[name] == "table"]
    read = [name for name in shown if grades[name] in ("table", "near")] if full else [n for n in shown if grades[n] != "empty"][:1]
    passed = {grade: [name for name in shown if name not in read and grades[name] == grade] for grade in ("other", "near", "unfilled")}
    notes += _said(book.name, passed["unfilled"], "unpacking.unfilled")
    notes += _said(book.name, passed["other"] + passed["near"], "unpacking.no_table")
    if len(read) > 1:
        arrivals = [replace(book, sheet=name, notes=()) for name in read]
    else:
        name = (read or shown)[0]
        if name != shown[0]:
            notes.append(assumed(book.name, "sheet", "unpacking.chosen", name=name))
        arrivals = [replace(book, reads=name)]
    return [replace(arrivals[0], notes=(*book.notes, *notes)), *arrivals[1:]]


def _grade(file: Path, kind: str, name: str, table: str | None) -> str:
    """table, unfilled (the header alone, or with the example row), near (most likely one, that lacks something), other, or empty."""
    try:
        grid = grid_of(file, kind, name)
        first = [row for row, _ in zip(grid.rows, range(HEAD), strict=False)]
    except RefusedInput as refusal:
        return "empty" if refusal.args[0] == "sheets.empty" else "near"
    if not first or name == " ".join(both("template.notes")):
        return "empty"  # the notes of our own templates say nothing of a city
    known = max(known_headers(cells) for _, cells in first)
    try:
        header = header_of(first, grid.merges, name)
        match_headers([(1, header.cells), *first[header.taken :]], table, name)
    except RefusedInput as refusal:
        is_near = known >= NEAR or refusal.args[0].startswith("header_row.")
        return "near" if is_near and not BESIDE.search(name) else "other"
    if not all(is_example(cells) for _, cells in first[header.taken :]):
        return "table"
    # The second language of a template that came with both is not missed.
    return "empty" if name == text("template.entries", "en") else "unfilled"


def _said(file: str, names: list[str], key: str) -> list[Problem]:
    return [left_out(file, "sheet", key, listed=_listed(names))] if names else []


def _listed(names: list[str]) -> Words:
    return Words("、".join(names), ", ".join(names))
