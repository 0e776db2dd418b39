"""A number with its words in one cell ("4680余人", "约16万人次", "139家") as number, qualifier and unit, each in its column."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from dashboard.intake.checks.spellings import spelt
from dashboard.intake.checks.staging import Staging
from dashboard.intake.checks.statements import as_written, statement
from dashboard.intake.problems import Problem, Where, assumed
from dashboard.schema.declaration import Column, Table
from dashboard.warehouse.ddl import quoted

TIMES = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
AMOUNT = re.compile(
    r"(?P<before>\D{0,4}?)\s*(?P<number>\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d+)?)\s*(?P<between>[余多]?)\s*(?P<times>[千万亿]?)\s*(?P<after>[余多]?)"
    r"\s*(?P<unit>[^\W\d_]{0,3}?)\s*(?P<last>余|以上|以内|左右)?"
)
"""A number, what multiplies it, and the words before, between and after; the unit is of letters alone."""


@dataclass(frozen=True)
class Amount:
    """What a cell says."""

    number: Decimal
    qualifier: str | None
    """Value of the enumeration; null = none is said, so exact."""
    unit: str
    """As written; empty = none."""


def amount_of(text: str) -> Amount | None:
    """The amount that a cell says; null where it says another thing, or two qualifiers that differ."""
    found = AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    number = Decimal(found["number"].replace(",", "")) * TIMES[found["times"]]
    words = [found[part] for part in ("before", "between", "after", "last") if found[part]]
    meant = {spelt("qualifier", word.strip()) for word in words}
    if len(meant) > 1 or None in meant:
        return None
    return Amount(number, next(iter(meant), None), found["unit"])


def read_amounts(staged: Staging, file: str, headers: Mapping[str, str]) -> list[Problem]:
    """Fill numbers, qualifiers and units from cells that say all in one; what was read so, once a column.

    A row whose own qualifier or unit says another thing is left as it stands, and refused by the check of its cell.
    """
    said = []
    for column in staged.table.columns.values():
        if column.name in staged.present and column.kind in ("integer", "number") and (place := _qualifier_of(staged.table, column)):
            said += _read(staged, column, place, file, headers)
    return said


def _qualifier_of(table: Table, column: Column) -> str | None:
    """The column for the qualifier of a number: its own, else the row's."""
    return next((name for name in (f"{column.name}_qualifier", "qualifier") if name in table.columns), None)


def _read(staged: Staging, column: Column, place: str, file: str, headers: Mapping[str, str]) -> list[Problem]:
    connection, present = staged.connection, staged.present
    names = {"a_cell": quoted(column.name), "a_text": as_written(column.name)}
    texts = [text for (text,) in connection.execute(statement("unread_amounts", **names)).fetchall()]
    units = _unit_columns(staged.table, column)
    read = [(text, amount, kept) for text in texts if (amount := amount_of(text)) and (kept := _fitting(amount, column, units)) is not None]
    if not read:
        return []
    filled = {place: [amount.qualifier for _, amount, _ in read]} | {name: [kept[name] for *_, kept in read] for name in units}
    for name in filled:
        if name not in present:
            connection.execute(statement("add_staged", a_cell=quoted(name), a_text=as_written(name), a_type="varchar"))
            present.append(name)
    number = [float(amount.number) if column.kind == "number" else int(amount.number) for _, amount, _ in read]
    words = {name: pa.array(values, pa.string()) for name, values in filled.items()}
    rows = pa.table({"written": [text for text, *_ in read], "number": number} | words)
    parts = ", ".join(f"{quoted(n)} = coalesce(staged.{quoted(n)}, amounts.{quoted(n)})" for n in filled)
    # A unit or qualifier of the row is another statement of the same thing: a cell that says more is not read against it.
    agreement = " and ".join(
        f"(amounts.{quoted(n)} is null or staged.{quoted(n)} is null or staged.{quoted(n)} = amounts.{quoted(n)})" for n in filled
    )
    connection.register("amounts", rows)
    connection.execute(statement("fill_amounts", the_parts=parts, the_agreement=agreement, **names))
    found = connection.execute(statement("first_amount", **names)).fetchone()
    connection.unregister("amounts")
    if not found or not found[0]:
        return []
    place_of = Where(found[1], headers.get(column.name, column.name), found[2])
    return [assumed(file, "amount", "counts.read_amount", place_of, value=found[2], n=found[0])]


def _unit_columns(table: Table, column: Column) -> list[str]:
    """Where the unit of a number goes; none where the column declares its unit."""
    return [] if column.unit else [name for name in ("unit", "counting_unit") if name in table.columns]


def _fitting(amount: Amount, column: Column, units: list[str]) -> dict[str, str | None] | None:
    """What the unit columns get of an amount; null where the column cannot hold it: a part of a thing, or another unit."""
    counted = spelt("counting_unit", amount.unit) if amount.unit else None
    if column.kind == "integer" and amount.number % 1:
        return None
    if amount.unit and column.unit:
        return {} if column.unit in (amount.unit, counted) else None
    if amount.unit and counted is None and "unit" not in units:
        return None
    return {name: (amount.unit or None) if name == "unit" else counted for name in units}
