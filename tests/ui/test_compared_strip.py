"""What a figure was at an earlier moment: a difference is said only where it is one."""

from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.data.page_address import address
from dashboard.ui.components.compared_strip import then_words
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.numbers_then import Window, are_alike
from dashboard.ui.panels.closures import closed_kpis
from dashboard.ui.panels.district_strip import district_kpis
from dashboard.ui.shell.filters import Filters
from tests.page_runs import open_page, shown, worded
from tests.press_city import press_city_with
from tests.supply_city import TABLES, made

SINCE = datetime(2022, 4, 7, 20)
MORE = '{areas}230108,平房区,district,230100\n'


def hours(day: int, end: int) -> Window:
    return Window(datetime(2022, 4, day), datetime(2022, 4, day, end))


def said(now: Kpi, then: Kpi) -> str:
    with address({"lang": "zh"}):
        return then_words(now, then, SINCE)


def test_calls_of_nine_hours_are_not_compared_with_those_of_sixteen():
    words = said(Kpi("calls_offered", 65, window=hours(8, 9)), Kpi("calls_offered", 382, window=hours(7, 16)))
    assert words == "4月7日 20:00为 382通（4月7日 0–16时），时段不同、不作比较"


def test_the_same_hours_of_another_day_are_compared_and_named():
    words = said(Kpi("calls_offered", 65, window=hours(8, 9)), Kpi("calls_offered", 70, window=hours(7, 9)))
    assert words == "4月7日 20:00为 70通（4月7日 0–9时），至今 −5"


def test_a_stock_is_compared_and_names_no_window():
    assert said(Kpi("zones_high", 11), Kpi("zones_high", 9)) == "4月7日 20:00为 9个，至今 +2"


@pytest.mark.parametrize(("now", "then"), [("至少", "至少"), ("", "至少"), ("约", "")])
def test_bounds_have_no_difference(now, then):
    words = said(Kpi("sent_people", 226, qualifier=now), Kpi("sent_people", 193, qualifier=then))
    assert words == f"4月7日 20:00为 {then} 193人".replace("为  ", "为 ")


def test_days_without_a_figure_make_two_weeks_unlike():
    week = Window(datetime(2022, 4, 1), datetime(2022, 4, 8), 7)
    assert are_alike(week, Window(datetime(2022, 3, 31), datetime(2022, 4, 7), 7))
    assert not are_alike(week, Window(datetime(2022, 3, 31), datetime(2022, 4, 7), 3)) and not are_alike(week, None)
    assert are_alike(hours(8, 9), hours(8, 15)), "the same day as far as it has come"


def test_a_city_without_zones_compares_its_closures_and_stocks_too(tmp_path, monkeypatch):
    city = press_city_with(tmp_path, {"closures": "closure_id,target_kind,target,restriction,starts_at\nk,village,示例村,closed,2020-02-11T08:00\n"})
    closed, cases = (worded(open_page(page, city.root, monkeypatch, lang="zh", since="2020-02-11T08:00")) for page in ("zones", "cases"))
    assert "2月11日 08:00为 至少 470处</span>" in closed and "2月11日 08:00为 749处，至今 ±0" in closed
    assert "2月11日 08:00为 850例，至今 ±0" in cases


def test_who_samples_is_not_on_duty_at_a_gate():
    told = {"checkpoints": [2, 5], "staff": [20, 90], "qualifier": "exact", "staff_qualifier": ["exact", "at_least"]}
    gates = pd.DataFrame({"kind": ["estate_gate", "sampling_point"], **told})
    with address({"lang": "zh"}):
        figure = closed_kpis(pd.DataFrame({"kind": [], "places": [], "qualifier": []}), gates)[1]
    assert (figure.value, figure.detail) == (2, "值守 20 人")


@pytest.mark.parametrize(("zones", "unlinked"), [(TABLES["zones"], "0户"), (TABLES["zones"] + "z-city,230100,twenty,high,某路,,,9,4\n", "未知")])
def test_a_district_without_a_closed_zone_has_no_household_that_nobody_delivers_to(zones, unlinked, tmp_path, monkeypatch):
    events = TABLES["zone_events"] + ("z-city,declare,2022-11-25T00:00,high\n" if "z-city" in zones else "")
    city = made(tmp_path, areas=MORE.format(areas=TABLES["areas"]), zones=zones, zone_events=events)
    words = shown(open_page("supply", city.root, monkeypatch, lang="zh", district="230108"))
    cell = words[words.index('id="figure-households_unlinked"'):]
    assert unlinked in cell.replace('</span><span class="unit">', "")[:600]


def test_a_district_says_which_seven_days_and_how_many_of_them_are_known(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    with address({"lang": "zh", "district": "230103"}):
        cases = district_kpis(Filters("230103", "南岗区", "230100", date(2022, 11, 2), date(2022, 11, 29)))[0]
    assert cases.window is not None and f"其中 {cases.window.days_known} 天有数字" in cases.detail and "11月" in cases.detail
