"""Cities, districts, the area register, display outlines, and the join of points to districts."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from dashboard.errors import SandtableError
from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import city_adcode, districts_of, prefecture_cities
from dashboard.geography.locate import BORDER_DEGREES, city_box, district_of, surely_in
from dashboard.geography.standing import joined

# GB/T 2260 as published in the statistics bureau's lists of 2022-2023.
HARBIN = {
    "道里区": "230102", "南岗区": "230103", "道外区": "230104", "平房区": "230108", "松北区": "230109", "香坊区": "230110",
    "呼兰区": "230111", "阿城区": "230112", "双城区": "230113", "依兰县": "230123", "方正县": "230124", "宾县": "230125",
    "巴彦县": "230126", "木兰县": "230127", "通河县": "230128", "延寿县": "230129", "尚志市": "230183", "五常市": "230184",
}
DISTRICTS = {"230100": 18, "421300": 3, "410800": 10, "430200": 9, "430500": 12, "310000": 16, "110000": 16, "500000": 38}
# Seventh census 2020, city totals as published; 410800 and 430200 hold a zone that only the census lists.
CENSUS = {"230100": 10_009_854, "421300": 2_047_923, "410800": 3_521_078, "430200": 3_902_738, "310000": 24_870_895}
DEMO = ("230100", "421300", "410800", "430200", "430500", "310000")
KINDS = {"city", "district", "county", "county_city", "functional_zone", "unknown"}  # of enum area_kind


@pytest.fixture(scope="module")
def every_city() -> dict[str, gpd.GeoDataFrame]:
    return {adcode: districts_of(adcode) for adcode in prefecture_cities()["adcode"]}


def test_harbin_by_name_and_code():
    districts = districts_of("哈尔滨")
    assert dict(zip(districts["name"], districts["adcode"], strict=True)) == HARBIN
    assert districts.crs == "EPSG:4326"


@pytest.mark.parametrize(("adcode", "count"), DISTRICTS.items())
def test_number_of_districts(adcode, count):
    assert len(districts_of(adcode)) == count


def test_every_city_has_valid_areas(every_city):
    assert len(every_city) == 375
    assert sum(map(len, every_city.values())) == 2_891
    for adcode, districts in every_city.items():
        assert len(districts) >= 1, adcode
        assert districts.geometry.is_valid.all() and not districts.geometry.is_empty.any(), adcode
        assert set(districts.geom_type) <= {"Polygon", "MultiPolygon"}, adcode
        assert districts["area_id"].is_unique, adcode


def test_known_points_lie_in_their_districts():
    # St Sophia's cathedral is in 道里区 and Sun Island in 松北区 (both WGS-84); the Sea of Japan has no district.
    found = district_of([126.622, 126.592, 150.0, np.nan], [45.7703, 45.7935, 45.0, 45.0], districts_of("230100"))
    assert found.tolist() == ["230102", "230109", None, None]
    assert district_of(126.622, 45.7703, districts_of("230100")) == "230102"


def test_shared_border_belongs_to_the_first_district():
    squares = [shapely.box(1, 0, 2, 1), shapely.box(0, 0, 1, 1)]
    frame = gpd.GeoDataFrame({"area_id": ["first", "second"]}, geometry=squares, crs="EPSG:4326")
    assert district_of(1.0, 0.5, frame) == "first"
    assert district_of([[1.0], [0.5]], [[0.5], [0.5]], frame).tolist() == [["first"], ["second"]]


def test_a_point_near_a_border_is_in_no_district_for_sure():
    squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    frame = gpd.GeoDataFrame({"area_id": ["west", "east"]}, geometry=squares, crs="EPSG:4326")
    clear, near = BORDER_DEGREES * 1.5, BORDER_DEGREES / 2
    lon = np.array([0.5, 1 - clear, 1 - near, 1 + near, 1 + clear, 3.0, -near, np.nan])
    assert surely_in(lon, np.full(len(lon), 0.5), frame).tolist() == ["west", "west", None, None, "east", None, None, None]


def test_city_box_has_a_margin():
    districts = districts_of("421300")
    box = city_box(districts, 0.25)
    assert np.allclose(np.array(box) - districts.total_bounds, [-0.25, -0.25, 0.25, 0.25])


@pytest.mark.parametrize("city", ["441900", "442000", "620200", "460400", "东莞"])
def test_a_city_without_districts_is_its_own_area(city):
    districts, areas = districts_of(city), areas_for(city)
    assert len(districts) == len(areas) == 1
    assert areas[0]["area_id"] == districts["area_id"].iloc[0] == city_adcode(city)
    assert areas[0]["kind"] == "city" and areas[0]["parent_id"] is None


@pytest.mark.parametrize(
    ("city", "named"),
    [("230102", "哈尔滨市 230100"), ("哈尔宾", "哈尔滨市 230100"), ("230199", "230200"), ("朝阳区", "北京市 110000")],
)
def test_unknown_city_names_the_nearest(city, named):
    with pytest.raises(SandtableError) as caught:
        districts_of(city)
    assert named in caught.value.hint("zh") and named in caught.value.hint("en")


def test_a_name_that_is_like_none_is_not_said_to_be_near_one():
    with pytest.raises(SandtableError) as caught:
        city_adcode("Jingdezhen")
    assert "nearest" not in caught.value.hint("en") and "哈尔滨市 230100" in caught.value.hint("zh")


@pytest.mark.parametrize(("city", "adcode"), [("德宏州", "533100"), ("德宏", "533100"), ("恩施州", "422800"), ("黔东南州", "522600"), ("兴安盟", "152200")])
def test_a_prefecture_by_the_name_that_people_say(city, adcode):
    assert city_adcode(city) == adcode


@pytest.mark.parametrize("city", ["310100", "上海", "上海市"])
def test_municipality_by_statistics_code_and_name(city):
    assert city_adcode(city) == "310000"


@pytest.mark.parametrize("adcode", DEMO)
def test_register(adcode):
    rows = areas_for(adcode)
    assert rows[0]["area_id"] == adcode and rows[0]["parent_id"] is None
    assert all(row["parent_id"] == adcode for row in rows[1:])
    assert {row["kind"] for row in rows} <= KINDS
    assert len({row["area_id"] for row in rows}) == len(rows)
    assert all(set(row) == set(rows[0]) for row in rows)


@pytest.mark.parametrize(("adcode", "total"), CENSUS.items())
def test_populations_add_up_to_the_published_total(adcode, total):
    rows = areas_for(adcode)
    assert rows[0]["population"] == total
    assert sum(row["population"] for row in rows if row["counts_in_parent"]) == total


def test_where_no_population_is_held_it_is_null_not_zero():
    assert {row["population"] for row in areas_for("440100")} == {None}


def test_functional_zones_report_beside_the_districts():
    zones = {row["area_id"]: row for row in areas_for("421300") if row["kind"] == "functional_zone"}
    assert set(zones) == {"421300-gaoxin", "421300-dahongshan"}
    gaoxin = zones["421300-gaoxin"]
    assert (gaoxin["adcode"], gaoxin["lon"], gaoxin["population"]) == (None, None, None)
    assert (gaoxin["nested_in"], gaoxin["counts_in_parent"]) == ("421303", False)
    yunlong = next(row for row in areas_for("430200") if row["name"] == "云龙示范区")
    assert (yunlong["population"], yunlong["counts_in_parent"]) == (115_818, True)


def test_names():
    names = {row["name"]: (row["name_en"], row["name_pinyin"]) for adcode in DEMO for row in areas_for(adcode)}
    assert names["道里区"] == ("Daoli", "dao li qu")
    assert names["哈尔滨市"] == ("Harbin", "ha er bin shi")
    assert names["宾县"] == ("Binxian", "bin xian")
    assert names["曾都区"] == ("Zengdu", "zeng du qu")
    assert names["闵行区"] == ("Minhang", "min hang qu")
    assert names["城步苗族自治县"][0] == "Chengbu"
    assert names["邵阳县"][0] == "Shaoyang County" and names["邵阳市"][0] == "Shaoyang"
    assert names["博爱县"][0] == "Bo'ai"


def test_names_of_any_city():
    names = {row["name"]: row["name_en"] for adcode in ("150700", "533100", "130800", "632800", "652300") for row in areas_for(adcode)}
    assert names["德宏傣族景颇族自治州"] == "Dehong" and names["鄂温克族自治旗"] == "Ewenke" and names["木垒哈萨克自治县"] == "Mulei"
    assert (names["承德市"], names["承德县"]) == ("Chengde", "Chengde County"), "two of one name are told apart"
    assert {row["name"]: row["kind"] for row in areas_for("632800")}["大柴旦行政委员会"] == "county"


def labels_outside(adcode: str, districts: gpd.GeoDataFrame) -> list[str]:
    points = {row["area_id"]: shapely.Point(row["lon"], row["lat"]) for row in areas_for(adcode) if row["lon"]}
    pairs = zip(districts["area_id"], districts.geometry, strict=True)
    return [area_id for area_id, outline in pairs if not outline.contains(points[area_id])]


@pytest.mark.parametrize("adcode", DEMO)
def test_label_points_lie_inside_their_districts(adcode, every_city):
    assert labels_outside(adcode, every_city[adcode]) == []


@pytest.mark.slow
def test_label_points_of_the_whole_country_lie_inside_their_districts(every_city):
    assert {adcode for adcode, districts in every_city.items() if labels_outside(adcode, districts)} == set()


def test_districts_that_were_merged_are_drawn_as_one():
    outlines = {"city": "c", "districts": [
        {"area_id": "a", "name": "甲区", "name_en": "A", "path": "M0 0Z", "label": [1, 1], "area_share": 0.2},
        {"area_id": "b", "name": "乙县", "name_en": "B", "path": "M5 5Z", "label": [6, 6], "area_share": 0.5},
        {"area_id": "d", "name": "丁县", "name_en": "D", "path": "M9 9Z", "label": [9, 9], "area_share": 0.3},
    ]}
    assert joined(outlines, {}) is outlines
    drawn = {one["area_id"]: one for one in joined(outlines, {"a": ("n", "新区", "New"), "b": ("n", "新区", "New")})["districts"]}
    assert set(drawn) == {"n", "d"} and drawn["n"]["path"] == "M5 5ZM0 0Z" and drawn["n"]["label"] == [6, 6] and drawn["n"]["name"] == "新区"
    kept = {one["area_id"]: one for one in joined(outlines, {"b": ("d", "丁县", "D")})["districts"]}
    assert set(kept) == {"a", "d"} and kept["d"]["label"] == [9, 9] and kept["d"]["area_share"] == 0.8
