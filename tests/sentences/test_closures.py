"""What stands under the numbers of closures: planned and real ends."""

from dashboard.sentences.closures import term_words

ROW = {
    "ended": 0, "ended_in_plan": 0, "ended_late": 0, "ended_without_plan": 0, "median_late_hours": None,
    "in_force": 30, "in_force_late": 10, "in_force_without_plan": 13, "longest_over_hours": 362.0,
}


def test_under_no_closure_nothing_is_split():
    assert term_words(ROW, "ended", "zh") == "", "that none of none was late is no finding"
    assert term_words(ROW, "in_force", "zh") == "逾计划 10，未定结束时间 13；最久已过 362 小时"
