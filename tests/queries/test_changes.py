"""What changed between two moments: what happened, what became known, what is not said any more. Expected values by hand from the fixture."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.warehouse import store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, workspace_from
from tests.press_city import press_city_with

END = datetime(2022, 11, 29, 18)
FIRST = datetime(2022, 10, 10)
HOURS = int((END - FIRST).total_seconds() // 3600)
COUNTED = {
    "zones_opened": ["zone_declared"], "zones_lifted": ["zone_lifted"], "zones_changed_level": ["zone_raised", "zone_lowered"],
    "closures_begun": ["closure_begun"], "closures_ended": ["closure_ended"],
    "whitelist_added": ["business_listed", "business_reinstated"], "whitelist_off": ["business_suspended", "business_removed"],
    "register_edited": ["business_edited"],
}
"""Counts of what happened between the moments, and the kinds of the list that they count."""
moments = st.integers(0, HOURS).map(lambda hours: FIRST + timedelta(hours=hours))
FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def rows(workspace: Workspace, query: str, since: datetime, as_of: datetime, **given) -> list[dict]:
    return ask(workspace, query, {"since": since.isoformat(), **given}, as_of).records()


def listed(workspace: Workspace, since: datetime, as_of: datetime) -> list[dict]:
    return rows(workspace, "changes_listed", since, as_of)


def signed(found: list[dict]) -> Counter:
    """Each change with +1 where it came to be known, -1 where it was taken back."""
    sums = Counter()
    for row in found:
        if not row["kind"].startswith(("figure", "supply")):
            sums[row["change_key"]] += -1 if row["came"] == "withdrawn" else 1
    return sums


def test_a_declaration_between_the_moments_happened_and_an_older_one_became_known(city_workspace):
    found = {(row["subject_id"], row["kind"], row["came"]) for row in listed(city_workspace, datetime(2022, 11, 26, 7), END)}
    assert ("z-d", "zone_declared", "happened") in found
    assert ("z-b", "zone_lowered", "learned") in found, "lowered on the 24th, known from the 26th"
    assert ("z-c", "zone_edited", "learned") in found
    assert {("z-e", "zone_declared", "learned"), ("z-e", "zone_lifted", "learned"), ("z-e", "zone_declared", "happened")} <= found


def test_a_corrected_bulletin_changes_the_figures_of_its_own_day(city_workspace):
    found = listed(city_workspace, datetime(2022, 10, 13, 12), datetime(2022, 10, 14, 18))
    corrected = [row for row in found if row["kind"] == "figure_corrected"]
    assert [(row["area_id"], row["before"], row["after"], row["came"]) for row in corrected] == [
        ("230100", "8", "11", "learned"), ("230103", "8", "11", "learned"),
    ]
    assert {row["happened_at"] for row in corrected} == {datetime(2022, 10, 13)}, "the end of the window that the figure speaks about"
    assert {row["known_at"] for row in corrected} == {datetime(2022, 10, 14, 9)}
    assert [row["subject_id"] for row in found if row["kind"] == "bulletin_published"] == ["b1012r1"]


def test_a_ticket_falls_overdue_at_its_deadline_and_is_settled_after_it(city_workspace):
    found = listed(city_workspace, datetime(2022, 11, 26), END)
    tickets = {(row["subject_id"], row["kind"], row["happened_at"]) for row in found if row["kind"].startswith("ticket")}
    assert tickets == {
        ("t1", "ticket_overdue", datetime(2022, 11, 29, 10)), ("t6", "ticket_overdue", datetime(2022, 11, 26, 18)),
        ("t3", "ticket_overdue", datetime(2022, 11, 28, 8)), ("t3", "ticket_settled", datetime(2022, 11, 28, 12)),
    }


def test_a_point_is_out_then_unknown_two_days_after_its_last_report(city_workspace):
    def supply(since: datetime, as_of: datetime) -> list[tuple]:
        found = listed(city_workspace, since, as_of)
        return [(r["subject_id"], r["kind"], r["before"], r["after"]) for r in found if r["kind"].startswith("supply")]

    assert supply(datetime(2022, 11, 28), END) == [("p1", "supply_below_cover", "unknown", "out")]
    assert supply(END, datetime(2022, 12, 1, 9)) == [("p1", "supply_unknown", "out", "unknown")]


def test_the_gravest_come_first_and_every_kind_has_its_place(city_workspace):
    found = listed(city_workspace, datetime(2022, 10, 1), END)
    weights = ["high", "medium", "low"]
    order = [weights.index(row["severity"]) for row in found]
    assert order == sorted(order) and len(found) > 40


@FEW
@given(moments, moments)
def test_the_counts_count_the_list(city_workspace, one, other):
    since, as_of = sorted((one, other))
    counts = Counter()
    for row in rows(city_workspace, "changes_since", since, as_of):
        counts[row["what"]] += row["n"]
    found = listed(city_workspace, since, as_of)
    happened = Counter(row["kind"] for row in found if row["came"] == "happened")
    assert {what: counts[what] for what in COUNTED} == {what: sum(happened[kind] for kind in kinds) for what, kinds in COUNTED.items()}
    for what, kind in (("bulletins", "bulletin_published"), ("notices", "notice_issued")):
        assert counts[what] == sum(row["kind"] == kind and row["came"] != "withdrawn" for row in found)


def test_a_notice_is_counted_when_it_became_known(tmp_path):
    late = press_city_with(tmp_path, {"notices": "notice_id,at,title\nn-late,2020-02-09T10:00,早先发布的通告\n"})
    since, as_of = datetime(2020, 2, 11, 8), datetime(2020, 2, 11, 9)
    assert [(row["subject_id"], row["came"]) for row in listed(late, since, as_of) if row["kind"] == "notice_issued"] == [("n-late", "learned")]
    assert {row["what"]: row["n"] for row in rows(late, "changes_since", since, as_of)}["notices"] == 1


@FEW
@given(st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_two_steps_say_what_one_step_says(city_workspace, three):
    first, middle, last = three
    steps = signed(listed(city_workspace, first, middle))
    steps.update(signed(listed(city_workspace, middle, last)))
    assert {k: n for k, n in steps.items() if n} == {k: n for k, n in signed(listed(city_workspace, first, last)).items() if n}
    assert listed(city_workspace, middle, middle) == []


@FEW
@given(moments, moments)
def test_the_map_of_change_is_the_list_by_district(city_workspace, one, other):
    since, as_of = sorted((one, other))
    net = Counter()
    for row in listed(city_workspace, since, as_of):
        step = {"zone_declared": 1, "zone_lifted": -1}.get(row["kind"], 0)
        net[row["area_id"]] += -step if row["came"] == "withdrawn" else step
    for area in rows(city_workspace, "changes_by_area", since, as_of):
        if area["zones_net"] is not None:
            assert area["zones_net"] == net[area["area_id"]], area["area_name"]


def test_the_map_of_change_is_unknown_where_one_of_the_moments_knew_no_zone(city_workspace):
    found = rows(city_workspace, "changes_by_area", datetime(2022, 11, 20), END)
    assert {area["zones_net"] for area in found} == {None} and {area["zones_before"] for area in found} == {None}
    assert sum(area["zones_now"] for area in found) == 9


def test_what_is_taken_back_is_withdrawn_and_not_silently_gone(tmp_path):
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    [taken] = [batch["batch_id"] for batch in store.batch_log(workspace) if batch["received_at"].day == 28]
    store.rollback(workspace, taken)  # at the clock's moment, which stands at END
    found = [row for row in listed(workspace, END - timedelta(minutes=1), END) if row["kind"].startswith("zone")]
    assert [(row["subject_id"], row["kind"], row["came"]) for row in found] == [
        ("z-d", "zone_declared", "withdrawn"), ("z-e", "zone_declared", "withdrawn"),
    ]
    assert {row["known_at"] for row in found} == {None}


def test_a_zone_announced_for_tomorrow_is_not_open_today(tmp_path):
    given_ = tmp_path / "given"
    for name, table, text in (
        ("20221120T0000_areas", "areas", "area_id,name,kind,parent_id\n230100,哈尔滨市,city,\n230102,道里区,district,230100\n"),
        ("20221121T0800_zones", "zones", "zone_id,area_id,scheme,level,extent_text\nz-n,230102,twenty,high,道里示例路9号\n"),
        ("20221121T0800_zones", "zone_events", "zone_id,event,at,level\nz-n,declare,2022-11-22T00:00,high\n"),
    ):
        (given_ / name).mkdir(parents=True, exist_ok=True)
        (given_ / name / f"{table}.csv").write_text(text, encoding="utf-8")
    workspace = workspace_from(given_, tmp_path)
    assert ask(workspace, "zones_open", {}, datetime(2022, 11, 21, 12)).rows == []
    assert len(ask(workspace, "zones_open", {}, datetime(2022, 11, 22, 12)).rows) == 1
    [row] = listed(workspace, datetime(2022, 11, 21, 12), datetime(2022, 11, 22, 12))
    assert (row["kind"], row["came"]) == ("zone_declared", "happened")
