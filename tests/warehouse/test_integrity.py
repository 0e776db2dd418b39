"""The log proves itself: one flipped bit, a file or batch that is gone, doubled or foreign is named; nothing is built on it."""

import json
import random
import shutil

import pytest

from dashboard.errors import StoreError
from dashboard.warehouse import digests, generations, publication, store
from dashboard.warehouse.digests import NEWEST, RECORD, TAKEN_OVER
from dashboard.warehouse.integrity import DamagedLog, verify
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML
from tests.warehouse.test_store import batch, moment

BATCHES = 6


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A log of six batches of one table. Shared: tests copy it."""
    folder = tmp_path_factory.mktemp("log")
    workspace = Workspace.create(folder / "city", CITY_TOML)
    for n in range(BATCHES):
        store.commit(workspace, [batch(folder, {f"c{n}-{i}": "confirmed" for i in range(20)}, moment(n))])
    return workspace


@pytest.fixture
def log(made_once, tmp_path):
    """That log, for one test to damage."""
    return Workspace.open(shutil.copytree(made_once.root, tmp_path / "city"))


def kinds(workspace):
    return [(fault.kind, fault.batch) for fault in verify(workspace)]


def count(workspace):
    return Reader.current(workspace).rows("select count(*) from cases where sys_to is null", {})[0][0]


def flip(file, place, bit):
    content = bytearray(file.read_bytes())
    content[place] ^= 1 << bit
    file.write_bytes(content)


def test_a_sound_log_verifies_and_says_how_far_it_is(log):
    told = []
    assert verify(log, lambda n, of: told.append((n, of))) == [] and told == [(n, BATCHES) for n in range(1, BATCHES + 1)]


def test_every_flipped_bit_is_found(log):
    files = [file for file in sorted(log.batches.rglob("*")) if file.is_file()] + [log.root / NEWEST]
    generator = random.Random(7)
    unseen = []
    for _ in range(60):
        file = generator.choice(files)
        place, bit = generator.randrange(file.stat().st_size), generator.randrange(8)
        flip(file, place, bit)
        if not verify(log):
            unseen.append((file.name, place, bit))
        flip(file, place, bit)
    assert unseen == [] and verify(log) == []


@pytest.mark.parametrize("accident, found", [
    ("gone", [("missing", 3)]), ("newest gone", [("newest_gone", BATCHES)]), ("doubled", [("doubled", 3)]), ("foreign", [("foreign", None)]),
    ("file gone", [("file_missing", 3)]), ("file cut", [("file_changed", 3)]), ("file put in", [("file_foreign", 3)]),
    ("record gone", [("unreadable", 3)]), ("another's record", [("other_number", 3), ("broken_chain", 2), ("file_changed", 3), ("broken_chain", 3)]),
    ("note gone bad", [("newest_unreadable", None)]),
])
def test_an_accident_is_named_and_nothing_is_built_on_it(log, accident, found, tmp_path):
    third, other = log.batches / "000003", log.batches / "000002"
    shown, name = count(log), publication.current_name(log)
    match accident:
        case "gone":
            shutil.rmtree(third)
        case "newest gone":
            shutil.rmtree(log.batches / f"{BATCHES:06d}")
        case "doubled":
            shutil.copytree(third, log.batches / "3")
        case "foreign":
            (log.batches / "notes.txt").write_text("?", encoding="utf-8")
        case "file gone":
            (third / "cases.parquet").unlink()
        case "file cut":
            (third / "cases.parquet").write_bytes((third / "cases.parquet").read_bytes()[:-100])
        case "file put in":
            shutil.copy(other / "cases.parquet", third / "zones.parquet")
        case "record gone":
            (third / RECORD).unlink()
        case "another's record":
            shutil.copy(other / RECORD, third / RECORD)
        case "note gone bad":
            (log.root / NEWEST).write_text("{", encoding="utf-8")
    assert sorted(kinds(log), key=str) == sorted(found, key=str)
    with pytest.raises(DamagedLog) as refused:
        store.rebuild(log)
    assert "批次记录校验不符" in refused.value.title("zh") and refused.value.hint("en")
    assert (publication.current_name(log), count(log)) == (name, shown), "what is shown stays"
    if accident in ("gone", "newest gone", "doubled", "foreign", "note gone bad"):
        (tmp_path / "more").mkdir()
        with pytest.raises(StoreError):
            store.commit(log, [batch(tmp_path / "more", {"new": "confirmed"}, moment(20))])


def test_an_old_workspace_is_taken_over_once(log, tmp_path):
    for folder in log.batches.iterdir():  # as a version without digests wrote them
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        (folder / RECORD).write_text(json.dumps({key: value for key, value in record.items() if key not in ("digests", "previous")}), "utf-8")
    (log.root / NEWEST).unlink()
    assert verify(log) == []
    (tmp_path / "more").mkdir()
    store.commit(log, [batch(tmp_path / "more", {"new": "confirmed"}, moment(20))])
    assert sorted(json.loads((log.root / TAKEN_OVER).read_text(encoding="utf-8")), key=int) == [str(n) for n in range(1, BATCHES + 1)]
    assert verify(log) == [] and count(log) == BATCHES * 20 + 1
    flip(log.batches / "000002" / "cases.parquet", 40, 3)
    assert kinds(log) == [("file_changed", 2)]
    flip(log.batches / "000002" / "cases.parquet", 40, 3)
    flip(log.root / TAKEN_OVER, 30, 0)
    assert ("taken_over_changed", BATCHES + 1) in kinds(log)


def test_a_killed_command_between_batch_and_note_needs_no_hand(log):
    (log.root / NEWEST).write_text(json.dumps({"batch": BATCHES - 1, "digest": digests.record_digest(log, BATCHES - 1)}), encoding="utf-8")
    assert verify(log) == []
    store.recover(log)
    assert json.loads((log.root / NEWEST).read_text(encoding="utf-8"))["batch"] == BATCHES


def test_the_generation_that_is_shown_stays_whatever_the_times_of_files_say(log, monkeypatch):
    import os

    for place, file in enumerate(sorted(log.store.glob("gen-*"), reverse=True)):
        os.utime(file, (1_600_000_000 + 86_400 * place,) * 2)  # the newest looks oldest
    monkeypatch.setattr(generations, "GENERATIONS_ON_DISK", 1)
    generations.forget_old(log, publication.current_name(log))
    assert (log.store / publication.current_name(log)).is_file() and count(log) == BATCHES * 20


def test_a_clock_that_was_set_back_is_said_in_the_receipt(tmp_path, monkeypatch):
    from datetime import timedelta

    from dashboard.settings import wall_clock
    from tests.intake_desk import Desk

    desk = Desk.open(tmp_path)
    assert desk.take("calls.csv")[0].warnings == 0
    back = wall_clock() - timedelta(hours=1)
    monkeypatch.setattr("dashboard.warehouse.log_clock.wall_clock", lambda: back)
    [receipt] = desk.take(desk.file("later.csv", "病例编号,报告时间,区县,病例类别\nA1,2022-11-28 09:00,道里区,确诊\n"))
    assert receipt.status == "taken" and [problem.rule for problem in receipt.problems] == ["clock"]
    assert "早于最近一批" in receipt.problems[0].message.zh and "--received-at" in receipt.problems[0].allowed.en
