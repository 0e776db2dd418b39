"""Every query file against its own header: parameters, columns, grain, examples, snapshot."""

import os
import re
from datetime import datetime
from functools import cache, partial
from pathlib import Path

import pandas as pd
import pytest

from dashboard.schema.declaration import tables
from dashboard.warehouse import ddl
from dashboard.warehouse.catalogue import Query, bind, catalogue, checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.steps import frame_with_step
from tests.listing import all_keep

QUERIES = Path(__file__).parents[2] / "queries"
SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
AS_OF = datetime(2022, 11, 29, 18)
EVERY = [*catalogue().values(), *checks().values()]
STORED = {*tables(), "batches", "batch_periods", "import_findings", "store_facts", "rule_steps", "working_days", "ticket_limits", "zone_modes", "zone_shapes", "zone_overlaps", "zone_points",
          *(f.stem for f in ddl.sql_files("rollups"))}
FINDING = ["finding_key", "area_id", "subject", "since_at", "detail_zh", "detail_en"]
SEEN_ELSEWHERE = {"case_signal"}
"""Checks that need weeks of rows, which the fixture does not have: tests/warehouse/test_signal_findings.py sees this one work."""
MACHINE_TIME = {"recorded_at"}
"""Columns that hold the machine's own clock, which no snapshot can."""


def named(query: Query) -> str:
    return query.name


def example(query: Query) -> dict:
    given = {p.name: p.example for p in query.params.values() if p.example}
    return bind(query, {k: "" if v == "[]" else v for k, v in given.items()}, AS_OF)


def answered(query: Query, reader: Reader, given: dict) -> pd.DataFrame:
    """The rows as whoever asks gets them: with what the query's step adds."""
    rows = reader.frame(query.sql, given)
    return frame_with_step(query, rows) if query.step else rows


@pytest.fixture(scope="module")
def reader(city_workspace) -> Reader:
    return Reader.current(city_workspace)


@cache
def of_its_example(name: str, reader: Reader) -> pd.DataFrame:
    """What a query answers to its own example: asked once for all tests, which change nothing in it."""
    query = next(query for query in EVERY if query.name == name)
    return answered(query, reader, example(query))


def is_what_its_header_says(query: Query, reader: Reader) -> None:
    given = example(query)
    assert reader.parameters(query.sql) == set(query.params)
    assert "as_of" in query.params
    assert reader.columns(query.sql, given) == [(c.name, c.type) for c in query.selected]
    rows = of_its_example(query.name, reader)
    assert list(rows.columns) == [c.name for c in query.columns]
    grain = rows[list(query.grain)]
    assert query.grain and not grain.isna().any(axis=None), "the grain holds a null"
    assert not grain.duplicated().any(), "the grain is not unique"
    assert query.notes["zh"] and query.notes["source"] and query.sentence.endswith(".")


def test_every_query_is_what_its_header_says(reader: Reader):
    all_keep(partial(is_what_its_header_says, reader=reader), EVERY, named)


def answers_as_its_snapshot(query: Query, reader: Reader) -> None:
    rows = of_its_example(query.name, reader)
    text = rows.drop(columns=[c for c in rows if c in MACHINE_TIME]).to_csv(index=False, float_format="%.6g")
    file = SNAPSHOTS / f"{query.name}.csv"
    if os.environ.get("SNAPSHOT") == "write":
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.exists(), "no snapshot: SNAPSHOT=write, then read what was written"
    assert text == file.read_text(encoding="utf-8")


def test_every_query_answers_as_its_snapshot(reader: Reader):
    all_keep(partial(answers_as_its_snapshot, reader=reader), EVERY, named)


def runs_with_nothing_given_and_before_anything_was_known(query: Query, reader: Reader) -> None:
    answered(query, reader.sharing_views(), bind(query, {}, AS_OF))
    before = answered(query, reader.sharing_views(), bind(query, {}, datetime(2000, 1, 1)))
    assert before.empty or query.name in {"overview_headline"}


def test_every_query_runs_with_nothing_given_and_before_anything_was_known(reader: Reader):
    all_keep(partial(runs_with_nothing_given_and_before_anything_was_known, reader=reader), EVERY, named)


def test_snapshots_and_queries_are_the_same_names():
    assert {f.stem for f in SNAPSHOTS.glob("*.csv")} == {q.name for q in EVERY}


def keeps_the_rules_of_the_folder(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    assert len(text.splitlines()) <= 80
    assert "~" not in code
    ctes = set(re.findall(r"^(\w+) as (?:materialized )?\(", code, re.MULTILINE))
    assert not ctes & STORED, "a CTE named like a stored table would be read in its place inside macros"
    if file.parent.name != "rollups":
        assert not re.search(rf"\b(?:from|join) ({'|'.join(sorted(STORED))})\b(?!\()", code), "read stored tables as current_<table>"
    if file.parent.name in {"views", "rollups"}:
        assert text.startswith(f"-- {file.stem}: ") and "-- grain: " in text and "-- zh: " in text
        kind = "macro" if file.parent.name == "views" else "table"
        assert f"create or replace {kind} {file.stem}" in code
    else:
        assert re.search(r"\norder by [^\n]+(\n    [^\n]+)*$", code.rstrip()), "the last select is ordered by the grain"


def test_every_file_keeps_the_rules_of_the_folder():
    all_keep(keeps_the_rules_of_the_folder, sorted(QUERIES.rglob("*.sql")), lambda file: file.name)


def names_its_finding_in_both_languages(query: Query, reader: Reader) -> None:
    assert [c.name for c in query.columns if query.step is None or c.name in FINDING] == FINDING
    assert query.notes["severity"] in {"high", "medium", "low"}
    for key in ("title", "advice"):
        zh, _, en = query.notes[key].partition(" | ")
        assert zh and en
    rows = of_its_example(query.name, reader)
    assert not rows.empty or query.name in SEEN_ELSEWHERE, "no row of the fixture breaks this rule: add one, so that the check is seen to work"
    assert not rows[["subject", "detail_zh", "detail_en"]].isna().any(axis=None)


def test_every_check_names_its_finding_in_both_languages(reader: Reader):
    all_keep(partial(names_its_finding_in_both_languages, reader=reader), checks().values(), named)


def test_frames_hold_dates_as_pandas_dates(reader: Reader):
    """A reminder of what pages receive: dates arrive as datetime64."""
    query = catalogue()["zone_flow_by_day"]
    assert pd.api.types.is_datetime64_any_dtype(reader.frame(query.sql, example(query))["day"])
