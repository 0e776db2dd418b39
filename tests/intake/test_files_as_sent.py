"""Files as offices send them: what the person saw and meant is stored, or refused with its place, and what is left out is said."""

import datetime
import io

import openpyxl
import pytest

from dashboard.warehouse import store
from tests.intake.messy_desk import packed, read
from tests.intake_desk import Desk

HEAD = ["配送编号", "配送时间", "区县", "社区", "服务户数", "份数"]
ONE = ["D1", "2022-11-29 09:00", "道外区", "大方里社区", 59, 120]
TWO = ["D2", "2022-11-29 10:00", "道里区", "安静社区", 41, 80]
CSV = "\n".join(",".join(map(str, row)) for row in (HEAD, ONE, TWO)) + "\n"
HTML = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEAD, ONE, TWO))
SS = "urn:schemas-microsoft-com:office:spreadsheet"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk.open(tmp_path_factory.mktemp("desk"))


def book_of(*rows, merges=(), name="Sheet", others=(), formats=(), hidden=()) -> bytes:
    """A workbook: rows of its first sheet, merged ranges, other sheets as (name, rows), number formats by cell, hidden sheets."""
    book = openpyxl.Workbook()
    book.active.title = name
    for title, its_rows in ((None, rows), *others):
        page = book.create_sheet(title) if title else book.active
        for row in its_rows:
            page.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    for cell, code in formats:
        book.active[cell].number_format = code
    for title in hidden:
        book[title].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def one(desk, name, content, **options):
    (only,) = read(desk.workspace, (name, content if isinstance(content, bytes) else content.encode()), **options)
    return only


def is_both(got):
    assert got.receipt.status == "checked", got.receipt.lines()
    assert got.column("delivery_id") == ["D1", "D2"]
    assert got.column("place") == ["大方里社区", "安静社区"]
    assert got.column("households_served") == [59, 41]
    assert got.column("area_id") == ["230104", "230102"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("le.txt", CSV.replace(",", "\t").encode("utf-16-le"), ("assumed", "encoding")),
        ("be.csv", CSV.encode("utf-16-be"), ("assumed", "encoding")),
        ("marks.csv", "\ufeff\ufeff".encode() + CSV.encode(), ("assumed", "encoding")),
        ("named.xlsx", CSV.encode(), ("assumed", "kind")),
        ("web.xls", f"<html><meta charset=gbk><table>{HTML}</table></html>".encode("gbk"), ("assumed", "kind")),
        ("sep.csv", "sep=;\n" + CSV.replace(",", ";"), ("assumed", "separator")),
        ("title.csv", "哈尔滨市配送日报，2022年11月29日\n\n" + CSV, ("left_out", "title")),
        ("titled.xlsx", book_of(["配送日报"], [None, None, None, None, "单位：户、份"], HEAD, ONE, TWO, merges=["A1:F1"]), ("left_out", "title")),
        ("hidden.xlsx", book_of(HEAD, [*ONE[:4], 1, 1], name="旧", others=[("新", [HEAD, ONE, TWO])], hidden=["旧"]), ("left_out", "sheet")),
        ("beside.xlsx", book_of([*HEAD, "备注：商务局填报"], [*ONE, None], [*TWO, None], merges=["G1:G2"]), ("left_out", "unknown_column")),
        ("again.csv", CSV.replace("D2", ",".join(HEAD) + "\nD2"), ("left_out", "header_again")),
        ("foot.csv", CSV + "填表人：张三,,,审核人：李四,,\n", ("left_out", "foot")),
        ("numbers.csv", CSV + "3,,,,,\n4,,,,,\n", ("left_out", "numbered")),
        ("total.csv", CSV + "合 计,,,,100,200\n", ("left_out", "total")),
        ("first.csv", CSV.replace("D1", "合计,,,,100,200\nD1"), ("left_out", "total")),
        ("parts.csv", CSV.replace("D2", "小计,,,,59,120\nD2") + "小计,,,,41,80\n总计,,,,100,200\n", ("left_out", "total")),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_in_an_odd_dress_gives_the_same_values(desk, name, content, said):
    got = one(desk, name, content)
    is_both(got)
    assert said in [(severity, rule) for severity, rule, _, _ in got.said]
    assert got.receipt.warnings == 0


@pytest.mark.parametrize(
    ("name", "content", "zh"),
    [
        ("paper.docx", packed(**{"word/document__xml": b"<w/>"}), "Word 文档"),
        ("paper.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "WordDocument".encode("utf-16-le"), "Word 文档"),
        ("book.xlsb", packed(**{"xl/workbook__bin": b"x"}), ".xlsb"),
        ("~$book.xlsx", b"\x05admin" + b" " * 100, "锁文件"),
        ("said.txt", "各区：道外区今日新增59例（其中确诊54例，无症状5例）。\n请查收！", "这是一段文字"),
        ("null.csv", CSV.replace("安静", "安\0静"), "第 3 行不是"),
        ("own.csv", CSV.encode("gbk").replace("安静".encode("gbk"), b"\xaa\xa1"), "自造字"),
        ("unit.csv", "单位：万人,,,,,\n" + CSV, "单位：万人"),
        ("weeks.csv", ",,,,上周同期,本周\n" + CSV, "上周同期、本周"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_cannot_be_read_is_refused_as_what_it_is(desk, name, content, zh):
    got = one(desk, name, content)
    assert got.receipt.status == "refused"
    (problem,) = got.receipt.problems
    assert zh in problem.message.zh
    assert problem.allowed.zh and problem.allowed.en


@pytest.mark.parametrize(
    ("name", "content", "row", "column"),
    [
        ("marks.csv", CSV.replace("安静", "????"), 3, "社区"),
        ("lost.csv", CSV.replace("安静", "安\ufffd"), 3, "社区"),
        ("misread.csv", CSV.replace("安静社区", "安静社区".encode().decode("gb18030")), 3, "社区"),
        ("latin.csv", CSV.replace("安静社区", "安静社区".encode("gbk").decode("latin-1")), 3, "社区"),
        ("error.csv", CSV.replace("安静社区", "#REF!"), 3, "社区"),
        ("error.xlsx", book_of(HEAD, ONE, [*TWO[:4], "#DIV/0!", 80]), 3, "服务户数"),
        ("formula.xlsx", book_of(HEAD, ONE, [*TWO[:4], "=40+1", 80]), 3, "服务户数"),
        ("long.xlsx", book_of(HEAD, ONE, [2.02211290001e17, *TWO[1:]]), 3, "配送编号"),
        ("dated.xlsx", book_of(HEAD, ONE, [datetime.datetime(2022, 3, 1), *TWO[1:]]), 3, "配送编号"),
        ("stock.xlsx", book_of(HEAD, ONE, [*TWO[:4], datetime.datetime(1900, 2, 10), 80]), 3, "服务户数"),
        ("clock.xlsx", book_of(HEAD, ONE, ["D2", datetime.time(9, 5), *TWO[2:]]), 3, "配送时间"),
        ("merged.xlsx", book_of(HEAD, ONE, [*TWO[:4], None, 80], merges=["E2:E3"]), 3, "服务户数"),
        ("across.xlsx", book_of(HEAD, ONE, [*TWO[:5], None], merges=["E3:F3"]), 3, "份数"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_cell_that_is_not_what_it_looks_like_is_refused_with_its_place(desk, name, content, row, column):
    got = one(desk, name, content)
    assert got.receipt.status == "refused"
    assert [(p.row, p.column) for p in got.receipt.problems] == [(row, column)]
    assert got.receipt.refusals == 1


def test_questions_in_sentences_are_not_spoilt(desk):
    text = "通告编号,发布时间,标题\nN-1,2022-11-29,何时解封??\n"
    assert one(desk, "q.csv", text).column("title") == ["何时解封??"]


def test_a_total_that_is_not_the_sum_is_a_warning_with_both_numbers(desk):
    got = one(desk, "total.csv", CSV + "合计,2022-11-29,合计,,101,200\n")
    is_both(got)
    (problem,) = [p for p in got.receipt.problems if p.severity == "warn"]
    assert (problem.row, problem.column) == (4, "服务户数")
    assert "101" in problem.message.zh and "100" in problem.message.zh


def test_the_city_s_own_row_of_a_table_that_has_one_is_a_record(desk):
    text = "通报编号,统计量,地区,数量\nB-1,新增,道里区,5\nB-1,新增,合计,5\n"
    got = one(desk, "cells.csv", text, table="bulletin_cells")
    assert [(row.get("area_id"), row["n"]) for row in got.rows] == [("230102", 5), (None, 5)]


def test_rows_are_numbered_as_in_the_file_wherever_the_header_stands(desk):
    got = one(desk, "late.csv", "配送日报\n\n" + CSV.replace("2022-11-29 10:00", "昨天"))
    assert [(p.row, p.column) for p in got.receipt.problems if p.severity == "refuse"] == [(5, "配送时间")]
    assert [p.row for p in got.receipt.problems if p.rule == "header_row"] == [3]


def test_sheets_of_one_table_are_all_read_and_others_said(desk):
    others = [("道里区", [HEAD, TWO]), ("下拉选项", [["类型", "区县"], ["超市", "道外区"]])]
    first, second = read(desk.workspace, ("book.xlsx", book_of(HEAD, ONE, name="道外区", others=others)))
    assert [r.receipt.file for r in (first, second)] == ["book.xlsx#道外区", "book.xlsx#道里区"]
    assert (first.column("delivery_id"), second.column("delivery_id")) == (["D1"], ["D2"])
    (problem,) = first.receipt.problems
    assert (problem.severity, "下拉选项" in problem.message.zh) == ("left_out", True)


def test_sheets_are_taken_in_once_and_each_can_come_again(tmp_path):
    desk = Desk.open(tmp_path)
    book = ("book.xlsx", book_of(HEAD, ONE, name="道外区", others=[("道里区", [HEAD, TWO])], hidden=()))
    taken = desk.take(book)
    assert [r.status for r in taken] == ["taken", "taken"]
    assert [r.status for r in desk.take(book)] == ["already", "already"]
    store.rollback(desk.workspace, taken[1].batch_id)
    assert sorted((r.file, r.status) for r in desk.take(book)) == [("book.xlsx", "already"), ("book.xlsx#道里区", "taken")]


def test_an_error_after_many_dates_is_still_seen(desk):
    rows = [[f"D{n}", datetime.datetime(2022, 11, 29), *ONE[2:]] for n in range(150)]
    got = one(desk, "many.xlsx", book_of(HEAD, *rows, ["D200", "#N/A", *ONE[2:]]))
    assert [(p.row, p.rule) for p in got.receipt.problems] == [(152, "error")]


def test_a_row_that_two_sheets_have_is_refused(desk):
    first, second = read(desk.workspace, ("book.xlsx", book_of(HEAD, ONE, name="道外区", others=[("道里区", [HEAD, TWO, ONE])])))
    assert (first.receipt.status, second.receipt.status) == ("held", "refused")
    assert [(p.rule, p.row) for p in second.receipt.problems] == [("duplicate", 3)]


def test_sheets_of_several_tables_are_each_their_own(desk):
    calls = [["来电编号", "来电时间", "结果"], ["C-1", "2022-11-29", "接通"]]
    got = read(desk.workspace, ("book.xlsx", book_of(HEAD, ONE, name="配送", others=[("热线", calls)])))
    assert [g.receipt.source for g in got] == ["deliveries", "hotline_calls"]


def test_a_sheet_that_lacks_a_column_is_refused_and_not_passed_over(desk):
    others = [("道里区", [[*HEAD[:1], *HEAD[2:]], [*TWO[:1], *TWO[2:]]])]
    statuses = {g.receipt.file: g.receipt.status for g in read(desk.workspace, ("b.xlsx", book_of(HEAD, ONE, name="道外区", others=others)))}
    assert statuses["b.xlsx#道里区"] == "refused"


def test_tables_in_a_zip_are_read_each_and_what_else_is_in_it_said(desk):
    first, second = read(desk.workspace, ("all.zip", packed(**{"a/1__csv": CSV.encode(), "2__csv": CSV.replace("D", "E").encode(), "x__jpg": b"x"})))
    is_both(first)
    assert second.column("delivery_id") == ["E1", "E2"]
    assert [p.rule for p in first.receipt.problems] == ["packed"]


def test_locks_and_subfolders_of_a_folder_are_said(desk, tmp_path):
    (tmp_path / "in" / "旧").mkdir(parents=True)
    for name, content in (("~$d.xlsx", b"x"), ("Thumbs.db", b"x"), ("d.csv", CSV.encode())):
        (tmp_path / "in" / name).write_bytes(content)
    (got,) = read(desk.workspace, tmp_path / "in")
    is_both(got)
    assert sorted(p.rule for p in got.receipt.problems) == ["folder", "system_file", "system_file"]


def test_text_merged_down_is_every_rows(desk):
    got = one(desk, "m.xlsx", book_of(HEAD, ONE, [*TWO[:3], None, *TWO[4:]], merges=["D2:D3"]))
    assert got.column("place") == ["大方里社区", "大方里社区"]


def test_units_under_a_header_of_two_rows_belong_to_it(desk):
    rows = (HEAD, [None, None, None, None, "（户）", "份"], ONE, TWO)
    got = one(desk, "u.xlsx", book_of(*rows, merges=["A1:A2", "B1:B2", "C1:C2", "D1:D2"]))
    is_both(got)
    assert got.said == []


def test_a_header_of_two_rows_that_no_merged_cell_holds_together_is_one(desk):
    is_both(one(desk, "two.csv", "日报\n配送编号,配送时间,地点,,数量,\n,,区县,社区,服务户数,份数\n" + CSV.split("\n", 1)[1]))
    text = "起始时间,结束时间,上周同期,,本周,\n,,呼入量,接通量,呼入量,接通量\n2022-11-29 08:00,2022-11-29 09:00,1,1,2,2\n"
    got = one(desk, "weeks.csv", text)
    assert got.receipt.status == "refused" and "上周同期、本周" in got.receipt.problems[0].message.zh


def test_a_row_of_formulas_without_values_is_not_blank(desk):
    got = one(desk, "f.xlsx", book_of(HEAD, ONE, TWO, ["=1+1", None, None, None, "=2", "=3"]))
    assert [(p.row, p.rule) for p in got.receipt.problems] == [(4, "no_value")] * 3


def test_data_under_no_header_are_said_with_their_column(desk):
    got = one(desk, "g.xlsx", book_of([*HEAD, None], [*ONE, "加急"], [*TWO, "加急"]))
    is_both(got)
    assert got.said == [("left_out", "no_header", 2, "G")]


def test_a_percentage_is_stored_as_it_is_shown(desk):
    rows = (["指标", "指标名称", "截止时间", "数值", "单位", "来源"], ["connect_rate", "接通率", datetime.datetime(2022, 11, 29), 0.634, "%", "12345"])
    got = one(desk, "p.xlsx", book_of(*rows, formats=[("D2", "0.0%")]))
    assert got.column("value") == [63.4]


def test_an_id_that_is_shown_with_zeros_has_them(desk):
    got = one(desk, "z.xlsx", book_of(HEAD, [123, *ONE[1:]], formats=[("A2", "00000")]))
    assert got.column("delivery_id") == ["00123"]


def test_a_workbook_of_excel_2003_in_xml_is_read(desk):
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="{"Number" if isinstance(c, int) else "String"}">{c}</Data></Cell>' for c in row) + "</Row>"
        for row in (HEAD, ONE, TWO)
    )
    text = f'<?xml version="1.0"?><Workbook xmlns="{SS}" xmlns:ss="{SS}"><Worksheet ss:Name="配送"><Table>{cells}</Table></Worksheet></Workbook>'
    is_both(one(desk, "old.xls", text))
