"""Backup and restore: verified, incremental, in one file, confined; refusals name the batch; a kill at any moment needs no hand."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from dashboard.errors import StoreError, UsageError
from dashboard.warehouse import backup, store
from dashboard.warehouse.backup import back_up
from dashboard.warehouse.backup_parts import LIST, DamagedBackup
from dashboard.warehouse.digests import NEWEST, RECORD
from dashboard.warehouse.integrity import DamagedLog, verify
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.restore import BEFORE, restore
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML
from tests.listing import some
from tests.warehouse.test_store import batch, moment

pytestmark = pytest.mark.slow  # backups that are cut, flipped and killed again and again
BATCHES = 4
ROWS = "select case_id, class, batch_id from cases order by all"
ROOT = Path(__file__).parents[2]


def more(workspace, n):
    work = workspace.root.parent / "incoming"
    work.mkdir(exist_ok=True)
    store.commit(workspace, [batch(work, {f"c{n}-{i}": "confirmed" for i in range(20)}, moment(n))])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("made") / "city", CITY_TOML + '[wall]\ncrest = "crest.svg"\n')
    (workspace.geodata / "districts.json").write_text("{}", encoding="utf-8")
    (workspace.root / "crest.svg").write_text("<svg/>", encoding="utf-8")
    for n in range(BATCHES):
        more(workspace, n)
    return workspace


@pytest.fixture
def city(made, tmp_path):
    return Workspace.open(shutil.copytree(made.root, tmp_path / "city"))


def rows(root):
    return Reader.current(Workspace.open(root)).rows(ROWS, {})


def tree(root, without=("store", ".lock", ".turn")):
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*"))
            if file.is_file() and file.relative_to(root).parts[0] not in without}


def flip(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    file.write_bytes(content)


@pytest.mark.parametrize("name", ["kept", "kept.tar", "kept.zip"])
def test_a_backup_brings_back_everything_and_leaves_nothing_beside_it(city, tmp_path, name):
    done = back_up(city, tmp_path / "away" / name)
    assert (done.batches, done.copied) == (BATCHES, BATCHES)
    assert [one.name for one in (tmp_path / "away").iterdir()] == [name]
    plan = restore(tmp_path / "away" / name, tmp_path / "new" / "city")
    assert tree(tmp_path / "new" / "city") == tree(city.root) and rows(tmp_path / "new" / "city") == rows(city.root)
    assert plan.added == [1, 2, 3, 4] and verify(Workspace.open(tmp_path / "new" / "city")) == []
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["city"]


def test_only_what_is_new_is_written_again(city, tmp_path):
    back_up(city, tmp_path / "kept")
    before = {file: file.stat().st_ino for file in (tmp_path / "kept").rglob("*") if file.parent.name.startswith("0000")}
    more(city, BATCHES)
    done = back_up(city, tmp_path / "kept")
    assert (done.batches, done.copied) == (BATCHES + 1, 1)
    assert {file: file.stat().st_ino for file in before} == before


def test_what_has_rotted_in_the_backup_is_copied_again(city, tmp_path):
    back_up(city, tmp_path / "kept")
    flip(tmp_path / "kept" / "batches" / "000002" / "cases.parquet")
    (tmp_path / "kept" / "geodata" / "districts.json").unlink()
    with pytest.raises(DamagedBackup, match="batch 2"):
        restore(tmp_path / "kept", tmp_path / "new")
    assert back_up(city, tmp_path / "kept").copied == 1
    restore(tmp_path / "kept", tmp_path / "new")
    assert tree(tmp_path / "new") == tree(city.root)


def test_a_changed_record_in_the_backup_is_rot_and_no_other_batch(city, tmp_path):
    back_up(city, tmp_path / "kept")
    for number in ("000002", f"{BATCHES:06d}"):
        record = tmp_path / "kept" / "batches" / number / RECORD
        record.write_text(record.read_text(encoding="utf-8").replace("cases.csv", "cases.tsv"), encoding="utf-8")
    assert back_up(city, tmp_path / "kept").copied == 2


@pytest.mark.parametrize("accident", ["file", "record", "gone", "note"])
def test_a_damaged_workspace_does_not_harm_its_backup(city, tmp_path, accident):
    back_up(city, tmp_path / "kept")
    good = tree(tmp_path / "kept")
    more(city, BATCHES)
    match accident:
        case "file":
            flip(city.batches / f"{BATCHES + 1:06d}" / "cases.parquet")
        case "record":
            record = city.batches / "000002" / RECORD
            record.write_text(record.read_text(encoding="utf-8").replace("cases.csv", "cases.tsv"), encoding="utf-8")
        case "gone":
            shutil.rmtree(city.batches / "000003")
        case "note":
            (city.root / NEWEST).write_text("{", encoding="utf-8")
    with pytest.raises(DamagedLog, match={"file": "batch 5", "record": "batch 2", "gone": "batch 3", "note": "newest"}[accident]):
        back_up(city, tmp_path / "kept")
    assert tree(tmp_path / "kept") == good


def test_a_batch_that_nobody_has_seen_is_not_copied(city, tmp_path):
    shutil.copytree(city.batches / "000004", city.batches / "000005")
    assert back_up(city, tmp_path / "kept").batches == BATCHES


def test_a_backup_is_not_overwritten_by_another_log(city, tmp_path):
    back_up(city, tmp_path / "kept")
    other = Workspace.create(tmp_path / "other", CITY_TOML)
    more(other, 9)
    with pytest.raises(StoreError, match="Batch 1 of the backup"):
        back_up(other, tmp_path / "kept")
    shutil.rmtree(city.batches / "000004")
    (city.root / NEWEST).unlink()
    shutil.rmtree(city.store)
    with pytest.raises(StoreError, match="Batch 4 of the backup"):
        back_up(city, tmp_path / "kept")
    restore(tmp_path / "kept", tmp_path / "new")


def test_no_place_for_a_backup_is_said(city, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("?", encoding="utf-8")
    for place in (city.root / "backup", tmp_path / "mine", tmp_path / "mine" / "letter.txt"):
        with pytest.raises(UsageError):
            back_up(city, place)
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    with pytest.raises(UsageError):
        restore(tmp_path / "nowhere", tmp_path / "new")


@pytest.mark.parametrize("accident", ["batch", "record", "file", "last gone", "list", "unfinished"])
def test_a_backup_that_does_not_verify_is_refused(city, tmp_path, accident):
    kept = tmp_path / "kept"
    back_up(city, kept)
    match accident:
        case "batch":
            flip(kept / "batches" / "000003" / "cases.parquet")
        case "record":
            flip(kept / "batches" / "000003" / RECORD)
        case "file":
            (kept / "city.toml").write_text(CITY_TOML, encoding="utf-8")
        case "last gone":
            shutil.rmtree(kept / "batches" / "000004")
            (kept / NEWEST).unlink()
        case "list":
            (kept / LIST).write_text(json.dumps({"batches": 4, "files": {"../city/city.toml": ["?"]}}), encoding="utf-8")
        case "unfinished":
            (kept / LIST).write_text(json.dumps({"batches": None, "files": {}}), encoding="utf-8")
    named = {"batch": "batch 3", "record": "batch 3", "file": "city.toml", "last gone": "batch 4", "list": LIST, "unfinished": "finished"}
    with pytest.raises(DamagedBackup, match=named[accident]) as refused:
        restore(kept, tmp_path / "new")
    assert "备份校验不符" in refused.value.title("zh") and not (tmp_path / "new").exists()


def test_a_target_with_batches_that_the_backup_lacks_is_refused(city, tmp_path):
    back_up(city, tmp_path / "kept")
    more(city, BATCHES)
    before = tree(city.root, without=())
    with pytest.raises(StoreError, match="batch 5"):
        restore(tmp_path / "kept", city.root)
    shutil.rmtree(city.batches / "000005")  # lost from the log, and shown still
    with pytest.raises(StoreError, match="batch 5"):
        restore(tmp_path / "kept", city.root)
    other = Workspace.create(tmp_path / "other", CITY_TOML)
    more(other, 9)
    with pytest.raises(StoreError, match="batch 1"):
        restore(tmp_path / "kept", other.root)
    away = Workspace.create(tmp_path / "away", CITY_TOML.replace("230100", "421300"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("?", encoding="utf-8")
    for root in (away.root, tmp_path / "mine"):
        with pytest.raises(UsageError):
            restore(tmp_path / "kept", root)
    assert {name: content for name, content in before.items() if "batches/000005" not in name} == tree(city.root, without=())


def test_a_prefix_is_completed_and_what_is_damaged_replaced(city, tmp_path):
    back_up(city, tmp_path / "kept")
    whole, told = tree(city.root), rows(city.root)
    shutil.rmtree(city.batches / "000002")
    flip(city.batches / "000003" / "cases.parquet")
    (city.root / "city.toml").write_text("[city", encoding="utf-8")
    plan = restore(tmp_path / "kept", city.root, dry_run=True)
    assert (plan.added, plan.replaced, plan.files) == ([2], [3], ["city.toml"])
    assert not (city.batches / "000002").exists() and (city.root / "city.toml").read_text(encoding="utf-8") == "[city"
    assert restore(tmp_path / "kept", city.root) == plan
    assert tree(city.root) == whole | {"city.toml" + BEFORE: b"[city"} and rows(city.root) == told and verify(city) == []
    assert restore(tmp_path / "kept", city.root, dry_run=True).files == []


def test_a_backup_copied_by_hand_is_taken_with_a_word(city, tmp_path):
    for name in ("batches", "geodata"):
        shutil.copytree(city.root / name, tmp_path / "kept" / name)
    shutil.copy(city.root / "city.toml", tmp_path / "kept")
    assert restore(tmp_path / "kept", tmp_path / "new").by_hand
    assert rows(tmp_path / "new") == rows(city.root)


def test_a_log_of_a_version_without_digests_is_backed_up_as_it_stands(city, tmp_path):
    for folder in city.batches.iterdir():
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        (folder / RECORD).write_text(json.dumps({key: value for key, value in record.items() if key not in ("digests", "previous")}), "utf-8")
    (city.root / NEWEST).unlink()
    assert back_up(city, tmp_path / "kept").copied == BATCHES
    flip(tmp_path / "kept" / "batches" / "000002" / "cases.parquet")
    assert back_up(city, tmp_path / "kept").copied == 1, "what the record does not prove is compared"
    more(city, BATCHES)
    assert back_up(city, tmp_path / "kept.tar").batches == BATCHES + 1 and back_up(city, tmp_path / "kept").copied == 1
    for name in ("kept", "kept.tar"):
        restore(tmp_path / name, tmp_path / "new" / name)
        assert tree(tmp_path / "new" / name) == tree(city.root) and rows(tmp_path / "new" / name) == rows(city.root)


def test_a_dry_run_makes_nothing_and_a_backup_is_for_its_owners(city, tmp_path):
    back_up(city, tmp_path / "kept.tar")
    back_up(city, tmp_path / "kept")
    before = sorted(tmp_path.rglob("*"))
    assert restore(tmp_path / "kept.tar", tmp_path / "a" / "b", dry_run=True).added == [1, 2, 3, 4]
    assert sorted(tmp_path.rglob("*")) == before
    assert not (tmp_path / "kept.tar").stat().st_mode & 0o7 and not (tmp_path / "kept").stat().st_mode & 0o7


def test_an_empty_folder_behind_a_link_is_restored_into(city, tmp_path):
    back_up(city, tmp_path / "kept")
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    restore(tmp_path / "kept", tmp_path / "link")
    assert (tmp_path / "link").is_symlink() and tree(tmp_path / "disk") == tree(city.root)


@pytest.mark.parametrize("name", ["kept", "kept.tar"])
def test_a_full_disk_is_said_and_leaves_the_backup_that_was_there(city, tmp_path, name, monkeypatch):
    back_up(city, tmp_path / name)
    whole = tree(tmp_path / name) if name == "kept" else (tmp_path / name).read_bytes()
    more(city, BATCHES)

    def full(*_):
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(StoreError, match="disk is full"):
            back_up(city, tmp_path / name)
    assert whole == (tree(tmp_path / name) if name == "kept" else (tmp_path / name).read_bytes())
    assert sorted(one.name for one in tmp_path.iterdir() if "kept" in one.name) == [name]
    restore(tmp_path / name, tmp_path / "new")
    assert back_up(city, tmp_path / name).batches == BATCHES + 1


def test_what_was_written_is_proved_from_the_disk(city, tmp_path, monkeypatch):
    copy = backup.copy_batch

    def spoilt(source, target, batch_id):
        copy(source, target, batch_id)
        if batch_id == 3:
            flip(target.batches / "000003" / "cases.parquet")

    monkeypatch.setattr(backup, "copy_batch", spoilt)
    for name in ("kept", "kept.zip"):
        with pytest.raises(DamagedBackup, match="batch 3"):
            back_up(city, tmp_path / name)
    assert not (tmp_path / "kept.zip").exists()
    with pytest.raises(DamagedBackup):
        restore(tmp_path / "kept", tmp_path / "new")


def hostile(file, name, kind=tarfile.REGTYPE):
    """An archive with one member that it should not have."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file, "a") as archive:
            member = zipfile.ZipInfo(name)
            member.external_attr = (0o120777 if kind == tarfile.SYMTYPE else 0o100644) << 16
            archive.writestr(member, "../../letter.txt")
        return
    with tarfile.open(file, "a") as archive:
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, "../../letter.txt", 5 if kind == tarfile.REGTYPE else 0
        archive.addfile(member, BytesIO(b"hello"))


@pytest.mark.parametrize("kind", [".tar", ".zip"])
@pytest.mark.parametrize("name, what", [("../out.txt", tarfile.REGTYPE), ("/tmp/sandtable-out.txt", tarfile.REGTYPE), ("geodata/../../out.txt", tarfile.REGTYPE),
                                        ("geodata\\..\\out.txt", tarfile.REGTYPE), ("city.toml", tarfile.REGTYPE), ("geodata/link", tarfile.SYMTYPE)])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_nothing_in_a_file_leaves_its_folder(city, tmp_path, kind, name, what):
    file = tmp_path / f"kept{kind}"
    back_up(city, file)
    hostile(file, name, what)
    before = tree(tmp_path, without=())
    with pytest.raises(DamagedBackup):
        restore(file, tmp_path / "new")
    assert tree(tmp_path, without=()) == before and not (tmp_path / "new").exists() and not Path("/tmp/sandtable-out.txt").exists()


@pytest.mark.parametrize("kind", [".tar", ".zip"])
def test_a_file_cut_or_flipped_anywhere_is_refused_or_whole(city, tmp_path, kind):
    file = tmp_path / f"kept{kind}"
    back_up(city, file)
    content, generator = file.read_bytes(), random.Random(5)
    broken = tmp_path / f"broken{kind}"
    for n in range(40):
        spoilt = bytearray(content)
        if n % 2:
            del spoilt[generator.randrange(len(content) - 11_000):]  # a tar ends in up to 10 kB of zeros
        else:
            spoilt[generator.randrange(len(content))] ^= 1 << generator.randrange(8)
        broken.write_bytes(spoilt)
        try:
            restore(broken, tmp_path / "new", dry_run=True)
        except StoreError:
            continue
        assert n % 2 == 0, "cut"
        restore(broken, tmp_path / "new")  # a date or a right of a member, or the zeros between them
        assert tree(tmp_path / "new") == tree(city.root)
        shutil.rmtree(tmp_path / "new")


def test_backups_while_batches_come_in_each_verify(city, tmp_path):
    writer = threading.Thread(target=lambda: [more(city, n) for n in range(10, 14)])
    writer.start()
    came = []
    while writer.is_alive():
        came.append(back_up(city, tmp_path / "kept").batches)
    writer.join()
    assert back_up(city, tmp_path / "kept").batches == BATCHES + 4 and came == sorted(came)


def test_a_first_backup_that_was_killed_while_its_list_was_written_is_no_foreign_folder(city, tmp_path):
    (kept := tmp_path / "kept").mkdir()
    for name in (".lock", ".BACKUP.json.4711"):
        (kept / name).write_text("{")
    assert back_up(city, kept).batches == BATCHES
    assert not [*kept.glob(".BACKUP*")]


KILLS = '''
import os, random, shutil, signal, sys, time
from pathlib import Path
from dashboard.warehouse.backup import back_up
from dashboard.warehouse.restore import restore
from dashboard.warehouse.integrity import verify
from dashboard.warehouse.workspace import Workspace
import dashboard.warehouse.publication, pyarrow.parquet

city, work, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
generator = random.Random(11)

def child(does, *args):
    pid = os.fork()
    if pid == 0:
        try:
            does(*args)
            os._exit(0)
        except BaseException as wrong:
            print(repr(wrong), file=sys.stderr, flush=True)
            os._exit(1)
    return pid

def save(place): back_up(Workspace.open(city), place)

def proved(root): sys.exit(f"{root} does not verify") if verify(Workspace.open(root)) else None

def timed(does, *args):
    start = time.monotonic()
    assert os.waitpid(child(does, *args), 0)[1] == 0
    return time.monotonic() - start

name = sys.argv[4]
does, places = {
    "folder": (save, lambda n: (work / f"kept{n}",)), "file": (save, lambda n: (work / f"kept{n}.tar",)),
    "new": (restore, lambda n: (work / "source", work / f"new{n}")), "prefix": (restore, lambda n: (work / "source", work / f"prefix{n}")),
}[name]
save(work / "source")

def prepared(n):
    if name == "prefix":
        shutil.copytree(city, work / f"prefix{n}")
        shutil.rmtree(work / f"prefix{n}" / "batches" / "000002")
        (work / f"prefix{n}" / "batches" / "000004" / "cases.parquet").write_bytes(b"?")
    return places(n)

takes, killed = timed(does, *prepared("-first")), 0
for n in range(times):
    args = prepared(n)
    pid = child(does, *args)
    time.sleep(generator.uniform(0, takes))
    os.kill(pid, signal.SIGKILL)
    was_killed = os.waitpid(pid, 0)[1] == signal.SIGKILL
    killed += was_killed
    takes *= 1 if was_killed else 0.6  # it was done before: the first one had to wait for others
    timed(does, *args)
    if name == "file":
        args = (args[0], work / f"out{n}")
        timed(restore, *args)
    proved(args[-1])
left = [one.name for one in work.iterdir() if ".making-" in one.name]
print(killed, left)
'''


@pytest.mark.slow
@pytest.mark.parametrize("what", some(["folder", "file", "new", "prefix"], {"folder", "prefix"}))
def test_killed_at_any_moment_it_is_done_by_a_second_run(city, tmp_path, what):
    (tmp_path / "kills").mkdir()
    words = [sys.executable, "-c", KILLS, str(city.root), str(tmp_path / "kills"), "6", what]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=300)
    assert done.returncode == 0, done.stderr
    killed, left = done.stdout.split(maxsplit=1)
    assert int(killed) >= 3 and left.strip() == "[]"
