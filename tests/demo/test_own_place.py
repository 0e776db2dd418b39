"""A place that describes itself: its areas from a file, its outlines from another or from the register, and what is refused."""

import json
from pathlib import Path

import pytest
import shapely

from dashboard.cli.main import main
from dashboard.demo.own_place import areas_of, create_place
from dashboard.errors import RefusedInput
from dashboard.geography.own_outlines import own_outlines
from dashboard.intake.store_state import city_of, lists_of

HEADER = "地区编号,名称,类型,上级地区,含于,人口\n"
TOWNS = HEADER + "xq,示例新区,城市,,,\nxq-1,东港镇,街道,示例新区,,52000\nxq-2,西岭街道,街道,xq,,\nxq-3,保税港区,功能区,xq,东港镇,\n"
SQUARES = {"xq-1": (120.0, 30.0), "xq-2": (120.1, 30.0)}


def file_of(folder: Path, text: str, name: str = "地区.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def shapes(folder: Path, squares: dict[str, tuple[float, float]], column: str = "area_id") -> Path:
    features = [
        {"type": "Feature", "properties": {column: name}, "geometry": shapely.geometry.mapping(shapely.box(x, y, x + 0.1, y + 0.1))}
        for name, (x, y) in squares.items()
    ]
    return file_of(folder, json.dumps({"type": "FeatureCollection", "features": features}), "shapes.geojson")


def why(raised) -> str:
    return raised.value.title("zh") + raised.value.hint("zh")


def test_a_place_with_its_own_outlines(tmp_path):
    place = create_place(tmp_path / "xq", file_of(tmp_path, TOWNS), shapes(tmp_path, SQUARES), "wgs84")
    assert (place.city, place.city_name("zh"), place.city_name("en"), place.names_own_areas) == ("xq", "示例新区", "Shili", True)
    drawn = json.loads((place.geodata / "districts.json").read_text(encoding="utf-8"))
    assert [(one["area_id"], one["name_en"]) for one in drawn["districts"]] == [("xq-1", "Donggang"), ("xq-2", "Xiling")]
    assert drawn["attribution"] == "边界：shapes.geojson（本地提供） · boundaries: shapes.geojson (of the place itself)"
    city, lists = city_of(place), lists_of(place)
    assert city.places.area_id("东港") == "xq-1" and city.places.area_id("全市") == "" and city.box == pytest.approx((119.9, 29.9, 120.3, 30.2))
    assert [area.zh for area in lists.areas] == ["示例新区", "东港镇", "西岭街道", "保税港区"]
    assert (lists.site.name, round(lists.site.lon, 2), round(lists.site.lat, 2)) == ("东港镇", 120.05, 30.05)


def test_rows_are_completed_and_related_by_name_or_identifier(tmp_path):
    rows = {row["area_id"]: row for row in areas_of(file_of(tmp_path, TOWNS))}
    assert {area: (row["parent_id"], row["nested_in"], row["counts_in_parent"]) for area, row in rows.items()} == {
        "xq": (None, None, None), "xq-1": ("xq", None, True), "xq-2": ("xq", None, True), "xq-3": ("xq", "xq-1", False),
    }
    assert (rows["xq-1"]["population"], rows["xq-2"]["population"]) == (52000, None), "an unknown population is none, not 0"


def test_without_a_file_the_outlines_are_those_of_the_codes():
    def drawn(*areas):
        rows = [{"area_id": area, "adcode": None, "name": area, "parent_id": parent} for area, parent in areas]
        return own_outlines(rows)["area_id"].tolist()

    assert drawn(("441900", None), ("441900-1", "441900")) == ["441900"], "no town has one: the city as a whole"
    assert drawn(("430200", None), ("430202", "430200"), ("new", "430200")) == ["430202"]
    assert drawn(("230125", None), ("t-1", "230125")) == ["230125"], "a county with a board of its own"
    assert drawn(("xq", None), ("xq-1", "xq")) == []


@pytest.mark.parametrize(("text", "said"), [
    (HEADER + "a,甲区,区,,,\nb,乙区,区,,,\n", "没有上级地区的有 2 行（2 甲区、3 乙区）"),
    (HEADER + "a,甲区,区,b,,\nb,乙区,区,a,,\n", "没有上级地区的有 0 行"),
    (HEADER + "a,甲市,城市,,,\nb,乙区,区,丙市,,\n", "地区.csv:3:parent_id: 文件中没有“丙市”"),
    (HEADER + "a,甲市,城市,,,\nb,乙区,区,c,,\nc,丙区,区,b,,\n", "地区.csv:3:parent_id: “乙区”的上级又属于它自己"),
    (HEADER + "a,甲市,城市,,,\na,乙区,区,a,,\n", "地区.csv:3:地区编号"),
    (HEADER + "a,甲市,大城,,,\n", "地区.csv:2:类型"),
    ("名称,类型\n甲市,城市\n", "地区编号"),
])
def test_a_file_of_areas_that_is_wrong_says_where(text, said, tmp_path):
    with pytest.raises(RefusedInput) as raised:
        areas_of(file_of(tmp_path, text))
    assert said in why(raised)


@pytest.mark.parametrize(("squares", "datum", "said"), [
    ({"xq-1": (120.0, 30.0), "xq-9": (120.1, 30.0)}, "wgs84", "shapes.geojson 有 1 个图形不是地区表中的地区：2 xq-9"),
    ({"xq-1": (30.0, 120.0)}, "wgs84", "经度和纬度写反了"),
    ({"xq-1": (2.0, 48.0)}, "wgs84", "不在中国范围内"),
    (SQUARES, None, "没有说明坐标系"),
    ({"xq-1": (120.0, 30.0), "xq-2": (120.0, 30.0)}, "wgs84", "几个地区的边界完全相同：xq-1 = xq-2"),
])
def test_outlines_that_are_wrong_are_refused(squares, datum, said, tmp_path):
    rows = [{"area_id": area, "adcode": None, "name": area, "parent_id": None if area == "xq" else "xq"} for area in ("xq", "xq-1", "xq-2")]
    with pytest.raises(RefusedInput) as raised:
        own_outlines(rows, shapes(tmp_path, squares), datum)
    assert said in why(raised)


@pytest.mark.parametrize(("shape", "said"), [
    (None, "有 1 个图形不是面，或没有图形：1"), (shapely.Point(120.0, 30.0), "有 1 个图形不是面，或没有图形：1"),
    (shapely.box(-180, -90, 180, 90), "不在中国范围内：第 1 个"),
])
def test_an_outline_that_is_none_or_of_the_whole_world_is_not_passed_over(shape, said, tmp_path):
    drawn = [shape and shapely.geometry.mapping(shape), shapely.geometry.mapping(shapely.box(120.1, 30.0, 120.2, 30.1))]
    features = [{"type": "Feature", "properties": {"area_id": f"xq-{n}"}, "geometry": one} for n, one in enumerate(drawn, start=1)]
    file = file_of(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "shapes.geojson")
    rows = [{"area_id": area, "adcode": None, "name": area, "parent_id": None if area == "xq" else "xq"} for area in ("xq", "xq-1", "xq-2")]
    with pytest.raises(RefusedInput) as raised:
        own_outlines(rows, file, "wgs84")
    assert said in why(raised)


def test_an_outline_beside_the_registered_city_is_refused(tmp_path):
    rows = [{"area_id": area, "adcode": None, "name": area, "parent_id": parent} for area, parent in (("441900", None), ("441900-1", "441900"))]
    with pytest.raises(RefusedInput) as raised:
        own_outlines(rows, shapes(tmp_path, {"441900-1": (120.0, 30.0)}), "wgs84")
    assert "不在本市范围内" in why(raised)


def test_a_refused_file_leaves_no_workspace(tmp_path, capsys):
    areas = file_of(tmp_path, HEADER + "a,甲市,城市,,,\nb,乙区,区,丙市,,\n")
    assert main(["init", str(tmp_path / "a"), "--areas", str(areas), "--lang", "zh"]) == 1
    assert "丙市" in capsys.readouterr().err and not (tmp_path / "a").exists()
    assert main(["init", str(tmp_path / "a"), "--areas", str(file_of(tmp_path, HEADER + "a,甲市,大城,,,\n")), "--lang", "zh"]) == 1
    assert "地区.csv:2:类型" in (told := capsys.readouterr().err) and "␊" not in told
    assert main(["init", str(tmp_path / "a"), "--city", "441900", "--boundaries", "x.geojson", "--lang", "zh"]) == 2
