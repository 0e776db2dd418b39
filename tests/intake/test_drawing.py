"""A boundary drawn on the screen: the files made of it, taken in like any other, and what is refused in words."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import RefusedInput, UsageError
from dashboard.geography.datum import from_wgs84
from dashboard.geography.projection import fit_projection, project, unproject
from dashboard.intake.actors import Actor
from dashboard.intake.drawing import Declared, known_zone, lies_in, new_zone, ring_of
from dashboard.intake.reading.corners import corners_of, square_km, text_of
from dashboard.intake.service import take_in
from tests.intake_desk import NOW, Desk

SQUARE = [(126.60, 45.75), (126.60, 45.76), (126.62, 45.76), (126.62, 45.75)]
"""In 道里区, drawn clockwise."""
BOW_TIE = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]
ELSEWHERE = [(lon - 6, lat) for lon, lat in SQUARE]
ZONE = Declared("H-2022-11-29", "230102", "twenty", "high", "示例路1号，“东至河、西至街”\n除2栋以外", NOW - timedelta(hours=3), NOW - timedelta(hours=5), "第72号")


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


@pytest.fixture(scope="module")
def counter(tmp_path_factory) -> Desk:
    """A desk that nothing is written to."""
    return Desk.open(tmp_path_factory.mktemp("counter"))


def said(refused) -> str:
    return refused.value.title("zh") + refused.value.hint("zh")


@settings(max_examples=40)
@given(st.floats(73, 130), st.floats(4, 52), st.floats(0.3, 4), st.floats(0, 1), st.floats(0, 1))
def test_a_place_on_the_plane_is_found_again_in_degrees(west, south, size, across, up):
    projection, _ = fit_projection((west, south, west + size, south + size))
    lon, lat = west + across * size, south + up * size
    assert np.allclose(unproject(*project(lon, lat, projection), projection), (lon, lat), rtol=0, atol=1e-9)


def test_a_new_zone_is_checked_then_taken_in_with_its_declaration(desk):
    files = new_zone(desk.workspace, SQUARE, ZONE)
    assert [r.status for r in take_in(desk.workspace, files, datum="wgs84", dry_run=True)] == ["checked", "checked"] and desk.batches() == 0
    receipts = take_in(desk.workspace, files, datum="wgs84", actor=Actor("张三"))
    assert [(r.status, r.rows) for r in receipts] == [("taken", {"zones": 1}), ("taken", {"zone_events": 1})]
    ((zone, area, scheme, level, extent, precision, lon, located, geometry),) = desk.rows(
        "select zone_id, area_id, scheme, level, extent_text, geometry_precision, lon, located_area_id, geometry from current_zones($as_of)"
    )
    assert (zone, area, scheme, level, extent, precision, located) == ("H-2022-11-29", "230102", "twenty", "high", ZONE.extent_text, "polygon", "230102")
    ring = shapely.from_geojson(geometry)
    assert ring.equals(shapely.Polygon(SQUARE)) and ring.exterior.is_ccw and lon == pytest.approx(126.61)
    assert desk.rows("select zone_id, event, \"at\", decided_at, notice_no, level, scheme from current_zone_events($as_of)") == [
        ("H-2022-11-29", "declare", datetime(2022, 11, 29, 12), datetime(2022, 11, 29, 10), "第72号", "high", None),
    ]
    assert desk.rows("select zone_id, level, geometry from zone_open($as_of)") == [(zone, "high", geometry)]
    assert {r.status for r in take_in(desk.workspace, files, datum="wgs84")} == {"already"}
    with pytest.raises(RefusedInput, match="already"):
        new_zone(desk.workspace, SQUARE, ZONE)


def test_a_number_that_looks_like_a_moment_stays_a_number(desk):
    take_in(desk.workspace, new_zone(desk.workspace, SQUARE, replace(ZONE, zone_id="2022/11/29 10:00")), datum="wgs84")
    assert desk.rows("select zone_id from zone_open($as_of)") == [("2022/11/29 10:00",)]


def test_a_zone_on_record_gets_a_boundary_and_keeps_the_rest(desk):
    desk.take(desk.file("zones.csv", (
        "zone_id,area_id,scheme,level,extent_text,excludes_text,geometry_precision,lon,lat,坐标系,people,households,source,is_synthetic\n"
        "0071,230102,ed9,medium,道里示例市场,除1栋,building_point,126.66,45.74,wgs84,300,,risk-areas,true\n"
    )))
    (receipt,) = take_in(desk.workspace, known_zone(desk.workspace, SQUARE, "0071"), datum="wgs84")
    assert (receipt.status, receipt.rows, receipt.problems) == ("taken", {"zones": 1}, [])
    assert desk.rows(
        "select zone_id, area_id, scheme, level, extent_text, excludes_text, geometry_precision, people, households, source, is_synthetic, lon < 126.65 "
        "from current_zones($as_of)"
    ) == [("0071", "230102", "ed9", "medium", "道里示例市场", "除1栋", "polygon", 300, None, "risk-areas", True, True)]
    with pytest.raises(RefusedInput, match="no zone"):
        known_zone(desk.workspace, SQUARE, "9")


@pytest.mark.parametrize(("corners", "words"), [
    (SQUARE[:2], "只有 2 个不同的角点"), ([SQUARE[0], SQUARE[1]] * 3, "只有 2 个不同的角点"), (BOW_TIE, "边线自相交"),
    ([(126.6, 45.75), (126.61, 45.75), (126.62, 45.75)], "没有围住任何地方"), (ELSEWHERE, "第 1 个角点在本市之外"), ([*SQUARE[:2], (127.7, 47.2)], "第 3 个角点在本市之外"),
])
def test_a_ring_that_is_none_is_refused_and_never_repaired(counter, corners, words):
    with pytest.raises(RefusedInput) as refused:
        ring_of(counter.workspace, corners)
    assert words in said(refused)


@pytest.mark.parametrize(("change", "words"), [
    ({"zone_id": " ", "extent_text": "", "at": None}, "没有填写：风险区编号、范围、生效时间。"),
    ({"area_id": None, "level": None, "scheme": None}, "没有填写：区县、标准、风险等级。"),
    ({"at": NOW + timedelta(minutes=1)}, "生效时间 2022-11-29 15:01 还没有到"), ({"decided_at": NOW + timedelta(days=1)}, "决定时间 2022-11-30 15:00 还没有到"),
    ({"level": "medium"}, "“二十条”没有中风险区"),
])
def test_what_is_missing_or_yet_to_come_is_refused(counter, change, words):
    with pytest.raises(RefusedInput) as refused:
        new_zone(counter.workspace, SQUARE, replace(ZONE, **change))
    assert words in said(refused)


def test_an_unknown_rule_set_is_refused_with_the_nearest(counter):
    with pytest.raises(UsageError) as refused:
        new_zone(counter.workspace, SQUARE, replace(ZONE, scheme="twentyy"))
    assert "twentyy" in said(refused) and "您是否指 twenty" in said(refused)


def test_the_district_is_where_the_inside_of_the_ring_lies(counter):
    assert lies_in(counter.workspace, SQUARE) == "230102"
    assert [lies_in(counter.workspace, ring) for ring in (ELSEWHERE, BOW_TIE, [])] == [None] * 3


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
def test_typed_corners_are_read_in_their_datum(datum):
    typed = [f"{lon:.7f}, {lat:.7f}" for lon, lat in (from_wgs84(*corner, datum) for corner in SQUARE)]
    read = corners_of("\n".join([typed[0].replace(", ", "，"), "", f"[{typed[1]}],", *typed[2:], typed[0].replace(", ", "\t")]), datum)
    assert np.allclose(read, SQUARE, atol=2e-6) and len(read) == 4
    assert corners_of(text_of(read), "wgs84") == read


@pytest.mark.parametrize(("text", "words"), [
    ("126.6, 45.7\n126.7", "第 2 行“126.7”不是一对经纬度"), ("126.6, 45.7\n\n街, 45.7", "第 3 行“街, 45.7”"), ("45.7, 126.6", "写反了"),
    ("2.35, 48.85", "不在中国范围内"), ("nan, nan", "不在中国范围内"), ("126.6, 45.7\n126.7, 45.7\n126.6, 45.7", "只有 2 个不同的角点"), ("", "只有 0 个不同的角点"),
    ("\n".join(f"126.6, {45 + i / 1000}" for i in range(501)), "角点太多（501 个）"),
])
def test_typed_lines_that_are_no_corners_are_named(text, words):
    with pytest.raises(RefusedInput) as refused:
        corners_of(text, "wgs84")
    assert words in said(refused)


def test_the_size_of_a_ring():
    # 0.02 degrees at 45.755 N are 0.02 x 111.195 x cos 45.755 = 1.5517 km; 0.01 degrees of latitude 1.11195 km.
    assert square_km(SQUARE) == pytest.approx(1.5517 * 1.11195, rel=1e-3)


def test_the_boundary_file_is_what_a_clerk_could_have_sent(counter):
    (name, content), (declared, rows) = new_zone(counter.workspace, SQUARE, ZONE)
    document = json.loads(content)
    assert (name, declared, document["source_crs"]) == ("zones H-2022-11-29.geojson", "zone_events H-2022-11-29.csv", "wgs84")
    assert document["features"][0]["properties"]["zone_id"] == "H-2022-11-29" and len(rows.decode().split("\n", 1)[0].split(",")) == 7
    files = counter.file("again.geojson", content), counter.file("zone_events.csv", rows)
    assert [r.status for r in counter.take(*files, dry_run=True)] == ["checked", "checked"]
