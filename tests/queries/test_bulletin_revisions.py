"""Bulletins that were given again, districts beside the city, persons that were moved: what differs, since when and why.

One small city: each test has its days, and reads what was received in the folders below, published once.
"""

from datetime import date, datetime

import pytest

from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.conftest import published
from tests.intake_desk import Desk

AREAS = "area_id,adcode,name,name_en,kind,parent_id\n" + "".join(f"{code},{code},{name},X,{kind},{parent}\n" for code, name, kind, parent in (
    ("230100", "哈尔滨市", "city", ""), ("230102", "道里区", "district", "230100"), ("230103", "南岗区", "district", "230100")))
BULLETINS = "bulletin_id,area_id,title,window_start,window_end,published_at,revision,supersedes,reason\n"
CELLS = "bulletin_id,measure,class,area_id,n\n"
CASES = "case_id,reported_at,area_id,class\n"


def bulletin(name: str, day: int, rest: str = "0,,", until: str = "") -> str:
    end = until or f"2022-11-{day + 1:02}T00:00"
    return f"{name},230100,示例,2022-11-{day:02}T00:00,{end},2022-11-{day + 1:02}T08:00,{rest}\n"


RECEIVED = {
    "20000101T0000_register": {"areas": AREAS},
    "20221102T0900_first": {
        "bulletins": BULLETINS + bulletin("again", 1), "bulletin_cells": CELLS + "again,new,confirmed,,54\nagain,new,asymptomatic,,5\n",
    },
    "20221103T0900_again": {"bulletin_cells": CELLS + "again,new,confirmed,,55\nagain,new,asymptomatic,,5\n"},
    "20221110T0800_list": {"cases": CASES + "".join(f"{name},2022-11-09T0{hour}:00,{area},{kind}\n" for name, hour, area, kind in (
        ("a", 8, "230102", "confirmed"), ("b", 9, "230102", "confirmed"), ("c", 9, "230103", "confirmed"), ("d", 9, "230103", "suspected")))},
    "20221110T0900_others": {
        "bulletins": BULLETINS + bulletin("first", 3) + bulletin("second", 3, "1,first,late_report")
        + bulletin("part", 5, until="2022-11-05T15:00") + bulletin("whole", 5) + bulletin("converted", 7) + bulletin("listed", 9),
        "bulletin_cells": CELLS + "first,new,,,411\nfirst,new,,230102,7\nsecond,new,,,631\nsecond,new,,230102,7\npart,new,,,40\nwhole,new,,,59\n"
        "converted,new,confirmed,,5\nconverted,new,asymptomatic,,3\nconverted,converted,confirmed,,2\n"
        "converted,new,confirmed,230102,5\nconverted,new,asymptomatic,230102,2\nconverted,new,confirmed,230103,0\nconverted,new,asymptomatic,230103,0\n"
        "listed,new,,,5\nlisted,new,,230102,3\nlisted,new,,230103,2\n",
    },
    "20221112T0900_list": {"cases": CASES + "".join(f"{name},2022-11-09T{hour}:00,{area},{kind}\n" for name, hour, area, kind in (
        ("b", "09", "230103", "confirmed"), ("d", "09", "230103", "confirmed"), ("e", 12, "230102", "confirmed"), ("f", 13, "230102", "asymptomatic")))},
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    work = tmp_path_factory.mktemp("revisions")
    for folder, files in RECEIVED.items():
        (work / "received" / folder).mkdir(parents=True)
        for table, content in files.items():
            (work / "received" / folder / f"{table}.csv").write_text(content, encoding="utf-8")
    return published(work / "received", work)


def rows(workspace: Workspace, query: str, day: int, as_of: int = 29) -> list[dict]:
    given = {"start": date(2022, 11, day), "end": date(2022, 11, day)}
    return ask(workspace, query, given, datetime(2022, 11, as_of, 12)).records()


def test_a_bulletin_pasted_twice_with_one_figure_changed_is_a_revision_and_nothing_is_overwritten(workspace):
    [change] = rows(workspace, "bulletin_revisions", 1)
    assert (change["before"], change["n"], change["change"], change["class"]) == (54, 55, 1, "confirmed")
    assert (change["bulletin_id"], change["replaces"], change["known_at"]) == ("again", "again", datetime(2022, 11, 3, 9))
    assert rows(workspace, "bulletin_revisions", 1, as_of=2) == [], "as of the day before nothing had changed"
    [listed], [before] = rows(workspace, "bulletins_listed", 1), rows(workspace, "bulletins_listed", 1, as_of=2)
    assert (listed["new_positive"], listed["figures_changed"], listed["bulletin_state"]) == (60, 1, "in_force")
    assert (before["new_positive"], before["figures_changed"]) == (59, 0)


def test_a_bulletin_that_replaces_another_says_what_changed_and_why(workspace):
    [change] = rows(workspace, "bulletin_revisions", 3)
    assert (change["before"], change["n"], change["reason"], change["replaces"]) == (411, 631, "late_report", "first")
    assert {row["bulletin_id"]: row["bulletin_state"] for row in rows(workspace, "bulletins_listed", 3)} == {"first": "replaced", "second": "in_force"}


def test_the_part_of_a_day_gives_way_to_the_whole_day_and_is_no_correction(workspace):
    assert {row["bulletin_id"]: row["bulletin_state"] for row in rows(workspace, "bulletins_listed", 5)} == {"part": "of_part", "whole": "in_force"}
    assert rows(workspace, "bulletin_revisions", 5) == []


def test_districts_count_those_who_converted_twice_and_the_rest_is_unexplained(workspace):
    [day] = rows(workspace, "districts_against_city", 7)
    assert (day["city_positive"], day["districts_positive"], day["converted"], day["unexplained"]) == (6, 7, 2, -1)
    [whole] = rows(workspace, "districts_against_city", 9)
    assert (whole["difference"], whole["unexplained"]) == (0, 0)


def test_why_the_line_list_differs_from_the_bulletin(workspace):
    reasons = ("difference", "late", "moved", "reclassified", "unexplained")

    def told(as_of: int) -> dict[str, tuple]:
        return {row["area_name"]: tuple(row[name] for name in reasons) for row in rows(workspace, "bulletin_vs_line_list", 9, as_of)}

    assert told(11) == {"哈尔滨市": (-2, 0, 0, 0, -2), "道里区": (-1, 0, 0, 0, -1), "南岗区": (-1, 0, 0, 0, -1)}
    found = told(29)  # e and f came later, b was moved to the other district, d was suspected at first
    assert found == {"道里区": (0, 2, -1, 0, -1), "南岗区": (1, 0, 1, 1, -1), "哈尔滨市": (1, 2, 0, 1, -2)}


def test_a_figure_of_an_unknown_district_is_refused_with_its_cell(tmp_path):
    desk = Desk.open(tmp_path)
    file = desk.file("cells.csv", CELLS + "b1,new,,230102,3\nb1,new,,某某新区,2\n")
    [receipt] = desk.take(file, table="bulletin_cells", dry_run=True)
    assert receipt.status == "refused" and (3, "某某新区") in [(problem.row, problem.value) for problem in receipt.problems]
