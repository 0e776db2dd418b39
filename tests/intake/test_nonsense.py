"""What no figure can sensibly be is refused or asked about with its place; what keeps a text from being a formula is no part of it."""

from datetime import datetime

import pytest

from dashboard.plain_text import in_spreadsheet
from dashboard.warehouse.workspace import Workspace
from tests.intake.messy_desk import read
from tests.intake_desk import Desk

HARBIN = '[city]\nadcode = "230100"\nname = "哈尔滨市"\nname_en = "Harbin"\n[clock]\nstopped_at = 2022-11-30T15:00:00\n'
BULLETIN = "通报编号,发布地区,标题,统计起,统计止,发布时间\nB,哈尔滨市,x,"
CELLS = "通报编号,统计量,类别,地区,数量\nB,"
INDICATOR = "指标,指标名称,起始时间,截止时间,数值,单位,来源\nx,甲,"
DELIVERY = "配送编号,配送时间,区县,社区,服务户数\n"
CALL = "来电编号,来电时间,挂断时间,等待秒数,通话秒数,结果\n"
SAID = {
    "published before the window's end": ("bulletins", f"{BULLETIN}2022-11-28,2022-11-29,2022-11-28 08:00", ("refuse", "order:window_end", "发布时间")),
    "a window that ends before it begins": ("bulletins", f"{BULLETIN}2022-11-29,2022-11-28,2022-11-29 08:00", ("refuse", "order:window_start", "统计止")),
    "a tally below nothing": ("bulletin_cells", f"{CELLS}累计,确诊,,-5", ("refuse", "negative_tally", "数量")),
    "fewer than no new ones": ("bulletin_cells", f"{CELLS}新增,确诊,,-5", ("warn", "negative_new", "数量")),
    "more than a hundred per cent": ("indicators", f"{INDICATOR},2022-11-29,163.4,%,12345", ("warn", "percent_beyond", "数值")),
    "a period that ends before it begins": ("indicators", f"{INDICATOR}2022-11-29,2022-11-27,3,人,12345", ("refuse", "order:period_start", "截止时间")),
    "fewer than no households": ("deliveries", f"{DELIVERY}D1,2022-11-29,道外区,甲,-5", ("refuse", "min", "服务户数")),
    "a call that ends before it starts": ("hotline_calls", f"{CALL}c,2022-11-29 08:00,2022-11-29 07:59,5,60,接通", ("refuse", "order:started_at", "挂断时间")),
    "a wait below nothing": ("hotline_calls", f"{CALL}c,2022-11-29 08:00,,-5,60,接通", ("refuse", "min", "等待秒数")),
    "handling below nothing": ("hotline_calls", f"{CALL}c,2022-11-29 08:00,,5,-60,接通", ("refuse", "min", "通话秒数")),
    "twenty years ago": ("deliveries", f"{DELIVERY}D1,2002-11-29,道外区,甲,5", ("warn", "unlikely", "配送时间")),
    "in another century": ("deliveries", f"{DELIVERY}D1,2122-11-29,道外区,甲,5", ("refuse", "year", "配送时间")),
}
SENSE = {
    "a bulletin of the moment at which it is published": ("bulletins", f"{BULLETIN}2022-11-28,2022-11-29,2022-11-29"),
    "a call that ends as it starts": ("hotline_calls", f"{CALL}c,2022-11-29 08:00,2022-11-29 08:00,0,,遇忙"),
    "a whole": ("indicators", f"{INDICATOR},2022-11-29,100,%,12345"),
    "many people": ("indicators", f"{INDICATOR},2022-11-29,163,人,12345"),
    "nobody new": ("bulletin_cells", f"{CELLS}新增,确诊,,0"),
}


@pytest.fixture(scope="module")
def harbin(tmp_path_factory):
    return Workspace.create(tmp_path_factory.mktemp("harbin") / "city", HARBIN)


def taken(workspace, table, content):
    (got,) = read(workspace, ("file.csv", f"{content}\n".encode()), table=table)
    return got


@pytest.mark.parametrize("name", SAID)
def test_nonsense_is_said_with_its_place(harbin, name):
    table, content, (severity, rule, column) = SAID[name]
    got = taken(harbin, table, content)
    assert got.said == [(severity, rule.partition(":")[0], 2, column)], got.receipt.lines()
    assert got.receipt.status == ("refused" if severity == "refuse" else "checked")
    assert got.receipt.problems[0].allowed.zh and got.receipt.problems[0].allowed.en


@pytest.mark.parametrize("name", SENSE)
def test_what_may_be_is_not_asked_about(harbin, name):
    assert taken(harbin, *SENSE[name]).said == []


def test_an_indicator_of_a_day_to_its_last_second_is_of_the_day(harbin):
    got = taken(harbin, "indicators", f"{INDICATOR}2022-11-28 00:00,2022-11-28 23:59:59,3,人,12345")
    assert got.column("period_end") == [datetime(2022, 11, 29)]
    assert got.said == [("assumed", "last_second", 2, "截止时间")]


def test_what_our_own_exports_put_before_a_sign_is_taken_off_again(harbin):
    texts = ["=1+1", "-甲", "@乙", "＝丙", " +丁", "'戊", "己"]
    rows = "".join(f"{in_spreadsheet(text)},2022-11-29,道外区,{in_spreadsheet(text)},'+5\n" for text in texts)
    got = taken(harbin, "deliveries", DELIVERY + rows.rstrip("\n"))
    assert got.column("place") == [text.strip() for text in texts]
    assert got.column("delivery_id") == ["=1+1", "-甲", "@乙", "=丙", "+丁", "'戊", "己"]
    assert got.column("households_served") == [5] * len(texts)


def test_a_bulletin_may_be_published_in_the_last_minute_of_its_window(tmp_path):
    desk = Desk.open(tmp_path)
    rows = "通报编号,发布地区,标题,统计起,统计止,发布时间,修订号\nb1,哈尔滨市,甲,2022-11-27,2022-11-27 23:59,{},0\n"
    taken = desk.take(desk.file("bulletins.csv", rows.format("2022-11-27 23:59")), dry_run=True)
    assert taken[0].status == "checked"
    assert desk.take(desk.file("bulletins.csv", rows.format("2022-11-27 22:00")), dry_run=True)[0].status == "refused"
