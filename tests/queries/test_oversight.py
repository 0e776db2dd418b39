"""Inspections, resumption cases, the drivers' chain and medical routes, worked out by hand from the fixture and from small tables here."""

from datetime import datetime, timedelta

import pytest

from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import bind, catalogue, checks
from dashboard.warehouse.reader import Reader
from tests.intake_desk import NOW, Desk
from tests.queries.small_store import answer, small_store

AT = datetime(2022, 11, 29, 18)


def rows(workspace, name: str, key: str, **given) -> dict:
    return {row[key]: row for row in ask(workspace, name, given, AT).records()}


def asked(desk: Desk, name: str, **given):
    query = (catalogue() | checks())[name]
    return Reader.current(desk.workspace).frame(query.sql, bind(query, given, NOW))


def test_visits_are_no_places_and_published_numbers_are_neither(city_workspace):
    """b1 was visited three times in the week, b2 and b3 once, three places of 南岗区 once each; 9,342 visits were only published."""
    (whole,) = [row for row in ask(city_workspace, "inspections_by_part", {}, AT).records() if row["dimension"] == "all"]
    assert (whole["visits"], whole["places"], whole["faulty"]) == (8, 5, 7)
    told = rows(city_workspace, "inspections_published", "inspection_id")
    assert {key: (row["count"], row["counts"], row["qualifier"], row["outcome"]) for key, row in told.items()} == {
        "i-total": (9342, "visits", "at_least", None), "i-closed": (306, "places", "exact", "closed"),
    }
    assert sum(row["visits"] for row in rows(city_workspace, "inspections_by_outcome", "outcome").values()) == whole["visits"]


def test_an_order_to_rectify_is_over_where_nobody_came_again(city_workspace):
    """i3 and i11 were followed by another visit; i13 has until 12-01."""
    opened = rows(city_workspace, "rectifications_open", "inspection_id")
    assert {key: (row["rectification"], row["days_over"]) for key, row in opened.items()} == {"i10": ("overdue", 5), "i13": ("due", -2)}
    found = Reader.current(city_workspace).rows(checks()["rectification_past_date"].sql, {"as_of": AT})
    assert [(row[0], row[3]) for row in found] == [("i10", datetime(2022, 11, 25))]
    assert not Reader.current(city_workspace).rows(checks()["rectification_past_date"].sql, {"as_of": datetime(2022, 11, 24, 23)})


def test_a_place_is_told_twice_only_within_the_days(city_workspace):
    """b2: to rectify on the 10th, suspended on the 26th; nobody else but b1 was found faulty twice."""
    again = rows(city_workspace, "inspections_repeat", "place_key")
    assert {key: (row["faults"], row["on_spot"], row["ordered"], row["suspended"], row["shut"]) for key, row in again.items()} == {
        "b1": (3, 2, 0, 0, 1), "b2": (2, 0, 1, 1, 0),
    }
    later = ask(city_workspace, "inspections_repeat", {}, datetime(2022, 12, 11)).records()
    assert [row["place_key"] for row in later] == ["b1"], "the first fault of b2 lies more than 30 days back"


def test_where_lorries_stand(city_workspace):
    """v1 at the gate for 34 hours, v5 in the park for 13; v2 and v4 were released, v6 is positive, v3 was at no gate."""
    steps = rows(city_workspace, "handovers_by_step", "step")
    assert {step: row["vehicles"] for step, row in steps.items()} == {
        "gate": 1, "gps_fitted": 0, "park": 1, "tested": 0, "released": None, "positive": None,
    }
    assert [steps[step]["waiting_long"] for step in ("gate", "park", "tested")] == [1, 1, 0] and steps["gate"]["longest_standing_hours"] == 34
    assert (steps["released"]["reached_24h"], steps["positive"]["reached_24h"]) == (2, 1)
    parks = rows(city_workspace, "handovers_by_park", "park")
    assert {park: (row["vehicles"], row["untested"], row["broken"], row["found_positive_7d"]) for park, row in parks.items()} == {
        "": (1, 1, 1, 1), "示例园区": (1, 1, 0, 0),
    }


def test_a_broken_chain_is_found_and_no_other(city_workspace):
    def found(check: str, at: datetime = AT) -> set[str]:
        return {row[0] for row in Reader.current(city_workspace).rows(checks()[check].sql, {"as_of": at})}

    assert found("vehicle_lost_after_gate") == {"v1:2022-11-28 08:00:00"}, "of v4, v5 and v6 a later step is on record"
    assert not found("vehicle_lost_after_gate", datetime(2022, 11, 29, 8)), "24 hours and no more"
    assert found("handovers_out_of_order") == {"v3:park:2022-11-29 09:00:00", "v4:released:2022-11-29 08:00:00"}


def test_a_vehicle_that_comes_again_begins_anew(tmp_path):
    desk, head = Desk.open(tmp_path), "车辆代号,环节,时间,区县,园区\n"
    steps = ["V1,卡口,11-20 08:00", "V1,入园,11-20 09:00", "V1,采样,11-20 10:00", "V1,阳性,11-20 20:00", "V1,卡口,11-28 08:00", "V1,放行,11-28 12:00"]
    text = head + "\n".join(f"{step.replace(',11-', ',2022-11-')},道外区," for step in steps) + "\n"
    (receipt,) = desk.take(desk.file("货车闭环.csv", text), table="vehicle_handovers")
    assert receipt.status == "taken"
    assert asked(desk, "handovers_out_of_order")["finding_key"].tolist() == ["V1:released:2022-11-28 12:00:00"], "released untested, not after a positive"
    assert asked(desk, "handovers_by_park")["vehicles"].sum() == 0


def test_routes_in_force_and_districts_without_any(city_workspace):
    """m4 ended on 11-09; 道里区 alone has named a facility; one of the whole city is nobody's own."""
    assert list(rows(city_workspace, "medical_routes_in_force", "route_id")) == ["m1", "m2", "m3"]
    assert list(rows(city_workspace, "medical_routes_in_force", "route_id", areas="230103")) == ["m1", "m3"], "of the city, and not of 道里区"
    missing = rows(city_workspace, "medical_routes_missing", "area_id")
    assert "230102" not in missing and "230103" in missing


@pytest.fixture
def cases(tmp_path) -> Desk:
    """Six sites applied on 11-10 and were approved after 2, 4, 6, 8, 10 and 12 days; one waits since 11-09, one was refused."""
    desk, start = Desk.open(tmp_path), datetime(2022, 11, 10, 15)
    lines = [f"F{n},工地{n},建筑工地,道里区,申请,{start:%Y-%m-%d %H:%M}" for n in range(6)]
    lines += [f"F{n},工地{n},建筑工地,道里区,批准,{start + timedelta(days=2 * n + 2):%Y-%m-%d %H:%M}" for n in range(6)]
    lines += ["W,久等,学校,南岗区,申请,2022-11-09 15:00", "R,不批,学校,南岗区,申请,2022-11-10 15:00", "R,不批,学校,南岗区,不予批准,2022-11-12 15:00"]
    text = "事项编号,申请单位,类别,区县,阶段,时间\n" + "\n".join(lines) + "\n"
    assert desk.take(desk.file("复工复产.csv", text), table="resumptions")[0].status == "taken"
    return desk


def test_days_are_of_finished_cases_and_withheld_below_five(cases):
    steps = asked(cases, "resumptions_by_step").set_index("step")
    decision = steps.loc["decision"]
    assert (decision.finished, decision.running, decision.median_days, decision.longest_days) == (6, 1, 7, 12)
    assert decision.oldest_running_days == 20, "the one that waits is running, and is no 0"
    assert (steps.loc["applied"].finished, steps.loc["applied"].running) == (7, 1), "refused is a next stage too"
    schools = asked(cases, "resumptions_by_step", kind="school").set_index("step")
    assert schools.loc["applied"].finished == 1 and schools.loc["applied"].isna()["median_days"], "fewer than five: nothing is told"
    by_area = asked(cases, "resumptions_by_area").set_index("area_id")
    assert (by_area.loc["230102"].median_days, by_area.loc["230103"].pending, by_area.loc["230103"].oldest_days) == (7, 1, 20)
    assert asked(cases, "resumptions_waiting")["resumption_id"].tolist() == ["W"]
    by_stage = asked(cases, "resumptions_by_stage").set_index("stage")
    assert (by_stage.loc["applied"].pending, by_stage.loc["refused"].pending, by_stage.loc["approved"].pending) == (1, 0, 0)


def test_stages_of_one_bare_date_follow_their_order():
    stages = {"applied": 20, "site_check": 22, "approved": 22, "resumed": 22}
    rows = [{"resumption_id": "A", "stage": stage, "stage_at": datetime(2022, 11, day)} for stage, day in stages.items()]
    con = small_store({"areas": [], "resumptions": rows}, ("area_standing", "area_known", "oversight_limit", "resumption_case"))
    steps = answer(con, "resumptions_by_step").set_index("step")
    assert steps["running"].sum() == 0 and steps["finished"].eq(1).all(), "nothing of an approved case goes on"
