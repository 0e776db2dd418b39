"""What is said of tickets: the latest unit, the backlog, the week ahead or why not, and the rule behind a deadline."""

from datetime import date

import pandas as pd
import pytest

from dashboard.rules.ticket_rules import rule_of_city, ticket_rules
from dashboard.sentences.published import publisher_words
from dashboard.sentences.tickets import age_sentence, ahead_sentence, flow_sentence, hours_words, rule_sentence, unit_sentence

UNITS = pd.DataFrame({"unit": ["卫健委", ""], "overdue": [6, 2], "tickets_open": [9, 3], "escalated": [1, 0]})
STATES = pd.DataFrame({"by_rule": [3, 0], "by_weekdays": [1, 0], "without_deadline": [0, 2]})
WEEK = pd.DataFrame({
    "day": pd.date_range("2022-11-22", periods=8), "is_ahead": [False] * 7 + [True], "received": [10.0] * 7 + [None],
    "tickets_ended": [8.0] * 7 + [None], "tickets_expected": [None] * 7 + [21.4], "expected_low": [None] * 7 + [11.0],
    "expected_high": [None] * 7 + [33.0], "withheld": [None] * 8,
})


def test_units_name_the_latest_and_what_is_left_out():
    assert unit_sentence(UNITS, 16, "zh") == "卫健委逾期最多，6 件，占 75%。"
    assert unit_sentence(UNITS.assign(overdue=1), 16, "zh") == "卫健委、未派单并列逾期最多，各 1 件，占 50%。"
    assert unit_sentence(UNITS, 1, "zh").endswith("图中为逾期最多的 1 个单位，共 2 个。")
    assert unit_sentence(UNITS.assign(overdue=0), 16, "zh") == "没有逾期工单。" and unit_sentence(UNITS[:0], 16, "zh") == ""


def test_ages_say_who_has_the_old_ones():
    ages = pd.DataFrame({"unit": ["甲", ""], "age": ["under_2h", "over_7d"], "tickets": [5, 2]})
    assert age_sentence(ages, "zh") == "2 件已超过3天，未派单最多（2 件）。"
    assert age_sentence(ages[:1], "en") == "None is open for more than 3 days." and age_sentence(ages[:0], "zh") == "没有在办工单。"


def test_flow_and_the_week_ahead():
    assert flow_sentence(WEEK, "zh") == "近7日受理 70 件、办结 56 件，积压增加 14 件。"
    assert flow_sentence(WEEK[2:], "zh") == "不足7个整日，不作比较。"
    assert ahead_sentence(WEEK, "en") == "Of the days ahead 29 Nov may see most open: about 21, with 80% between 11 and 33."
    withheld = WEEK.assign(tickets_expected=None, withheld=[None] * 7 + ["few_tickets"])
    assert "不作预计" in ahead_sentence(withheld, "zh") and ahead_sentence(WEEK[:0], "zh") == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_can_be_said(lang):
    for rule in ticket_rules().values():
        said = rule_sentence(rule, STATES, lang)
        assert publisher_words(rule.source, lang) in said and "{" not in said
    assert "24 " in said or "2 " in said
    assert rule_sentence(None, STATES.assign(by_rule=0, by_weekdays=0, without_deadline=0), lang)


def test_a_city_has_the_rule_of_its_day():
    assert rule_of_city("230100", date(2022, 11, 29)).id == "harbin_2022"
    assert rule_of_city("230100", date(2025, 1, 1)) is None and rule_of_city("110000", date(2022, 11, 29)) is None


def test_spans_are_in_hours_then_days():
    assert (hours_words(3.0, "zh"), hours_words(72.0, "en"), hours_words(None, "zh")) == (" 3.0 小时", "3.0 days", "")
