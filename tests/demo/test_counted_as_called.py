"""What is counted is what it is called: figures of the demonstration cities that were computed by hand, and once read otherwise."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from dashboard.figures.svg.wall_days import case_columns
from dashboard.rows.community import PEOPLE, sent_of
from dashboard.tokens import WALL
from dashboard.warehouse import store
from dashboard.warehouse.ask import ask_frame
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from tests.conftest import batch_of, published

NOW = datetime(2022, 11, 29, 17)
SHORT = ("out", "below_1", "below_3")


def answer(workspace, name: str, **given) -> pd.DataFrame:
    return ask_frame(workspace, name, given, NOW).frame


def test_businesses_are_open_limited_or_stopped(harbin_demo):
    """2,279 were usual and 9,309 limited before zones counted: 125 malls are closed but for supermarkets inside, and 23 businesses of high
    zones leave the two: 16 shops surely inside are closed, 3 of which the default says nothing and 4 known by wording are to be verified."""
    now = answer(harbin_demo, "overview_headline").iloc[0]
    found = (now.whitelist_usual, now.whitelist_limited, now.whitelist_stopped, now.whitelist_to_verify)
    assert found == (2279 - 3, 9309 - 125 - 20, 331 + 125 + 16, 3 + 4)
    alone = now.whitelist_listed - now.whitelist_open - now.whitelist_to_verify - 125 - 16
    assert alone == 6, "whom the register alone names, without an event or a rule, nobody said to be open"


def test_the_rest_of_a_district_with_zones_is_low(harbin_demo):
    assert len(answer(harbin_demo, "zones_derived_low")) == 16


def test_zones_without_a_delivery_are_those_in_force_for_two_days(harbin_demo):
    zones = answer(harbin_demo, "deliveries_by_area")[["zones_open", "zones_served", "zones_standing", "zones_unserved"]].sum()
    assert zones.tolist() == [454, 379, 267, 14], "75 without a delivery, of which 61 are not two days old"
    check = Reader.current(harbin_demo).frame(checks()["zone_without_delivery"].sql, {"as_of": NOW})
    assert len(check) == 14, "the rule and the figure agree"


def test_unknown_cover_says_why(harbin_demo):
    points = answer(harbin_demo, "supply_points")
    assert points["unknown_because"].value_counts().to_dict() == {"silent": 21, "population": 11}


def test_goods_below_cover_are_every_good(harbin_demo):
    goods = answer(harbin_demo, "supply_cover_by_point")
    below = goods[goods["state"].isin(SHORT)]["item"].value_counts()
    assert below.to_dict() == {"vegetables": 22, "meat": 11, "oil": 10, "eggs": 6, "grain": 5}


def test_a_bar_of_the_wall_is_labelled_with_its_people(harbin_demo):
    days = answer(harbin_demo, "cases_by_day_area", areas=["230100"])
    assert ">110<" in case_columns(days, lang="zh", ground=WALL, width=900, height=400, label="")


def test_businesses_are_found_in_zones_by_their_coordinates_too(harbin_demo):
    found = Reader.current(harbin_demo).rows("select is_by_point, count(*) from business_zone($as_of) group by all order by all", {"as_of": NOW})
    assert [n for _, n in found] == [4, 23], "23 stand within a boundary, 19 of them listed"
    check = Reader.current(harbin_demo).frame(checks()["business_open_in_closed_zone"].sql, {"as_of": NOW})
    assert len(check) == 4 + 19


SENT = Path(__file__).parents[2] / "dashboard" / "demo" / "facts"


@pytest.mark.parametrize(("city", "people"), [("zhuzhou", 20), ("suizhou", 226), ("harbin", 193)])
def test_people_are_people_each_once_and_on_their_way_out(city, people, tmp_path):
    """Zhuzhou's 3 lie within the 20; Suizhou's 1,000 came back; person-times are no people. In files without the columns, by their words."""
    whole = pd.read_csv(SENT / city / "deployments.csv", dtype=str)
    for number, frame in enumerate((whole, whole.drop(columns=["movement", "part_of"], errors="ignore"))):
        folder = tmp_path / str(number) / "tables" / "20200101T0800_sent"
        folder.mkdir(parents=True)
        frame.to_csv(folder / "deployments.csv", index=False)
        workspace = published(folder.parent, tmp_path / str(number))
        sent = ask_frame(workspace, "deployments_recent", {"days": None}, NOW).frame
        assert sent_of(sent, PEOPLE)["people"].sum() == people
        assert set(sent["counted_as"]) <= {"sent", "part", "returned"}


def test_a_part_counts_where_its_whole_is_not_known(tmp_path):
    folder = tmp_path / "tables" / "20221101T0800_sent"
    folder.mkdir(parents=True)
    rows = "deployment_id,at,from_unit,people,counting_unit,part_of\npart,2022-11-20,某局,3,人,whole\n"
    (folder / "deployments.csv").write_text(rows, encoding="utf-8")
    workspace = published(tmp_path / "tables", tmp_path)
    later = tmp_path / "more" / "20221102T0800_whole"
    later.mkdir(parents=True)
    assert sent_of(answer(workspace, "deployments_recent"), PEOPLE)["people"].sum() == 3
    (later / "deployments.csv").write_text("deployment_id,at,from_unit,people,counting_unit\nwhole,2022-11-20,某局,20,人\n", encoding="utf-8")
    store.commit(workspace, [batch_of(later, tmp_path)])
    assert sent_of(answer(workspace, "deployments_recent"), PEOPLE)["people"].sum() == 20
