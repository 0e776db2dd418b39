"""Cells as offices write them: each is stored as what was seen and meant, or refused with its place, in small files of every kind."""

from datetime import date, datetime

import pytest

from dashboard.intake.checks.odd_texts import odd_day, odd_degrees, odd_moment
from tests.intake_desk import Desk

DELIVERIES = "配送编号,配送时间,区县,社区,服务户数\n"
CASES = "病例编号,报告时间,区县,类别"
CALLS = "来电编号,来电时间,结果\n"


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


def take(desk: Desk, content: str, **options):
    (receipt,) = desk.take(desk.file("x.csv", content), **options)
    return receipt


def refused_for(desk: Desk, content: str, **options) -> list[tuple]:
    """(rule, row, column) of every refusal of a file of which nothing is taken in."""
    receipt = take(desk, content, **options)
    assert receipt.status == "refused", receipt.lines("en")
    return [(p.rule.split(":")[0], p.row, p.column) for p in receipt.problems if p.severity == "refuse"]


def said(receipt) -> list[str]:
    """The rules of what was assumed."""
    return [p.rule.split(":")[0] for p in receipt.problems if p.severity == "assumed"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022/11/29 下午 3:30:00", datetime(2022, 11, 29, 15, 30)), ("2022-11-29 3:30 PM", datetime(2022, 11, 29, 15, 30)),
        ("2022-11-29 15:30 pm", datetime(2022, 11, 29, 15, 30)), ("2022-11-29 15:30 am", None),
        ("20221129T153000", datetime(2022, 11, 29, 15, 30)), ("20221129 15:30", datetime(2022, 11, 29, 15, 30)),
        ("2022年11月29日 星期二", datetime(2022, 11, 29)), ("2022年11月29日（周二）15:30", datetime(2022, 11, 29, 15, 30)),
        ("2022年11月29日 星期三", None), ("2022-11-29 下午3点半", datetime(2022, 11, 29, 15, 30)),
        ("2022-11-29 12:30 AM", datetime(2022, 11, 29, 0, 30)), ("2022-11-29 中午12点", datetime(2022, 11, 29, 12)),
        ("2022-11-29 晚上12点", None), ("2022-11-2915:30", None), ("2022-02-30 下午1点", None), ("20221", None), ("下午3点", None),
    ],
)
def test_odd_moments(text, moment):
    assert odd_moment(text) == moment


def test_the_end_of_a_day_is_that_day_where_only_the_day_is_asked_for():
    assert odd_day("2022-11-29 24:00 星期二") == date(2022, 11, 29)


@pytest.mark.parametrize(
    ("text", "kind", "degrees"),
    [("126.65°E", "lon", 126.65), ("东经126.65", "lon", 126.65), ("126°39′0″", "lon", 126.65), ("45.79N", "lat", 45.79), ("45.79N", "lon", None)],
)
def test_odd_degrees(text, kind, degrees):
    assert odd_degrees(text, kind) == (degrees if degrees is None else pytest.approx(degrees))


def test_moments_of_a_file_are_read_late(desk):
    receipt = take(desk, DELIVERIES + "D1,2022/11/29 下午 3:30:00,道外区,,\nD2,2022年11月29日 星期二,道外区,,\n")
    assert receipt.status == "taken"
    at = desk.rows("select delivery_id, \"at\" from current_deliveries($as_of) order by 1")
    assert at == [("D1", datetime(2022, 11, 29, 15, 30)), ("D2", datetime(2022, 11, 29))]


def test_a_day_number_of_a_spreadsheet_is_of_our_time(desk):
    assert refused_for(desk, DELIVERIES + "D1,20221,道外区,,\n") == [("unread", 2, "配送时间")]


def test_24_hours_of_a_day_are_that_day(desk):
    take(desk, "风险区编号,登记时间,密接人数,最后暴露日期\nZ1,2022-11-28 08:00,5,2022年11月27日24时\nZ2,2022-11-28 08:00,5,2022-11-27 24:00\n")
    assert desk.rows("select last_contact_on from current_zone_contacts($as_of)") == [(date(2022, 11, 27),)] * 2


@pytest.mark.parametrize("text", ["NULL", "/", "-", "无", "—", "N/A", "\\N", "——", "／"])
def test_what_says_nothing_is_empty_and_never_an_id(desk, text):
    receipt = take(desk, f"{CASES},风险区编号,地点\nC1,2022-11-29,道外区,确诊,{text},{text}\n")
    assert receipt.status == "taken"
    assert desk.rows("select zone_id, place from current_cases($as_of)") == [(None, None)]
    assert refused_for(desk, f"{CASES}\n{text},2022-11-29,道外区,确诊\n") == [("required", 2, "病例编号")]


def test_a_failed_formula_is_named_and_never_empty(desk):
    content = f"{CASES},风险区编号,地点\nC1,2022-11-29,道外区,确诊,#N/A,#REF!\n"
    assert sorted(refused_for(desk, content)) == [("error", 2, "地点"), ("error", 2, "风险区编号")]
    assert "公式的错误值 #DIV/0!" in take(desk, DELIVERIES + "D1,2022-11-29,道外区,,#DIV/0!\n").problems[0].message.zh


def test_an_id_is_text_as_it_was_typed(desk):
    take(desk, DELIVERIES + '"=""00123""",2022-11-29,道外区,,\n')
    assert desk.rows("select delivery_id from current_deliveries($as_of)") == [("00123",)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [("2.30E+17", "unread"), ("2.022112900012346e+17", "unread"), ("202211290001234000", "rounded"), ("2022-03-01", "dated"), ("1-Mar", "dated"),
     ("3月1日", "dated")],
)
def test_an_id_that_a_spreadsheet_has_changed_is_refused(desk, text, rule):
    assert refused_for(desk, DELIVERIES + f"{text},2022-11-29,道外区,,\n") == [(rule, 2, "配送编号")]


def test_long_ids_that_are_whole_are_taken_with_their_zeros(desk):
    rows = "".join(f"2022112900012340{n:02},2022-11-29,道外区,,\n" for n in (0, 1))
    assert take(desk, DELIVERIES + rows).status == "taken"
    assert take(desk, DELIVERIES + "2022-11-29,2022-11-29,道外区,,\n").status == "taken", "a row may be called by its own day"


def test_ids_that_differ_in_unseen_signs_are_one_and_said(desk):
    receipt = take(desk, f"{CASES}\nF\u200b2,2022-11-29,道外区,确诊\n")
    assert said(receipt) == ["invisible"]
    assert desk.rows("select case_id from current_cases($as_of)") == [("F2",)]
    assert refused_for(desk, f"{CASES}\nF2,2022-11-29,道外区,确诊\nF2\u2060,2022-11-29,道外区,确诊\n") == [("duplicate", 3, "病例编号")]


def test_a_direction_override_does_not_reach_our_sentences(desk):
    take(desk, f"{CASES},地点\nC1,2022-11-29,道外区,确诊,\u202e123号楼\n")
    assert desk.rows("select place from current_cases($as_of)") == [("123号楼",)]


@pytest.mark.parametrize("text", ["哈尔滨市道外区", "黑龙江省哈尔滨市道外区", "道外", "230104", "230104000", "230104000000", "Daowai District, Harbin"])
def test_a_district_by_any_official_spelling(desk, text):
    take(desk, DELIVERIES + f'D1,2022-11-29,"{text}",,\n')
    assert desk.rows("select area_id from current_deliveries($as_of)") == [("230104",)]


@pytest.mark.parametrize("text", ["吉林省道外区", "230104001", "哈尔滨市道理区"])
def test_a_hint_never_offers_the_whole_city_for_a_district(desk, text):
    (problem,) = take(desk, DELIVERIES + f"D1,2022-11-29,{text},,\n").problems
    assert problem.rule == "unread" and "是否“哈尔滨市”" not in problem.allowed.zh


def test_a_name_that_a_district_no_longer_has_leads_to_the_new_one(desk):
    take(desk, "地区编号,行政区划代码,名称,类型,上级地区,计入上级\n230104,230104,新外区,市辖区,230100,是\n")
    receipt = take(desk, f"{CASES}\nC1,2022-11-29,道外区,确诊\n")
    assert said(receipt) == ["renamed"] and "现名“新外区”" in receipt.problems[0].message.zh
    assert desk.rows("select area_id from current_cases($as_of)") == [("230104",)]


def test_windows_to_the_last_second_or_minute_are_whole(desk):
    header = "通报编号,发布地区,统计起,统计止,发布时间\n"
    rows = "B1,哈尔滨市,2022-11-27 00:00:00,2022-11-27 23:59:59,2022-11-28 08:00\nB2,哈尔滨市,2022-11-28 00:00,2022-11-28 23:59,2022-11-29 08:00\n"
    receipt = take(desk, header + rows + "B3,哈尔滨市,2022-11-28 00:00,2022-11-28 12:00,2022-11-29 08:00\n")
    assert said(receipt) == ["last_second"]
    ends = desk.rows("select window_end from current_bulletins($as_of) order by bulletin_id")
    assert ends == [(datetime(2022, 11, 28),), (datetime(2022, 11, 29),), (datetime(2022, 11, 28, 12),)]


def test_a_total_among_channels_is_no_channel(desk):
    header = "起始时间,结束时间,渠道,呼入量\n"
    receipt = take(desk, header + "2022-11-29 08:00,2022-11-29 08:59:59,电话,100\n2022-11-29 08:00,2022-11-29 08:59:59,合计,110\n")
    assert said(receipt) == ["last_second", "total"]
    rows = desk.rows("select channel, offered, interval_end from current_hotline_intervals($as_of) order by offered")
    assert rows == [("phone", 100, datetime(2022, 11, 29, 9)), (None, 110, datetime(2022, 11, 29, 9))]


def test_yes_and_no_to_whether_a_call_was_answered(desk):
    receipt = take(desk, "来电编号,来电时间,是否接通\nH1,2022-11-29 09:00,是\nH2,2022-11-29 09:00,否\n")
    assert desk.rows("select call_id, outcome from current_hotline_calls($as_of) order by 1") == [("H1", "answered"), ("H2", "abandoned")]
    assert said(receipt) == ["answer"]


def test_an_unread_value_does_not_make_a_repetition(desk):
    rows = "2022-11-29 08:00,2022-11-29 09:00,传真,1\n2022-11-29 08:00,2022-11-29 09:00,电报,2\n"
    assert refused_for(desk, "起始时间,结束时间,渠道,呼入量\n" + rows) == [("unread", 2, "渠道"), ("unread", 3, "渠道")]
