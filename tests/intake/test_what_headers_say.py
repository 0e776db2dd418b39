"""What a header says beside a name: units, time zones, datums; which table its columns are of; and points in one cell."""

from datetime import datetime

import pytest

from dashboard.errors import RefusedInput
from dashboard.intake.checks.header_units import header_notes
from dashboard.intake.checks.spellings import datum_of
from dashboard.intake.reading.headers import match_headers
from dashboard.schema.declaration import tables
from tests.intake.test_cells_as_people_write_them import CASES, desk, refused_for, said, take

__all__ = ["desk"]
POINTS = "保供点编号,名称,类型,区县"


@pytest.mark.parametrize(
    ("table", "name", "header", "factor"),
    [
        ("supply_points", "population_served", "服务人口（万人）", 1e4), ("supply_points", "orders_per_day", "日配送能力（百单/日）", 100),
        ("supply_points", "population_served", "服务人口(单位：千人)", 1e3), ("supply_points", "population_served", "服务人口（人）", None),
        ("supply_points", "population_served", "服务人口（常住）", None), ("hotline_calls", "wait_seconds", "等待秒数（分钟）", 60),
        ("feeds", "cadence_minutes", "间隔（小时）", 60), ("open_rules", "capacity_share", "限流比例（%）", 0.01),
    ],
)
def test_units_of_headers(table, name, header, factor):
    notes = header_notes(tables()[table], {name: header})
    assert notes.factors.get(name) == factor
    assert [fault.severity for fault in notes.faults] == ["assumed"] * (factor is not None)


def test_a_unit_in_a_header_is_converted_and_said(desk):
    receipt = take(desk, f"{POINTS},服务人口（万人）\nP1,店,超市,道外区,3.5\n")
    assert said(receipt) == ["header_factor"]
    assert desk.rows("select population_served from current_supply_points($as_of)") == [(35_000,)]


def test_a_header_whose_unit_measures_another_thing_is_refused(desk):
    assert refused_for(desk, f"{POINTS},服务人口（户）\nP1,店,超市,道外区,3\n") == [("header_contradicts", None, "服务人口（户）")]


def test_a_header_may_say_the_unit_and_must_not_contradict_the_column(desk):
    header = "保供点编号,上报时间,物资,库存(吨)"
    take(desk, f"{header}\nP1,2022-11-29 08:00,蔬菜,5\n")
    assert desk.rows("select unit, stock from current_supply_reports($as_of)") == [("吨", 5.0)]
    assert take(desk, f"{header},单位\nP1,2022-11-29 09:00,蔬菜,5,吨\n").status == "taken"
    assert refused_for(desk, f"{header},单位\nP1,2022-11-29 08:00,蔬菜,5,千克\n") == [("other_unit", 2, "单位")]


def test_a_time_zone_in_a_header_is_converted_and_said(desk):
    receipt = take(desk, "来电编号,来电时间(UTC),结果\nH1,2022-11-28 20:00,接通\nH2,2022-11-28T20:00:00+08:00,接通\n")
    assert said(receipt) == ["header_zone"]
    started = desk.rows("select started_at from current_hotline_calls($as_of) order by call_id")
    assert started == [(datetime(2022, 11, 29, 4),), (datetime(2022, 11, 28, 20),)]


def test_a_datum_in_a_header_outranks_the_commands(desk):
    receipt = take(desk, f"{CASES},经度（百度BD-09）,纬度（百度BD-09）\nC1,2022-11-29,道外区,确诊,126.65,45.79\n", datum="wgs84")
    assert set(said(receipt)) == {"header_datum"}
    ((lon,),) = desk.rows("select lon from current_cases($as_of)")
    assert lon == pytest.approx(126.637453, abs=1e-5)


def test_a_datum_in_a_header_must_not_contradict_the_rows_own(desk):
    content = f"{CASES},经度(BD-09),纬度(BD-09),坐标系\nC1,2022-11-29,道外区,确诊,126.65,45.79,高德\n"
    assert refused_for(desk, content) == [("other_datum", 2, "坐标系")]


@pytest.mark.parametrize(
    ("text", "datum"),
    [("高德地图", "gcj02"), ("腾讯", "gcj02"), ("火星坐标系", "gcj02"), ("百度地图坐标", "bd09"), ("WGS-84", "wgs84"), ("GCJ-02（高德）", "gcj02"),
     ("4326", "wgs84"), ("百度或高德", None), ("北京54", None)],
)
def test_names_of_datums(text, datum):
    assert datum_of(text) == datum


@pytest.mark.parametrize("cell", ['"126.65,45.79"', "126.65 45.79", '"45.79,126.65"', "E126.65；N45.79", '"(126.65, 45.79)"'])
def test_points_in_one_cell(desk, cell):
    receipt = take(desk, f"{CASES},经纬度\nC1,2022-11-29,道外区,确诊,{cell}\n", datum="wgs84")
    assert desk.rows("select lon, lat from current_cases($as_of)") == [(126.65, 45.79)]
    assert said(receipt) == (["turned"] if cell.startswith('"45') else [])


def test_a_cell_that_is_no_point_is_refused(desk):
    assert refused_for(desk, f"{CASES},经纬度\nC1,2022-11-29,道外区,确诊,门口\n", datum="wgs84") == [("unread", 2, "经纬度")]


@pytest.mark.parametrize(("point", "rule"), [("0,0", "degrees"), ("-73.9,40.8", "abroad"), ("45.79,126.65", "swapped")])
def test_points_that_cannot_be_are_refused(desk, point, rule):
    content = f"{CASES},longitude,latitude\nC1,2022-11-29,道外区,确诊,{point}\n"
    assert refused_for(desk, content, datum="wgs84") == [(rule, 2, "longitude")]


@pytest.mark.parametrize("header", ["区（县）", "区县：", "县区", "所属区县", "所在区", "区/县", "区、县"])
def test_headers_of_a_district(header):
    match = match_headers([(1, ["筛查编号", header, "开始时间"])], None, "x")
    assert (match.table.name, match.positions["area_id"]) == ("screenings", 1)


@pytest.mark.parametrize(
    ("row", "table"),
    [
        ("日期 派出单位 区县 地点 人数", "deployments"), ("文号 区县 对象类型 对象 限制 开始时间 时间", "closures"),
        ("文号 标题 发布时间 发布单位", "notices"), ("风险区编号 时间 服务户数 份数", "deliveries"),
    ],
)
def test_a_file_that_lacks_its_id_is_never_another_table(row, table):
    declared = tables()[table]
    if getattr(declared, "id_from", ()):
        assert match_headers([(1, row.split())], None, "x").table is declared
        return
    with pytest.raises(RefusedInput) as refusal:
        match_headers([(1, row.split())], None, "x")
    assert declared.title_zh in str(refusal.value.title("zh")) and declared.columns[declared.key[0]].zh in refusal.value.title("zh")


def test_a_file_of_foreign_headers_is_a_question():
    with pytest.raises(RefusedInput) as refusal:
        match_headers([(1, ["文号", "密级", "页数", "印数"])], None, "x")
    assert "--table zone_statements" in refusal.value.hint("zh")
