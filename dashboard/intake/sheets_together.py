"""Sheets of one workbook that fill one table: together they are one file, in which no row may stand twice."""

from pathlib import Path

import pandas as pd

from dashboard.intake.problems import Problem, Where, refusal
from dashboard.intake.receipts import Intake

LISTED = 20
"""Repeated rows named of a sheet."""


def refuse_repeats(intakes: list[Intake]) -> None:
    """Refuse each sheet that repeats a row of a sheet before it: as batches, the later one would replace the earlier unseen."""
    seen: dict[tuple[str, str], dict[str, tuple[str, int]]] = {}
    for intake in intakes:
        receipt = intake.receipt
        if "#" not in receipt.file:
            continue
        for table, path in intake.parquet.items():
            known = seen.setdefault((receipt.sha256, table), {})
            rows = _keys(path)
            again = [(key, row) for key, row in rows if key in known]
            sheet = receipt.file.rpartition("#")[2]
            known |= {key: (sheet, row) for key, row in rows if key not in known}
            problems = [_repeated(receipt.file, key, at, *known[key]) for key, at in again[:LISTED]]
            receipt.add(problems, refusals=len(again))
        if receipt.refusals:
            receipt.status, receipt.rows, intake.parquet = "refused", {}, {}


def _repeated(file: str, key: str, at: int, sheet: str, row: int) -> Problem:
    return refusal(file, "duplicate", "sheets.repeated", Where(row=at, value=key), sheet=sheet, row=row, same=key)


def _keys(path: Path) -> list[tuple[str, int]]:
    """The key and the row of the file, of every row to be stored."""
    rows = pd.read_parquet(path, columns=["row_key", "source_row"])
    return list(zip(rows["row_key"].tolist(), rows["source_row"].tolist(), strict=True))
