"""Files read and checked without a store: what became of each, and the rows that would be stored."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from dashboard.intake import taking
from dashboard.intake.receipts import Receipt
from dashboard.warehouse.workspace import Workspace


@dataclass(frozen=True)
class Read:
    """One file's receipt and rows, the table's columns only where they are filled."""

    receipt: Receipt
    rows: list[dict]

    @property
    def said(self) -> list[tuple]:
        """(severity, rule, row, column) of what the receipt says."""
        return [(p.severity, p.rule, p.row, p.column) for p in self.receipt.problems]

    def column(self, name: str) -> list:
        return [row.get(name) for row in self.rows]


def read(workspace: Workspace, *files, table: str | None = None, datum: str | None = None) -> list[Read]:
    """What would become of the files; nothing is stored."""
    purpose = taking.purpose_of(workspace, table, None, None, datum, False)
    with TemporaryDirectory() as folder:
        receipts, intakes = taking.checked(workspace, files, purpose, Path(folder))
        return [Read(r, []) for r in receipts] + [Read(i.receipt, [r for p in i.parquet.values() for r in _rows(p)]) for i in intakes]


def _rows(path: Path) -> list[dict]:
    return [{name: value for name, value in row.items() if value is not None} for row in pq.read_table(path).to_pylist()]


def packed(**members: bytes) -> bytes:
    """A zip; names are given with __ for the dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return stream.getvalue()
