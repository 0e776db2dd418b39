"""Shanghai's tables and places, city counts, New York's tickets: hand-made files, and the real ones' known answers."""

import json
from datetime import datetime
from pathlib import Path

import pandas
import pytest

from dashboard.geography.areas import areas_for
from dashboard.i18n.messages import messages
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.registry import ADAPTERS
from dashboard.schema.declaration import enums, tables

REAL = Path(__file__).parents[3] / "shared" / "real"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the project")


def _read(source: str, city: str, *files: Path) -> list[Reading]:
    areas = pandas.DataFrame(areas_for(city))
    readings = list(ADAPTERS[source].read(list(files), Context(city, areas, lambda name: pandas.DataFrame(), lambda name: None)))
    for reading in readings:
        for table, frame in reading.tables.items():
            assert set(frame) - {"source_row"} <= set(tables()[table].columns)
            key = list(tables()[table].key)
            assert not frame.reindex(columns=key).astype(str).duplicated().any()
            for column in tables()[table].columns.values():
                if column.enum and column.name in frame:
                    assert set(frame[column.name].dropna()) <= set(enums()[column.enum])
    return readings


def _file(folder: Path, name: str, *lines: str) -> Path:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def _cells(reading: Reading, day: str) -> dict:
    cells = reading.tables["bulletin_cells"]
    cells = cells[cells["bulletin_id"].str.endswith(day)]
    return {(row["measure"], row["class"], row["area_id"]): row["n"] for row in cells.to_dict("records")}


def _refusals(reading: Reading) -> list[tuple]:
    assert not reading.tables
    return [(problem.rule, problem.row, problem.column) for problem in reading.problems if problem.severity == "refuse"]


def _warnings(reading: Reading) -> list[str]:
    assert reading.tables
    return [problem.rule for problem in reading.problems if problem.severity == "warn"]


def test_registry():
    assert set(ADAPTERS) == {"risk-areas", "shanghai-2022", "shanghai-districts", "shanghai-places", "city-counts", "nyc311"}
    assert all(f"source.{name}" in messages() for name in ADAPTERS)


CITY_HEADER = "Date Total Confirmed Deaths Asymptomatic |Asymptomatic to Confirmed|"
DISTRICT_HEADER = "Date District Total Confirmed Asymptomatic"


def test_shanghai_city_table(tmp_path):
    file = _file(tmp_path, "o.csv", CITY_HEADER, "2022-04-13 108 20 3 90 2", "2022-04-14 9 4 0 6 0")
    (reading,) = _read("shanghai-districts", "310000", file)
    assert _cells(reading, "2022-04-13") == {
        ("new", "positive", None): 108, ("new", "confirmed", None): 20, ("new", "asymptomatic", None): 90,
        ("converted", "confirmed", None): 2, ("new_dead", "confirmed", None): 3,
    }
    bulletin = reading.tables["bulletins"].iloc[0]
    assert bulletin["window_end"] == datetime(2022, 4, 14) and bulletin["published_at"] == datetime(2022, 4, 14, 9)
    assert reading.published_at == datetime(2022, 4, 15, 9)
    # 4 + 6 - 0 is not 9: said, and kept.
    assert _warnings(reading) == ["sum"] and reading.problems[0].row == 3


def test_shanghai_district_table(tmp_path):
    lines = ["2022-04-01 黄浦区 5 2 3", "2022-04-01 徐汇区 7 0 7", "2022-04-01 黄浦区 5 2 3"]
    (reading,) = _read("shanghai-districts", "310000", _file(tmp_path, "d.csv", DISTRICT_HEADER, *lines))
    assert _cells(reading, "2022-04-01") == {
        ("new", "confirmed", "黄浦区"): 2, ("new", "asymptomatic", "黄浦区"): 3,
        ("new", "confirmed", "徐汇区"): 0, ("new", "asymptomatic", "徐汇区"): 7,
    }
    assert len(reading.tables["bulletins"]) == 1 and _warnings(reading) == ["duplicate"]


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        (["Date Confirmed"], ("header", 1, None)),
        ([DISTRICT_HEADER], ("empty", None, None)),
        ([DISTRICT_HEADER, "2022-13-01 黄浦区 5 2 3"], ("unread", 2, "Date")),
        ([DISTRICT_HEADER, "2022-04-01 黄浦区 5 x 3"], ("unread", 2, "Confirmed")),
        ([DISTRICT_HEADER, "2022-04-01 黄蒲区 5 2 3"], ("unread", None, "District")),
        ([DISTRICT_HEADER, "2022-04-01 黄浦区 5 2"], ("ragged", 2, None)),
    ],
)
def test_shanghai_table_that_is_wrong(tmp_path, lines, refusal):
    (reading,) = _read("shanghai-districts", "310000", _file(tmp_path, "d.csv", *lines))
    assert _refusals(reading) == [refusal]


def test_two_different_lines_of_one_day_and_district_are_refused(tmp_path):
    lines = [DISTRICT_HEADER, "2022-04-01 黄浦区 5 2 3", "2022-04-01 黄浦区 6 3 3"]
    (reading,) = _read("shanghai-districts", "310000", _file(tmp_path, "d.csv", *lines))
    assert _refusals(reading) == [("duplicate", 3, None)]


@pytest.mark.parametrize("source", ["shanghai-districts", "shanghai-places"])
def test_shanghai_files_belong_to_shanghai(tmp_path, source):
    (reading,) = _read(source, "230100", _file(tmp_path, "o.csv", CITY_HEADER, "2022-04-13 108 20 3 90 2"))
    assert _refusals(reading) == [("city", None, None)] and "Harbin" in reading.problems[0].message.en


def test_shanghai_places(tmp_path):
    here, far_away = [121.63742, 31.201487], [113.144797, 23.007439]
    places = [("张东路2281弄", here), ("新队", far_away), ("无坐标弄", []), ("张东路2281弄", here)]
    entries = [{"date": "2022-04-01", "district_name": "浦东新区", "place_name": place, "lnglat": lnglat} for place, lnglat in places]
    (reading,) = _read("shanghai-places", "310000", _file(tmp_path, "p.json", json.dumps(entries, ensure_ascii=False)))
    found = reading.tables["case_places"]
    assert reading.datum == "gcj02" and list(found["place"]) == ["张东路2281弄", "新队", "无坐标弄"]
    assert list(found["lon"].notna()) == [True, False, False] and found["lon"].iloc[0] == 121.63742
    assert _warnings(reading) == ["outside", "duplicate"] and "1 of 4" in reading.problems[0].message.en


BAD_DATE = '[{"date": "1.4.", "district_name": "黄浦区", "place_name": "甲"}]'


@pytest.mark.parametrize("text", ["[", "{}", "[]", '[{"date": "2022-04-01"}]', BAD_DATE])
def test_shanghai_places_that_are_wrong(tmp_path, text):
    (reading,) = _read("shanghai-places", "310000", _file(tmp_path, "p.json", text))
    assert _refusals(reading)


COUNTS_HEADER = "date,city,cityCode,confirmed,suspected,cured,dead"


def test_city_counts(tmp_path):
    lines = ["2020-02-13,邵阳市,430500,95,1,32,1", "2020-02-12,邵阳市,430500,94,0,33,1", "2020-02-12,株洲市,430200,70,0,9,0"]
    (reading,) = _read("city-counts", "430500", _file(tmp_path, "c.csv", COUNTS_HEADER, *lines))
    assert _cells(reading, "2020-02-12") == {
        ("cumulative", "confirmed", None): 94, ("existing", "suspected", None): 0,
        ("recovered", "confirmed", None): 33, ("dead", "confirmed", None): 1,
    }
    assert reading.published_at == datetime(2020, 2, 14) and "1 row of other cities" in reading.note
    assert [(f.rule, f.row, f.column) for f in reading.problems] == [("falling", 2, "cured")]


def test_city_counts_without_the_city_are_refused(tmp_path):
    (reading,) = _read("city-counts", "430500", _file(tmp_path, "c.csv", COUNTS_HEADER, "2020-02-12,株洲市,430200,70,0,9,0"))
    assert _refusals(reading) == [("city", None, "cityCode")]


TICKETS_HEADER = "Unique Key,Created Date,Closed Date,Due Date,Agency,Complaint Type,Open Data Channel Type,Latitude,Longitude"


def test_tickets(tmp_path):
    lines = [
        "1,05/01/2022 12:00:03 AM,05/01/2022 01:10:00 PM,,NYPD,Noise - Vehicle,MOBILE,40.83,-73.92",
        "2,05/01/2022 12:01:00 AM,,,DOT,Street Condition,UNKNOWN,,",
    ]
    (reading,) = _read("nyc311", "230100", _file(tmp_path, "t.csv", TICKETS_HEADER, *lines))
    first, second = reading.tables["hotline_tickets"].to_dict("records")
    assert (first["received_at"], first["closed_at"]) == (datetime(2022, 5, 1, 0, 0, 3), datetime(2022, 5, 1, 13, 10))
    assert (first["topic"], first["topic_raw"], first["channel"], first["unit"]) == ("noise", "Noise - Vehicle", "app", "NYPD")
    assert second["topic"] == "other" and pandas.isna([first["lon"], second["channel"], second["closed_at"]]).all()
    assert _warnings(reading) == ["outside"]


def test_a_ticket_with_an_impossible_time_is_refused(tmp_path):
    line = "1,13/01/2022 12:00:03 AM,,,NYPD,Noise,PHONE,,"
    (reading,) = _read("nyc311", "230100", _file(tmp_path, "t.csv", TICKETS_HEADER, line))
    assert _refusals(reading) == [("unread", 2, "Created Date")]


@real
def test_known_answers_of_shanghai():
    folder = REAL / "shanghai_2022"
    districts, city = _read("shanghai-districts", "310000", folder / "district_overview.csv", folder / "overview.csv")
    published = _cells(city, "2022-04-13")
    assert published[("new", "positive", None)] == 27605
    assert (published[("new", "confirmed", None)], published[("new", "asymptomatic", None)]) == (2573, 25146)
    assert published[("converted", "confirmed", None)] == 114
    by_district = _cells(districts, "2022-04-13")
    assert sum(n for (_, case_class, _), n in by_district.items() if case_class == "confirmed") == 2573
    assert sum(n for (_, case_class, _), n in by_district.items() if case_class == "asymptomatic") == 25146
    assert len(by_district) == 32 and not _warnings(city)


@real
def test_known_answers_of_city_counts():
    (reading,) = _read("city-counts", "430500", REAL / "city_counts_2020.csv")
    assert list(_cells(reading, "2020-02-12").values()) == [94, 0, 33, 1]


@real
def test_real_places_and_tickets():
    (places,) = _read("shanghai-places", "310000", REAL / "shanghai_2022" / "places" / "2022-04-10.json")
    assert 6200 < len(places.tables["case_places"]) <= 6300
    (tickets,) = _read("nyc311", "230100", REAL / "nyc311_2022-05-01.csv")
    assert len(tickets.tables["hotline_tickets"]) == 924
