"""A workspace of Harbin with its clock stopped, and files handed over its counter, for the tests of intake."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from dashboard.intake.receipts import Receipt
from dashboard.intake.service import take_in
from dashboard.warehouse import store
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

FIXTURES = Path(__file__).parent / "fixtures" / "intake"
NOW = datetime(2022, 11, 29, 15)
CITY = '[city]\nadcode = "230100"\nname = "哈尔滨市"\nname_en = "Harbin"\n[clock]\nstopped_at = 2022-11-29T15:00:00\n'


@cache
def published() -> TemporaryDirectory:
    """A folder with a workspace of Harbin that has its store and no row: made once in a process, removed at its end. Desks copy it, since
    a copy costs a twentieth of a publication."""
    folder = TemporaryDirectory(prefix="sandtable-desk-")
    store.recover(Workspace.create(Path(folder.name) / "workspace", CITY))
    return folder


@dataclass(frozen=True)
class Desk:
    workspace: Workspace
    folder: Path

    @classmethod
    def open(cls, folder: Path) -> "Desk":
        return cls(Workspace.open(shutil.copytree(Path(published().name) / "workspace", folder / "workspace")), folder)

    def take(self, *files, **options) -> list[Receipt]:
        return take_in(self.workspace, [FIXTURES / f if isinstance(f, str) else f for f in files], **options)

    def file(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def rows(self, sql: str) -> list[tuple]:
        return Reader.current(self.workspace).rows(sql, {"as_of": NOW})

    def frame(self, sql: str) -> pd.DataFrame:
        return Reader.current(self.workspace).frame(sql, {"as_of": NOW})

    def batches(self) -> int:
        return len(store.batch_log(self.workspace))
