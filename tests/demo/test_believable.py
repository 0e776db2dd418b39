"""The made-up rows are such as an outbreak leaves: cases cluster, zones follow them, counts scatter, a small centre obeys Erlang."""

from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from dashboard.demo import published
from dashboard.demo.build import scene_of
from dashboard.demo.synthesis.cases import made_persons
from dashboard.demo.synthesis.centre import HASTY_SHARE, HOURS, SHIFTS, seats_of
from dashboard.demo.synthesis.queueing import ABANDONED, ANSWERED, BLOCKED, queued
from dashboard.demo.synthesis.scene import plan_of
from dashboard.statistics.queueing import erlang_a
from dashboard.warehouse.ask import ask_frame
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import demo_of_the_run

COURSE = {
    "2022-11-04": (38, 39), "2022-11-06": (39, 47), "2022-11-10": (18, 47), "2022-11-15": (78, 0),
    "2022-11-16": (83, 0), "2022-11-18": (57, 0), "2022-11-20": (63, 0), "2022-11-21": (98, 0), "2022-11-23": (202, 0),
    "2022-11-26": (332, 0), "2022-11-27": (365, 0), "2022-11-28": (437, 0),
}
"""High and medium zones of Harbin in the evening, as the national feed listed them, but for days on which its list stood still."""
CLOSED = ("230102", "230103", "230104", "230108", "230109", "230110")
"""Districts under notice 74."""


@pytest.fixture(scope="module", params=published.CITIES)
def any_city(request, tmp_path_factory) -> Workspace:
    return demo_of_the_run(tmp_path_factory, request.param)


@pytest.fixture(scope="module")
def suizhou(tmp_path_factory) -> Workspace:
    return demo_of_the_run(tmp_path_factory, "suizhou")


def ask(workspace: Workspace, sql: str, as_of: datetime | None = None) -> pd.DataFrame:
    return Reader.current(workspace).frame(sql, {"as_of": as_of or workspace.now()})


def zones(workspace: Workspace) -> pd.DataFrame:
    return ask(workspace, """
    select z.zone_id, z.area_id, z.extent_text, z.is_synthetic, z.from_zone_id, min(s.from_at) as began_at,
        if(bool_or(s.to_at is null), null, max(s.to_at)) as ended_at
    from current_zones($as_of) as z inner join zone_spell($as_of) as s on z.zone_id = s.zone_id
    where z.is_synthetic group by all
    """)


# Cases.

def test_cases_share_their_places(any_city):
    cases = ask(any_city, "select area_id, place, lon, lat from current_cases($as_of) where is_synthetic")
    assert len(cases[["lon", "lat"]].drop_duplicates()) / len(cases) < 0.6
    assert (cases.groupby(["area_id", "place"]).transform("size") > 1).mean() > 0.5


@pytest.mark.parametrize("city", published.CITIES)
def test_infection_runs_through_households_with_the_delay_of_the_disease(city, tmp_path_factory):
    persons = made_persons(scene_of(demo_of_the_run(tmp_path_factory, city), city))
    homes = persons.groupby("household")
    assert homes.size().max() <= 5 and (homes.size() > 1).sum() > 1
    assert (homes[["area_id", "estate", "building"]].nunique() == 1).all().all(), "one household, one building"
    linked = persons[persons["source"] >= 0]
    delay = (linked["reported_at"] - persons["reported_at"].to_numpy()[linked["source"]]).dt.total_seconds() / 86400
    mean = plan_of(city)["cases"]["serial_days"][0]
    assert delay.min() >= 0 and abs(delay.mean() - mean) < 0.5 * mean, "shorter while an outbreak grows"
    assert len(linked) > 0.4 * len(persons)


def test_nobody_falls_ill_after_the_report_and_who_is_watched_is_found_earlier(harbin_demo):
    delay = ask(harbin_demo, """
    select route, avg(reported_at::date - onset_on) as days, min(reported_at::date - onset_on) as least, count(onset_on) as n
    from current_cases($as_of) where onset_on is not null and converted_at is null group by route
    """).set_index("route")
    assert delay["least"].min() >= 0
    assert delay["days"]["controlled"] + 0.5 < delay["days"]["community_screening"]


def test_who_falls_ill_after_the_report_has_an_onset_and_a_delay_with_a_tail(harbin_demo):
    """No limit at one day or at three: half within about two days, one after four."""
    rows = ask(harbin_demo, """
    select *, date_diff('second', reported_at, converted_at) / 86400 as days from current_cases($as_of) where converted_at is not null
    """)
    assert len(rows) > 10 and (rows["severity"].notna() & rows["onset_on"].notna()).all()
    assert ((rows["onset_on"] >= rows["reported_at"].dt.normalize()) & (rows["onset_on"] <= rows["converted_at"])).all()
    assert (rows["days"] < 1).sum() > 2 and rows["days"].max() > 4 and rows["days"].mean() > rows["days"].median(), rows["days"].describe()
    before = ask(harbin_demo, "select max(onset_on) as last from current_cases($as_of)", datetime(2022, 11, 7))
    assert before["last"][0] <= pd.Timestamp("2022-11-06"), "nobody knew of it before"


def test_stays_are_skewed_and_some_go_on(harbin_demo):
    """How long until recovered or released: days of the batch that says so, less the report."""
    cases = ask(harbin_demo, """
    select class, severity, outcome, date_diff('day', reported_at, b.received_at) as days, $as_of - reported_at > interval 15 days as is_old
    from current_cases($as_of) as c inner join batches as b on c.batch_id = b.batch_id
    """)
    assert cases.loc[cases["outcome"] == "active", "is_old"].sum() > 10, "still in after 15 days"
    ended = cases[cases["outcome"].isin(["recovered", "released"])]
    assert ended["days"].max() > 18 and ended["days"].mean() > ended["days"].median()
    assert (ended["outcome"] == "released").mean() < 0.6 and (ended.loc[ended["outcome"] == "released", "class"] == "asymptomatic").all()
    ill = cases[cases["severity"].notna()]["severity"].value_counts(normalize=True)
    assert 0 < ill.get("severe", 0) + ill.get("critical", 0) < 0.02 < ill["moderate"] < 0.15


def test_days_neither_zigzag_nor_split_oddly_in_the_afternoon(harbin_demo):
    """Beside its neighbours a day scatters as a count does; half to three quarters are reported by 15 h, which bulletins count."""
    rows = ask(harbin_demo, """
    select reported_at::date as day, count(*) as n, avg((hour(reported_at) < 15)::int) as early from current_cases($as_of) group by day order by day
    """)
    whole = rows[rows["day"] < pd.Timestamp("2022-11-29")]
    near = (whole["n"].shift(1) + whole["n"].shift(-1)) / 2
    is_odd = (whole["n"] - near).abs() > 2.5 * np.sqrt(near)
    published = ("2022-11-21", "2022-11-22", "2022-11-23", "2022-11-24")
    assert set(whole.loc[is_odd, "day"].dt.strftime("%Y-%m-%d")) <= set(published), "a bulletin counts 12 of the 22nd, the next 68 of the 23rd"
    assert whole["early"].between(0.3, 0.8).all() and 0.5 < whole["early"].mean() < 0.65
    assert whole.loc[whole["day"] == pd.Timestamp("2022-11-22"), "n"].item() < 40, "12 of them by 15 h"


def test_who_came_from_elsewhere_came_before_traffic_stopped(shaoyang_demo):
    share = ask(shaoyang_demo, """
    select avg((origin = 'other_city')::int) filter (where reported_at < timestamp '2020-01-30') as first,
        avg((origin = 'other_city')::int) filter (where reported_at::date between date '2020-01-30' and date '2020-02-06') as then,
        sum((origin = 'other_city')::int) filter (where reported_at >= timestamp '2020-02-07') as later from current_cases($as_of)
    """).iloc[0]
    assert share["first"] > 0.4 and 0 < share["then"] < share["first"] / 2 and share["later"] == 0


def test_nobody_is_in_a_zone_where_the_ledger_has_none(any_city):
    rows = ask(any_city, "select distinct area_id from current_cases($as_of) where in_zone and zone_id is null")
    ledger = ask(any_city, "select distinct area_id from current_zones($as_of)")
    assert set(rows["area_id"]) <= set(ledger["area_id"])


def test_contacts_are_made_up_and_close(any_city):
    """No page counts them: as many as cases would bring, flagged; those traced are released or observed, every evening."""
    rows = ask(any_city, 'select * from current_contacts($as_of) order by "at"')
    assert len(rows) > 5 and rows["is_synthetic"].all() and rows["cumulative"].is_monotonic_increasing
    assert (rows["cumulative"] == rows["released"] + rows["under_observation"]).all()
    assert (rows["under_observation"] == rows["at_home"] + rows["at_centre"]).all()
    cases = ask(any_city, "select count(*) as n from current_cases($as_of)")["n"][0]
    assert 3 < rows["cumulative"].iloc[-1] / cases < 15


def test_zhuzhou_s_clocks_cannot_be_reckoned_and_say_so(tmp_path_factory):
    """Three published zones, of which no page says the district, and no case names one."""
    zhuzhou = demo_of_the_run(tmp_path_factory, "zhuzhou")
    clocks = ask(zhuzhou, "select * from zone_clock($as_of, '')")
    assert len(clocks) == 3 and set(clocks["state"]) == {"not_linked"} and clocks[["anchor_on", "due_on", "overdue_days"]].isna().all(axis=None)
    assert ask(zhuzhou, "select zones_overdue as n from headline_operations($as_of)")["n"].isna().all(), "not none, but not known"


def test_who_dies_was_critically_ill(any_city):
    dead = ask(any_city, "select severity from current_cases($as_of) where outcome = 'dead'")
    assert set(dead["severity"]) <= {"critical"}


def test_shaoyang_follows_the_city_s_own_counts(shaoyang_demo):
    days = ask(shaoyang_demo, "select reported_at::date as day, count(*) as n from current_cases($as_of) group by all order by all")
    assert days["n"].head(12).tolist() == [2, 6, 3, 8, 10, 7, 5, 8, 2, 4, 13, 6], "no case on 01-25"


# Zones.

@pytest.mark.parametrize("city", ["harbin", "suizhou"])
def test_zones_follow_cases(city, tmp_path_factory):
    """Every zone lies at a place where a case was reported within the two days before; of four in five a person is named."""
    workspace = demo_of_the_run(tmp_path_factory, city)
    found = zones(workspace)
    cases = ask(workspace, "select area_id, place, reported_at, zone_id from current_cases($as_of)")
    both = found.merge(cases[["area_id", "place", "reported_at"]], on="area_id")
    both = both[[text.startswith(place) for text, place in zip(both["extent_text"], both["place"], strict=True)]]
    both = both[(both["reported_at"] < both["began_at"]) & (both["reported_at"] >= both["began_at"] - pd.Timedelta(days=2))]
    assert set(both["zone_id"]) == set(found["zone_id"])
    if city == "harbin":
        still = found[found["ended_at"].isna()]
        assert found["zone_id"].isin(cases["zone_id"]).mean() > 0.8 and still["zone_id"].isin(cases["zone_id"]).mean() > 0.8


def test_nobody_is_in_a_zone_before_it_began_or_after_it_ended(any_city):
    inside = ask(any_city, "select case_id, zone_id, reported_at from current_cases($as_of) where in_zone")
    spans = ask(any_city, "select zone_id, from_at, to_at from zone_spell($as_of)")
    if len(inside):
        assert inside["reported_at"].min() >= spans["from_at"].min(), "the first zone"
    named = inside.dropna(subset="zone_id").merge(spans, on="zone_id")
    named = named[(named["reported_at"] >= named["from_at"]) & ~(named["reported_at"] > named["to_at"])]
    assert set(named["case_id"]) == set(inside.dropna(subset="zone_id")["case_id"])


def test_harbin_s_stock_follows_the_course_of_the_national_feed(harbin_demo):
    for day, expected in COURSE.items():
        end = datetime.fromisoformat(day) + pd.Timedelta(days=1)
        levels = ask(harbin_demo, f"""
        select level, count(*) as n from zone_spell($as_of)
        where from_at < timestamp '{end}' and (to_at is null or to_at >= timestamp '{end}') group by level
        """).set_index("level")["n"]
        assert (levels.get("high", 0), levels.get("medium", 0)) == pytest.approx(expected, rel=0.05, abs=2), day
    lifted = ask(harbin_demo, """
    select to_at::date as day, count(*) as n from zone_spell($as_of)
    where level_after is null and to_at >= timestamp '2022-11-28' group by day order by day
    """)
    assert lifted["n"].tolist() == [39, 35]


def test_zones_are_declared_on_every_day_of_the_wave_in_proportion_to_its_cases(harbin_demo):
    """Also on 7 and 8 November, and few from 5 to 10: the first wave was over."""
    days = ask(harbin_demo, """
    with zones as (select from_at::date as day, count(*) as zones from zone_spell($as_of) where level_before is null group by day),
    cases as (select reported_at::date as day, count(*) as cases from current_cases($as_of) group by day)
    select day, coalesce(zones, 0) as zones, cases from cases left join zones using (day) where day >= date '2022-10-31' order by day
    """).set_index("day")
    assert days["zones"].min() >= 3
    quiet = days["2022-11-05":"2022-11-10"].sum()
    assert quiet["cases"] < 150 and quiet["zones"] > 20
    ratio = days["zones"].rolling(3).sum() / days["cases"].rolling(3).sum()
    assert ratio.dropna().between(0.12, 1.1).all(), ratio


def test_harbin_s_zones_have_a_life(harbin_demo):
    events = ask(harbin_demo, "select * from current_zone_events($as_of)")
    assert {"declare", "lift", "lower", "raise", "extend", "split", "shrink", "partial_release", "scheme_switch"} == set(events["event"])
    assert events["notice_no"].notna().all()
    assert (events.groupby("notice_no")["at"].nunique() == 1).all(), "a notice takes effect at one moment"
    switched = events[events["event"] == "scheme_switch"]
    assert switched.groupby("at")["scheme"].unique().map(list).tolist() == [["twenty"], ["twenty_plan"]]
    assert events.loc[events["event"] == "lower", "at"].max() < pd.Timestamp("2022-11-11"), "the twenty measures know no lowering"
    contacts = ask(harbin_demo, "select count(*) as n, min(contacts) as least from current_zone_contacts($as_of)")
    assert contacts["n"][0] > 500 and contacts["least"][0] >= 0
    parents = ask(harbin_demo, "select count(*) as n from current_zones($as_of) where from_zone_id is not null")
    assert parents["n"][0] > 5


def test_no_zone_is_lifted_before_its_rule_allows(harbin_demo):
    early = ask(harbin_demo, """
    select zone_id from zone_spell($as_of)
    where level = 'high' and level_after is null and to_at::date - from_at::date < 5 and opened_by <> 'split'
    """)
    assert early.empty
    rounds = ask(harbin_demo, """
    select sum((positive = 0)::int) as clear, sum(positive) as found from current_screenings($as_of) where zone_id is not null
    """)
    assert rounds["clear"][0] > 200 and rounds["found"][0] > 20


def test_zones_are_screened_every_day_and_at_many_hours(harbin_demo):
    rounds = ask(harbin_demo, "select started_at, ended_at from current_screenings($as_of) where zone_id is not null")
    by_day = rounds.groupby(rounds["started_at"].dt.normalize()).size()
    held = ask(harbin_demo, "select day, count(*) as n from (select unnest(generate_series(date '2022-11-02', date '2022-11-29', "
                            "interval 1 day)) as day) inner join zone_spell($as_of) on from_at <= day and coalesce(to_at > day, true) group by day")
    share = by_day.reindex(pd.to_datetime(held["day"])).to_numpy() / held["n"].to_numpy()
    assert (share > 0.2).all() and (share < 1.5).all(), "17 to 20 November too"
    hours = rounds["started_at"].dt.hour
    assert hours.nunique() > 8 and hours.value_counts(normalize=True).max() < 0.35 and 0.15 < (hours >= 12).mean() < 0.5
    assert (rounds["ended_at"] - rounds["started_at"]).nunique() > 5


def test_suizhou_screens_in_all_its_districts(suizhou):
    rounds = ask(suizhou, "select distinct area_id from current_screenings($as_of) where zone_id is null and is_synthetic")
    assert set(rounds["area_id"]) == {"421303", "421321", "421381"}


# The hotline.

def calls_by_hour(workspace: Workspace, start: str, end: str) -> pd.Series:
    rows = ask(workspace, f"""
    select date_trunc('hour', started_at) as hour, count(*) as n from current_hotline_calls($as_of)
    where started_at >= timestamp '{start}' and started_at < timestamp '{end}' group by hour
    """).set_index("hour")["n"]
    return rows.reindex(pd.date_range(start, end, freq="h", inclusive="left"), fill_value=0)


@pytest.mark.parametrize(("start", "end"), [("2022-10-25", "2022-11-09"), ("2022-11-12", "2022-11-21")])
def test_hours_scatter_as_counts_do(harbin_demo, start, end):
    """Against what the day and the hour let expect, the dispersion index of a Poisson count is 1."""
    hours = calls_by_hour(harbin_demo, start, end)
    table = hours.to_numpy().reshape(-1, 24)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    index = ((table - expected) ** 2 / expected).sum() / ((table.shape[0] - 1) * 23)
    assert 0.8 < index < 2


def test_days_differ_by_weekday_and_announcement(harbin_demo):
    hours = calls_by_hour(harbin_demo, "2022-10-25", "2022-11-29")
    days = hours.resample("D").sum()
    weekend = days[days.index.day_of_week >= 5]["2022-10-29":"2022-11-07"].mean()
    assert weekend < 0.92 * days["2022-10-31":"2022-11-04"].mean()
    evening = hours["2022-11-11 17:00":"2022-11-11 20:00"].sum() / hours["2022-11-10 17:00":"2022-11-10 20:00"].sum()
    morning = hours["2022-11-11 08:00":"2022-11-11 11:00"].sum() / hours["2022-11-10 08:00":"2022-11-10 11:00"].sum()
    assert evening > 1.1 * morning, "the twenty measures"


def test_food_and_medicine_are_asked_for_from_the_day_after_a_district_closes(harbin_demo):
    share = ask(harbin_demo, f"""
    select area_id in {CLOSED} as is_closed, started_at::date as day, avg((topic in ('supply', 'medical', 'delivery'))::int) as share
    from current_hotline_calls($as_of) where outcome = 'answered' and started_at >= timestamp '2022-11-15' group by all
    """)
    table = share.pivot(index="day", columns="is_closed", values="share")
    before, same, after = table[:"2022-11-22"].mean(), table.loc["2022-11-23"], table["2022-11-24":"2022-11-26"].mean()
    assert after[True] > 1.4 * before[True] and same[True] < 1.1 * before[True]
    assert after[False] < 1.1 * before[False]


def test_districts_with_zones_call_more(harbin_demo):
    calls = ask(harbin_demo, """
    select c.area_id, count(*) / any_value(a.population) as per_head from current_hotline_calls($as_of) as c
    inner join current_areas($as_of) as a on c.area_id = a.area_id where c.started_at >= timestamp '2022-11-27' group by c.area_id
    """).set_index("area_id")["per_head"]
    assert calls["230103"] > 1.4 * calls["230123"]


def abandoning(load: float, seats: int, per_wait: float) -> float:
    """Share of callers that give up in M/M/N+M: load in erlangs, patience as a multiple of the handling time. Written out, to check by."""
    weights = [1.0]
    for n in range(1, 400):
        weights.append(weights[-1] * load / (min(n, seats) + max(n - seats, 0) / per_wait))
    share = np.array(weights) / sum(weights)
    waiting = np.clip(np.arange(400) - seats, 0, None)
    return float((share * waiting).sum() / per_wait / load)


def test_a_small_centre_obeys_erlang(suizhou):
    """Suizhou's week: who gave up, beside what the calls of each hour, the seats and the callers' patience let expect."""
    plan = plan_of("suizhou")["hotline"]
    calls = ask(suizhou, """
    select * from current_hotline_calls($as_of) where started_at >= timestamp '2022-04-01' and started_at < timestamp '2022-04-08'
    """)
    hours = calls.groupby(calls["started_at"].dt.floor("h")).size()
    seats = {hour: max(1, round(plan["seats"][-1][1] * SHIFTS[hour])) for hour in range(24)}
    patience = plan["patience_seconds"] / plan["handle_seconds"]
    expected = sum(n * abandoning(n * plan["handle_seconds"] / 3600, seats[hour.hour], patience) for hour, n in hours.items()) / len(calls)
    lost = (calls["outcome"] != "answered").mean() - HASTY_SHARE
    assert expected > 0.02 and abs(lost - expected) < 0.02, (lost, expected)
    assert 1 - lost > 0.9 and calls["wait_seconds"].mean() < 30
    assert max(seats.values()) <= 8


def test_harbin_s_centre_is_one_centre_before_and_after_its_calls_are_known_one_by_one(harbin_demo):
    """Who gave up or found the line full, against Erlang A at the hour's calls and seats: the days of March, of October, of the surge."""
    plan = plan_of("harbin")["hotline"]
    known = ask(harbin_demo, "select day, offered, answered, abandoned, blocked, source from hotline_day_known($as_of) where is_whole")
    known = known.set_index("day").sort_index()
    assert set(known["source"]) == {"calls", "published"}
    for start, end in (("2022-03-14", "2022-03-20"), ("2022-10-17", "2022-10-23"), ("2022-10-26", "2022-11-01"), ("2022-11-22", "2022-11-28")):
        week = known[start:end]
        hours = pd.date_range(start, periods=24 * 7, freq="h")
        calls = np.outer(week["offered"], HOURS / HOURS.sum()).ravel()
        expected = sum(n * erlang_a(n, plan["handle_seconds"], plan["patience_seconds"], int(seats), 15).abandon_share
                       for n, seats in zip(calls, seats_of(plan, hours), strict=True)) / calls.sum()
        lost = 1 - week["answered"].sum() / week["offered"].sum()
        assert abs(lost - HASTY_SHARE - expected * (1 - HASTY_SHARE)) < 0.02, (start, lost, expected)
        assert week["blocked"].sum() <= 0.1 * week["abandoned"].sum(), "few find a line of 36 places full"
    quiet = known[known["abandoned"] < 0.05 * known["offered"]]
    assert not quiet["blocked"].any() and {"calls", "published"} == set(quiet["source"]), "nobody is blocked where hardly anybody waits"


def test_an_announcement_is_asked_about(harbin_demo):
    shares = ask(harbin_demo, """
    select started_at::date as day, avg((topic = 'return_policy')::int) as share from current_hotline_calls($as_of)
    where outcome = 'answered' and hour(started_at) between 16 and 20 and started_at::date in (date '2022-11-10', date '2022-11-11') group by day
    order by day
    """)["share"]
    assert shares[1] > 1.3 * shares[0], "the twenty measures"


def test_districts_ask_for_different_things(harbin_demo):
    asked = ask(harbin_demo, "select area_id, topic from current_hotline_calls($as_of) where topic is not null and started_at < timestamp '2022-11-20'")
    table = pd.crosstab(asked["area_id"], asked["topic"], normalize="index")
    assert (table.max() > 1.3 * table.min()).all() and (table.max() < 8 * table.min()).all()


@pytest.mark.parametrize("city", ["harbin", "suizhou", "zhuzhou"])
def test_some_call_twice(city, tmp_path_factory):
    """Most of those who got nobody dial again within the hour; who asks twice asks from one district; a key is no number."""
    calls = ask(demo_of_the_run(tmp_path_factory, city), "select * from current_hotline_calls($as_of) order by started_at, call_id")
    keys = calls["caller_key"]
    assert 0.01 < keys.isna().mean() < 0.05 and keys.dropna().str.fullmatch(r"SYN-K\d{6}").all()
    times = keys.value_counts()
    assert 0.05 < (times > 1).mean() < 0.2 and times.max() < 12
    assert calls.groupby("caller_key")["area_id"].nunique().max() == 1
    wait = -calls.groupby("caller_key")["started_at"].diff(-1).dt.total_seconds()
    again, answered = wait <= 3600, calls["outcome"] == "answered"
    assert again[~answered & keys.notna()].mean() > 0.3 > 0.05 > again[answered].mean()


def test_a_line_before_seats_is_what_erlang_says():
    rng = np.random.default_rng(7)
    number, handle, patience, seats = 60_000, 180.0, 300.0, 14
    arrivals = np.cumsum(rng.exponential(18.0, number))
    outcome, wait = queued(
        arrivals, rng.exponential(handle, number), rng.exponential(patience, number), np.full(int(arrivals[-1] // 3600) + 1, seats), 500,
    )
    assert (outcome == ABANDONED).mean() == pytest.approx(0.0139837441, abs=0.003), "Erlang A: 100 calls in 30 minutes, 14 seats"
    assert wait.mean() / 60 == pytest.approx(0.0699187206, abs=0.012)
    outcome, _ = queued(arrivals, np.full(number, handle), np.full(number, 1e9), np.full(int(arrivals[-1] // 3600) + 1, 5), 3)
    assert set(outcome) == {ANSWERED, BLOCKED} and (outcome == ANSWERED).mean() < 0.55, "five seats cannot do the work of ten"


# Supply, register, screening.

def test_registers_go_on_to_the_last_day(any_city):
    last = any_city.now().date()
    for table, column in (("business_events", "at"), ("supply_reports", "at")):
        newest = ask(any_city, f'select max("{column}") as t from current_{table}($as_of) where is_synthetic')["t"][0]
        assert (pd.Timestamp(last) - newest.normalize()).days <= 1, table
    days = ask(any_city, 'select count(distinct cast("at" as date)) as n from current_supply_reports($as_of) where is_synthetic')
    assert days["n"][0] >= 13


def test_entries_of_the_register_have_times_of_their_own_and_follow_orders(any_city):
    events = ask(any_city, """
    select e.business_id, e.event, e.reason, e.at as happened_at, b.area_id, b.category from current_business_events($as_of) as e
    inner join current_businesses($as_of) as b on e.business_id = b.business_id where e.is_synthetic
    """)
    at = events["happened_at"]
    assert (at.dt.minute % 10 == 0).mean() < 0.2 and (at.dt.second == 0).mean() < 0.1
    by_hour = at.dt.hour.value_counts()
    assert set(by_hour.index) <= set(range(8, 18)) and by_hour[12] < 0.8 * by_hour[10], "few at noon"
    assert (events[events["event"] != "applied"].sort_values(["business_id", "happened_at"]).groupby("business_id")["event"].first() == "listed").all()
    for order, _, areas in plan_of(any_city.config["demo"]["city"])["businesses"]["orders"]:
        listed = events[(events["event"] == "listed") & (events["area_id"].isin(areas) | (not areas))]
        days, day = listed["happened_at"].dt.normalize().value_counts(), pd.Timestamp(order).normalize()
        before, after = days.reindex(pd.date_range(end=day, periods=4, inclusive="left")), days.reindex(pd.date_range(day, periods=3))
        assert after.max() > 2 * before.fillna(0).mean(), order
    for category, told in plan_of(any_city.config["demo"]["city"])["businesses"].get("told_to_close", {}).items():
        closed = events[(events["category"] == category) & (events["reason"] == "category_rule_changed")]
        assert len(closed) > 20 and closed["happened_at"].between(told, pd.Timestamp(told) + pd.Timedelta(days=2)).mean() > 0.9


def test_stock_differs_by_good_and_point_and_dips_where_a_district_closes(any_city):
    stock = ask(any_city, """
    select r.supply_point_id, r.item, cast(r.at as date) as day, r.stock / (p.population_served * n.kg_per_person_day) as cover, p.area_id
    from current_supply_reports($as_of) as r inner join current_supply_points($as_of) as p on r.supply_point_id = p.supply_point_id
    inner join supply_norm($as_of) as n on r.item = n.item where p.population_served is not null and p.is_synthetic
    """)
    middle = stock.groupby("item")["cover"].median()
    assert 2.5 < middle["vegetables"] < 4.5 < middle["eggs"] < 9 < middle["grain"] < 25 and middle["meat"] < middle["eggs"]
    worst = stock.groupby(["day", "supply_point_id"])["cover"].min()
    assert worst.groupby("day").min().round(2).nunique() > 3, "not the same lowest cover every day"
    table = worst.unstack("day")
    dips = (table.min(axis=1) < 1.5) & (table.iloc[:, 0] > 2) & (table.iloc[:, -1] > 2)
    assert dips.sum() >= 1, "some points ran short and recovered"
    if any_city.config["demo"]["city"] == "harbin":
        fresh = stock[(stock["item"] == "vegetables") & stock["area_id"].isin(CLOSED)].groupby("day")["cover"].median()
        assert fresh["2022-11-24"] < 0.8 * fresh["2022-11-23"] and fresh["2022-11-28"] > 0.9 * fresh["2022-11-23"]


def test_rounds_do_not_carry_one_share_of_portions(harbin_demo):
    carried = ask(harbin_demo, "select portions / households_served as share from current_deliveries($as_of) where is_synthetic and households_served > 20")
    assert carried["share"].quantile(0.9) > 1.3 * carried["share"].quantile(0.1) and 0.4 < carried["share"].min() < carried["share"].max() < 2.5


def test_units_take_longer_when_more_comes_in(harbin_demo):
    """First handling, from receipt: by unit, the week of the surge against the two weeks before anything happened."""
    tickets = ask(harbin_demo, """
    select unit, received_at >= timestamp '2022-11-21' as is_surge, count(*) as n, median(epoch(handled_at - received_at) / 3600) as hours,
    from current_hotline_tickets($as_of) where received_at between timestamp '2022-10-25' and timestamp '2022-11-07'
        or received_at between timestamp '2022-11-21' and timestamp '2022-11-28'
    group by all
    """).pivot(index="unit", columns="is_surge", values=["n", "hours"])
    more = tickets["n"][True] / 7 / (tickets["n"][False] / 13)
    slower = tickets["hours"][True] / tickets["hours"][False]
    filled = more[(more > 2) & (tickets["n"][False] > 100)].index
    assert len(filled) >= 3 and (slower[filled] > 1.15).all() and slower[filled].median() > 1.4, slower[filled]


def test_harbin_serves_its_zones_but_for_a_few(harbin_demo):
    zones_now = ask(harbin_demo, "select is_standing, is_served from zone_service($as_of)")
    standing = zones_now[zones_now["is_standing"]]
    assert 0 < (~standing["is_served"]).sum() < 0.1 * len(standing)
    assert ask(harbin_demo, 'select max("at") as t from current_deliveries($as_of)')["t"][0] > pd.Timestamp("2022-11-29")


def test_rounds_have_the_points_that_their_people_need(any_city):
    rounds = ask(any_city, "select * from current_screenings($as_of) where zone_id is null and is_synthetic")
    points = ask(any_city, "select area_id, opened_at from current_checkpoints($as_of) where kind = 'sampling_point'")
    found = ask(any_city, "select area_id, reported_at::date as day, count(*) as n from current_cases($as_of) group by all")
    by_day = found.set_index(["area_id", "day"])["n"]
    for row in rounds.itertuples():
        own = points[(points["area_id"] == row.area_id) & ~(points["opened_at"] > row.started_at)]
        assert row.sampling_points == len(own), row.screening_id
        assert 1000 <= row.sampled / row.sampling_points <= 2500, "people a point in ten hours"
        assert row.positive <= by_day.get((row.area_id, row.started_at.normalize()), 0)
    if any_city.config["demo"]["city"] == "harbin":
        assert rounds["started_at"].max().date() == any_city.now().date()


# The hotline's baseline and advice.

def by_day(workspace: Workspace) -> pd.DataFrame:
    return ask_frame(workspace, "hotline_by_day").frame.assign(day=lambda rows: pd.to_datetime(rows["day"])).set_index("day")


def test_what_is_usual_leaves_the_national_day_out(harbin_demo):
    """Thursday the 3rd of November: the median of eight Thursdays, of which the 6th of October, a holiday, is none."""
    days = by_day(harbin_demo)
    thursdays = [pd.Timestamp(2022, 11, 3) - pd.Timedelta(weeks=n) for n in range(1, 11)]
    assert days.loc["2022-10-06", "offered"] < 0.9 * days.loc["2022-09-29", "offered"], "fewer call on a day off"
    found, without_it = days.loc["2022-11-03"], [*thursdays[:3], *thursdays[4:9]]
    assert (found["baseline"], found["weeks_in_baseline"]) == (days.loc[without_it, "offered"].median(), 8)
    assert found["baseline_from"] == thursdays[8], "with the holiday it would begin a week later"


def test_tomb_sweeping_is_judged_by_days_off_and_the_saturday_that_makes_up_for_it_by_working_days(suizhou):
    days = by_day(suizhou)
    off = days.loc["2022-03-12":"2022-03-27", "offered"]
    off, worked = off[off.index.day_of_week >= 5], days.loc["2022-03-11":"2022-03-31", "offered"]
    for day, alike in (("2022-04-04", off), ("2022-04-05", off), ("2022-04-02", worked[worked.index.day_of_week < 5])):
        assert (days.loc[day, "baseline"], days.loc[day, "baseline_of"]) == (alike.median(), "day_kind")


def test_a_small_centre_is_advised_by_its_shifts_and_seats(suizhou):
    """Six shifts, five on the phones of eight seats: each has its advice, and more are needed where fewer than asked get through."""
    shifts = ask_frame(suizhou, "hotline_shifts").frame
    assert len(shifts) == 6 and shifts["no_advice"].isna().all() and set(shifts["staff_planned"]) == {5} and set(shifts["seats"]) == {8}
    assert (shifts["staff_needed"] <= shifts["staff_needed_high"]).all() and shifts["connect_planned"].between(0.5, 1).all()
    is_short = shifts["staff_needed"] > shifts["staff_planned"]
    assert is_short[shifts["connect_planned"] < shifts["target"]].all() and is_short.any() and not is_short.all()
