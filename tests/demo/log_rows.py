"""The rows that a log of batches told at a moment, read from its files with pandas: nothing of the store, no query."""

import json
from functools import cached_property
from pathlib import Path

import pandas as pd

STAND_IN = ("zones", "zone_events")
"""Tables whose made-up rows are shown only while no real zone is known."""


class Log:
    """The accepted batches of a workspace."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[tuple[int, str], pd.DataFrame] = {}

    @cached_property
    def records(self) -> list[dict]:
        """Every batch.json, in the order of receipt."""
        found = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(self.root.glob("batches/*/batch.json"))]
        times = ("received_at", "effective_at")
        return sorted(
            (one | {name: pd.Timestamp(one[name]) if one.get(name) else None for name in times} for one in found),
            key=lambda one: (one["received_at"], one["batch_id"]),
        )

    def in_force(self, at: pd.Timestamp) -> list[dict]:
        """The batches that were received and not taken back; taking back a rollback puts its batch in force again."""
        by_id, out = {one["batch_id"]: one for one in self.records}, set()
        for one in self.records:
            if one["received_at"] > at or one["kind"] != "rollback":
                continue
            target = by_id[one["rolls_back"]]
            if target["kind"] == "rollback":
                out.discard(target["rolls_back"])
            else:
                out.add(target["batch_id"])
        return [one for one in self.records if one["received_at"] <= at and one["kind"] != "rollback" and one["batch_id"] not in out]

    def of_batch(self, batch: dict, table: str) -> pd.DataFrame:
        """The rows of one table in one batch, with its number and receipt; None's stand where a column is not there."""
        key = (batch["batch_id"], table)
        if key not in self._read:
            file = self.root / "batches" / f"{batch['batch_id']:06d}" / f"{table}.parquet"
            self._read[key] = pd.read_parquet(file).assign(batch_id=batch["batch_id"], batch_received_at=batch["received_at"])
        return self._read[key]

    def batches_of(self, table: str, at: pd.Timestamp) -> list[dict]:
        return [one for one in self.in_force(at) if table in one["tables"]]

    def known(self, table: str, at: pd.Timestamp, columns: tuple[str, ...]) -> pd.DataFrame:
        """The newest version of each row, with at least these columns (null where no batch has them)."""
        parts = [self.of_batch(batch, table) for batch in self.batches_of(table, at)]
        rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"row_key": [], "batch_id": [], "batch_received_at": []})
        rows = rows.drop_duplicates("row_key", keep="last")
        rows = rows.reindex(columns=[*rows.columns, *(name for name in (*columns, "is_synthetic") if name not in rows.columns)])
        times = [name for name in rows.columns if name == "at" or name.endswith(("_at", "_from", "_to", "_start", "_end"))]
        rows = rows.assign(**{name: pd.to_datetime(rows[name]) for name in times})  # an empty column has no type of its own
        if table in STAND_IN and len(rows):
            zones = pd.concat([self.of_batch(batch, "zones") for batch in self.batches_of("zones", at)])
            if not zones["is_synthetic"].fillna(False).astype(bool).all():
                rows = rows[~rows["is_synthetic"].fillna(False).astype(bool)]
        return rows

    def first_receipts(self, table: str, key: str, at: pd.Timestamp) -> dict[str, pd.Timestamp]:
        """When each row was first received, by its identifier."""
        parts = [self.of_batch(batch, table)[[key, "batch_received_at"]] for batch in self.batches_of(table, at)]
        return pd.concat(parts).groupby(key)["batch_received_at"].min().to_dict() if parts else {}
