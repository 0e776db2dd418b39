"""What a row adds to a sum, and the equations that published figures must obey, on small tables made here."""

from datetime import datetime

import pytest

from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import bind, catalogue, checks
from dashboard.warehouse.reader import Reader
from tests import supply_city
from tests.intake_desk import NOW, Desk

GATES = "checkpoint_id,name,kind,area_id,count,counting_unit,qualifier\n"
STOCK = "bulletin_id,measure,class,severity,n\n"


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk.open(tmp_path)


def asked(desk: Desk, name: str, **given):
    query = (catalogue() | checks())[name]
    return Reader.current(desk.workspace).frame(query.sql, bind(query, {k: str(v) for k, v in given.items()}, NOW))


def gates(desk: Desk, *rows: str):
    assert desk.take(desk.file("checkpoints.csv", GATES + "\n".join(rows) + "\n"))[0].status == "taken"
    return asked(desk, "checkpoints_by_kind_area")


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (["a,总数,小区卡口,道里区,749,个,"], 749),
        (["a,总数,小区卡口,道里区,749,个,", "b,东门,小区卡口,道里区,,,"], 749),
        (["a,总数,小区卡口,道里区,1,个,", "b,东门,小区卡口,道里区,,,", "c,西门,小区卡口,道里区,,,"], 2),
        (["a,总数,小区卡口,道里区,749,个,", "b,东门,小区卡口,南岗区,,,"], 750),
        (["a,总数,小区卡口,道里区,749,个,", "b,桥,桥梁卡口,道里区,,,"], 750),
        (["a,甲街道,小区卡口,道里区,30,个,", "b,乙街道,小区卡口,道里区,20,个,", "c,东门,小区卡口,道里区,,,"], 50),
        (["a,全市,小区卡口,,900,个,", "b,道里,小区卡口,道里区,749,个,", "c,东门,小区卡口,道里区,,,"], 900),
        (["a,全市,小区卡口,,700,个,", "b,道里,小区卡口,道里区,749,个,"], 749),
        (["a,人员,小区卡口,道里区,4680,人,以上"], 1),
        (["a,全区,小区卡口,道里区,0,个,"], 0),
    ],
)
def test_a_published_number_is_never_added_to_what_it_covers(desk, rows, total):
    assert gates(desk, *rows)["checkpoints"].sum() == total


def test_the_number_and_the_rows_are_both_told_and_the_check_names_the_difference(desk):
    row = gates(desk, "a,小区卡口,小区卡口,道里区,749,个,", "b,东门,小区卡口,道里区,,,").iloc[0]
    assert (row.stated, row.listed, row.qualifier) == (749, 1, "exact")
    found = asked(desk, "published_number_against_rows")
    assert found["detail_zh"].tolist() == ["小区卡口：公布 749 个，逐条登记 1，差 748"]


def test_a_bound_is_kept_in_the_sum_and_does_not_break_where_it_allows(desk):
    row = gates(desk, "a,小区卡口,小区卡口,道里区,2,个,以上", "b,东门,小区卡口,道里区,,,", "c,西门,小区卡口,道里区,,,").iloc[0]
    assert row.checkpoints == 2
    assert asked(desk, "published_number_against_rows").empty


def test_a_number_of_hotels_covers_the_hotels_and_no_other_place(desk):
    lines = "closure_id,target_kind,target,area_id,restriction,count,counting_unit,qualifier\n"
    lines += "a,场所,宾馆,道里区,关闭,139,家,\nb,场所,示例宾馆,道里区,关闭,,,\nc,场所,示例影院,道里区,关闭,,,\n"
    assert desk.take(desk.file("closures.csv", lines))[0].status == "taken"
    assert asked(desk, "closures_active_by_kind_area")["closures"].sum() == 140
    headline = asked(desk, "overview_headline").iloc[0]
    assert (headline.closures_active, headline.closures_qualifier) == (140, "exact")


def test_a_closure_without_a_start_is_in_force_from_its_notice_or_from_when_it_was_known(desk):
    notice = desk.file("notices.csv", "notice_id,notice_no,at,title\nn1,74,2022-11-23,第74号\n")
    lines = "closure_id,target_kind,target,area_id,restriction,notice_no\na,场所,影院,道里区,关闭,74\nb,场所,网吧,道里区,关闭,\n"
    desk.take(notice, received_at=datetime(2022, 11, 24))
    desk.take(desk.file("closures.csv", lines), received_at=datetime(2022, 11, 25))
    began = desk.rows("select closure_id, began_at from closure_term($as_of) order by all")
    assert began == [("a", datetime(2022, 11, 23)), ("b", datetime(2022, 11, 25))]
    flow = asked(desk, "closure_flow_by_day", start="2022-11-22", end="2022-11-26").set_index("day")
    assert flow["in_force_at_end"].tolist() == [1, 1, 2, 2] and flow["begun"].sum() == 0
    assert asked(desk, "closures_active")["starts_at"].isna().all()


def test_nothing_is_known_of_days_after_the_last_report(desk):
    """The register of the 20th at midnight is about the 19th; what it tells of the 20th is known. Nobody has reported since."""
    businesses = desk.file("businesses.csv", "business_id,name,category,area_id\nb1,甲店,食品零售,道里区\nb2,乙店,食品零售,南岗区\n")
    events = desk.file("business_events.csv", "business_id,event,at\nb1,listed,2022-11-18 09:00\nb2,listed,2022-11-18 10:00\nb2,suspended,2022-11-19 10:00\n")
    closures = desk.file("closures.csv", "closure_id,target_kind,target,area_id,restriction,starts_at\na,场所,影院,道里区,关闭,2022-11-18\n")
    for file in (businesses, events, closures):
        assert desk.take(file, received_at=datetime(2022, 11, 20))[0].status == "taken"
    days = {"start": "2022-11-18", "end": "2022-11-21"}
    flow, closed = (asked(desk, name, **days).astype(object) for name in ("business_flow_by_day", "closure_flow_by_day"))
    assert flow[["added", "taken_off", "listed_at_end"]].where(flow.notna(), None).values.tolist() == [[2, 0, 2], [0, 1, 1], [None] * 3, [None] * 3]
    assert closed[["begun", "ended"]].where(closed.notna(), None).values.tolist() == [[1, 0], [0, 0], [None] * 2, [None] * 2]
    assert closed["in_force_at_end"].tolist() == [1, 1, 1, 1]


def test_a_rule_of_a_district_holds_there_alone(desk):
    businesses = "business_id,name,category,area_id\nb1,甲店,食品零售,道里区\nb2,乙店,食品零售,南岗区\n"
    rules = "rule_id,category,area_id,mode,valid_from\nr1,食品零售,,营业,2022-11-01\nr2,食品零售,道里区,停业,\n"
    assert all(r.status == "taken" for r in desk.take(desk.file("businesses.csv", businesses), desk.file("open_rules.csv", rules)))
    assert desk.rows("select business_id, mode from business_state($as_of) order by all") == [("b1", "closed"), ("b2", "open")]


def bulletin(desk: Desk, cells: str, number: str = "1", day: int = 20) -> None:
    head = "bulletin_id,area_id,window_start,window_end,published_at\n"
    row = f"{number},哈尔滨市,2022-11-{day},2022-11-{day + 1},2022-11-{day + 1}T08:00\n"
    taken = desk.take(desk.file(f"bulletins{number}.csv", head + row), desk.file(f"bulletin_cells{number}.csv", STOCK + cells))
    assert [r.status for r in taken] == ["taken", "taken"], [r.lines("zh") for r in taken]


def stock(number: str, **figures: int) -> str:
    return "".join(f"{number},{measure},confirmed,,{n}\n" for measure, n in figures.items())


def severities(number: str, cases: str, *numbers: int) -> str:
    kinds = ("mild", "moderate", "severe", "critical")
    return "".join(f"{number},existing,{cases},{kind},{n}\n" for kind, n in zip(kinds, numbers, strict=True))


def test_cumulative_is_existing_recovered_and_died(desk):
    bulletin(desk, stock("1", cumulative=32, existing=28, recovered=3, dead=1))
    bulletin(desk, stock("2", cumulative=33, existing=28, recovered=3), number="2", day=22)
    found = asked(desk, "stock_not_closing")
    assert found["subject"].tolist() == ["2"]
    assert "差 2" in found["detail_zh"][0] and "按 0 计" in found["detail_zh"][0] and "现有为 30" in found["detail_zh"][0]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (stock("1", existing=28) + severities("1", "", 2, 16, 4, 5), "= 27，现有 28"),
        (stock("1", cumulative=32, recovered=3, dead=1) + severities("1", "confirmed", 2, 16, 4, 5), "= 27，累计减治愈、死亡得现有 28"),
        (stock("1", cumulative=28) + severities("1", "", 2, 16, 4, 5), "= 27，累计 28"),
    ],
)
def test_severities_that_do_not_make_the_cases_are_found_whatever_the_total_stands_under(desk, cells, said):
    bulletin(desk, cells)
    found = asked(desk, "severity_not_closing")
    assert len(found) == 1 and said in found["detail_zh"][0] and "假定分型指" in found["detail_zh"][0]


def test_severities_that_close_or_name_the_severe_alone_are_no_finding(desk):
    bulletin(desk, stock("1", existing=28) + severities("1", "", 3, 16, 4, 5))
    bulletin(desk, stock("2", existing=28) + "2,existing,,severe,4\n", number="2", day=22)
    assert asked(desk, "severity_not_closing").empty


def test_severities_of_one_class_are_found_once(desk):
    bulletin(desk, stock("1", existing=28) + severities("1", "confirmed", 2, 16, 4, 5))
    assert asked(desk, "severity_not_closing").empty and len(asked(desk, "bulletin_not_adding_up")) == 1


def test_yesterday_and_today_make_the_new_total(desk):
    bulletin(desk, stock("1", cumulative=30))
    bulletin(desk, stock("2", cumulative=32, new=2), number="2", day=21)
    bulletin(desk, stock("3", cumulative=35, new=1), number="3", day=22)
    found = asked(desk, "cumulative_not_carrying_over")
    assert found["subject"].tolist() == ["3"] and "新增为 3 时闭合" in found["detail_zh"][0]


def test_two_bulletins_of_one_day_that_differ(desk):
    bulletin(desk, stock("1", cumulative=30, existing=20))
    bulletin(desk, stock("2", cumulative=31, existing=20), number="2")
    found = asked(desk, "bulletins_of_one_day")
    assert found["finding_key"].tolist() == ["1:2"] and "30 与 31" in found["detail_zh"][0]


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("2022-11-20,,close,706,172,100,2,70,534,", 0), ("2022-11-20,,close,706,172,100,2,70,500,", 1),
        ("2022-11-20,,close,706,172,100,2,60,534,", 1), ("2022-11-20,,close,706,172,,,,500,at_least", 0),
        ("2022-11-20,,close,706,172,,,,,", 0),
    ],
)
def test_contacts_close_or_say_how_many_are_missing(desk, row, findings):
    head = "at,area_id,kind,cumulative,under_observation,at_home,at_hospital,at_centre,released,qualifier\n"
    assert desk.take(desk.file("contacts.csv", head + row + "\n"))[0].status == "taken"
    assert len(asked(desk, "contacts_not_closing")) == findings
    assert asked(desk, "contacts_latest")["cumulative"].tolist() == [706]


def test_an_equation_that_names_nothing_is_a_finding(desk):
    head = "identity,title,side,indicator,coefficient\n"
    assert desk.take(desk.file("identities.csv", head + "e1,甲等于乙,左侧,no_such,1\ne1,甲等于乙,右侧,nor_this,1\n"))[0].status == "taken"
    found = asked(desk, "identity_naming_nothing")
    assert found["finding_key"].tolist() == ["e1"] and "等 2 项" in found["detail_zh"][0]


def test_a_zone_told_by_its_streets_is_as_little_on_a_map_as_one_told_by_its_address(tmp_path):
    zones = {"z-a": "示例街1号,address_only,,", "z-s": "甲路、乙路之间,street_box,,", "z-p": "示例里3号,building_point,126.60,45.75"}
    city = supply_city.made(
        tmp_path, zone_events="zone_id,event,at,level\n" + "".join(f"{zone},declare,2022-11-25T00:00,high\n" for zone in zones),
        zones="zone_id,extent_text,geometry_precision,lon,lat,area_id,scheme,level\n" + "".join(
            f"{zone},{rest},230102,twenty,high\n" for zone, rest in zones.items()),
    )
    (row,) = ask(city, "zones_open_by_area", {}, supply_city.AT).records()
    assert (row["zones"], row["address_only"]) == (3, 2), "the page's own figure counts those without coordinates too"
