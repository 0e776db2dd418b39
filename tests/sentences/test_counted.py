"""Numbers that a row stands for, in words."""

import pandas as pd
import pytest

from dashboard.sentences.counted import amount_words, begin_words, begins, both_words, outing_words, staff_words


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ({"count": 139, "counting_unit": "家", "qualifier": "at_least"}, "至少 139 家", "at least 139 enterprises"),
        ({"count": 160000, "counting_unit": "人次", "qualifier": "about"}, "约 16万 人次", "about 160,000 person-times"),
        ({"count": 749, "counting_unit": None, "qualifier": "exact"}, "749", "749"),
        ({"count": 0, "counting_unit": "家", "qualifier": "exact"}, "0 家", "0 enterprises"),
        ({"count": None, "counting_unit": None, "qualifier": "exact"}, "", ""),
    ],
)
def test_a_number_carries_its_bound_and_its_unit(row, zh, en):
    assert (amount_words(row, "zh"), amount_words(row, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("people", "days", "zh", "en"),
    [
        (1, 2, "每户每 2 天 1 人", "1 of each household every 2 days"), (2, None, "每户 2 人", "2 of each household"),
        (None, 3, "每 3 天一次", "once in 3 days"), (0, None, "每户 0 人", "0 of each household"), (None, None, "", ""),
    ],
)
def test_who_may_go_out(people, days, zh, en):
    row = {"people_per_household": people, "every_days": days}
    assert (outing_words(row, "zh"), outing_words(row, "en")) == (zh, en)


def test_staff_and_beginnings():
    assert staff_words({"staff": 4680, "staff_qualifier": "at_least"}, "zh") == "至少 4,680"
    assert staff_words({"staff": float("nan"), "staff_qualifier": "exact"}, "zh") == ""
    assert begin_words(pd.NaT, "zh") == "时间未公布" and begin_words(pd.NaT, "en") == "not published"
    known = pd.Series(pd.to_datetime(["2022-11-20 00:00", "2022-11-21 08:30"]))
    assert begins(known, "zh") == list(known)
    assert begins(pd.concat([known, pd.Series([pd.NaT])]), "zh") == ["11月20日", "11月21日 08:30", "时间未公布"]


def test_what_is_published_and_what_is_listed_are_both_told_and_never_added():
    rows = pd.DataFrame({"stated": [749, None, 30], "listed": [1, 6, 0]})
    assert both_words(rows, "zh") == "其中公布 749，逐条登记 1，不重复相加。"
    assert both_words(rows.iloc[1:], "zh") == ""
