"""The files of what people keep: two who write at once, a process killed while it writes, a disk that takes nothing, a folder that is none."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from dashboard.cli.doctor import examine
from dashboard.errors import RefusedInput, StoreError
from dashboard.kept import asked, notes, views
from dashboard.kept.views import MOST_PINNED

ASKED = {"sql": "select count(*) from zone_open"}
KILLED = """
import os, sys, time
from dashboard.kept import notes
from dashboard.warehouse.workspace import Workspace
os.replace = lambda *_: (print("writing", flush=True), time.sleep(60))
notes.write(Workspace.open(sys.argv[1]), "half", "day", "2022-11-19", "", "post")
"""


def test_many_browsers_at_once_lose_nothing_and_pin_no_more_than_fit(workspace):
    saved = [views.save(workspace, f"视图{number}", ASKED, None) for number in range(MOST_PINNED + 3)]

    def pin(view: views.View) -> bool:
        try:
            views.pin(workspace, view.id, None)
            return True
        except RefusedInput:
            return False

    with ThreadPoolExecutor(8) as browsers:
        written = list(browsers.map(lambda n: notes.write(workspace, f"第{n}条", "day", "2022-11-19", "", "值班员"), range(20)))
        pinned = sum(browsers.map(pin, saved))
        asking = list(browsers.map(lambda n: asked.keep_asked(workspace, f"select {n}", datetime(2022, 11, 29)), range(8)))
    assert {one.id for one in notes.notes(workspace)} == {one.id for one in written}
    assert pinned == MOST_PINNED == len(views.pinned(workspace)) and len(views.listed(workspace)) == len(saved)
    assert all(asking) and {one.sql for one in asked.asked_before(workspace)} == {f"select {n}" for n in range(8)}


def test_a_name_is_taken_by_one_of_two_at_once(workspace):
    def save(_: int) -> int:
        try:
            views.save(workspace, "同名", ASKED, None)
            return 1
        except RefusedInput:
            return 0

    with ThreadPoolExecutor(2) as browsers:
        assert sum(browsers.map(save, range(2))) == 1 == len(views.listed(workspace))


def test_a_kill_during_writing_leaves_what_was_there(workspace):
    notes.write(workspace, "完整", "day", "2022-11-19", "", "值班员")
    killed = subprocess.Popen([sys.executable, "-c", KILLED, str(workspace.root)], stdout=subprocess.PIPE, text=True)
    assert killed.stdout and killed.stdout.readline() == "writing\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert [one.text for one in notes.notes(workspace)] == ["完整"] and notes.unread(workspace) == 0
    notes.write(workspace, "之后", "day", "2022-11-19", "", "值班员")
    assert len(notes.notes(workspace)) == 2


def test_a_read_only_disk_is_said_and_what_is_there_is_read(workspace, monkeypatch):
    note = notes.write(workspace, "之前", "day", "2022-11-19", "", "值班员")
    view = views.save(workspace, "之前", ASKED, None)

    def read_only(file, mode="r", *more, **named):
        if "w" in mode or "a" in mode:
            raise OSError(30, "read-only file system")
        return opened(file, mode, *more, **named)

    opened = open
    monkeypatch.setattr("builtins.open", read_only)
    for change in (
        lambda: notes.write(workspace, "之后", "day", "2022-11-19", "", "值班员"), lambda: notes.withdraw(workspace, note.id, "值班员"),
        lambda: views.save(workspace, "之后", ASKED, None), lambda: views.pin(workspace, view.id, None),
        lambda: asked.keep_asked(workspace, "select 1", datetime(2022, 11, 29)),
    ):
        with pytest.raises(StoreError, match="not permitted"):
            change()
    assert [one.id for one in notes.notes(workspace)] == [note.id] and [one.id for one in views.listed(workspace)] == [view.id]


def test_a_folder_that_cannot_be_read_is_said_by_doctor(workspace):
    assert next(one for one in examine(workspace.root) if one["name"] == "kept")["well"]
    note = notes.write(workspace, "一条", "day", "2022-11-19", "", "值班员")
    (workspace.root / "kept" / f"note-{note.id}.json").write_text("{", "utf-8")
    (workspace.root / "kept" / asked.FILE).write_text("[]", "utf-8")
    said = next(one for one in examine(workspace.root) if one["name"] == "kept")
    assert not said["well"] and f"note-{note.id}.json" in said["zh"] and "asked.json" in said["en"] and "2 files" in said["en"]
    for file in (workspace.root / "kept").glob("*"):
        file.unlink()
    (workspace.root / "kept").rmdir()
    (workspace.root / "kept").write_text("a file, no folder", "utf-8")
    said = next(one for one in examine(workspace.root) if one["name"] == "kept")
    assert not said["well"] and "kept" in said["zh"]
    with pytest.raises(StoreError):
        notes.notes(workspace)


def test_what_was_asked_is_bounded_and_holds_no_people(workspace, monkeypatch):
    at = datetime(2022, 11, 29, 18)
    monkeypatch.setattr(asked, "MOST", 3)
    for sql in ("select 1", "select 2", "select 3", "select 4", "select 3"):
        assert asked.keep_asked(workspace, sql, at)
    assert [one.sql for one in asked.asked_before(workspace)] == ["select 3", "select 4", "select 2"]
    assert not asked.keep_asked(workspace, "select * from cases where phone = '13812345678'", at)
    monkeypatch.setattr(asked, "MOST_LETTERS", 20)
    asked.keep_asked(workspace, "select 5", at)
    assert [(one.sql, one.at) for one in asked.asked_before(workspace)] == [("select 5", at), ("select 3", at)]
    assert set(json.loads((workspace.root / "kept" / asked.FILE).read_text("utf-8"))["asked"][0]) == {"sql", "about", "asked_at"}
    os.remove(workspace.root / "kept" / asked.FILE)
    assert asked.asked_before(workspace) == [] and asked.is_readable(workspace)
