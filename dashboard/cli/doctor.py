"""What an operator asks first: is it well, and if not, what is to be done."""

import platform
import shutil
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from dashboard.errors import SandtableError
from dashboard.warehouse import publication, store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

ENOUGH_FREE_BYTES = 2 << 30
"""Room for a few generations of a large city."""


@dataclass(frozen=True)
class Examined:
    name: str
    well: bool
    zh: str
    en: str
    advice_zh: str = ""
    advice_en: str = ""


def examine(root: Path) -> list[dict]:
    """One dict a thing examined: name, well, zh, en, advice_zh, advice_en. Never raises for what is wrong with the workspace."""
    examined = [_programs(), _disk(root)]
    try:
        workspace = Workspace.open(root)
        examined += [_map(workspace), _store(workspace), *_feeds(workspace)]
    except SandtableError as wrong:
        examined.append(Examined("store", False, wrong.title("zh"), wrong.title("en"), wrong.hint("zh"), wrong.hint("en")))
    return [asdict(one) for one in examined]


def _programs() -> Examined:
    parts = ["Python " + platform.python_version(), *(f"{p} {version(p)}" for p in ("sandtable", "streamlit", "duckdb"))]
    return Examined("environment", True, "、".join(parts), ", ".join(parts))


def _disk(root: Path) -> Examined:
    place = next(p for p in (root.absolute(), *root.absolute().parents) if p.exists())
    free = shutil.disk_usage(place).free
    gigabytes = f"{free / (1 << 30):.0f} GB"
    return Examined(
        "disk", free > ENOUGH_FREE_BYTES, f"可用空间 {gigabytes}", f"{gigabytes} free",
        "" if free > ENOUGH_FREE_BYTES else "请清理磁盘", "" if free > ENOUGH_FREE_BYTES else "Free some disk space",
    )


def _map(workspace: Workspace) -> Examined:
    if (workspace.geodata / "districts.json").exists():
        return Examined("map", True, "区县边界齐备", "District boundaries are there")
    return Examined(
        "map", False, "缺少区县边界", "District boundaries are missing",
        "请从备份恢复 geodata 文件夹", "Restore the geodata folder from a backup",
    )


def _store(workspace: Workspace) -> Examined:
    Reader.current(workspace)
    name, count = publication.current_name(workspace), len(store.batch_log(workspace))
    if store.is_behind(workspace):
        return Examined(
            "store", False, f"数据库（{name}）落后于批次记录", f"The store ({name}) is behind the log of batches",
            "请运行 sandtable rebuild", "Run sandtable rebuild",
        )
    return Examined("store", True, f"{count} 批，当前 {name}", f"{count} batches, current {name}")


def _feeds(workspace: Workspace) -> list[Examined]:
    feeds = ask(workspace, "feeds_freshness").records()
    return [
        Examined(
            f"feed:{feed['feed_id']}", feed["state"] == "ok",
            f"{feed['name']}:最近收到 {feed['last_received_at'] or '—'}",
            f"{feed['name_en'] or feed['name']}: last received {feed['last_received_at'] or '—'}",
            "" if feed["state"] == "ok" else "请联系责任单位补报", "" if feed["state"] == "ok" else "Ask its owner to deliver",
        )
        for feed in feeds
    ]
