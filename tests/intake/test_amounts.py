"""A number with its words in one cell, and identifiers that a file leaves out."""

from decimal import Decimal

import pytest

from dashboard.intake.checks.amounts import Amount, amount_of
from dashboard.intake.checks.made_ids import made_id
from dashboard.schema.declaration import tables
from tests.intake_desk import Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk.open(tmp_path)


@pytest.mark.parametrize(
    ("text", "number", "qualifier", "unit"),
    [
        ("4680余人", 4680, "at_least", "人"),
        ("4680人余", 4680, "at_least", "人"),
        ("16万余人次", 160000, "at_least", "人次"),
        ("10余万人", 100000, "at_least", "人"),
        ("约160,000人次", 160000, "about", "人次"),
        ("近200户", 200, "about", "户"),
        ("300户左右", 300, "about", "户"),
        ("139家", 139, None, "家"),
        ("７４９个", 749, None, "个"),
        ("1.2万", 12000, None, ""),
        ("50人以上", 50, "at_least", "人"),
        ("至多 30 人", 30, "up_to", "人"),
        ("不超过30", 30, "up_to", ""),
        ("30以内", 30, "up_to", ""),
        ("超过 80 个", 80, "at_least", "个"),
    ],
)
def test_what_a_cell_says_with_its_number(text, number, qualifier, unit):
    assert amount_of(text) == Amount(Decimal(number), qualifier, unit)


@pytest.mark.parametrize("text", ["约30余人", "3-5人", "二十人", "12:30", "2022年", "-5人", "3 5", "人", "1e5人", "12,34人", "12人(含3人)"])
def test_what_is_no_amount_stays_unread(text):
    found = amount_of(text)
    # A unit that no list knows is told by the column that it is for.
    assert found is None or found.unit in ("年",)


def test_cells_fill_number_qualifier_and_unit(desk):
    file = desk.file("卡口.csv", "名称,类型,区县,数量,人员\n小区卡口,小区卡口,道里区,749个,4680余人\n东门,小区卡口,道里区,,5\n")
    receipt = desk.take(file)[0]
    assert receipt.status == "taken" and receipt.warnings == 0
    rows = desk.rows("select name, count, counting_unit, qualifier, staff, staff_qualifier from current_checkpoints($as_of) order by staff desc")
    assert rows == [("小区卡口", 749, "个", None, 4680, "at_least"), ("东门", None, None, None, 5, None)]
    assert {(p.row, p.column, p.value) for p in receipt.problems if p.rule == "amount"} == {(2, "数量", "749个"), (2, "人员", "4680余人")}


@pytest.mark.parametrize(
    "row",
    ["某局,道里区,160人次,人,", "某局,道里区,约160,人,以上", "某局,道里区,1.5人,,"],
)
def test_a_row_that_says_another_thing_is_refused_with_its_cell(desk, row):
    file = desk.file("下沉力量.csv", f"日期,派出单位,区县,人数,计数单位,限定\n2022-11-20,{row}\n")
    receipt = desk.take(file)[0]
    assert receipt.status == "refused"
    assert [(p.row, p.column, p.rule) for p in receipt.problems if p.severity == "refuse"] == [(2, "人数", "unread")]


def test_a_unit_that_the_column_does_not_count_is_refused(desk):
    file = desk.file("卡口.csv", "名称,类型,区县,人员\n东门,小区卡口,道里区,30人次\n")
    assert desk.take(file)[0].status == "refused"


def test_people_and_person_times_keep_their_unit(desk):
    lines = "日期,派出单位,区县,去向,人数,任务\n2022-11-20,市局,道里区,社区,160余人,采样\n2022-11-20,市局,道里区,社区,约16万人次,巡查\n"
    assert desk.take(desk.file("下沉力量.csv", lines))[0].status == "taken"
    rows = desk.rows("select people, counting_unit, qualifier from current_deployments($as_of) order by people")
    assert rows == [(160, "人", "at_least"), (160000, "人次", "about")]


def test_the_same_row_has_the_same_identifier_however_it_is_written():
    assert made_id(("2022-11-20", "市局", "ＡＢ 社区", None)) == made_id(("2022-11-20", "市局", "ab社区", None)) != made_id(("2022-11-20", "市局", "ab社区", "x"))
    assert made_id((None, "", " ")) is None
    long = made_id(("某" * 200, "a"))
    assert len(long) <= 110 and long != made_id(("某" * 200, "b"))


def test_a_file_without_identifiers_is_taken_once_and_brought_up_to_date_by_the_next(desk):
    head = "对象类型,对象,区县,限制,开始时间,实际结束\n"
    first = desk.take(desk.file("封控.csv", head + "场所,示例影院,道里区,关闭,2022-11-20,\n"))[0]
    assert [p.severity for p in first.problems if p.rule == "made_id"] == ["assumed"]
    assert "区县" in first.problems[0].message.zh and "closure_id" in first.problems[0].message.en
    second = desk.take(desk.file("封控二.csv", head + "场所,示例影院,道里,关闭,2022/11/20 0:00,2022-11-28\n"))[0]
    assert second.status == "taken"
    assert desk.rows("select count(*), max(ended_at) is not null from current_closures($as_of)") == [(1, True)]


def test_blank_cells_of_the_identifier_are_made_and_given_ones_stay(desk):
    desk.take(desk.file("卡口.csv", "卡口编号,名称,类型,区县\nk-1,东门,小区卡口,道里区\n,西门,小区卡口,道里区\n"))
    assert desk.rows("select checkpoint_id from current_checkpoints($as_of) order by all") == [("230102·estate_gate·西门",), ("k-1",)]


def test_two_rows_alike_are_one_and_the_message_names_what_they_are_alike_in(desk):
    receipt = desk.take(desk.file("卡口.csv", "名称,类型,区县\n东门,小区卡口,道里区\n东门,小区卡口,道里区\n"), table="checkpoints")[0]
    refused = [p for p in receipt.problems if p.severity == "refuse"]
    assert receipt.status == "refused" and refused[0].row == 3
    assert "区县、类型、名称" in refused[0].allowed.zh and "checkpoint_id" not in refused[0].line("zh")


def test_people_and_things_with_numbers_of_their_own_get_none_made():
    assert not any(tables()[name].id_from for name in ("cases", "businesses", "hotline_calls", "hotline_tickets", "zones", "bulletins"))
    for table in tables().values():
        assert table.key[0] not in table.id_from and set(table.id_from) <= set(table.columns)
