"""The risk-area feed: hand-made snapshots with hand-worked openings and closings, and the real feed's known answers."""

import json
from datetime import datetime
from pathlib import Path

import pandas
import pytest

from dashboard.intake.adapters import risk_areas
from dashboard.intake.adapters.address import normalise_address, same_address
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.risk_area_file import NotTheFeed, update_time
from dashboard.intake.adapters.zone_stock import scheme_of
from tests.feed_matching import measure, readings_of

REAL = Path(__file__).parents[3] / "shared" / "real" / "risk_areas" / "heilongjiang"
AREAS = pandas.DataFrame(
    [
        ("230100", "230100", "哈尔滨市", "city", None),
        ("230102", "230102", "道里区", "district", "230100"),
        ("230103", "230103", "南岗区", "district", "230100"),
    ],
    columns=["area_id", "adcode", "name", "kind", "parent_id"],
)
OPEN_COLUMNS = ["zone_id", "area_id", "level", "extent_text", "extent_key", "scheme"]


class Store:
    """What the store would know after readings were taken in."""

    def __init__(self) -> None:
        self.zones: dict[str, dict] = {}
        self.events: list[tuple[str, str, datetime]] = []
        self.last_at: datetime | None = None

    def open_zones(self, source: str) -> pandas.DataFrame:
        assert source == "risk-areas"
        return pandas.DataFrame(list(self.zones.values()), columns=OPEN_COLUMNS)

    def last_taken(self, source: str) -> datetime | None:
        return self.last_at

    def take(self, *paths: Path) -> list[Reading]:
        readings = list(risk_areas.read(list(paths), Context("230100", AREAS, self.open_zones, self.last_taken)))
        for reading in readings:
            self._keep(reading)
        return readings

    def _keep(self, reading: Reading) -> None:
        if any(problem.severity == "refuse" for problem in reading.problems):
            return
        for row in _rows(reading, "zones"):
            self.zones[row["zone_id"]] = {column: row[column] for column in OPEN_COLUMNS}
        for row in _rows(reading, "zone_events"):
            self.events.append((row["zone_id"], row["event"], row["at"]))
            if row["event"] == "lift":
                del self.zones[row["zone_id"]]
            elif row["event"] == "scheme_switch" and row.get("scheme"):
                self.zones[row["zone_id"]]["scheme"] = row["scheme"]
            elif row["event"] in ("raise", "lower", "edit"):
                self.zones[row["zone_id"]] |= {"level": row["level"], "extent_text": row["extent_text"]}
        if not any(problem.rule == "held_back" for problem in reading.problems):
            self.last_at = reading.published_at

    def kinds(self) -> list[str]:
        return [event for _, event, _ in self.events]

    def texts(self, level: str = "high") -> list[str]:
        return sorted(zone["extent_text"] for zone in self.zones.values() if zone["level"] == level)


def _rows(reading: Reading, table: str) -> list[dict]:
    return reading.tables[table].to_dict("records") if table in reading.tables else []


def _entries(listed: dict[str, list[str]], city: str = "哈尔滨市") -> list[dict]:
    return [{"city": city, "county": county, "communitys": texts} for county, texts in listed.items()]


@pytest.fixture
def snapshot(tmp_path):
    """Writes a snapshot file: high and medium addresses by county of 哈尔滨市, `wrong` replaces fields."""

    def write(time: str, high: dict | None = None, medium: dict | None = None, name: str = "a", elsewhere: int = 0, **wrong) -> Path:
        highs = _entries(high or {})
        if elsewhere:
            highs += _entries({"爱辉区": [f"{n}号楼" for n in range(elsewhere)]}, "黑河市")
        lists = {"h": highs, "m": _entries(medium or {}), "l": _entries({"道里区": ["其他地区"]}) if highs else []}
        data = {"end_update_time": time}
        for letter, list_name in (("h", "highlist"), ("m", "middlelist"), ("l", "lowlist")):
            data |= {list_name: lists[letter], letter + "count": sum(len(e["communitys"]) for e in lists[letter])}
        file = tmp_path / f"{name}-{time.replace(' ', '')}.json"
        file.write_text(json.dumps({"data": data | wrong, "code": 0}, ensure_ascii=False), encoding="utf-8")
        return file

    return write


def _rules(reading: Reading) -> list[str]:
    return [problem.rule for problem in reading.problems]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上夹树街 2 号", "上夹树街2号"),
        ("兔兔熊儿童齿科 (红博中央公园店）", "兔兔熊儿童齿科(红博中央公园店)"),
        ("宣西小区55栋，68栋", "宣西小区55栋、68栋"),
        ("学府路１２号；14号。", "学府路12号;14号"),
        ("新发小区a05栋", "新发小区A05栋"),
    ],
)
def test_spellings_of_one_place(one, other):
    assert normalise_address(one) == normalise_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1号楼", "1栋"),
        ("三单元", "3单元"),
        ("1栋二单元、三单元、2栋一单元", "1栋二单元、2栋一单元、三单元"),
        ("兰河名苑小区", "兰河街道兰河名苑小区"),
    ],
)
def test_different_places_stay_different(one, other):
    assert normalise_address(one) != normalise_address(other)


def test_update_times():
    assert update_time("2022-11-11 0时") == datetime(2022, 11, 11, 0)
    assert update_time("2022-11-30 24时") == datetime(2022, 12, 1, 0)
    for wrong in ("2022-13-01 8时", "2022-11-30 25时", "昨天", 5, None):
        with pytest.raises(NotTheFeed):
            update_time(wrong)


def test_schemes_follow_the_day_and_medium_stays_ninth_edition():
    assert [scheme_of("high", datetime(2022, 11, day)) for day in (10, 11)] == ["ed9", "twenty"]
    assert scheme_of("medium", datetime(2022, 11, 12)) == "ed9"
    assert scheme_of("high", datetime(2022, 12, 7)) == "new_ten"


def test_declare_edit_lower_lift_in_time_order(snapshot):
    store = Store()
    files = [
        snapshot("2022-11-05 12时", {"南岗区": ["乙街2号"]}, {"道里区": ["甲街1号"]}, elsewhere=3),
        snapshot("2022-11-05 9时", {"道里区": ["甲街 1号"], "南岗区": ["乙街2号", "丙街3号"]}, elsewhere=2),
    ]
    first, second = store.take(*files)
    assert first.published_at == datetime(2022, 11, 5, 9) and second.published_at == datetime(2022, 11, 5, 12)
    assert [row["event"] for row in _rows(first, "zone_events")] == ["declare"] * 3
    assert [(row["event"], row["level"]) for row in _rows(second, "zone_events")] == [("lower", "medium"), ("lift", None)]
    assert store.texts() == ["乙街2号"] and store.texts("medium") == ["甲街1号"]
    zone = _rows(first, "zones")[0]
    assert zone["area_id"] == "230102" and zone["zone_id"].startswith("230102-h-") and zone["zone_id"].endswith("-2022110509")
    assert (zone["scheme"], zone["extent_key"], zone["geometry_precision"]) == ("ed9", "甲街1号", "address_only")
    assert "其他城市 2 处" in first.note


def test_a_new_spelling_edits_and_neither_lifts_nor_declares(snapshot):
    store = Store()
    store.take(snapshot("2022-11-20 8时", {"道里区": ["甲街 1号", "乙街2号，3号"]}))
    store.take(snapshot("2022-11-20 10时", {"道里区": ["甲街1号", "乙街2号，3号"]}))
    assert store.kinds() == ["declare", "declare", "edit"]
    assert store.texts() == ["乙街2号，3号", "甲街1号"]


@pytest.mark.parametrize(("one", "other", "same"), [
    ("观江国际B区3号楼", "观江国际B区3号楼2单元", True), ("泰山小区", "泰山小区S栋", True), ("宝宇天邑澜山小区", "宝宇天邑澜山小区十一栋", True),
    ("龙跃金水湾2栋三单元", "龙跃金水湾2栋三单元、8栋一单元", True), ("安埠小区802栋、安埠小区388栋", "安埠小区388栋", True),
    ("三辅街178号", "三辅街178号", False), ("三辅街178", "三辅街178-1号楼", False), ("学府路1", "学府路19号楼", False),
    ("福顺尚都小区", "福顺尚都小区(除10号楼外)", False), ("哈西商厦A座", "哈西商厦B座", False), ("泰山小区", "泰山小区东门便利店", False),
    ("康宁小区2号楼4单元、8号楼", "康宁小区2号楼5单元", False), ("兰河名苑", "明达花园", False),
])
def test_an_address_with_a_building_or_unit_more_or_fewer(one, other, same):
    assert same_address(one, other) is same and same_address(other, one) is same


def test_a_zone_that_loses_a_building_stays_itself_and_keeps_the_old_text(snapshot):
    store = Store()
    store.take(snapshot("2022-11-28 8时", {"道里区": ["金水湾2栋三单元、8栋一单元", "其他楼"]}))
    store.take(snapshot("2022-11-28 20时", {"道里区": ["金水湾2栋三单元", "其他楼"]}))
    store.take(snapshot("2022-11-29 8时", {"道里区": ["金水湾2栋三单元、8栋一单元", "其他楼"]}))
    assert store.kinds() == ["declare", "declare", "edit", "edit"] and len(store.zones) == 2
    assert store.texts() == ["其他楼", "金水湾2栋三单元、8栋一单元"]
    store.take(snapshot("2022-11-29 20时", {"道里区": ["其他楼"]}))
    assert store.kinds()[-1] == "lift" and len(store.zones) == 1


def test_a_building_that_is_split_or_merged_is_not_guessed_at(snapshot):
    store = Store()
    store.take(snapshot("2022-11-28 8时", {"道里区": ["澜山小区7栋", "澜山小区11栋", "其他楼"]}))
    store.take(snapshot("2022-11-28 20时", {"道里区": ["澜山小区", "其他楼"]}))
    assert sorted(store.kinds()) == ["declare"] * 4 + ["lift"] * 2


def test_another_county_or_level_is_another_zone(snapshot):
    store = Store()
    store.take(snapshot("2022-11-01 8时", {"道里区": ["澜山小区7栋"]}, {"南岗区": ["澜山小区"]}))
    store.take(snapshot("2022-11-01 20时", {"南岗区": ["澜山小区7栋二单元"]}, {"南岗区": ["澜山小区"]}))
    assert "edit" not in store.kinds()


def test_an_address_listed_in_two_spellings_is_one_zone(snapshot):
    (reading,) = Store().take(snapshot("2022-11-20 8时", {"道里区": ["甲街 1号", "甲街1号", "乙街2号"]}))
    assert len(_rows(reading, "zones")) == 2 and _rules(reading) == ["twice"]


def test_an_address_that_comes_back_is_another_zone(snapshot):
    store = Store()
    listings = {8: ["甲", "乙"], 11: ["乙"], 14: ["甲", "乙"]}
    store.take(*(snapshot(f"2022-11-20 {hour}时", {"道里区": texts}) for hour, texts in listings.items()))
    ids = [zone for zone, event, _ in store.events if event == "declare"]
    assert len(ids) == len(set(ids)) == 3 and store.kinds().count("lift") == 1


def test_medium_zones_end_with_the_scheme(snapshot):
    store = Store()
    store.take(snapshot("2022-11-15 7时", {"道里区": ["甲"]}, {"道里区": ["乙", "丙"]}))
    store.take(snapshot("2022-11-15 10时", {"道里区": ["甲", "丙"]}))
    assert store.kinds()[3:] == ["raise", "scheme_switch", "lift"]
    assert store.texts() == ["丙", "甲"]


def test_zones_of_the_twenty_measures_go_on_under_the_plan_from_its_day(snapshot):
    store = Store()
    store.take(snapshot("2022-11-20 21时", {"道里区": ["甲"]}))
    assert [zone["scheme"] for zone in store.zones.values()] == ["twenty"]
    [reading] = store.take(snapshot("2022-11-21 7时", {"道里区": ["甲", "乙"]}))
    switch, *others = [row for row in _rows(reading, "zone_events") if row["event"] != "declare"]
    assert (switch["event"], switch["scheme"]) == ("scheme_switch", "twenty_plan") and "划定及管控方案" in switch["reason"] and not others
    assert {zone["scheme"] for zone in store.zones.values()} == {"twenty_plan"}
    assert store.take(snapshot("2022-11-21 10时", {"道里区": ["甲", "乙"]})) and store.kinds().count("scheme_switch") == 1


def test_a_missing_list_is_refused_by_name(snapshot, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"data": {"end_update_time": "2022-11-05 9', encoding="utf-8")
    other = tmp_path / "other.json"
    other.write_text('{"data": {"end_update_time": "2022-11-05 9时"}}', encoding="utf-8")
    miscounted = snapshot("2022-11-05 10时", {"道里区": ["甲", "乙"]}, hcount=3)
    outside = snapshot("2022-11-05 11时", {"南刚区": ["甲"]})
    store = Store()
    found = {reading.file.name: reading.problems[0] for reading in store.take(broken, other, miscounted, outside)}
    assert {problem.severity for problem in found.values()} == {"refuse"}
    assert found["other.json"].column == "highlist"
    assert found[miscounted.name].column == "hcount" and "3" in found[miscounted.name].message.en
    assert "南岗区" in found[outside.name].allowed.zh
    assert not store.zones and not store.events


def test_an_older_snapshot_is_refused(snapshot):
    store = Store()
    store.take(snapshot("2022-11-05 12时", {"道里区": ["甲"]}))
    (reading,) = store.take(snapshot("2022-11-05 9时", {"道里区": ["乙"]}))
    assert [(f.rule, f.severity) for f in reading.problems] == [("older", "refuse")] and not reading.tables


MANY = {"道里区": [f"{n}号楼" for n in range(12)]}


@pytest.mark.parametrize("partial", [{}, {"道里区": []}, {"道里区": ["0号楼", "1号楼", "2号楼"]}])
@pytest.mark.parametrize("first", ["full", "partial"])
def test_a_partial_version_of_an_hour_lifts_nothing(snapshot, partial, first):
    """Together in one command or one by one, whichever comes first: the fuller version counts."""
    for together in (True, False):
        store = Store()
        store.take(snapshot("2022-11-24 8时", MANY))
        fuller = {"道里区": [*MANY["道里区"], "新楼"]}
        versions = [snapshot("2022-11-24 11时", fuller, name="full"), snapshot("2022-11-24 11时", partial, name="partial")]
        versions.sort(key=lambda file: not file.name.startswith(first))
        for command in [versions] if together else [[version] for version in versions]:
            store.take(*command)
        assert store.kinds() == ["declare"] * 13, (together, first)


def test_a_collapse_is_believed_when_a_later_hour_says_the_same(snapshot):
    store = Store()
    left = {"道里区": ["0号楼"]}
    files = [snapshot("2022-11-24 8时", MANY), snapshot("2022-11-24 11时", left), snapshot("2022-11-24 14时", left)]
    _, held, believed = store.take(*files)
    assert _rules(held) == ["held_back"] and not held.tables
    assert {row["at"] for row in _rows(believed, "zone_events")} == {datetime(2022, 11, 24, 14)}
    assert store.texts() == ["0号楼"]


def test_a_collapse_alone_is_believed_after_a_day(snapshot):
    store = Store()
    store.take(snapshot("2022-11-24 8时", MANY))
    store.take(snapshot("2022-11-24 20时", {"道里区": ["0号楼"]}))
    assert len(store.zones) == 12
    store.take(snapshot("2022-11-25 8时", {"道里区": ["0号楼"]}))
    assert store.texts() == ["0号楼"]


def test_the_end_of_an_outbreak_is_believed_at_once(snapshot):
    store = Store()
    store.take(snapshot("2022-12-09 8时", MANY))
    store.take(snapshot("2022-12-09 11时", {"道里区": MANY["道里区"][:4]}))
    assert len(store.zones) == 4


@pytest.fixture(scope="module")
def harbin():
    """Readings of all 311 real files."""
    if not REAL.is_dir():
        pytest.skip("the real risk-area feed is not beside the project")
    names = ["道里区", "南岗区", "道外区", "平房区", "松北区", "香坊区", "呼兰区", "阿城区", "双城区", "依兰县", "方正县", "宾县", "巴彦县",
             "木兰县", "通河县", "延寿县", "尚志市", "五常市"]
    areas = pandas.DataFrame([("230100", None, "哈尔滨市", "city", None), *((name, None, name, "district", "230100") for name in names)],
                             columns=AREAS.columns)
    context = Context("230100", areas, lambda source: pandas.DataFrame(columns=OPEN_COLUMNS), lambda source: None)
    return list(risk_areas.read(sorted(REAL.glob("*.json")), context))


def _open_at(readings: list[Reading], moment: str) -> pandas.DataFrame:
    events = pandas.concat([reading.tables["zone_events"] for reading in readings if "zone_events" in reading.tables])
    events = events[events["at"] <= pandas.Timestamp(moment)]
    lifted = events.loc[events["event"] == "lift", "zone_id"]
    levels = events[events["event"].isin(["declare", "raise", "lower"])].groupby("zone_id")["level"].last()
    levels = levels[~levels.index.isin(lifted)].reset_index()
    return levels.assign(area=levels["zone_id"].str.partition("-")[0])


def test_known_answers_of_the_real_feed(harbin):
    before = _open_at(harbin, "2022-11-05 09:30")["level"].value_counts()
    assert before.to_dict() == {"high": 38, "medium": 39}
    by_area = _open_at(harbin, "2022-11-29 21:30")["area"].value_counts().to_dict()
    assert by_area == {
        "南岗区": 194, "香坊区": 84, "道里区": 52, "道外区": 34, "松北区": 20, "尚志市": 14, "呼兰区": 13, "阿城区": 10, "平房区": 8,
        "双城区": 7, "五常市": 6, "通河县": 4, "宾县": 3, "巴彦县": 2, "延寿县": 2, "方正县": 1,
    }
    assert len(_open_at(harbin, "2022-11-30 08:00")) == 498
    last = _open_at(harbin, "2022-12-05 11:30")
    assert len(last) == 763 and last["area"].nunique() == 16 and set(last["level"]) == {"high"}


def test_partial_publications_of_the_real_feed_change_nothing(harbin):
    assert len(harbin) == 311
    for name in ("2022112408-c1b75598.json", "2022112608-a214ea6e.json"):
        (reading,) = [reading for reading in harbin if reading.file.name == name]
        assert not reading.tables and _rules(reading) == ["versions"]
    zones = pandas.concat([reading.tables["zones"] for reading in harbin if "zones" in reading.tables])
    assert zones["zone_id"].is_unique


def test_matching_keeps_real_zones_whole(harbin):
    """Fewer zones that break off and come back within a day under a similar address; the same number in force at every hour."""
    plain, matched = measure(readings_of(REAL, matching=False)), measure(harbin)
    assert (plain.zones, plain.came_back) == (1661, 39) and (matched.zones, matched.came_back) == (1627, 22)
    assert plain.zones - plain.lifted == matched.zones - matched.lifted == 84
    assert matched.events["edit"] - plain.events["edit"] == plain.zones - matched.zones, "each is one edit instead of two zones"
    assert (round(matched.median_hours), round(matched.p90_hours)) == (133, 186)
