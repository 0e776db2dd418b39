"""What inspections, cases of resuming and the drivers' chain say in one sentence."""

import pandas as pd

from dashboard.sentences.oversight import backlog_sentence, days_sentence, found_sentence, hours_words, repeat_words


def test_visits_and_places_are_said_apart():
    outcomes = pd.DataFrame({"outcome": ["pass", "rectify_by"], "rectification_due": [0, 2], "rectification_overdue": [0, 3]})
    parts = pd.DataFrame({"dimension": ["all"], "visits": [10], "places": [7], "faulty": [4], "faulty_share": [0.4]})
    said = found_sentence(outcomes, parts, "zh")
    assert said == "近7日检查 10 家次、7 处不同场所，发现问题 4 家次（40%）。限期整改：到期未复查 3 处，未到期 2 处。"
    undated = outcomes.assign(rectification_due=0, rectification_overdue=0)
    assert found_sentence(undated, parts, "zh").endswith("（40%）。"), "an order without a date is neither late nor in time"
    assert found_sentence(outcomes, parts.head(0), "en").startswith("No visit of the last 7 days is on record.")


def test_too_few_decisions_have_no_median():
    step = {"step": "decision", "finished": 4, "running": 1, "median_days": None, "fewest_cases": 5}
    waiting = pd.DataFrame({"waiting_days": [3.5]})
    assert backlog_sentence(pd.DataFrame([step]), waiting, "zh") == "1 项待办，最久的已等 3.5 天。已批 4 项，不足 5 项，用时不作统计。"
    told = pd.DataFrame([step | {"finished": 6, "median_days": 7.0}])
    assert backlog_sentence(told, waiting.head(0), "en") == "No case waits. Of 6 approved, the median from application to approval is 7.0 days."


def test_faults_are_named_with_their_number():
    row = {"on_spot": 2, "ordered": 0, "suspended": 0, "shut": 1, "filed": 0}
    assert repeat_words(row, "zh") == "立行立改 2 次、关闭 1 次"
    assert [hours_words(hours, "zh") for hours in (None, 13.0, 72.0)] == ["", "13.0 小时", "3.0 天"]


def test_the_day_with_most_visits_is_named_whatever_they_found():
    days = pd.DataFrame({"day": pd.to_datetime(["2022-11-28", "2022-11-28", "2022-11-29"]), "visits": [3, 4, 6]})
    assert days_sentence(days, "zh") == "11月28日最多，7 家次；2 天有检查记录。"
