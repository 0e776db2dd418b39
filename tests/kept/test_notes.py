"""Notes: written on a place, signed and dated, known from then on, withdrawn with who and when, refused where they name a person."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dashboard.errors import RefusedInput
from dashboard.intake.actors import Actor
from dashboard.intake.keeping import pin_view, save_view, withdraw_note, write_note
from dashboard.kept import notes, shelf
from dashboard.warehouse.backup import back_up
from dashboard.warehouse.restore import restore
from dashboard.warehouse.workspace import Workspace

SAID = "检测能力下降，见工单。"
BEGUN = datetime(2022, 11, 20, 8)


def at(workspace: Workspace, moment: datetime) -> Workspace:
    return replace(workspace, config=workspace.config | {"clock": {"stopped_at": moment}})


def test_a_note_is_known_from_when_it_was_written_until_it_is_withdrawn(workspace):
    written = notes.write(at(workspace, BEGUN), f"  {SAID} \n", "day", "2022-11-19", "", " 值班员 ")
    notes.withdraw(at(workspace, BEGUN + timedelta(hours=2)), written.id, "值班长")
    standing = {hours: len(notes.standing(workspace, BEGUN + timedelta(hours=hours))) for hours in (-1, 0, 1, 2, 3)}
    assert standing == {-1: 0, 0: 1, 1: 1, 2: 0, 3: 0}
    [kept] = notes.notes(workspace)
    assert (kept.text, kept.written_by, kept.when, kept.withdrawn_by, kept.withdrawn) == (
        SAID, "值班员", BEGUN, "值班长", BEGUN + timedelta(hours=2),
    )
    assert (workspace.root / "kept" / f"note-{written.id}.json").read_text("utf-8").count(SAID) == 1, "its file is never written over"


def test_the_second_who_withdraws_hears_who_was_first(workspace):
    written = notes.write(workspace, SAID, "chart", "cases-curve", "每日新增", "甲岗")
    notes.withdraw(workspace, written.id, "乙岗")
    with pytest.raises(RefusedInput) as late:
        notes.withdraw(workspace, written.id, "丙岗")
    assert "乙岗" in late.value.title("zh")
    with pytest.raises(RefusedInput, match="no such note"):
        notes.withdraw(workspace, "../city", "丙岗")


def test_what_cannot_stand_is_refused(workspace):
    for text in ("", "  \n", "长" * 501, "看\u202e不见", "联系 13812345678", "患者姓名：张三", "110101199003078814"):
        with pytest.raises(RefusedInput):
            notes.write(workspace, text, "day", "2022-11-19", "", "值班员")
    for kind, place in (("day", "yesterday"), ("day", "2022-11-19T00:00"), ("week", "1"), ("zone", ""), ("zone", "z" * 81)):
        with pytest.raises(RefusedInput, match="No place"):
            notes.write(workspace, SAID, kind, place, "", "值班员")
    for by in ("", "  ", "长" * 41, "13812345678", "看\u200b不见"):
        with pytest.raises(RefusedInput):
            notes.write(workspace, SAID, "day", "2022-11-19", "", by)
    assert notes.notes(workspace) == []


def test_hostile_words_are_kept_as_they_were_written(workspace):
    evil = "<img src=//x onerror=alert(1)> =1+1 '; drop table notes; --"
    written = notes.write(workspace, evil, "zone", "<b>\x1b[2J", "<b>\u202eevil", "<i>岗")
    [kept] = notes.notes(workspace)
    assert (kept.text, kept.place, kept.name) == (evil, "<b>\x1b[2J", "<b>\ufffdevil") and kept == written


def test_a_full_house_says_so(workspace, monkeypatch):
    monkeypatch.setattr(notes, "MOST", 1)
    notes.write(workspace, SAID, "day", "2022-11-19", "", "值班员")
    with pytest.raises(RefusedInput, match="already"):
        notes.write(workspace, SAID, "day", "2022-11-19", "", "值班员")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"id": 3}', "later"])
def test_a_damaged_or_later_note_is_counted_and_the_others_stay(workspace, content):
    bad, good = (notes.write(workspace, SAID, "district", "230102", "道里区", "值班员") for _ in range(2))
    file = workspace.root / "kept" / f"note-{bad.id}.json"
    later = json.dumps(json.loads(file.read_text("utf-8")) | {"format": notes.FORMAT + 1})
    file.write_text(later if content == "later" else content, "utf-8")
    assert [one.id for one in notes.notes(workspace)] == [good.id] and notes.unread(workspace) == 1


def test_readings_are_known_until_the_folder_changes(workspace, monkeypatch):
    notes.write(workspace, SAID, "day", "2022-11-19", "", "值班员")
    monkeypatch.setattr(shelf, "SETTLED_NS", -(1 << 60))  # as if the folder had lain still
    first = notes.notes(workspace)
    assert notes.notes(workspace) is first, "nothing is read anew"
    notes.write(workspace, SAID, "day", "2022-11-18", "", "值班员")
    assert len(notes.notes(workspace)) == 2


def test_each_change_is_permitted_first(workspace, monkeypatch):
    nobody = Actor("值班员", role="guest")
    monkeypatch.setattr("dashboard.intake.actors.permitted", lambda actor: frozenset())
    for change in (
        lambda: write_note(workspace, SAID, "day", "2022-11-19", "", actor=nobody), lambda: withdraw_note(workspace, "a" * 12, actor=nobody),
        lambda: save_view(workspace, "视图", {"sql": "select 1"}, actor=nobody), lambda: pin_view(workspace, "a" * 12, actor=nobody),
    ):
        with pytest.raises(RefusedInput) as refused:
            change()
        assert refused.value.args == ("actor.not_permitted",)
    assert not (workspace.root / "kept").exists()


def test_a_backup_takes_notes_and_their_withdrawals_along(workspace, tmp_path):
    one, other = (notes.write(workspace, SAID, "day", "2022-11-19", "", "值班员") for _ in range(2))
    notes.withdraw(workspace, one.id, "值班长")
    back_up(workspace, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "anew")
    assert notes.notes(Workspace.open(tmp_path / "anew")) == notes.notes(workspace)
    assert {note.id: note.withdrawn_by for note in notes.notes(workspace)} == {one.id: "值班长", other.id: None}
