"""What an operator asks first: is it well, and if not, what is to be done."""

import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypedDict

from dashboard.errors import SandtableError
from dashboard.i18n.messages import Words, both
from dashboard.warehouse import publication, store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

ENOUGH_FREE_BYTES = 2 << 30
"""Room for a few generations of a large city."""
NOTHING_TO_DO = Words("", "")


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
        examined += [_map(workspace), _store(workspace), *_feeds(workspace)]
    except SandtableError as wrong:
        said, advised = (Words(say("zh"), say("en")) for say in (wrong.title, wrong.hint))
        examined.append(_examined("store", False, said, advised))
    return examined


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


def _map(workspace: Workspace) -> Examined:
    if (workspace.geodata / "districts.json").exists():
        return _well("map", both("doctor.map_there"))
    return _examined("map", False, both("doctor.map_missing"), both("doctor.restore_map"))


def _store(workspace: Workspace) -> Examined:
    Reader.current(workspace)
    generation, count = publication.current_name(workspace), len(store.batch_log(workspace))
    if store.is_behind(workspace):
        return _examined("store", False, both("doctor.store_behind", generation=generation), both("doctor.rebuild"))
    return _well("store", both("doctor.store_current", n=count, generation=generation))


def _feeds(workspace: Workspace) -> list[Examined]:
    return [_feed(feed) for feed in ask(workspace, "feeds_freshness").records()]


def _feed(feed: dict[str, Any]) -> Examined:
    named = Words(feed["name"], feed["name_en"] or feed["name"])
    said = both("doctor.feed", feed=named, moment=feed["last_received_at"] or "—")
    name = f"feed:{feed['feed_id']}"
    return _well(name, said) if feed["state"] == "ok" else _examined(name, False, said, both("doctor.ask_owner"))
