"""The made-up files of the shared folder in the shapes that offices send, as far as reading goes: what its list says of each."""

from pathlib import Path

import pytest

from dashboard.warehouse.workspace import Workspace
from tests.intake.messy_desk import read

MESSY = Path(__file__).parents[3] / "shared" / "messy"
HARBIN = '[city]\nadcode = "230100"\nname = "哈尔滨市"\nname_en = "Harbin"\n[clock]\nstopped_at = 2022-11-30T15:00:00\n'
SUIZHOU = '[city]\nadcode = "421300"\nname = "随州市"\nname_en = "Suizhou"\n[clock]\nstopped_at = 2022-12-12T10:00:00\n'
pytestmark = pytest.mark.skipif(not MESSY.is_dir(), reason="the shared folder of messy files is not here")
DELIVERED = {"delivery_id": ["D1", "D2"], "place": ["大方里社区", "安静社区"], "households_served": [59, 41]}
POINTS = {"supply_point_id": ["P1", "P2"], "population_served": [12000, 8000], "orders_per_day": [300, 200]}

READ = {
    "E05_utf16le_no_bom.txt": (DELIVERED, [("assumed", "encoding")]),
    "E06c_double_bom.csv": (DELIVERED, [("assumed", "encoding")]),
    "E30_gbk_a3a0.csv": ({"delivery_id": ["D1"], "place": ["大方里 社区"]}, [("assumed", "encoding")]),
    "F01_html_as_xls.xls": ({"delivery_id": ["D1"], "area_id": ["230104"]}, [("assumed", "kind")]),
    "F05_csv_as_xlsx.xlsx": (DELIVERED, [("assumed", "kind")]),
    "F11_ods.ods": ({"delivery_id": ["D1"], "households_served": [59]}, []),
    "F17_csv_in_zip.zip": (DELIVERED, []),
    "G02_folder_lockfile": (DELIVERED, [("left_out", "system_file")]),
    "L01_title_unit_rows.xlsx": (POINTS, [("assumed", "header_row"), ("left_out", "title"), ("left_out", "title")]),
    "L05_total_row_merged_time.xlsx": (
        {"delivery_id": ["D1", "D2"], "households_served": [59, 41], "portions": [120, 80]}, [("left_out", "total")],
    ),
    "L09_xuhao_prefilled.xlsx": (POINTS, [("left_out", "numbered"), ("left_out", "unknown_column")]),
    "L10_hidden_first_options.xlsx": (POINTS, [("left_out", "sheet")]),
    "L11_hidden_first_old_data.xlsx": (POINTS, [("left_out", "sheet")]),
    "L21_side_remark_merged.xlsx": (DELIVERED, [("left_out", "unknown_column")]),
    "L35_blank_header_with_data.xlsx": (DELIVERED, [("left_out", "no_header")]),
    "L41_title_with_cn_comma.csv": ({"delivery_id": ["D1"], "portions": [120]}, [("assumed", "header_row"), ("left_out", "title")]),
    "L43_sep_line.csv": ({"delivery_id": ["D1"], "portions": [120]}, [("assumed", "header_row"), ("assumed", "separator")]),
    "X_percent_format_unit_pct.xlsx": ({"value": [63.4]}, []),
}
"""Columns as they are stored, and what the receipt says beside."""

REFUSED = {
    "E14_nul.csv": ((None, None), "第 2 行"),
    "E20c_eng_header_gbk_yaoye.csv": ((2, "place"), "一药业"),
    "E22b_question_marks.csv": ((2, "社区"), "??????"),
    "E22c_replacement_char.csv": ((2, "社区"), "损坏"),
    "F16_docx.docx": ((None, None), "Word"),
    "F16b_doc_ole.doc": ((None, None), "Word"),
    "F23_wechat_text.txt": ((None, None), "一段文字"),
    "F28_errors.xlsx": ((4, "社区"), "#N/A"),
    "X_formula_no_cache_optional.xlsx": ((2, "日供应能力"), "公式"),
    "X_id_18_digit_number.xlsx": ((2, "配送编号"), "15 位"),
    "X_number_formatted_as_date.xlsx": ((2, "库存"), "1900-02-28"),
    "X_time_only.xlsx": ((2, "配送时间"), "09:05"),
    "L18_number_merged_down.xlsx": ((3, "服务户数"), "300"),
    "L52c_last_week_loaded_as_this.xlsx": ((None, None), "上周同期、本周"),
}
"""Where, and what the message says."""

REPORTED = {
    "cpg_936CRLF.zip": "checked",
    "total_row_deliveries.csv": "checked",
    "null_geom.geojson": "refused",
    "pua_user.csv": "refused",
    "errors2.xlsx": "refused",
    "date_ids.xlsx": "refused",
    "long_ids_a.xlsx": "refused",
}


def _plain(value):
    """A value without what kind of space it has."""
    return " ".join(value.split()) if isinstance(value, str) else value


def opened(folder, city) -> Workspace:
    return Workspace.create(folder / "city", city)


@pytest.fixture(scope="module")
def harbin(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("harbin"), HARBIN)


@pytest.fixture(scope="module")
def suizhou(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("suizhou"), SUIZHOU)


@pytest.mark.parametrize("name", READ)
def test_it_is_read_as_it_was_meant(harbin, name):
    (got,) = read(harbin, MESSY / name)
    columns, said = READ[name]
    assert got.receipt.status == "checked", got.receipt.lines()
    assert {column: [_plain(value) for value in got.column(column)] for column in columns} == columns
    assert sorted((severity, rule) for severity, rule, _, _ in got.said) == said


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_place(harbin, name):
    (got,) = read(harbin, MESSY / name)
    assert got.receipt.status == "refused"
    problem = got.receipt.problems[0]
    place, says = REFUSED[name]
    assert (problem.row, problem.column) == place
    assert says in problem.message.zh
    assert problem.allowed.zh and problem.allowed.en


def test_every_sheet_of_a_workbook_is_read(harbin):
    got = read(harbin, MESSY / "L12_sheet_per_district.xlsx")
    assert [row["supply_point_id"] for one in got for row in one.rows] == ["P1", "P2", "P3"]


def test_a_row_of_units_is_part_of_the_header(harbin):
    """Ten thousands are ten thousands, or refused: never 3 people."""
    (got,) = read(harbin, MESSY / "L50_unit_row_merged_header.xlsx")
    assert "unknown_column" not in [rule for _, rule, _, _ in got.said]


@pytest.mark.parametrize("name", REPORTED)
def test_a_reported_file_does_what_its_list_says(suizhou, name):
    table = {"total_row_deliveries.csv": "deliveries", "errors2.xlsx": "grids"}.get(name)
    datum = "wgs84" if name.endswith(("zip", "geojson")) else None
    (got,) = read(suizhou, MESSY / "reports" / name, table=table, datum=datum)
    assert got.receipt.status == REPORTED[name], got.receipt.lines()
    if name == "total_row_deliveries.csv":
        assert got.column("households_served") == [100, 50]
    if name == "cpg_936CRLF.zip":
        assert got.column("area_id") == ["421303", "421321"]
