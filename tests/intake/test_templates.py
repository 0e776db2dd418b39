"""Templates: what they hold for a city, and that their example rows are never taken for data."""

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from dashboard.cli.main import main
from dashboard.i18n.messages import both, text
from dashboard.intake.example_rows import example_id, example_mark, fragments, is_example
from dashboard.intake.store_state import lists_of
from dashboard.intake.templates.column_notes import is_required
from dashboard.intake.templates.writing import write_templates
from dashboard.schema.declaration import enums, tables
from tests.intake_desk import Desk


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """The templates of Harbin, and its desk: for tests that take nothing in."""
    desk = Desk.open(tmp_path_factory.mktemp("desk"))
    folder = tmp_path_factory.mktemp("templates")
    return folder, write_templates(folder, lists_of(desk.workspace)), desk


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


def filled(source, target, sheet, *rows):
    """A copy of a workbook with rows of texts by header below what is there."""
    book = openpyxl.load_workbook(source)
    page = book[sheet]
    at = {cell.value.rstrip("*"): cell.column for cell in page[1]}
    for number, row in enumerate(rows, start=page.max_row + 1):
        for header, value in row.items():
            page.cell(number, at[header]).value = value
    book.save(target)
    return target


def listed(book, sheet, header):
    """What the cells under a header may be chosen from; null where there is no list."""
    page = book[sheet]
    column = next(cell.column_letter for cell in page[1] if cell.value.rstrip("*") == header)
    rules = [r for r in page.data_validations.dataValidation if r.type == "list" and str(r.sqref).startswith(f"{column}2:{column}")]
    if not rules:
        return None
    name, cells = re.fullmatch(r"'(.+)'!(.+)", rules[0].formula1).groups()
    (first, last) = (book[name][cell] for cell in cells.replace("$", "").split(":")) if ":" in cells else 2 * (book[name][cells.replace("$", "")],)
    return [book[name].cell(row, first.column).value for row in range(first.row, last.row + 1)]


def test_every_table_has_three_templates_and_a_sheet_of_the_whole(templates):
    folder, written, _ = templates
    names = [f"{t}{end}" for t in tables() for end in ("_zh.csv", "_en.csv", ".xlsx")] + ["all_tables_zh.xlsx", "all_tables_en.xlsx", "README.txt"]
    assert sorted(p.name for p in written) == sorted(names)
    notes, lists = (" ".join(both(f"template.{name}")) for name in ("notes", "lists"))
    whole = openpyxl.load_workbook(folder / "all_tables_zh.xlsx")
    assert whole.sheetnames == [notes, *(table.title_zh for table in tables().values()), lists]
    assert whole[lists].sheet_state == "hidden"
    assert openpyxl.load_workbook(folder / "all_tables_en.xlsx").sheetnames == [notes, *tables(), lists]


@pytest.mark.parametrize("table", tables())
def test_an_example_row_is_passed_over_with_a_word(templates, table):
    folder, _, desk = templates
    for name in (f"{table}_zh.csv", f"{table}_en.csv", f"{table}.xlsx", f"{table}.xlsx#English"):
        (receipt,) = desk.take(str(folder / name), dry_run=True)
        assert (receipt.status, receipt.rows) == ("unfilled", {}), receipt.lines("en")
        assert text("receipt.unfilled", "zh") in receipt.lines("zh")[0]


@pytest.mark.parametrize("table", tables())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_its_marks_an_example_row_would_be_taken(templates, table, lang):
    folder, _, desk = templates
    written = (folder / f"{table}_{lang}.csv").read_text(encoding="utf-8-sig")
    plain = written.replace(example_mark(lang), text("template.yes", lang)).replace(example_id(lang), "N-7")
    (receipt,) = desk.take(desk.file(f"{table}_{lang}.csv", plain), dry_run=True)
    # One row of an interval is no series: that it has no total is said, and right.
    wrong = [problem for problem in receipt.problems if problem.rule not in ("no_total", "odd_interval")]
    assert (receipt.status, receipt.source, receipt.rows, wrong) == ("checked", table, {table: 1}, []), receipt.lines("en")


@pytest.mark.parametrize("cells", [["示例（不导入）"], ["a", " 示例(不导入) "], ["example  (not taken in)"], ["示例-001"], ["example-001"]])
def test_a_mark_is_known_in_any_width_and_spacing(cells):
    assert is_example(cells) and any(part in "".join(cells) for part in fragments())


@pytest.mark.parametrize("cells", [["示例宾馆"], ["示例"], ["example"], ["示例-0012"], [""], []])
def test_what_is_only_like_a_mark_is_data(cells):
    assert not is_example(cells)


def test_rows_below_the_example_are_taken_and_the_example_is_listed(templates, desk):
    folder, _, _ = templates
    book = filled(folder / "deliveries.xlsx", desk.folder / "deliveries.xlsx", "填报",
                  {"配送编号": "D1", "配送时间": "2022-11-28 09:00", "区县": "道里区", "份数": 12})
    (receipt,) = desk.take(book)
    assert (receipt.status, receipt.rows) == ("taken", {"deliveries": 1})
    (left,) = [p for p in receipt.problems if p.rule == "example"]
    assert (left.row, left.severity, left.value.split()[0]) == (2, "left_out", "示例-001")
    assert desk.rows("select delivery_id, is_synthetic from current_deliveries($as_of)") == [("D1", False)]


def test_an_example_without_the_last_column_is_known_by_its_identifier(templates, desk):
    with (templates[0] / "deliveries_zh.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row[:-1] for row in csv.reader(file)]
    cut = desk.file("deliveries.csv", "\n".join(",".join(row) for row in rows))
    assert desk.take(cut)[0].status == "unfilled" and desk.batches() == 0


def test_templates_that_nobody_filled_in_hold_up_none_of_the_others(templates, desk):
    (desk.folder / "all").mkdir()
    book = filled(templates[0] / "all_tables_zh.xlsx", desk.folder / "all" / "whole.xlsx", "保供点",
                  {"保供点编号": "S1", "名称": "南岗示例超市", "类型": "超市", "区县": "南岗区"})
    for name in ("cases_zh.csv", "closures.xlsx"):
        (desk.folder / "all" / name).write_bytes((templates[0] / name).read_bytes())
    receipts = desk.take(desk.folder / "all")
    assert {receipt.file.partition("#")[0]: receipt.status for receipt in receipts} == {
        "cases_zh.csv": "unfilled", "closures.xlsx": "unfilled", book.name: "taken",
    }
    (said,) = [p.message.zh for receipt in receipts for p in receipt.problems if "未填写的工作表" in p.message.zh]
    assert "封控与关停" in said and "保供点" not in said.split("：")[1].split("、")
    assert desk.rows("select supply_point_id from current_supply_points($as_of)") == [("S1",)]


def test_cells_are_chosen_from_the_city_and_the_enumerations(templates):
    folder, _, _ = templates
    book = openpyxl.load_workbook(folder / "closures.xlsx")
    areas = listed(book, "填报", "区县")
    assert areas[0] == "哈尔滨市" and {"道里区", "五常市"} <= set(areas)
    assert listed(book, "填报", "限制") == [value.zh for value in enums()["restriction"].values()]
    assert listed(book, "English", "restriction") == [value.en for value in enums()["restriction"].values()]
    assert listed(book, "填报", "坐标系") == ["WGS-84", "GCJ-02", "BD-09"] and listed(book, "填报", "对象") is None


def test_units_and_identifiers_that_the_workspace_knows_are_listed(desk):
    desk.take(desk.file("supply_points.csv", "保供点编号,名称,类型,区县\nS9,仓,超市,道里区\n"))
    desk.take(desk.file("supply_reports.csv", "保供点编号,上报时间,物资,单位,库存\nS9,2022-11-28,蔬菜,吨,5\n"), table="supply_reports")
    write_templates(desk.folder / "t", lists_of(desk.workspace))
    book = openpyxl.load_workbook(desk.folder / "t" / "all_tables_zh.xlsx")
    assert listed(book, "库存上报", "保供点编号") == ["S9"] and listed(book, "配送", "保供点编号") == ["S9"]
    assert listed(book, "库存上报", "单位") == ["吨", "千克", "升", "份"] and listed(book, "保供点", "保供点编号") is None


def test_headers_say_what_they_mean_and_which_are_needed(templates):
    book = openpyxl.load_workbook(templates[0] / "all_tables_zh.xlsx")
    for table in tables().values():
        page = book[table.title_zh]
        cells = {cell.value.rstrip("*"): cell for cell in page[1]}
        assert page.freeze_panes == "A2"
        for column in table.columns.values():
            cell, needed = cells[column.zh], is_required(table, column)
            assert column.about_zh in cell.comment.text and column.about_en in cell.comment.text
            assert cell.value.endswith("*") == needed == ("* 必填" in cell.comment.text), (table.name, column.name)
            assert (column.unit or "") in cell.comment.text
            is_number = column.kind in ("integer", "number", "lon", "lat")
            assert page.column_dimensions[cell.column_letter].width >= 12
            assert page.cell(2, cell.column).number_format == ("General" if is_number else "@")


def test_numbers_out_of_range_are_warned_of_but_not_those_with_a_qualifier(templates):
    book = openpyxl.load_workbook(templates[0] / "all_tables_zh.xlsx")
    spans = {str(r.sqref)[:1]: (r.type, r.errorStyle) for r in book["库存上报"].data_validations.dataValidation if r.type != "list"}
    assert set(spans.values()) == {("decimal", "warning")}
    page = book["下沉力量"]
    people = next(cell.column_letter for cell in page[1] if cell.value == "人数*")
    assert not [r for r in page.data_validations.dataValidation if str(r.sqref).startswith(people)]


def test_instructions_are_in_both_languages_and_no_table(templates, desk):
    book = openpyxl.load_workbook(templates[0] / "cases.xlsx")
    said = "\n".join(str(cell.value) for row in book["说明 Notes"].iter_rows() for cell in row if cell.value)
    for step in ("fill", "header", "unknown", "amount", "moment", "check"):
        assert all(words in said for words in both(f"template.step_{step}"))
    assert "哈尔滨市" in said and "Harbin" in said
    (receipt,) = desk.take(templates[0] / "cases.xlsx", dry_run=True)
    assert receipt.status == "unfilled" and not receipt.refusals


def test_templates_open_in_excel(templates):
    folder, written, _ = templates
    assert (folder / "cases_zh.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "cases_zh.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[:3] == ["病例编号", "报告时间", "区县"]
    for file in written:
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as book:
                # A list of values in the rule itself may have 255 characters; Excel calls a longer one damage.
                rules = re.findall("<formula1>(.*?)</formula1>", "".join(book.read(n).decode() for n in book.namelist() if "sheet" in n))
            assert all(len(rule) < 255 for rule in rules)


def test_the_command_names_the_city_of_its_lists(desk, tmp_path, capsys, monkeypatch):
    assert main(["templates", str(tmp_path / "t"), "--workspace", str(desk.workspace.root), "--lang", "zh"]) == 0
    assert "哈尔滨市" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dashboard.cli.taking_in.default_workspace", lambda: Path("none"))
    assert main(["templates", str(tmp_path / "u"), "--workspace", "none", "--lang", "zh"]) == 0
    assert "未指定工作区" in capsys.readouterr().out
    assert main(["templates", str(tmp_path / "v"), "--workspace", str(tmp_path / "nothing"), "--lang", "zh"]) != 0


def test_the_folder_says_what_each_file_is_for_and_that_is_no_data(templates, desk):
    lines = (templates[0] / "README.txt").read_text(encoding="utf-8-sig").splitlines()
    told = {line.split(".xlsx")[0]: line for line in lines if ".xlsx  " in line}
    assert list(told) == list(tables()) and "哈尔滨市" in lines[0] and "Harbin" in lines[1]
    assert all(table.about_zh in told[name] and table.about_en in told[name] for name, table in tables().items())
    assert "名称、类型" in told["checkpoints"] and "卡口编号" not in told["checkpoints"], "an identifier that is made need not be filled in"
    (desk.folder / "some").mkdir()
    for name in ("README.txt", "cases_zh.csv"):
        (desk.folder / "some" / name).write_bytes((templates[0] / name).read_bytes())
    (receipt,) = desk.take(desk.folder / "some")
    assert receipt.status == "unfilled" and [p.message.zh for p in receipt.not_taken if "README.txt" in p.message.zh]
