"""Numbers and names of people: refused in identifiers, masked in texts, counted, and in no file name, message or row."""

import json

import openpyxl
import pytest

from dashboard.warehouse import store
from tests.intake_desk import Desk

CASES = "病例编号,报告时间,区县,病例类别,地点,发现途径\n"
TICKETS = "工单编号,受理时间,主题原文,承办单位\n"
PHONE, IDENTITY, CARD = "13812345678", "11010519491231002X", "6222021234567890128"


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


def said(receipt):
    return "\n".join([*receipt.lines("zh"), *receipt.lines("en"), json.dumps(receipt.to_dict(), ensure_ascii=False)])


def test_texts_are_masked_counted_and_stored_with_marks_alone(desk):
    rows = f"C1,2022-11-28,道里区,确诊病例,患者 张三 {PHONE} 家,密接\nC2,2022-11-28,道里区,确诊病例,黑A12345 车内,+86 139-0000-0000 报告\nC3,2022-11-28,道里区,确诊病例,哈西大街13号,\n"
    (receipt,) = desk.take(desk.file(f"病例{PHONE}.csv", CASES + rows))
    stored = desk.rows("select place, route, route_raw from cases where sys_from <= $as_of order by case_id")
    assert receipt.status == "taken" and receipt.file == "病例〔电话〕.csv"
    assert [row[0] for row in stored] == ["患者 〔姓名〕 〔电话〕 家", "〔车牌号〕 车内", "哈西大街13号"]
    assert stored[1][2] == "〔电话〕 报告"
    assert "2:地点: 3 处个人信息已遮盖，未保存原文：电话 1、车牌号 1、姓名 1" in said(receipt)
    assert "1 phone number, 1 number plate, 1 name" in said(receipt)
    everything = said(receipt) + json.dumps(store.batch_log(desk.workspace), default=str, ensure_ascii=False)
    assert all(word not in everything for word in (PHONE, "张三", "139-0000-0000", "黑A12345"))


@pytest.mark.parametrize("own, words", [
    (PHONE, "是手机号或身份证号"), (f"+86{PHONE}", "是手机号或身份证号"), (f"患者{PHONE}", "是手机号或身份证号"), (IDENTITY, "是手机号或身份证号"),
    ("110105491231002", "是手机号或身份证号"), (CARD, "是银行卡号"), ("E12345678", "是护照号"), ("黑A12345", "是车牌号"), ("姓名：张三", "含有姓名"),
])
@pytest.mark.parametrize("header, row, column", [(CASES, "{},2022-11-28,道里区,确诊病例,,", "病例编号"), (TICKETS, "{},2022-11-28,,", "工单编号")])
def test_identifiers_are_refused_by_place_and_not_repeated(desk, own, words, header, row, column):
    (receipt,) = desk.take(desk.file("rows.csv", header + row.format("N1") + "\n" + row.format(own) + "\n" + row.format(own) + "\n"))
    assert receipt.status == "refused" and f":3:{column}: {words}" in said(receipt) and own not in said(receipt)


@pytest.mark.parametrize("own", [PHONE, f"A{PHONE}", "0451-84664000", "(0451)84664000", "045184664000", f"+86 {PHONE}"])
def test_a_caller_s_key_is_never_his_number(desk, own):
    header = "来电编号,来电时间,结果,来电人代号\n"
    rows = "".join(f"N{n},2022-11-28 08:00,接通,{own[:-1]}{n}\n" for n in range(6)) + f"N9,2022-11-28 08:00,接通,{own}\n"
    (receipt,) = desk.take(desk.file("rows.csv", header + rows))
    assert receipt.status == "refused" and ":8:来电人代号: 是手机号或身份证号" in said(receipt) and own not in said(receipt)


def test_keys_of_callers_are_taken_as_they_are(desk):
    keys = ["K-7f3a91", "00042", "13812345678abcdef0123456789abcde", "f0e1138123456780aa55", "SYN-K000001", *(f"G1234{n:04}" for n in range(20))]
    rows = "".join(f"N{n},2022-11-28 08:00,接通,{key}\n" for n, key in enumerate([*keys, ""]))
    (receipt,) = desk.take(desk.file("rows.csv", "来电编号,来电时间,结果,来电人代号\n" + rows))
    assert receipt.status == "taken", said(receipt)
    assert [key for key, in desk.rows("select caller_key from hotline_calls where sys_from <= $as_of order by source_row")] == [*keys, None]


def test_a_number_in_a_cell_that_cannot_be_read_is_not_repeated(desk):
    (receipt,) = desk.take(desk.file("rows.csv", CASES + f"C1,{PHONE},道里区,{IDENTITY},,\n"))
    assert receipt.status == "refused" and PHONE not in said(receipt) and IDENTITY not in said(receipt)


def test_serial_numbers_of_tickets_are_taken(desk):
    regional = [f"230102{19500101 + n}{n:04}" for n in range(25)]  # one in eleven closes as an identity number
    others = [f"202211291530{n:06}" for n in range(20)] + [f"622202123456789{n:04}" for n in range(20)]
    passports = [f"G1234{n:04}" for n in range(20)]
    for numbers in (regional, others, passports):
        (receipt,) = desk.take(desk.file("rows.csv", TICKETS + "".join(f"{number},2022-11-28,,\n" for number in numbers)))
        assert receipt.status == "taken", said(receipt)


def test_what_offices_publish_stays(desk):
    rows = "N1,2022-11-28 10:00,咨询电话 0451-84664000、12345，联系人：王主任\n"
    (receipt,) = desk.take(desk.file("notices.csv", "通告编号,时间,标题\n" + rows))
    assert receipt.status == "taken" and desk.rows("select title from notices where sys_from <= $as_of and notice_id = 'N1'") == [("咨询电话 0451-84664000、12345，联系人：王主任",)]


def test_two_places_that_differ_by_a_number_alone_are_one_row_and_refused(desk):
    text = "日期,区县,地点\n2022-11-28,道里区,13812345678 家\n2022-11-28,道里区,13912345678 家\n"
    (receipt,) = desk.take(desk.file("places.csv", text))
    assert receipt.status == "refused" and "13912345678" not in said(receipt)


def test_a_sheet_and_a_header_that_name_a_person(desk):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"密接{PHONE}"
    sheet.append(["工单编号", "受理时间", f"备注{PHONE}"])
    sheet.append(["T1", "2022-11-28 10:00", "x"])
    book.save(desk.folder / "book.xlsx")
    (asked,) = desk.take(str(desk.folder / "book.xlsx") + f"#密接{PHONE}")
    (receipt,) = desk.take(desk.folder / "book.xlsx")
    assert asked.status == "refused" and receipt.status == "taken" and receipt.unknown_columns == ["备注〔电话〕"]
    assert PHONE not in said(asked) + said(receipt)


def test_rows_without_anything_of_a_person_are_looked_at_in_the_database_alone(desk, monkeypatch):
    """What it costs is measured by the bench; here, that a cell comes to Python only where the first look finds something in it."""
    from dashboard.intake.checks import people

    seen: dict[str, int] = {}
    suspects = people._suspects

    def counted(staged, column):
        cells = suspects(staged, column)
        seen[column.name] = len(cells)
        return cells

    monkeypatch.setattr(people, "_suspects", counted)
    rows = "".join(f"T-{n},2022-11-28 10:00,道里区哈西大街{n}号小区反映供暖,道里区{n % 90}街道\n" for n in range(5_000))
    (receipt,) = desk.take(desk.file("tickets.csv", TICKETS + rows), dry_run=True)
    assert receipt.status == "checked" and seen and not any(seen.values()), seen
