"""Notes: what a person writes on a day, a district, a zone or a chart; signed and dated, withdrawn but never written over.

A note is one file, its withdrawal another: each is written once. Both follow the board's clock, so that an earlier moment shows what
was written then.
"""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.errors import RefusedInput
from dashboard.kept import shelf
from dashboard.moments import parse_day
from dashboard.plain_text import on_screen
from dashboard.settings import wall_clock
from dashboard.warehouse.workspace import Workspace

KIND, WITHDRAWAL, FORMAT = "note", "withdrawn", 1
KINDS = ("day", "district", "zone", "chart")
LONGEST_TEXT, LONGEST_SIGNATURE, LONGEST_PLACE, LONGEST_NAME = 500, 40, 80, 120
"""Characters."""
MOST = 2_000
"""Notes that a workspace holds, withdrawn ones too: they are read together."""


@dataclass(frozen=True)
class Note:
    """What somebody wrote, where it belongs, and whether it still stands."""

    id: str
    text: str
    kind: str
    """One of KINDS."""
    place: str
    """A day (ISO), an area_id, a zone_id, or a chart's key."""
    name: str
    """What the place was called where the note was written."""
    written_at: str
    """By the board's clock, ISO: from then on the note is known."""
    written_by: str
    recorded_at: str
    """By the machine's clock, ISO."""
    format: int = FORMAT
    withdrawn_at: str | None = None
    """By the board's clock, ISO; null = it stands."""
    withdrawn_by: str | None = None

    @cached_property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.written_at)

    @cached_property
    def withdrawn(self) -> datetime | None:
        return datetime.fromisoformat(self.withdrawn_at) if self.withdrawn_at else None

    @property
    def day(self) -> date:
        """The day that a note of kind `day` is on."""
        return parse_day(self.place)

    def is_known(self, at: datetime) -> bool:
        """Whether it had been written by a moment."""
        return self.when <= at

    def stands(self, at: datetime) -> bool:
        """Whether it had been written and not yet withdrawn by a moment."""
        return self.is_known(at) and (self.withdrawn is None or self.withdrawn > at)


@dataclass(frozen=True)
class Withdrawal:
    """That a note was withdrawn."""

    id: str
    withdrawn_at: str
    withdrawn_by: str
    recorded_at: str


def write(workspace: Workspace, text: str, kind: str, place: str, name: str, by: str) -> Note:
    """Keep a note, signed and dated.

    Raises: RefusedInput for a text, place or signature that is empty, too long, unseen or has a person's number or name, and where there
    is no room; StoreError for the disk.
    """
    text, by, name = " ".join(text.split()), " ".join(by.split()), on_screen(name)[:LONGEST_NAME]
    _require(text, kind, place)
    require_signature(by)
    now = workspace.now().isoformat(timespec="seconds")
    note = Note(secrets.token_hex(6), text, kind, place, name, now, by, wall_clock().isoformat(timespec="microseconds"))
    if len(readings(workspace)[0]) >= MOST:
        raise RefusedInput("notes.full", n=f"{MOST:,}")
    said = {name: value for name, value in asdict(note).items() if not name.startswith("withdrawn")}
    shelf.write(workspace, f"{KIND}-{note.id}.json", said)
    return note


def withdraw(workspace: Workspace, note_id: str, by: str) -> None:
    """Withdraw a note; who wrote it and who withdrew it stay on record.

    Raises: RefusedInput for a note that is not there or is withdrawn already, and without a signature; StoreError for the disk.
    """
    by = " ".join(by.split())
    require_signature(by)
    with shelf.one_writer(workspace):
        note = next((one for one in notes(workspace) if one.id == note_id), None)
        if note is None:
            raise RefusedInput("notes.unknown")
        if note.withdrawn_at:
            raise RefusedInput("notes.withdrawn_already", who=note.withdrawn_by)
        at = workspace.now().isoformat(timespec="seconds")
        shelf.write(workspace, f"{WITHDRAWAL}-{note_id}.json", asdict(Withdrawal(note_id, at, by, wall_clock().isoformat())))


def notes(workspace: Workspace) -> list[Note]:
    """Every note, the newest first, withdrawn ones with who and when; unreadable and later ones are left out. Raises: StoreError."""
    written, gone = readings(workspace)
    known = _merged.get(workspace.root)
    if known and known[0] is written and known[1] is gone:
        return known[2]
    ends = {one.id: one for one in gone.values() if one}
    all_notes = [_ended(note, ends.get(note.id)) for note in written.values() if note and note.format <= FORMAT]
    all_notes.sort(key=lambda note: (note.written_at, note.recorded_at), reverse=True)
    while len(_merged) >= shelf.MOST_READINGS:
        _merged.pop(next(iter(_merged)), None)
    _merged[workspace.root] = (written, gone, all_notes)
    return all_notes


def standing(workspace: Workspace, at: datetime) -> list[Note]:
    """The notes that stood at a moment, the newest first. Raises: StoreError."""
    return [note for note in notes(workspace) if note.stands(at)]


def readings(workspace: Workspace) -> tuple[dict[str, Note | None], dict[str, Withdrawal | None]]:
    """Every file of a note and of a withdrawal by its name; null for one that cannot be read. Raises: StoreError."""
    return shelf.read_all(workspace, KIND, _note), shelf.read_all(workspace, WITHDRAWAL, _withdrawal)


def unread(workspace: Workspace) -> int:
    """How many notes cannot be read, or are of a later board. Raises: StoreError."""
    return sum(1 for note in readings(workspace)[0].values() if note is None or note.format > FORMAT)


def require_signature(by: str) -> None:
    """Raises RefusedInput for a signature that is none."""
    if not by:
        raise RefusedInput("notes.unsigned")
    if len(by) > LONGEST_SIGNATURE or not shelf.is_plain(by) or shelf.is_about_a_person(by):
        raise RefusedInput("notes.bad_signature", n=LONGEST_SIGNATURE)


def _require(text: str, kind: str, place: str) -> None:
    if not text:
        raise RefusedInput("notes.empty")
    if len(text) > LONGEST_TEXT:
        raise RefusedInput("notes.long", n=LONGEST_TEXT, given=len(text))
    if not shelf.is_plain(text):
        raise RefusedInput("notes.unseen")
    if shelf.is_about_a_person(text):
        raise RefusedInput("notes.person")
    if kind not in KINDS or not place or len(place) > LONGEST_PLACE or not _is_place(kind, place):
        raise RefusedInput("notes.no_place")


def _is_place(kind: str, place: str) -> bool:
    if kind != "day":
        return True
    try:
        return parse_day(place).isoformat() == place
    except ValueError:
        return False


def _ended(note: Note, end: Withdrawal | None) -> Note:
    return replace(note, withdrawn_at=end.withdrawn_at, withdrawn_by=end.withdrawn_by) if end else note


def _note(file: str, said: Any) -> Note | None:
    given = {field: said.get(field) for field in Note.__dataclass_fields__ if not field.startswith("withdrawn")}
    is_whole = all(isinstance(value, int if field == "format" else str) for field, value in given.items())
    note = Note(**given)
    is_whole = is_whole and bool(note.when) and note.kind in KINDS and _is_place(note.kind, note.place)
    return note if is_whole and file == f"{KIND}-{note.id}.json" else None


def _withdrawal(file: str, said: Any) -> Withdrawal | None:
    given = {field: said.get(field) for field in Withdrawal.__dataclass_fields__}
    is_whole = all(isinstance(value, str) for value in given.values()) and file == f"{WITHDRAWAL}-{given['id']}.json"
    return Withdrawal(**given) if is_whole and datetime.fromisoformat(given["withdrawn_at"]) else None


_merged: dict[Path, tuple[object, object, list[Note]]] = {}
"""By workspace the notes as they were made from two readings, which are the same objects until the folder changes."""
