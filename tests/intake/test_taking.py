"""Good files, end to end: what a clerk wrote is what the store says."""

import csv
import io
import json
import shutil
from datetime import datetime

import geopandas
import openpyxl
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prcoords import gcj_wgs_bored

from dashboard.intake.checks.places import NOTHING, folded
from dashboard.intake.checks.wording import FAILED_FORMULAS
from dashboard.intake.reading.spoilt import meant_by
from dashboard.intake.store_state import last_taken, open_zones
from dashboard.warehouse import store
from tests.intake_desk import FIXTURES, NOW, Desk

CALLS = """
select call_id, started_at, channel, topic, area_id, wait_seconds, handle_seconds, outcome
from current_hotline_calls($as_of) order by call_id
"""
EXPECTED_CALLS = [
    ("C-1", datetime(2022, 11, 29, 8), "phone", "nucleic_test", "230102", 5.0, 120.0, "answered"),
    ("C-2", datetime(2022, 11, 29, 8, 5), "wechat", "return_policy", "230103", 61.5, None, "abandoned"),
    ("C-3", datetime(2022, 11, 29, 15), "app", "supply", "230104", 0.0, 1200.0, "answered"),
]


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


def sheet(rows: list[list], merges: tuple[str, ...] = (), title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_reads_alike_and_is_recorded(desk, encoding):
    text = (FIXTURES / "calls.csv").read_text(encoding="utf-8")
    (receipt,) = desk.take(desk.file("calls.csv", text, encoding))
    assert (receipt.status, receipt.rows, receipt.encoding) == ("taken", {"hotline_calls": 3}, encoding)
    assert desk.rows(CALLS) == EXPECTED_CALLS
    (record,) = store.batch_log(desk.workspace)
    assert (record["encoding"], record["source"], record["received_at"]) == (encoding, "hotline_calls", NOW)
    assert record["effective_at"] == datetime(2022, 11, 29, 15)


def test_rows_carry_key_line_and_flag(desk):
    desk.take("calls.csv", is_synthetic=True)
    rows = desk.rows("select row_key, source_row, is_synthetic from hotline_calls where sys_from <= $as_of order by source_row")
    assert rows == [("C-1", 2, True), ("C-2", 3, True), ("C-3", 4, True)]


def test_the_same_file_twice_changes_nothing(desk):
    first = desk.take("calls.csv")[0]
    again = desk.take(desk.file("copy.csv", (FIXTURES / "calls.csv").read_bytes()))[0]
    assert (again.status, again.batch_id) == ("already", first.batch_id)
    assert desk.batches() == 1
    store.rollback(desk.workspace, first.batch_id)
    assert desk.take("calls.csv")[0].status == "taken"


def test_the_same_content_twice_in_one_command_is_taken_once(desk):
    receipts = desk.take("calls.csv", desk.file("copy.csv", (FIXTURES / "calls.csv").read_bytes()))
    assert sorted(r.status for r in receipts) == ["already", "taken"]
    assert desk.batches() == 1


def test_dry_run_checks_and_changes_nothing(desk):
    (receipt,) = desk.take("calls.csv", dry_run=True)
    assert (receipt.status, receipt.rows, receipt.batch_id) == ("checked", {"hotline_calls": 3}, None)
    assert desk.batches() == 0


def test_unknown_columns_are_kept_out_and_named(desk):
    (receipt,) = desk.take("unknown_columns.csv")
    assert receipt.status == "taken"
    assert receipt.unknown_columns == ["来电人手机", "心情"]
    assert "来电人手机、心情" in receipt.problems[0].message.zh
    (record,) = store.batch_log(desk.workspace)
    assert "13800000000" not in json.dumps(record, default=str)


def test_received_at_replays_history(desk):
    desk.take("calls.csv", received_at=datetime(2022, 11, 28))
    assert store.batch_log(desk.workspace)[0]["received_at"] == datetime(2022, 11, 28)


def test_received_at_source_needs_a_publication_time(desk):
    (receipt,) = desk.take("calls.csv", received_at="source")
    assert (receipt.status, receipt.problems[0].rule) == ("refused", "published_at")
    text = "通报编号,发布地区,统计起,统计止,发布时间\nB-1,全市,2022-11-29,2022-11-29 15时,2022-11-29 17:00\n"
    (receipt,) = desk.take(desk.file("bulletin.csv", text), received_at="source")
    assert receipt.received_at == datetime(2022, 11, 29, 17)


def test_the_whole_city_is_null_where_null_means_it_and_the_city_elsewhere(desk):
    desk.take("cells.csv")
    rows = desk.rows("select area_id, route, route_raw, n from current_bulletin_cells($as_of) order by source_row")
    assert rows == [(None, None, None, 12), ("230102", "other", "大数据推送", 5), ("230102", "community_screening", None, -2)]
    text = "通报编号,发布地区,统计起,统计止,发布时间\nB-1,全市,2022-11-29,2022-11-29 15时,2022-11-29 17:00\n"
    desk.take(desk.file("bulletin.csv", text))
    assert desk.rows("select area_id, window_end from current_bulletins($as_of)") == [("230100", datetime(2022, 11, 29, 15))]


def test_an_unknown_route_is_kept_in_its_own_words_with_a_warning(desk):
    (receipt,) = desk.take("cells.csv")
    (problem,) = [problem for problem in receipt.problems if problem.column == "发现途径"]
    assert (problem.row, problem.column, problem.value, problem.severity) == (3, "发现途径", "大数据推送", "warn")


def test_coordinates_arrive_in_wgs84_and_points_outside_are_findings(desk):
    (receipt,) = desk.take("points.csv")
    (problem,) = receipt.problems
    assert (problem.row, problem.rule, problem.severity) == (3, "outside", "warn")
    rows = desk.rows("select supply_point_id, kind, area_id, lon, lat from current_supply_points($as_of) order by 1")
    expected = gcj_wgs_bored((45.7761, 126.6221))
    assert rows[0][:3] == ("S-1", "supermarket", "230102")
    assert rows[0][3:] == pytest.approx((expected.lon, expected.lat), abs=1e-6)
    assert rows[1][3:] == (116.4039, 39.9150)
    assert rows[2][1:] == ("stall", "230102", None, None)


def test_moments_far_from_now_are_warnings(desk):
    text = "来电编号,来电时间,结果\nC-1,2018-12-31,接通\nC-2,2030-01-01,接通\nC-3,2022-11-29,接通\n"
    (receipt,) = desk.take(desk.file("far.csv", text))
    assert receipt.status == "taken"
    assert [(f.row, f.rule) for f in receipt.problems] == [(2, "unlikely"), (3, "unlikely")]


def test_a_workbook_with_merged_headers_full_width_digits_and_serial_dates(desk):
    rows = [
        ["来电编号", "来电时间", "时长", None, "结果", "区 县"],
        [None, None, "等待秒数(秒)", "通话秒数（秒）", None, None],
        ["C-1", datetime(2022, 11, 29, 8, 30), "１２", 90, "接通", "道里区"],
        ["C-2", 44894.5, "３．５", "１，２００", "放弃", None],
    ]
    merges = ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "F3:F4")
    (receipt,) = desk.take(("十一月.xlsx", sheet(rows, merges)))
    assert receipt.problems == []
    found = desk.rows(
        "select call_id, started_at, wait_seconds, handle_seconds, area_id, source_row "
        "from current_hotline_calls($as_of) order by call_id"
    )
    assert found == [
        ("C-1", datetime(2022, 11, 29, 8, 30), 12.0, 90.0, "230102", 3),
        ("C-2", datetime(2022, 11, 29, 12), 3.5, 1200.0, "230102", 4),
    ]


def test_a_named_sheet(desk):
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    other = book.create_sheet("热线")
    other.append(["来电编号", "来电时间", "结果"])
    other.append([1001, "2022-11-29", "接通"])
    book.save(desk.folder / "book.xlsx")
    (receipt,) = desk.take(f"{desk.folder}/book.xlsx#热线")
    assert (receipt.status, receipt.file) == ("taken", "book.xlsx#热线")
    assert desk.rows("select call_id from current_hotline_calls($as_of)") == [("1001",)]
    assert desk.take(f"{desk.folder}/book.xlsx#热线")[0].status == "already"


def test_folders_and_patterns(desk):
    (desk.folder / "in").mkdir()
    for number in (2, 1):
        desk.file(f"in/{number}.csv", f"来电编号,来电时间,结果\nC-{number},2022-11-29,接通\n")
    assert [r.file for r in desk.take(desk.folder / "in", dry_run=True)] == ["1.csv", "2.csv"]
    assert [r.status for r in desk.take(desk.folder / "in" / "*.csv")] == ["taken", "taken"]
    assert desk.batches() == 2


def test_boundaries_become_zones_in_wgs84(desk):
    (receipt,) = desk.take("zones.geojson", datum="gcj02")
    assert (receipt.status, receipt.rows, receipt.unknown_columns) == ("taken", {"zones": 1}, ["备用"])
    ((zone_id, area_id, level, precision, text, lon, lat),) = desk.rows(
        "select zone_id, area_id, level, geometry_precision, geometry, lon, lat from current_zones($as_of)"
    )
    assert (zone_id, area_id, level, precision) == ("Z-1", "230102", "high", "polygon")
    corner = gcj_wgs_bored((45.74, 126.60))
    west, south, *_ = shapely.from_geojson(text).bounds
    assert (west, south) == pytest.approx((corner.lon, corner.lat), abs=1e-4)
    assert shapely.from_geojson(text).contains(shapely.Point(lon, lat))


def test_boundaries_need_a_datum(desk):
    (receipt,) = desk.take("zones.geojson")
    assert receipt.status == "refused"
    assert "坐标系" in receipt.problems[0].message.zh


def test_the_district_of_a_zones_point_is_noted_beside_the_one_recorded(desk):
    """St Sophia's cathedral is in 道里区, Sun Island in 松北区; what the file says of it does not count."""
    file = desk.file("zones.csv", (
        "zone_id,area_id,scheme,level,extent_text,lon,lat,datum,located_area_id\n"
        "right,道里区,twenty,high,示例甲,126.622,45.7703,WGS-84,松北区\n"
        "wrong,道里区,twenty,high,示例乙,126.592,45.7935,WGS-84,\n"
        "none,道里区,twenty,high,示例丙,,,,道里区\n"
    ))
    assert desk.take(file)[0].status == "taken"
    assert desk.rows("select zone_id, located_area_id from current_zones($as_of) order by zone_id") == [
        ("none", None), ("right", "230102"), ("wrong", "230109"),
    ]


def test_a_zipped_shapefile_with_gbk_names(desk):
    frame = geopandas.read_file(FIXTURES / "zones.geojson").drop(columns="备用")
    (desk.folder / "shp").mkdir()
    frame.to_file(desk.folder / "shp" / "zones.shp", encoding="GBK")
    (desk.folder / "shp" / "zones.cpg").unlink(missing_ok=True)
    packed = shutil.make_archive(str(desk.folder / "zones"), "zip", desk.folder / "shp")
    (receipt,) = desk.take(packed, datum="wgs84")
    assert receipt.status == "taken"
    assert desk.rows("select zone_id, extent_text from current_zones($as_of)") == [("Z-1", "某小区")]


def test_text_that_looks_like_sql_is_only_text(desk):
    nasty = "'); drop table staged; --"
    text = io.StringIO()
    csv.writer(text).writerows([["记录编号", "时间", "派出单位", "人数", nasty], ["$x", "2022-11-29", nasty, 1, '"']])
    (receipt,) = desk.take(desk.file("nasty.csv", text.getvalue()))
    assert (receipt.status, receipt.unknown_columns) == ("taken", [nasty])
    assert desk.rows("select deployment_id, from_unit from current_deployments($as_of)") == [("$x", nasty)]


def test_open_zones_are_what_the_last_snapshot_left(desk):
    zones = "zone_id,区县,scheme,level,extent_text,source\nZ-1,道里区,ed9,high,甲小区,risk-areas\nZ-2,道里区,ed9,high,乙小区,risk-areas\n"
    events = (
        "zone_id,event,at,level\nZ-1,declare,2022-11-01,high\nZ-1,lower,2022-11-05,medium\n"
        "Z-2,declare,2022-11-01,high\nZ-2,lift,2022-11-09,\n"
    )
    desk.take(desk.file("zones.csv", zones), desk.file("events.csv", events))
    (zone,) = open_zones(desk.workspace, "risk-areas").to_dict("records")
    assert (zone["zone_id"], zone["area_id"], zone["level"], zone["extent_text"]) == ("Z-1", "230102", "medium", "甲小区")
    assert last_taken(desk.workspace, "risk-areas") is None


names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12).filter(
    # Spoilt text is no name (tests/intake/test_spoilt.py); others say that a cell is empty, or that its formula failed.
    lambda name: "??" not in name and "\ufffd" not in name and meant_by(name) is None
    and folded(name) not in NOTHING and name not in FAILED_FORMULAS
)
row = st.tuples(
    st.sampled_from(["道里区", "南岗", "230104", "Xiangfang", ""]),
    st.datetimes(datetime(2020, 1, 1), datetime(2022, 11, 29)).map(lambda d: d.replace(microsecond=0)),
    st.integers(0, 10**6),
    names,
)
AREAS = {"道里区": "230102", "南岗": "230103", "230104": "230104", "Xiangfang": "230110", "": None}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(row, min_size=1, max_size=20), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_valid_rows_survive_unchanged(desk, rows, encoding):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["记录编号", "区县", "时间", "人数", "派出单位"])
    writer.writerows([f"D-{i}", area, at.isoformat(sep=" "), n, name] for i, (area, at, n, name) in enumerate(rows))
    path = desk.file("deployments.csv", text.getvalue(), encoding)
    (receipt,) = desk.take(path)
    assert receipt.status in ("taken", "already"), receipt.lines("en")
    if receipt.batch_id and receipt.status == "taken":
        known = desk.frame('select batch_id, area_id, "at", people, from_unit from current_deployments($as_of) order by source_row')
        mine = known[known["batch_id"] == receipt.batch_id].drop(columns="batch_id").astype(object)
        found = list(mine.where(mine.notna(), None).itertuples(index=False, name=None))
        assert found == [(AREAS[area], at, n, name) for area, at, n, name in rows]
