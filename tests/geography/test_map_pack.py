"""Map packs: what is made of an operator's files, how large it may be, and what is refused and why."""

import io
import json
import struct
import zipfile

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography import map_pack_checks, map_pack_reading, shapefile
from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import districts_of
from dashboard.geography.datum import from_wgs84
from dashboard.geography.map_files import DamagedMap
from dashboard.geography.map_pack import BUDGETS, KINDS, as_text, is_pack, read_pack
from dashboard.geography.map_pack_files import Said, packs_of
from dashboard.geography.map_pack_paths import corners_of, path_of
from dashboard.geography.outline import outlines_of

WGS84 = Said(datum="wgs84")
RIVER = shapely.LineString([(112.9, 31.6), (113.2, 31.65), (113.5, 31.8), (113.9, 31.9)])


@pytest.fixture(scope="module")
def suizhou():
    """Districts and display outlines of a city of three districts, without a window onto its core."""
    districts = districts_of("421300")
    return districts, outlines_of(districts, areas_for("421300"), "421300")


@pytest.fixture(scope="module")
def harbin():
    districts = districts_of("230100")
    return districts, outlines_of(districts, areas_for("230100"), "230100")


def lines(*shapes, **columns) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=[*shapes], crs=4326)


def saved(frame, path, **options):
    if path.suffix == ".geojson":
        path.write_text(frame.to_json(ensure_ascii=False), encoding="utf-8")
    else:
        frame.to_file(path, **options)
    return path


def made(city, *files, said=WGS84):
    return packs_of([*files], said, *city, "随州市")


def refusal(city, *files, said=WGS84) -> str:
    with pytest.raises(RefusedInput) as refused:
        made(city, *files, said=said)
    assert refused.value.hint("zh") and refused.value.hint("en"), "what to do is said as well"
    return f"{refused.value.args[0]}: {refused.value.whole().en}"


def drawn(level) -> list[np.ndarray]:
    """Corners of every line and ring of a level, degrees."""
    west, _, _, north = level["box"]
    paths = [path for _, path in level["lines"]] + level["areas"]
    return [np.array([west, north]) + corners * level["step"] * [1, -1] for path in paths for corners in corners_of(path)]


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_path_read_back_is_what_was_written(is_closed):
    corners = np.array([[5, 7], [5, 7], [12, 3], [12, 40], [0, 11], [5, 7]])
    assert corners_of(path_of(corners, is_closed))[0].tolist() == corners[1:].tolist()
    assert path_of(corners[:2], is_closed) == ""


def test_a_river_is_drawn_where_it_flows_and_named(suizhou, tmp_path):
    file = saved(lines(RIVER, name=["涢水"], name_en=["Yun"], waterway=["river"]), tmp_path / "rivers.geojson")
    said = Said(None, "wgs84", "市测绘院", "GS(2024)0001号")
    (pack,) = made(suizhou, file, said=said)
    assert is_pack(pack) and (pack["kind"], pack["attribution"], pack["approval"]) == ("rivers", "市测绘院", "GS(2024)0001号")
    (level,) = pack["levels"]
    points = shapely.points(np.vstack(drawn(level)))
    assert len(points) >= 3 and shapely.distance(RIVER, points).max() < 3 * level["step"]
    west, south, east, north = shapely.union_all(suizhou[0].geometry.to_numpy()).buffer(0.02).bounds
    assert all(west <= x <= east and south <= y <= north for x, y in shapely.get_coordinates(points)), "cut to the city with its margin"
    assert level["names"][0][:2] == ["涢水", "Yun"]


def test_the_core_has_a_level_of_its_own_that_is_finer(harbin, tmp_path):
    across = shapely.LineString([(125.9, 45.6), (126.3, 45.68), (126.6, 45.79), (126.9, 45.9), (128.5, 46.0)])
    (pack,) = made(harbin, saved(lines(across, name=["松花江"]), tmp_path / "河流.geojson"))
    whole, core = pack["levels"]
    assert whole["min_zoom"] == 0 and core["min_zoom"] > 0 and core["step"] < whole["step"] / 2
    assert all(len(drawn(level)) for level in pack["levels"]), "and both have the river"


@pytest.mark.parametrize("kind", KINDS)
def test_however_much_a_file_holds_a_pack_stays_within_its_bytes(kind, suizhou, tmp_path, monkeypatch):
    assert sum(BUDGETS.values()) <= 150_000
    monkeypatch.setitem(BUDGETS, kind, most := 6_000)
    random = np.random.default_rng(5)
    at = random.uniform((112.9, 31.4), (114.0, 32.3), (250 if kind == "places" else 100, 2))
    shapes = {
        "rivers": [shapely.LineString(place + np.cumsum(random.normal(0, 0.004, (40, 2)), 0)) for place in at],
        "lakes": [shapely.Point(place).buffer(random.uniform(0.002, 0.012)) for place in at],
        "places": [shapely.Point(place) for place in at],
    }
    shapes["roads"], shapes["townships"] = shapes["rivers"], shapes["lakes"]
    file = saved(lines(*shapes[kind], name=[f"第{number}处" for number in range(len(at))]), tmp_path / "any.geojson")
    (pack,) = made(suizhou, file, said=Said(kind, "wgs84"))
    assert most / 3 < len(as_text(pack).encode()) <= most and is_pack(pack)


def test_townships_have_names_and_no_border_that_a_district_has(suizhou, tmp_path):
    districts = suizhou[0]
    halves = []
    for outline in districts.geometry:
        west, south, east, north = outline.bounds
        halves += [outline.intersection(shapely.box(west, south, (west + east) / 2, north)), outline.intersection(shapely.box((west + east) / 2, south, east, north))]
    (pack,) = made(suizhou, saved(lines(*halves, name=[f"{n}镇" for n in range(len(halves))]), tmp_path / "乡镇.geojson"))
    (level,) = pack["levels"]
    assert {name[0] for name in level["names"]} == {f"{n}镇" for n in range(len(halves))} and all(name[5] > 0 for name in level["names"])
    borders = shapely.union_all(shapely.boundary(districts.geometry.to_numpy()))
    middles = [line.interpolate(0.5, normalized=True) for corners in drawn(level) if (line := shapely.LineString(corners)).length > 0.05]
    assert middles and all(shapely.distance(borders, point) > 0.001 for point in middles)


def test_a_shapefile_in_gauss_krueger_and_gbk_is_read_packed_or_not(suizhou, tmp_path):
    frame = lines(RIVER, 名称=["涢水"]).to_crs(4546)
    file = saved(frame, tmp_path / "rivers.shp", encoding="GBK")
    (tmp_path / "rivers.cpg").unlink(missing_ok=True)
    packed = tmp_path / "rivers.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in tmp_path.glob("rivers.*"):
            if part.suffix != ".zip":
                archive.write(part, part.name)
    one, two = (made(suizhou, each)[0]["levels"] for each in (file, packed))
    assert one == two and one[0]["names"][0][0] == "涢水"
    assert shapely.distance(RIVER, shapely.points(np.vstack(drawn(one[0])))).max() < 3 * one[0]["step"]


def test_vector_tiles_are_read_for_the_city_alone_and_joined(suizhou, tmp_path):
    far = shapely.LineString([(120, 30), (121, 31)])
    file = tmp_path / "base.pmtiles"
    pyogrio.write_dataframe(lines(RIVER, far, name=["涢水", "远河"]), file, driver="PMTiles", layer="waterway", MINZOOM=6, MAXZOOM=9)
    (pack,) = made(suizhou, file)
    (level,) = pack["levels"]
    assert pack["kind"] == "rivers" and [name[0] for name in level["names"]] == ["涢水"]
    assert shapely.distance(RIVER, shapely.points(np.vstack(drawn(level)))).max() < 0.002
    assert "no layer of roads" not in refusal(suizhou, tmp_path / "none.pmtiles"), "a file that is not there is said first"
    assert "no_tiles" in refusal((districts_of("650100"), suizhou[1]), file)


def test_hostile_names_stay_words(suizhou, tmp_path):
    name = "<script>alert(1)</script>\u202e河\x07"
    (pack,) = made(suizhou, saved(lines(RIVER, name=[name]), tmp_path / "rivers.geojson"), said=Said(None, "wgs84", "a\nb\u202e", "</p>"))
    shown = pack["levels"][0]["names"][0][0]
    assert "\u202e" not in shown and "\x07" not in shown and "<script>" in shown
    assert "\n" not in pack["attribution"] and "\u202e" not in pack["attribution"]


def test_another_city_is_refused_with_where_it_lies(suizhou, tmp_path):
    file = saved(lines(shapely.LineString([(126.5, 45.7), (126.7, 45.8)])), tmp_path / "rivers.geojson")
    said = refusal(suizhou, file)
    assert "other_city" in said and "126.50, 45.70" in said and "112.72" in said
    swapped = saved(lines(shapely.transform(RIVER, lambda xy: xy[:, ::-1])), tmp_path / "rivers.geojson")
    assert "swapped" in refusal(suizhou, swapped)


@pytest.mark.parametrize(("really", "said"), [("gcj02", "wgs84"), ("wgs84", "bd09"), ("bd09", "gcj02")])
def test_another_datum_is_refused_where_borders_tell(really, said, suizhou, tmp_path):
    moved = shapely.transform(suizhou[0].geometry.to_numpy(), lambda xy: np.column_stack(from_wgs84(xy[:, 0], xy[:, 1], really)))
    file = saved(lines(*moved, name=["甲", "乙", "丙"]), tmp_path / "townships.geojson")
    words = refusal(suizhou, file, said=Said(datum=said))
    assert f"look like {really}, not {said}" in words
    (pack,) = made(suizhou, file, said=Said(datum=really))
    assert len(pack["levels"][0]["names"]) == 3


def test_a_line_of_a_million_corners_is_looked_at_as_evenly_as_one_of_two():
    ends = np.array([[113.0, 31.5], [113.6, 31.9]])
    many = ends[0] + np.linspace(0, 1, 1_000_001)[:, None] ** 2 * (ends[1] - ends[0])  # much closer together at its beginning
    few = shapely.LineString(ends)
    both_ways = [map_pack_checks._samples(np.array([line, shapely.Point(113, 31)])) for line in (few, shapely.LineString(many))]
    assert len(both_ways[0]) == map_pack_checks.SAMPLES and np.allclose(*both_ways, atol=1e-9)
    ring = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 7)])
    found = map_pack_checks._samples(np.array([ring, few]))
    assert shapely.distance(shapely.union_all([ring.boundary, few]), shapely.points(found)).max() < 1e-9, "no sample between two lines"
    assert not len(map_pack_checks._samples(np.array([shapely.Point(113, 31)])))


def test_the_datum_is_never_guessed(suizhou, tmp_path):
    file = saved(lines(RIVER), tmp_path / "rivers.geojson")
    assert "datum.not_stated" in refusal(suizhou, file, said=Said())
    document = json.loads(file.read_text(encoding="utf-8")) | {"source_crs": "GCJ-02"}
    file.write_text(json.dumps(document), encoding="utf-8")
    assert made(suizhou, file, said=Said())[0]["datum"] == "gcj02"
    assert "datum.differs" in refusal(suizhou, file)


def test_a_file_that_is_too_large_is_not_read(suizhou, tmp_path, monkeypatch):
    file = tmp_path / "rivers.geojson"
    with file.open("wb") as opened:
        opened.truncate(2_000_000_000)  # a hole: no disk is used, and reading it would be felt
    monkeypatch.setattr(map_pack_reading, "_document", lambda _: pytest.fail("it was read"))
    said = refusal(suizhou, file)
    assert "too_large" in said and "2000 MB" in said and "-clipsrc" in said and "112.62,31.23,114.23,32.53" in said


def test_a_zip_bomb_is_not_unpacked(suizhou, tmp_path, monkeypatch):
    monkeypatch.setattr(shapefile, "MAX_UNPACKED_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "rivers.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", b"\0" * 2_000_000)
        archive.writestr("a.dbf", b"")
    assert "zip_too_large" in refusal(suizhou, tmp_path / "rivers.zip")


def escaping() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../escaped.shp", b"?")
        archive.writestr("../../escaped.dbf", b"?")
    return packed.getvalue()


STREAMED = b'{"type": "gdal_streamed_alg", "command_line": "gdal vector read /etc/passwd"}'
REDIRECT = b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
PICTURES = b"PMTiles\x03" + struct.pack("<11Q", 127, 10, 137, 10, 147, 0, 147, 10, 1, 1, 1) + bytes((1, 2, 2, 2, 0, 5)) + b"\0" * 25 + b"\0" * 60


@pytest.mark.parametrize(("name", "content", "why"), [
    ("rivers.geojson", b"{", "broken"), ("rivers.geojson", b"[]", "broken"), ("rivers.geojson", STREAMED, "broken"),
    ("rivers.geojson", REDIRECT, "broken"), ("rivers.geojson", b"[" * 100_000, "broken"), ("rivers.geojson", b"\xff\xfe\x00", "broken"),
    ("rivers.geojson", b'{"type": "FeatureCollection", "features": []}', "no_shapes"),
    ("rivers.geojson", b'{"type": "Point", "coordinates": [NaN, 31.5]}', ""),
    ("rivers.geojson", b'{"type": "LineString", "coordinates": [[113, 31.5], [1e999, 31.6]]}', ""),
    ("rivers.geojson", b'{"type": "LineString", "coordinates": [[38000000, 3500000], [38000500, 3500900]]}', "not_degrees"),
    ("rivers.geojson", b'{"type": "LineString", "coordinates": [[113.2, 31.6], [113.3, 170]]}', "not_degrees"),
    ("rivers.gpx", b"?", "not_geographic"), ("rivers.zip", b"PK?", "zip_broken"),
    ("rivers.zip", escaping, "broken"), ("rivers.shp", b"?", "lacks_part"), ("rivers.pmtiles", b"PMTiles\x03", "broken"),
    ("rivers.pmtiles", REDIRECT * 3, "broken"), ("rivers.pmtiles", PICTURES, "pictures"),
])
def test_files_that_cannot_be_used_are_refused_with_the_reason(name, content, why, suizhou, tmp_path):
    file = tmp_path / name
    file.write_bytes(content() if callable(content) else content)
    assert why in refusal(suizhou, file)
    assert not list(tmp_path.parent.rglob("escaped.*"))


def test_a_shapefile_without_projection_or_with_an_unknown_one_is_refused(suizhou, tmp_path):
    file = saved(lines(RIVER, name=["涢水"]), tmp_path / "rivers.shp")
    file.with_suffix(".prj").write_text('LOCAL_CS["town hall",UNIT["metre",1]]', encoding="ascii")
    assert "projection" in refusal(suizhou, file)
    file.with_suffix(".prj").unlink()
    assert "no_projection" in refusal(suizhou, file)


def test_a_file_of_no_kind_or_of_the_wrong_shapes_is_refused(suizhou, tmp_path):
    file = saved(lines(RIVER), tmp_path / "download (3).geojson")
    assert "which_kind" in refusal(suizhou, file) and made(suizhou, file, said=Said("roads", "wgs84"))[0]["kind"] == "roads"
    assert "no_such_shapes" in refusal(suizhou, file, said=Said("lakes", "wgs84"))
    assert "too_long" in refusal(suizhou, file, said=Said("roads", "wgs84", "长" * 500))


@pytest.mark.parametrize("harm", [
    lambda pack: pack.update(format=2), lambda pack: pack.update(levels=[]), lambda pack: pack.update(attribution=7),
    lambda pack: pack["levels"][0].update(step=0), lambda pack: pack["levels"][0]["lines"].append([0, "M0 0l1 1<script>"]),
    lambda pack: pack["levels"][0]["lines"].append([9, "M0 0l1 1"]), lambda pack: pack["levels"][0]["names"].append(["a"]),
    lambda pack: pack.update(kind="roads"),
])
def test_a_pack_that_was_tampered_with_is_damaged(harm, suizhou, tmp_path):
    (pack,) = made(suizhou, saved(lines(RIVER, name=["涢水"]), tmp_path / "rivers.geojson"))
    file = tmp_path / "rivers.json"
    file.write_text(as_text(pack), encoding="utf-8")
    assert read_pack(file) == pack
    harm(pack)
    file.write_text(as_text(pack), encoding="utf-8")
    with pytest.raises(DamagedMap):
        read_pack(file)
