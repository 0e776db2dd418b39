"""Saved views: kept under a name, found again, removed with the name left behind; what is wrong is said; a backup takes them along."""

import json
import os
from datetime import datetime

import pytest

from dashboard.errors import RefusedInput, StoreError
from dashboard.kept.views import FORMAT, MOST_PINNED, find, listed, pin, pinned, remove, save, unpin
from dashboard.warehouse.backup import back_up
from dashboard.warehouse.restore import restore
from dashboard.warehouse.workspace import Workspace

ASKED = {"sql": "select count(*) from zone_open", "as_of": "2022-11-29T17:00"}


def test_a_view_is_found_as_it_was_saved_also_by_another_process_s_eyes(workspace):
    view = save(workspace, "  高风险区   一览 ", ASKED, "值班员")
    again = find(Workspace.open(workspace.root), view.id)
    assert (again.name, again.address, again.saved_by, again) == ("高风险区 一览", ASKED, "值班员", view)
    assert isinstance(again.when, datetime) and [one.name for one in listed(workspace)] == ["高风险区 一览"]


def test_a_removed_view_leaves_its_name_and_the_nearest(workspace):
    gone, kept = save(workspace, "食品来电", ASKED, None), save(workspace, "食品来电与库存", ASKED, None)
    remove(workspace, gone.id)
    assert [one.id for one in listed(workspace)] == [kept.id]
    with pytest.raises(RefusedInput) as refused:
        find(workspace, gone.id)
    assert "食品来电" in refused.value.title("zh") and "食品来电与库存" in refused.value.hint("zh")
    assert save(workspace, "食品来电", ASKED, None).id != gone.id, "its name is free again"


def test_a_view_of_a_later_board_is_named(workspace):
    view = save(workspace, "明天的视图", ASKED, None)
    file = workspace.root / "kept" / f"view-{view.id}.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"format": FORMAT + 1}), "utf-8")
    with pytest.raises(RefusedInput, match="later version") as refused:
        find(workspace, view.id)
    assert "明天的视图" in refused.value.title("zh") and listed(workspace) == []


@pytest.mark.parametrize("name", ["", "   ", "长" * 61, "看\u202e不见", "张三 13812345678"])
def test_a_name_that_cannot_stand_is_refused(workspace, name):
    with pytest.raises(RefusedInput):
        save(workspace, name, ASKED, None)
    assert listed(workspace) == []


def test_what_cannot_be_kept_is_refused(workspace):
    for address in ({}, {"sql": "x" * 9000}, {"sql": "select * from cases where case_id = '110101199003078814'"}):
        with pytest.raises(RefusedInput):
            save(workspace, "一个视图", address, None)
    save(workspace, "一个视图", ASKED, None)
    with pytest.raises(RefusedInput, match="already"):
        save(workspace, "一个视图", ASKED, None)


@pytest.mark.parametrize("named", ["", "../city", "0" * 12, "zz", "view-1", "a" * 500])
def test_an_id_that_is_none_is_said(workspace, named):
    with pytest.raises(RefusedInput, match="no such view"):
        find(workspace, named)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"id": 3}', '{"id": "%s", "name": 5, "address": {}, "saved_at": "x"}'])
def test_a_damaged_file_is_said_and_the_others_stay(workspace, content):
    view, other = save(workspace, "坏掉的", ASKED, None), save(workspace, "完好的", ASKED, None)
    (workspace.root / "kept" / f"view-{view.id}.json").write_text(content.replace("%s", view.id), "utf-8")
    with pytest.raises(RefusedInput, match="damaged"):
        find(workspace, view.id)
    assert [one.id for one in listed(workspace)] == [other.id]


def test_a_disk_that_takes_nothing_is_said(workspace, monkeypatch):
    def full(*_):
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreError, match="disk is full"):
        save(workspace, "一个视图", ASKED, None)


def test_a_backup_takes_views_along(workspace, tmp_path):
    view = save(workspace, "带走的", ASKED, None)
    back_up(workspace, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "anew")
    assert find(Workspace.open(tmp_path / "anew"), view.id) == view


def test_a_pinned_view_is_a_tile_until_it_is_taken_off_or_removed(workspace):
    first, second = (save(workspace, name, ASKED, None) for name in ("甲", "乙"))
    pin(workspace, second.id, "值班员")
    pin(workspace, first.id, None)
    pin(workspace, second.id, "另一人")
    assert {one.name: one.pinned_by for one in pinned(workspace)} == {"乙": "值班员", "甲": None}
    unpin(workspace, first.id)
    assert [one.name for one in pinned(workspace)] == ["乙"] and len(listed(workspace)) == 2
    remove(workspace, second.id)
    assert pinned(workspace) == []


def test_there_is_room_for_some_tiles_and_a_later_one_is_still_named(workspace):
    for number in range(MOST_PINNED):
        pin(workspace, save(workspace, f"视图{number}", ASKED, None).id, None)
    more = save(workspace, "多余", ASKED, None)
    with pytest.raises(RefusedInput, match="on the overview already"):
        pin(workspace, more.id, None)
    file = workspace.root / "kept" / f"view-{pinned(workspace)[0].id}.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"format": FORMAT + 1}), "utf-8")
    assert [one.is_later for one in pinned(workspace)] == [True] + [False] * (MOST_PINNED - 1)
