"""Registers of businesses as departments send them: read past their dress, what is wrong said cell by cell, and beside the one on record."""

from datetime import datetime

import pytest

from tests.intake.register_files import register_workbook
from tests.intake_desk import Desk

CSV = "企业编号,名称,类别,区县,经度,纬度,容量\n"


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk.open(tmp_path)


def test_a_departments_workbook_is_taken_in_and_told_again_with_what_changed(desk):
    [first] = desk.take(desk.file("台账.xlsx", register_workbook(160)), datum="gcj02", received_at=datetime(2022, 11, 28, 9))
    assert first.status == "taken" and first.rows == {"businesses": 160}, first.lines()
    assert desk.rows("select count(*), count(distinct category), min(area_id) from current_businesses($as_of)")[0][::2] == (160, "230104")
    [again] = desk.take(desk.file("台账.xlsx", register_workbook(100, changed=40)), datum="gcj02")
    said = {problem.rule: problem.message.zh for problem in again.assumed}
    assert said["register"] == "与已有台账（160 家）比对：新增 0 家，内容更改 40 家，未变 60 家"
    assert said["register_left_out"] == "已有台账中的 60 家，本文件没有列出，仍保留在册"
    assert desk.rows("select count(*) from business_told($as_of) where after is not null") == [(40,)]
    assert desk.rows("select count(*) from current_businesses($as_of)") == [(160,)]
    [few] = desk.take(desk.file("一条街.csv", CSV + "DW00001,新超市1号,超市,道外区,,,\n"))
    assert "register_left_out" not in {problem.rule for problem in few.assumed}, "a file of one street says nothing of the others"


def test_bad_cells_are_named_by_row_and_column_with_what_may_have_been_meant(desk):
    rows = ["B1,甲,超时市,道里区,,,", "B2,乙,,道里区,,,", "B3,丙,药店,道里区,,,0", "B4,丁,药店,道里区,126.6,45.75,", "B5,戊,药店,道里区,126.9,45.9,"]
    [receipt] = desk.take(desk.file("企业.csv", CSV + "\n".join(rows[:2]) + "\n"))
    said = {(p.rule, p.row, p.column): p.line() for p in receipt.problems}
    assert receipt.status == "refused" and "是否“食品零售”？" in said["unread", 2, "类别"] and ("required", 3, "类别") in said
    asked = [*rows[2:], "B6,己,药店,道里区,113.0,28.2,", "B7,庚,药店,道里区,126.64,45.78,"]
    [receipt] = desk.take(desk.file("企业.csv", CSV + "\n".join(asked) + "\n"), datum="wgs84")
    said = {(p.rule, p.row): p.message.zh for p in receipt.problems if p.severity == "warn"}
    assert receipt.status == "taken", receipt.lines()
    assert said["no_capacity", 2] == "容量为 0，即不许任何人在场"
    assert ("outside", 5) in said, "another province"


def test_a_point_beyond_every_border_is_asked_about(desk):
    """The city's box reaches ten kilometres beyond its borders, and over what lies between them and its corners."""
    [receipt] = desk.take(desk.file("企业.csv", CSV + "B1,甲,药店,道里区,125.7,46.6,\nB2,乙,药店,道里区,126.66,45.79,\n"), datum="wgs84")
    said = {(p.rule, p.row): p.message.zh for p in receipt.problems if p.severity == "warn"}
    assert said == {
        ("nowhere", 2): "坐标不在本市任何区县内（125.7, 46.6）", ("elsewhere", 3): "坐标在道外区，与所填区县不符（126.66, 45.79）",
    }
