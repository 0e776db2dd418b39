"""Every bad input gets a clear error in a clerk's words, and nothing is loaded."""

import io
import zipfile

import openpyxl
import pytest

from dashboard import settings
from dashboard.errors import UsageError
from dashboard.i18n.messages import Words
from dashboard.intake.problems import Problem
from tests.intake_desk import FIXTURES, Desk

CALLS = (FIXTURES / "calls.csv").read_text(encoding="utf-8")
HEADER = "来电编号,来电时间,结果\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk.open(tmp_path_factory.mktemp("desk"))


def refused(desk: Desk, file, **options):
    """The one receipt of a refused file, after checking that nothing was loaded."""
    before = desk.batches()
    (receipt,) = desk.take(file, **options)
    assert receipt.status == "refused"
    assert receipt.refusals >= 1
    assert receipt.rows == {}
    assert desk.batches() == before
    return receipt


def workbook(rows: list[list]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "place", "zh", "en"),
    [
        ("bad_date.csv", (3, "来电时间"), "“2022-13-01”不是日期时间", "“2022-13-01” is not a date and time"),
        ("unknown_district.csv", (2, "区县"), "本市没有“道理区”", "“道理区” is not in this city"),
        ("negative_stock.csv", (2, "库存"), "-5 太小", "-5 is too small"),
        ("duplicate_ids.csv", (4, "来电编号"), "与第 2 行重复（C-1）", "repeats row 2 (C-1)"),
        ("closure_backwards.csv", (2, "实际结束"), "早于“开始时间”", "is before “开始时间”"),
        ("zone_events_backwards.csv", (2, "生效时间"), "早于该区的划定", "before the zone was declared"),
        ("zone_events_merge.csv", (2, "并入"), "“合并”须写明并入", "“merged” must say into_zone_id"),
        ("zone_events_raise.csv", (2, "level"), "“调升”须写明变动后等级", "“raised” must say level"),
        ("zones_unknown_scheme.csv", (2, "标准"), "不认识“二十五条”", "“二十五条” is not known"),
        ("not_the_feed.json", (None, None), "这个 JSON 不是可用的数据", "this JSON is not data that can be read"),
    ],
)
def test_bad_fixture_is_refused_to_the_cell(desk, file, place, zh, en):
    receipt = refused(desk, file)
    (problem,) = receipt.problems
    assert (problem.file, problem.row, problem.column) == (file, *place)
    assert zh in problem.message.zh
    assert en in problem.message.en
    assert problem.allowed.zh and problem.allowed.en


def test_a_line_reads_file_row_column_what_is_wrong_and_what_is_allowed(desk):
    (problem,) = refused(desk, "negative_stock.csv").problems
    assert problem.line("zh") == "negative_stock.csv:2:库存: -5 太小；不小于 0"
    assert problem.line("en") == "negative_stock.csv:2:库存: -5 is too small; at least 0"


def test_a_table_of_numbers_takes_in_no_list_of_persons(desk):
    rows = "截至时间,区县,街道,特殊人群类别,人群人数{more}\n2022-11-29 09:00,道里区,示例街道,透析患者,3{cells}\n"
    found = refused(desk, desk.file("persons.csv", rows.format(more=",姓名,联系电话", cells=",甲,0451-1")), dry_run=True).problems
    assert [(p.row, p.column) for p in found if p.rule == "counts_only"] == [(1, "姓名"), (1, "联系电话")]
    (receipt,) = desk.take(desk.file("numbers.csv", rows.format(more=",街道名称", cells=",示例街道")), dry_run=True)
    assert receipt.rows == {"special_groups": 1}, "a header that names no person is only left out"
    named = "截至时间,区县,街道,特殊人群类别,人群人数\n2022-11-29 09:00,道里区,3栋 13812345678,透析患者,3\n"
    (receipt,) = desk.take(desk.file("called.csv", named), dry_run=True)
    assert [(p.rule, p.row, p.column) for p in receipt.problems] == [("masked", 2, "街道")] and "13812345678" not in str(receipt.to_dict())


def test_more_people_looked_after_than_there_are_is_refused(desk):
    rows = "截至时间,区县,特殊人群类别,人群人数,已服务人数\n2022-11-29 09:00,道里区,透析患者,20,20\n2022-11-29 09:00,道里区,孕产妇,20,900\n"
    (problem,) = refused(desk, desk.file("served.csv", rows), dry_run=True).problems
    assert problem.line("zh").startswith("served.csv:3:已服务人数: 900 多于总数 20；其中已有人上门")


def test_unknown_district_suggests_the_nearest_name(desk):
    (problem,) = refused(desk, "unknown_district.csv").problems
    assert "是否“道里区”？" in problem.allowed.zh
    assert "did you mean Daoli?" in problem.allowed.en


def test_swapped_coordinates_are_said_to_be_swapped(desk):
    (problem,) = refused(desk, "swapped.csv", datum="wgs84").problems
    assert (problem.row, problem.rule, problem.value) == (2, "swapped", "45.77, 126.62")
    assert "经纬度似乎填反了" in problem.message.zh
    assert "latitude and longitude seem swapped" in problem.message.en


def test_coordinates_without_a_datum_are_refused(desk):
    (problem,) = refused(desk, "swapped.csv").problems
    assert problem.rule == "datum"
    assert "GCJ-02" in problem.allowed.zh


def test_a_lone_coordinate_is_refused(desk):
    text = "保供点编号,名称,类型,区县,经度,纬度\nS-1,店,超市,道里区,126.62,\n"
    (problem,) = refused(desk, desk.file("lone.csv", text), datum="wgs84").problems
    assert (problem.row, problem.rule) == (2, "pair")


@pytest.mark.parametrize(
    ("name", "content", "zh", "en"),
    [
        ("empty.csv", b"", "文件是空的", "the file is empty"),
        ("blank.csv", b"\n\n  \n", "文件里没有内容", "there is nothing in the file"),
        ("only_header.csv", HEADER.encode(), "只有表头，没有数据", "there is a header, but no rows"),
        ("nul.csv", HEADER.encode() + b"C-1,\x00\x00,x\n", "第 2 行不是 UTF-8 或 GB18030", "row 2 is not text"),
        (
            "damaged.csv", (HEADER + "C-1,2022-11-29,接通\n").encode() + b"C-2,2022-11-29,\xe6\x8e\n",
            "第 3 行的文字损坏", "row 3 is damaged",
        ),
        ("fullwidth.csv", HEADER.replace(",", "，").encode() + "C-1，2022-11-29，接通\n".encode(), "中文逗号", "full-width commas"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls", ".xls"),
        (
            "secret.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "EncryptedPackage".encode("utf-16-le"),
            "工作簿有密码", "protected by a password",
        ),
        ("paper.pdf", b"%PDF-1.7 ...", "这是 PDF 文件", "this is a PDF file"),
        ("text.xlsx", b"not a workbook", "工作簿损坏或不完整", "the workbook is damaged or incomplete"),
        ("quotes.csv", (HEADER + 'C-1,"2022-11-29,接通\nC-2,2022-11-29,接通\n').encode(), "引号不成对", "a quotation mark"),
        ("wide.csv", (HEADER + "C-1,2022-11-29,接通,多了\n").encode(), "第 2 行有 4 个单元格", "row 2 has 4 cells"),
        ("cut.csv", (HEADER + "C-1,2022-11-29,接通\nC-2,2022-11-29").encode(), "文件在第 3 行中断", "breaks off in row 3"),
        ("strange.csv", "甲,乙\n1,2\n".encode(), "不认识表头", "the header is not known"),
        ("lacking.csv", "来电编号,等待秒数,渠道\nC-1,5,电话\n".encode(), "缺少列", "columns are missing"),
        ("twice.csv", "来电编号,来电时间,时间,结果\nC-1,2022-11-29,2022-11-29,接通\n".encode(), "是同一列", "are the same column"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_that_cannot_be_read_says_so(desk, name, content, zh, en):
    problem = refused(desk, (name, content)).problems[0]
    assert problem.file == name
    assert zh in problem.message.zh
    assert en in problem.message.en


def test_truncated_workbook(desk):
    whole = workbook([["来电编号", "来电时间", "结果"], ["C-1", "2022-11-29", "接通"]])
    problem = refused(desk, ("cut.xlsx", whole[: len(whole) * 2 // 3])).problems[0]
    assert "工作簿损坏或不完整" in problem.message.zh


def test_a_workbook_whose_part_lies_about_its_size_is_refused(desk):
    whole = bytearray(workbook([["来电编号", "来电时间", "结果"], ["C-1", "2022-11-29", "接通"]]))
    entry = whole.index(b"PK\x01\x02")
    whole[entry + 24 : entry + 28] = (7).to_bytes(4, "little")  # uncompressed size in the central directory
    assert refused(desk, ("lie.xlsx", bytes(whole))).problems[0].rule == "file"


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(desk, monkeypatch):
    monkeypatch.setattr("dashboard.intake.reading.files.MAX_UNPACKED_BYTES", 1000)
    problem = refused(desk, ("bomb.xlsx", workbook([["来电编号", "来电时间", "结果"]]))).problems[0]
    assert "展开后太大" in problem.message.zh


def test_macros_are_refused(desk):
    stream = io.BytesIO(workbook([["来电编号"]]))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "宏" in refused(desk, ("macro.xlsm", stream.getvalue())).problems[0].message.zh


def test_oversized_file_is_refused_by_its_size(desk, monkeypatch):
    monkeypatch.setattr(settings, "MAX_FILE_BYTES", 100)
    problem = refused(desk, "calls.csv").problems[0]
    assert "文件太大" in problem.message.zh
    assert "too large" in problem.message.en


def test_a_hundred_findings_are_listed_and_the_rest_counted(desk):
    text = HEADER + "".join(f"C-{i},昨天,接通\n" for i in range(250))
    receipt = refused(desk, desk.file("many.csv", text))
    assert len(receipt.problems) == 100
    assert receipt.refusals == 250
    assert [f.row for f in receipt.problems] == list(range(2, 102))
    assert receipt.lines("zh")[-1] == "共 250 处，只列出 100 处"


def test_refusals_are_not_hidden_behind_warnings(desk):
    rows = [f"C-{i},1999-01-01,接通\n" for i in range(150)] + ["C-x,坏,接通\n"]
    receipt = refused(desk, desk.file("old.csv", HEADER + "".join(rows)))
    assert [f.row for f in receipt.problems if f.severity == "refuse"] == [152]
    assert (receipt.refusals, receipt.warnings) == (1, 150)


def test_blank_lines_and_quoted_line_breaks_count_as_a_spreadsheet_counts_them(desk):
    text = "通告编号,发布时间,标题\nN-1,2022-11-29,\"第一行\n第二行\"\n\nN-2,坏,标题\n"
    (problem,) = refused(desk, desk.file("breaks.csv", text)).problems
    assert problem.row == 4


def test_one_bad_file_holds_the_others_back(desk):
    good = desk.file("good.csv", CALLS)
    before = desk.batches()
    statuses = {r.file: r.status for r in desk.take(good, "bad_date.csv")}
    assert statuses == {"good.csv": "held", "bad_date.csv": "refused"}
    assert desk.batches() == before


def test_allowed_values_are_listed(desk):
    (problem,) = refused(desk, desk.file("enum.csv", HEADER + "C-1,2022-11-29,接了\n")).problems
    assert problem.allowed.zh == "可用：接通、放弃、遇忙、转留言"
    assert problem.allowed.en == "allowed: answered, abandoned, blocked, left a message"


def test_several_tables_fit(desk):
    text = "保供点编号,名称,类型,区县\n"
    assert desk.take(desk.file("points_ok.csv", text + "S-1,店,超市,道里区\n"), dry_run=True)[0].source == "supply_points"
    problem = refused(desk, desk.file("fits.csv", "编号,名称\n1,x\n")).problems[0]
    assert problem.rule == "file"


@pytest.mark.parametrize("options", [{"table": "nothing"}, {"source": "nothing"}, {"datum": "mars"}, {"table": "cases", "source": "x"}])
def test_unknown_options_are_wrong_usage(desk, options):
    with pytest.raises(UsageError):
        desk.take("calls.csv", **options)


def test_a_path_that_names_nothing_is_wrong_usage(desk):
    with pytest.raises(UsageError):
        desk.take(desk.folder / "no such file.csv")


def test_an_upload_cannot_choose_where_it_is_written(desk):
    receipt = refused(desk, ("../../../etc/passwd\x00.csv", b"x"))
    assert receipt.file == "passwd.csv"
    assert not (desk.folder.parent / "etc").exists()


def test_what_the_store_knows_of_a_zone_is_not_held_against_a_file(desk):
    """A lifting before a declaration is an error in a zone's first file; of a zone that was open before, it is a second declaration."""
    heads = "风险区编号,变动,生效时间,变动后等级,原因\n"
    first = desk.file("first.csv", heads + "Z-9,划定,2022-11-01 00:00,高风险,\nZ-9,延长,2022-11-06 00:00,,\n")
    (receipt,) = desk.take(first)
    assert receipt.status == "taken"
    assert [(f.row, f.column, f.severity, f.message.en) for f in receipt.problems] == [(3, "原因", "warn", "“extended” must say reason")]
    again = desk.file("again.csv", heads + "Z-9,解除,2022-11-10 00:00,,\nZ-9,划定,2022-11-20 00:00,高风险,\n")
    assert desk.take(again)[0].status == "taken"


def test_what_is_wrong_and_what_is_allowed_are_one_sentence_or_two():
    allowed = Words("请写数", "write a number")
    part = Problem("a.csv", "unread", Words("不是数", "is no number"), allowed, row=2)
    whole = Problem("a.csv", "beside", Words("有文件被改动。", "Changed since then."), allowed)
    assert [part.line("zh"), part.line("en")] == ["a.csv:2: 不是数；请写数", "a.csv:2: is no number; write a number"]
    assert [whole.line("zh"), whole.line("en")] == ["a.csv: 有文件被改动。请写数", "a.csv: Changed since then. write a number"]
