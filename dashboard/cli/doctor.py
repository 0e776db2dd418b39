"""What an operator asks first: is it well, and if not, what is to be done."""

import os
import platform
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypedDict

from dashboard.data.first_questions import FIRST_QUESTIONS
from dashboard.errors import SandtableError
from dashboard.geography.map_files import BORDERS, DISTRICTS, OUTLINES, DamagedMap, read_districts, read_map
from dashboard.i18n.messages import Words, both
from dashboard.kept import asked, notes, views
from dashboard.kept.shelf import unreadable
from dashboard.warehouse import publication, store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.beside import changed_beside
from dashboard.warehouse.digests import numbers
from dashboard.warehouse.durable import disk_error
from dashboard.warehouse.integrity import DamagedLog, batch_faults, order_faults
from dashboard.warehouse.log_clock import clock_fault, newest_recorded
from dashboard.warehouse.map_packs import packs
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

ENOUGH_FREE_BYTES = 2 << 30
"""Room for a few generations of a large city."""
PROVED_NEWEST = 20
"""Batches whose digests are computed at each examination."""
MOST_NAMED = 5
"""Files that are named; of more their number is said."""
NOTHING_TO_DO = Words("", "")
FEED = "feed:"
"""Begins the name of what says whether a feed is late."""


class Examined(TypedDict):
    """One thing that was looked at; what to do about it is empty where it is well."""

    name: str
    well: bool
    zh: str
    en: str
    advice_zh: str
    advice_en: str


def examine(root: Path) -> list[Examined]:
    """What was looked at, one by one. Never raises for what is wrong with the workspace."""
    examined = [_programs(), _disk(root)]
    try:
        workspace = Workspace.open(root)
    except SandtableError as wrong:
        return [*examined, _wrong("store", wrong)]
    for name, look in PARTS.items():
        try:
            examined += look(workspace)
        except SandtableError as wrong:
            examined.append(_wrong(name, wrong))
        except OSError:
            examined.append(_examined(name, False, both("doctor.unreadable", part=both(f"doctor.part_{name}")), both("doctor.check_disk")))
    return examined


def _wrong(name: str, wrong: SandtableError) -> Examined:
    return _examined(name, False, *(Words(say("zh"), say("en")) for say in (wrong.title, wrong.hint)))


def _examined(name: str, well: bool, said: Words, advised: Words) -> Examined:
    return {"name": name, "well": well, "zh": said.zh, "en": said.en, "advice_zh": advised.zh, "advice_en": advised.en}


def _well(name: str, said: Words) -> Examined:
    return _examined(name, True, said, NOTHING_TO_DO)


def _programs() -> Examined:
    parts = ["Python " + platform.python_version(), *(f"{p} {version(p)}" for p in ("sandtable", "streamlit", "duckdb"))]
    return _well("environment", Words(*(comma.join(parts) for comma in both("doctor.between"))))


def _disk(root: Path) -> Examined:
    place = next(p for p in (root.absolute(), *root.absolute().parents) if p.exists())
    free = shutil.disk_usage(place).free
    said = both("doctor.free", gigabytes=f"{free / (1 << 30):.0f} GB")
    return _well("disk", said) if free > ENOUGH_FREE_BYTES else _examined("disk", False, said, both("doctor.free_some"))


def _writing(workspace: Workspace) -> list[Examined]:
    """Whether a batch could be written and published: tried with a file of its own in each folder."""
    for folder in (workspace.root, workspace.batches, workspace.store):
        try:
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as tried:
                tried.write(b"?")
                os.fsync(tried.fileno())
        except OSError as refused:
            return [_wrong("writing", disk_error(refused.errno))]
    return [_well("writing", both("doctor.writable"))]


def _map(workspace: Workspace) -> list[Examined]:
    """Whether each file of boundaries is there and a map can be drawn from it."""
    broken = [file.name for file in sorted(workspace.geodata.glob("*.*")) if not _is_drawable(file)]
    broken += [shelved.file for shelved in packs(workspace) if shelved.pack is None]
    if broken:
        return [_examined("map", False, both("doctor.map_broken", files=", ".join(broken)), both("doctor.restore_map"))]
    if all((workspace.geodata / name).exists() for name in (DISTRICTS, BORDERS)):
        return [_well("map", both("doctor.map_there"))]
    return [_examined("map", False, both("doctor.map_missing"), both("doctor.restore_map"))]


def _is_drawable(file: Path) -> bool:
    try:
        if file.name == OUTLINES:
            read_districts(file)
        elif file.suffix in (".json", ".geojson"):
            read_map(file)
    except DamagedMap:
        return False
    return True


def _log(workspace: Workspace) -> list[Examined]:
    """Order and newest batches of the log: the whole of it is proved by `sandtable verify`."""
    newest = numbers(workspace)[-PROVED_NEWEST:]
    faults = [*order_faults(workspace), *(fault for number in newest for fault in batch_faults(workspace, number))]
    if not faults:
        return [_well("log", both("log.newest_verified", n=len(newest)))]
    return [_wrong("log", DamagedLog(faults))]


def _settings(workspace: Workspace) -> list[Examined]:
    """Whether settings and boundaries are those with which the newest batch was taken in."""
    if changed := changed_beside(workspace):
        return [_examined("settings", False, *changed)]
    return [_well("settings", both("doctor.settings_same"))]


def _clock(workspace: Workspace) -> list[Examined]:
    """Whether the machine's clock is behind what was written down last."""
    doubt = clock_fault(newest_recorded(workspace))
    if doubt is None or doubt.kind != "behind":
        return [_well("clock", both("doctor.clock_right"))]
    return [_examined("clock", False, doubt.said, doubt.advised)]


def _kept(workspace: Workspace) -> list[Examined]:
    """Whether what people keep beside the log can be read."""
    saved, (written, withdrawn) = views.readings(workspace), notes.readings(workspace)
    lost = unreadable(saved, written, withdrawn)
    if not asked.is_readable(workspace):
        lost.append(asked.FILE)
    if lost:
        said = both("doctor.kept_lost", files=", ".join(sorted(lost)[:MOST_NAMED]), n=len(lost))
        return [_examined("kept", False, said, both("doctor.restore_kept"))]
    return [_well("kept", both("doctor.kept_read", views=len(saved), notes=len(written)))]


def _store(workspace: Workspace) -> list[Examined]:
    Reader.current(workspace)
    generation, count = publication.current_name(workspace), len(store.batch_log(workspace))
    if store.is_behind(workspace):
        return [_examined("store", False, both("doctor.store_behind", generation=generation), both("doctor.rebuild"))]
    return [_well("store", both("doctor.store_current", n=count, generation=generation))]


def _pages(workspace: Workspace) -> list[Examined]:
    """Whether what pages ask first is answered."""
    for name in FIRST_QUESTIONS:
        try:
            ask(workspace, name)
        except SandtableError:
            raise
        except Exception as failed:  # whatever it is, a page would show a screen of error too
            said = both("doctor.question_failed", name=name, kind=type(failed).__name__)
            return [_examined("pages", False, said, both("doctor.rebuild"))]
    return [_well("pages", both("doctor.pages_answered", n=len(FIRST_QUESTIONS)))]


def _feeds(workspace: Workspace) -> list[Examined]:
    return [_feed(feed) for feed in ask(workspace, "feeds_freshness").records()]


def _feed(feed: dict[str, Any]) -> Examined:
    named = Words(feed["name"], feed["name_en"] or feed["name"])
    said = both("doctor.feed", feed=named, moment=feed["last_received_at"] or "—")
    name = f"{FEED}{feed['feed_id']}"
    return _well(name, said) if feed["state"] == "ok" else _examined(name, False, said, both("doctor.ask_owner"))


PARTS = {
    "writing": _writing, "map": _map, "settings": _settings, "clock": _clock, "log": _log, "store": _store, "pages": _pages,
    "feeds": _feeds, "kept": _kept,
}
"""What is looked at in a workspace, in the order of the answer."""
