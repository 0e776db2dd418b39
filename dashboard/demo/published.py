"""The published facts of a demonstration city: what they are, and taking them in like any clerk's files."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from dashboard.errors import UsageError
from dashboard.i18n.messages import Words
from dashboard.intake.service import take_in
from dashboard.schema.declaration import tables
from dashboard.warehouse.workspace import Workspace

FACTS = Path(__file__).with_name("facts")
CITIES = ("harbin", "suizhou", "zhuzhou", "shaoyang")


@dataclass(frozen=True)
class Delivery:
    """Files that became known at one moment."""

    received_at: datetime
    files: tuple[Path, ...]


def about(city: str) -> dict:
    """The parsed city.toml of a demonstration city. Raises: UsageError for any other city."""
    if city not in CITIES:
        raise UsageError("demo.no_city", name=city, listed=Words("、".join(CITIES), ", ".join(CITIES)))
    return tomllib.loads((FACTS / city / "city.toml").read_text(encoding="utf-8"))


def deliveries_of(city: str) -> list[Delivery]:
    """What was published up to the stopped clock, in order."""
    declared = about(city)
    found = [Delivery(d["received_at"], tuple(FACTS / city / name for name in d["files"])) for d in declared["deliveries"]]
    return sorted((d for d in found if d.received_at <= declared["stopped_at"]), key=lambda d: d.received_at)


def rows_of(city: str) -> dict[str, pd.DataFrame]:
    """The published rows by table, as text, null for an empty cell; the files of one table together."""
    by_table: dict[str, list[pd.DataFrame]] = {}
    for delivery in deliveries_of(city):
        for file in delivery.files:
            by_table.setdefault(table_of(file), []).append(pd.read_csv(file, dtype=object, keep_default_na=False).replace({"": None}))
    return {table: _whole(table, frames) for table, frames in by_table.items()}


def table_of(file: Path) -> str:
    """`<table>.csv` or `<table>_<date>.csv`."""
    name = file.stem
    return name if name in tables() else name.rpartition("_")[0]


def take_published(workspace: Workspace, city: str) -> None:
    """Take the facts in, each delivery at its own moment. Raises ValueError where intake refuses one: then the facts are wrong."""
    for delivery in deliveries_of(city):
        for receipt in take_in(workspace, delivery.files, received_at=delivery.received_at):
            if receipt.status != "taken":
                raise ValueError("\n".join(receipt.lines("en")))


def _whole(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Every column of the table, whatever columns a file has."""
    return pd.concat(frames, ignore_index=True).reindex(columns=list(tables()[table].columns)).astype(object).replace({float("nan"): None})
