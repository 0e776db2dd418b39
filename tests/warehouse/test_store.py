"""The store: atomic batches, as-of, rollback without loss of history, incremental upkeep equal to a rebuild, crashes."""

import hashlib
import os
import random
import re
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import RefusedInput, StoreError, UsageError
from dashboard.warehouse import durable, publication, store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.drills.nursery import Nursery

CITY = '[city]\nadcode = "230100"\nname = "哈尔滨市"\nname_en = "Harbin"\n'
START = datetime(2022, 11, 1)
KNOWN = "select case_id, class, batch_id from current_cases($as_of) order by case_id"
EVERY_VERSION = "select row_key, class, batch_id, sys_from, sys_to from cases order by row_key, sys_from, batch_id"


def moment(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def at(workspace: Workspace, hour: float) -> Workspace:
    """The same workspace with its clock stopped at an hour."""
    return Workspace(workspace.root, workspace.config | {"clock": {"stopped_at": moment(hour)}})


def batch(folder: Path, rows: dict[str, str], received_at: datetime) -> Batch:
    """A batch of cases: identifier -> class."""
    name = hashlib.sha256(f"{rows}{received_at}{time.monotonic_ns()}".encode()).hexdigest()
    frame = pd.DataFrame({"case_id": list(rows), "class": list(rows.values())})
    frame["area_id"], frame["reported_at"] = "230102", START
    frame["row_key"], frame["source_row"], frame["is_synthetic"] = frame["case_id"], range(2, len(frame) + 2), False
    frame.to_parquet(folder / f"{name}.parquet", index=False)
    return Batch({"cases": folder / f"{name}.parquet"}, "cases", "cases.csv", name, received_at)


def known(workspace: Workspace, hour: float) -> list[tuple]:
    return Reader.current(workspace).rows(KNOWN, {"as_of": moment(hour)})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "city", CITY)


def test_a_correction_is_known_from_its_receipt_only(workspace, tmp_path):
    store.commit(workspace, [
        batch(tmp_path, {"1": "confirmed", "2": "confirmed"}, moment(1)),
        batch(tmp_path, {"1": "asymptomatic"}, moment(3)),
    ])
    assert known(workspace, 0.5) == []
    assert known(workspace, 1) == [("1", "confirmed", 1), ("2", "confirmed", 1)]
    assert known(workspace, 2.9) == [("1", "confirmed", 1), ("2", "confirmed", 1)]
    assert known(workspace, 3) == [("1", "asymptomatic", 2), ("2", "confirmed", 1)]


def test_a_middle_batch_withdrawn_leaves_one_version_at_every_moment(workspace, tmp_path):
    store.commit(workspace, [
        batch(tmp_path, {"1": "confirmed"}, moment(1)),
        batch(tmp_path, {"1": "asymptomatic"}, moment(2)),
        batch(tmp_path, {"1": "suspected"}, moment(3)),
    ])
    store.rollback(at(workspace, 4), 2)
    assert [known(workspace, h)[0][1] for h in (1, 2, 3, 5)] == ["confirmed", "asymptomatic", "suspected", "suspected"]
    store.rollback(at(workspace, 6), 3)
    assert known(workspace, 7) == [("1", "confirmed", 1)]
    assert known(workspace, 5) == [("1", "suspected", 3)]


def test_a_rollback_can_itself_be_taken_back(workspace, tmp_path):
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    undo = store.rollback(at(workspace, 2), 1)
    assert known(workspace, 2) == []
    store.rollback(at(workspace, 3), undo)
    assert known(workspace, 2.5) == []
    assert known(workspace, 3) == [("1", "confirmed", 1)]
    assert [b["is_out"] for b in store.batch_log(workspace)] == [False, True, False]


def test_rolling_back_at_the_moment_of_receipt_leaves_nothing(workspace, tmp_path):
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    undo = store.rollback(at(workspace, 1), 1)
    assert known(workspace, 1) == []
    store.rollback(at(workspace, 1), undo)
    assert known(workspace, 1) == [("1", "confirmed", 1)]


def test_a_rollback_under_a_clock_that_was_set_back_leaves_nothing_known_beyond_it(workspace, tmp_path):
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    undo = store.rollback(at(workspace, 7), 1)
    store.rollback(at(workspace, 6), undo)
    assert known(workspace, 7) == [("1", "confirmed", 1)]
    store.rollback(at(workspace, 6), 1)
    assert known(workspace, 5) == [("1", "confirmed", 1)]
    assert [known(workspace, hour) for hour in (6, 6.5, 7, 8)] == [[]] * 4


def test_what_cannot_be_rolled_back_is_said(workspace, tmp_path):
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    with pytest.raises(StoreError, match="no batch 7"):
        store.rollback(workspace, 7)
    store.rollback(workspace, 1)
    with pytest.raises(RefusedInput, match="already"):
        store.rollback(workspace, 1)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["confirmed", "asymptomatic"]), min_size=1),
                  st.integers(0, 6)),
        st.tuples(st.just("rollback"), st.integers(0, 10), st.integers(0, 6)),
    ),
    min_size=2, max_size=5,
)


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_upkeep_equals_a_rebuild_and_the_plain_definition(steps, tmp_path_factory):
    folder = tmp_path_factory.mktemp("steps")
    workspace = Workspace.create(folder / "city", CITY)
    rollbacks = [hour for kind, _, hour in steps if kind == "rollback"]
    for kind, what, hour in steps:
        if kind == "import":
            store.commit(workspace, [batch(folder, what, moment(hour))])
            continue
        standing = [b["batch_id"] for b in store.batch_log(workspace) if not b["is_out"]]
        if standing:
            store.rollback(at(workspace, hour + 6), standing[what % len(standing)])
    if not store.batch_log(workspace):
        return
    kept_up = Reader.current(workspace).rows(EVERY_VERSION, {})
    # The definition reads the log in its order, which says nothing of a clock set back between two rollbacks: that has a test of its own.
    for hour in range(14) if rollbacks == sorted(rollbacks) else ():
        assert known(workspace, hour) == by_definition(workspace, moment(hour))
    moved = Workspace(workspace.root.rename(folder / "moved"), workspace.config)
    store.rebuild(moved)
    assert Reader.current(moved).rows(EVERY_VERSION, {}) == kept_up


def by_definition(workspace: Workspace, as_of: datetime) -> list[tuple]:
    """What was known, worked out from the log in plain Python: the latest standing batch that has the row."""
    log = [b for b in store.batch_log(workspace) if b["received_at"] <= as_of]
    targets = {b["batch_id"]: b["rolls_back"] for b in log}
    out: set[int] = set()
    for target in filter(None, targets.values()):
        out.add(target)
        out.discard(targets.get(target))
    standing = [b for b in log if b["kind"] == "import" and b["batch_id"] not in out]
    rows = {}
    for record in sorted(standing, key=lambda b: (b["received_at"], b["batch_id"])):
        frame = pd.read_parquet(workspace.batches / f"{record['batch_id']:06d}" / "cases.parquet")
        rows |= {case: (case, kind, record["batch_id"]) for case, kind in zip(frame["case_id"], frame["class"], strict=True)}
    return sorted(rows.values())


def test_as_of_asked_twice_is_equal_with_imports_between(workspace, tmp_path):
    generator = random.Random(7)
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    asked = {}
    for hour in range(2, 8):
        asked |= {h: known(workspace, h) for h in [generator.uniform(0, hour - 0.01) for _ in range(3)]}
        store.commit(workspace, [batch(tmp_path, {str(generator.randint(1, 4)): "asymptomatic"}, moment(hour))])
        assert all(known(workspace, h) == answer for h, answer in asked.items())


def test_a_reader_follows_and_an_open_one_keeps_its_picture(workspace, tmp_path):
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    before = Reader.current(workspace)
    store.commit(workspace, [batch(tmp_path, {"2": "confirmed"}, moment(2))])
    assert len(before.rows(KNOWN, {"as_of": moment(3)})) == 1
    assert len(known(workspace, 3)) == 2


def test_a_damaged_store_is_said_and_mended_from_the_log(workspace, tmp_path):
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    (workspace.store / publication.current_name(workspace)).write_bytes(b"not a database")
    with pytest.raises(StoreError, match="damaged"):
        Reader.current(workspace)
    store.rebuild(workspace)
    assert known(workspace, 2) == [("1", "confirmed", 1)]


def test_a_second_writer_waits_and_names_the_holder(workspace):
    with durable.writer_lock(workspace.root, "import"), pytest.raises(StoreError, match=str(os.getpid())):
        durable.writer_lock(workspace.root, "import", wait_seconds=0.1).__enter__()


def test_the_store_reads_nothing_outside_itself(workspace, tmp_path):
    store.commit(workspace, [batch(tmp_path, {"1": "confirmed"}, moment(1))])
    reader = Reader.current(workspace)
    for attack in ("copy cases to '/tmp/x.csv'", "set threads = 1", "delete from cases"):
        with pytest.raises(UsageError, match="Only a query"):
            reader.rows(attack, {})
        with pytest.raises(duckdb.Error, match=r"(?i)disabled|locked|read-only|cannot change"):
            reader._connection.cursor().execute(attack)
    with pytest.raises(StoreError) as refused:
        reader.rows("select * from read_text('/etc/passwd')", {})
    assert re.search("(?i)disabled", str(refused.value.__cause__))


IMPORTER = """
import os
from pathlib import Path
from tests.warehouse.test_store import batch, moment
from dashboard.warehouse import store
from dashboard.warehouse.workspace import Workspace
def act(root, scratch):
    workspace = Workspace.open(root)
    for n in range(1000):
        rows = {f"{os.getpid()}-{n}-{i}": "confirmed" for i in range(100)}
        store.commit(workspace, [batch(Path(scratch), rows, moment(1))])
        print(n, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("kills", [8, pytest.param(30, marks=pytest.mark.long)])
def test_kills_lose_nothing_accepted_and_leave_nothing_half_loaded(workspace, tmp_path, kills):
    generator = random.Random(kills)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    accepted = 0
    with Nursery(IMPORTER) as nursery:
        for _ in range(kills):
            accepted += _kill_an_import(nursery, generator, workspace.root, scratch)
            assert len(store.batch_log(workspace)) >= accepted
            store.recover(workspace)
            accepted = len(store.batch_log(workspace))
            counts = Reader.current(workspace).rows("select batch_id, count(*) from cases where sys_to is null group by batch_id", {})
            assert len(counts) == accepted and all(rows == 100 for _, rows in counts)
            assert not list(workspace.batches.glob(".work-*")) and not list(workspace.store.glob(".work-*"))


def _kill_an_import(nursery: Nursery, generator: random.Random, root: Path, scratch: Path) -> int:
    """Start an importing process and kill it at a random moment after its first import; how many it reported done."""
    pid = nursery.bear(str(root), str(scratch))
    if not nursery.said:
        nursery.said.append(nursery.line())
    time.sleep(generator.uniform(0, 0.6))
    os.kill(pid, signal.SIGKILL)
    code, reported = nursery.ended()
    assert code == -signal.SIGKILL
    return len(reported)


def test_content_that_stands_is_not_committed_twice_but_two_sheets_of_a_workbook_are(workspace, tmp_path):
    def sheet(name: str, case: str, digest: str = "same") -> Batch:
        made = batch(tmp_path, {case: "confirmed"}, moment(1))
        return Batch(made.tables, "cases", name, digest, moment(1))

    assert store.commit(workspace, [sheet("a.xlsx#一", "1"), sheet("a.xlsx#二", "2")]) == [1, 2]
    assert store.commit(workspace, [sheet("a.xlsx#一", "3"), sheet("b.csv", "4", "other")]) == [1, 3]
    assert [row[0] for row in known(workspace, 2)] == ["1", "2", "4"]
    store.rollback(at(workspace, 3), 1)
    assert store.commit(workspace, [sheet("a.xlsx#一", "1")]) == [5]
