"""A correct table dressed as a messy file gives the plain table's values, or is refused with a place; what is no record is said."""

import csv
import io
import random

import pytest

from dashboard.warehouse.workspace import Workspace
from tests.intake.dressing import Dressed, Dresser
from tests.intake.messy_desk import read
from tests.intake.plain_tables import PLAIN, Plain

HARBIN = '[city]\nadcode = "230100"\nname = "哈尔滨市"\nname_en = "Harbin"\n[clock]\nstopped_at = 2022-11-30T15:00:00\n'
DAILY, ALL = 40, 500


@pytest.fixture(scope="module")
def harbin(tmp_path_factory):
    return Workspace.create(tmp_path_factory.mktemp("dressed") / "city", HARBIN)


@pytest.fixture(scope="module")
def values(harbin):
    """By table, the plain table's rows as they are stored."""
    return {plain.table: _stored(harbin, plain) for plain in PLAIN}


def _stored(workspace: Workspace, plain: Plain) -> list[dict]:
    stream = io.StringIO()
    csv.writer(stream).writerows([plain.header, *[[cell or "" for cell in row] for row in plain.rows]])
    (got,) = read(workspace, ("plain.csv", stream.getvalue().encode()))
    assert (got.receipt.status, got.receipt.source, got.said) == ("checked", plain.table, []), got.receipt.lines()
    return [_without_place(row) for row in got.rows]


def _without_place(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "source_row"}


def _dressed(seed: int) -> Dressed:
    return Dresser(random.Random(seed).choice(PLAIN), seed).dressed()


def fault_of(workspace: Workspace, values: dict[str, list[dict]], seed: int) -> str | None:
    """What is wrong with how the file of a seed is read; null = nothing."""
    dressed = _dressed(seed)
    got = read(workspace, (dressed.name, dressed.content))
    said = {rule for one in got for _, rule, _, _ in one.said}
    where = f"seed {seed} ({'; '.join(dressed.done)}): "
    if refused := [one.receipt for one in got if one.receipt.status == "refused"]:
        problems = [p for receipt in refused for p in receipt.problems if p.severity == "refuse"]
        has_place = all((p.row and p.column) or (p.message.zh and p.allowed.zh) for p in problems)
        return None if dressed.may_refuse and problems and has_place else where + " / ".join(refused[0].lines()[:4])
    table = dressed.done[0]
    rows = [_without_place(row) for one in got for row in one.rows]
    if rows != [values[table][at] for at in dressed.rows]:
        return f"{where}{rows} instead of {[values[table][at] for at in dressed.rows]}"
    return None if dressed.said <= said else f"{where}not said: {dressed.said - said}"


@pytest.mark.parametrize("seed", range(DAILY))
def test_the_values_of_the_plain_table_or_a_place(harbin, values, seed):
    assert (fault := fault_of(harbin, values, seed)) is None, fault


@pytest.mark.slow
@pytest.mark.long
def test_the_same_of_five_hundred_tables(harbin, values):
    faults = [fault for seed in range(DAILY, ALL) if (fault := fault_of(harbin, values, seed))]
    assert not faults, "\n".join(faults)


def test_the_dresser_uses_all_that_it_knows():
    """Each kind of file, and each thing that must be said, comes up in the daily run."""
    done = [_dressed(seed) for seed in range(DAILY)]
    assert {d.done[0] for d in done} == {plain.table for plain in PLAIN}
    assert {d.done[1] for d in done} == {"csv", "xlsx", "ods", "html", "zip"}
    assert {"title", "total", "foot", "unknown_column", "no_header", "header_factor", "sheet"} <= {rule for d in done for rule in d.said}
