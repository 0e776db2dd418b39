"""Uploaded outlines: what is repaired and said, and what is refused and why."""

import io
import json
import zipfile

import geopandas as gpd
import pytest
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography import polygons, shapefile
from dashboard.geography.boundaries import districts_of
from dashboard.geography.datum import from_wgs84
from dashboard.geography.locate import city_box
from dashboard.geography.polygons import read_polygons

BOW_TIE = [[126.60, 45.70], [126.62, 45.72], [126.62, 45.70], [126.60, 45.72], [126.60, 45.70]]
SQUARE = [[126.60, 45.70], [126.62, 45.70], [126.62, 45.72], [126.60, 45.72], [126.60, 45.70]]


@pytest.fixture(scope="module")
def harbin():
    return city_box(districts_of("230100"))


def geojson(*rings, kind="Polygon", **members) -> bytes:
    features = [
        {"type": "Feature", "properties": {"name": f"小区{i}"}, "geometry": {"type": kind, "coordinates": [ring]}}
        for i, ring in enumerate(rings, start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **members}, ensure_ascii=False).encode()


def zipped(frame: gpd.GeoDataFrame, folder, drop=(".cpg",), **options) -> bytes:
    frame.to_file(folder / "zones.shp", **options)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.glob("zones.*"):
            if path.suffix not in drop:
                archive.write(path, f"资料/{path.name}")
    return packed.getvalue()


def frame_of(names, crs="EPSG:4326") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"名称": names}, geometry=[shapely.Polygon(SQUARE)] * len(names), crs=crs)


def test_a_clean_file_comes_back_unchanged(harbin):
    frame, notes = read_polygons(geojson(SQUARE), "a.geojson", datum="wgs84", box=harbin)
    assert notes == [] and frame["name"].tolist() == ["小区1"]
    assert frame.geometry.iloc[0].equals(shapely.Polygon(SQUARE)) and frame.crs == "EPSG:4326"


def test_bow_tie_keeps_both_halves_and_is_reported(harbin):
    frame, notes = read_polygons(geojson(SQUARE, BOW_TIE), "a.geojson", datum="wgs84", box=harbin)
    # Two triangles with base 0.02 and height 0.01 degree.
    assert frame.geometry.is_valid.all() and frame.geometry.iloc[1].area == pytest.approx(2 * 0.02 * 0.01 / 2)
    assert [(note["row"], note["name"]) for note in notes] == [(2, "小区2")]
    assert "自相交" in notes[0]["what_zh"] and "self-intersection" in notes[0]["what_en"]


def test_heights_and_non_areas_are_dropped_with_a_note():
    document = json.loads(geojson([[*corner, 120.0] for corner in SQUARE]))
    line = {"type": "LineString", "coordinates": SQUARE[:2]}
    document["features"] += [
        {"type": "Feature", "properties": {"name": "线"}, "geometry": line},
        {"type": "Feature", "properties": {"name": "空"}, "geometry": None},
    ]
    frame, notes = read_polygons(json.dumps(document).encode(), "a.json", datum="wgs84")
    assert len(frame) == 1 and not frame.geometry.has_z.any()
    assert [(note["row"], note["name"]) for note in notes] == [(None, None), (2, "线"), (3, "空")]


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_declared_datum_is_converted(datum):
    moved = [[float(value) for value in from_wgs84(*corner, datum)] for corner in SQUARE]
    frame, _ = read_polygons(geojson(moved), "a.geojson", datum=datum)
    assert frame.geometry.iloc[0].hausdorff_distance(shapely.Polygon(SQUARE)) < 1e-8
    frame, _ = read_polygons(geojson(moved, source_crs=datum.upper()), "a.geojson")
    assert frame.geometry.iloc[0].hausdorff_distance(shapely.Polygon(SQUARE)) < 1e-8


def test_gbk_shapefile_without_cpg(tmp_path, harbin):
    names = ["群力新城一期", "香坊花园", "道里小区"]
    content = zipped(frame_of(names), tmp_path, encoding="gb18030")
    frame, notes = read_polygons(content, "zones.zip", datum="wgs84", box=harbin)
    assert frame["名称"].tolist() == names
    assert len(notes) == 1 and "gb18030" in notes[0]["what_zh"]


def test_utf8_shapefile_without_cpg_or_index(tmp_path):
    content = zipped(frame_of(["群力新城一期", "ASCII"]), tmp_path, drop=(".cpg", ".shx"), encoding="utf-8")
    frame, notes = read_polygons(content, "zones.zip", datum="wgs84")
    assert frame["名称"].tolist() == ["群力新城一期", "ASCII"] and notes == []


def test_projected_shapefile_comes_back_in_degrees(tmp_path):
    content = zipped(frame_of(["甲"]).to_crs("EPSG:4548"), tmp_path, drop=(), encoding="utf-8")  # 3-degree zone, 117 E
    frame, _ = read_polygons(content, "zones.zip", datum="wgs84")
    assert frame.geometry.iloc[0].hausdorff_distance(shapely.Polygon(SQUARE)) < 1e-7


def refusal(content, filename, **options) -> str:
    with pytest.raises(RefusedInput) as caught:
        read_polygons(content, filename, **options)
    assert caught.value.title("zh") != caught.value.title("en")
    return caught.value.title("zh")


def test_swapped_coordinates_are_named_as_such(harbin):
    swapped = [corner[::-1] for corner in SQUARE]
    assert "写反" in refusal(geojson(swapped), "a.geojson", datum="wgs84", box=harbin)
    assert "写反" in refusal(geojson(swapped), "a.geojson", datum="wgs84")


def test_another_city_is_named_as_outside(harbin):
    suizhou = [[lon - 13.2, lat - 14.0] for lon, lat in SQUARE]
    title = refusal(geojson(SQUARE, suizhou), "a.geojson", datum="wgs84", box=harbin)
    assert "不在本市" in title and "第 2 个 小区2" in title and "小区1" not in title


def test_datum_must_be_stated_and_must_agree(tmp_path):
    assert "没有说明坐标系" in refusal(geojson(SQUARE), "a.geojson")
    assert "没有说明坐标系" in refusal(zipped(frame_of(["甲"]), tmp_path), "a.zip")
    assert "声明的是 gcj02" in refusal(geojson(SQUARE, source_crs="GCJ-02"), "a.geojson", datum="wgs84")
    assert "不认识" in refusal(geojson(SQUARE, source_crs="beijing54"), "a.geojson")


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"\xff\xfe\x00", "a.geojson"),
        (b"[1, 2]", "a.geojson"),
        (b'{"type": "Topology"}', "a.json"),
        (b"name,lon,lat\n", "a.csv"),
    ],
)
def test_not_a_geographic_file(content, filename):
    assert "不是可用的地理文件" in refusal(content, filename, datum="wgs84")


@pytest.mark.parametrize("missing", [".shp", ".dbf"])
def test_zip_without_a_needed_file(tmp_path, missing):
    content = zipped(frame_of(["甲"]), tmp_path, drop=(missing,))
    assert f"没有 {missing}" in refusal(content, "a.zip", datum="wgs84")


def test_broken_zip():
    assert "打不开" in refusal(b"PK\x03\x04 not really", "a.zip", datum="wgs84")


def test_zip_bomb_and_large_files(tmp_path, monkeypatch):
    content = zipped(frame_of(["甲"]), tmp_path)
    monkeypatch.setattr(shapefile, "MAX_UNPACKED_BYTES", 300)
    assert "压缩包太大" in refusal(content, "a.zip", datum="wgs84")
    monkeypatch.setattr(polygons, "MAX_FILE_BYTES", 100)
    assert "文件太大" in refusal(geojson(SQUARE), "a.geojson", datum="wgs84")


def test_points_alone_and_projected_coordinates_are_refused():
    points = json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [126.6, 45.7]}})
    assert "没有面" in refusal(points.encode(), "a.geojson", datum="wgs84")
    metres = [[lon * 1000, lat * 1000] for lon, lat in SQUARE]
    assert "不是经纬度" in refusal(geojson(metres), "a.geojson", datum="wgs84")
