"""What stands under the charts of cases: no trend over days that are not known, a share as a range."""

import pandas as pd

from dashboard.sentences.cases import conversion_sentence, delay_sentence, known_days_sentence, outside_sentence, trend_sentence


def test_trend_is_refused_over_a_missing_or_partial_day():
    days = pd.DataFrame({"day": pd.date_range("2022-11-15", periods=15), "new_positive": [1.0] * 7 + [2.0] * 7 + [9.0], "is_partial": [False] * 14 + [True]})
    assert trend_sentence(days, "zh") == "截至最近完整日的7天共 14 例，较前7日 +7。"
    assert "不计算" in trend_sentence(days.assign(is_partial=[False] * 9 + [True] + [False] * 4 + [True]), "zh")
    assert "不计算" in trend_sentence(days.drop(index=4), "zh")


def test_outside_control_is_a_range():
    routes = pd.DataFrame({"outside_control": ["no", "yes", "unclear"], "new_positive": [50, 6, 3]})
    routes = routes.assign(first_day=pd.Timestamp(2022, 11, 22), last_day=pd.Timestamp(2022, 11, 29))
    said = outside_sentence(routes, "zh")
    one = outside_sentence(routes.assign(new_positive=[50, 6, 0]), "zh")
    assert one == "11月22日至11月29日的 56 例中，社会面 6 例。", "no number twice"
    assert said.startswith("11月22日至11月29日的 59 例中，社会面 6 至 9 例") and "%" not in said, "the one share is that of the newest window"


def test_the_seven_days_are_named_and_what_some_of_them_lack_is_said():
    areas = pd.DataFrame({
        "is_city": [True, False], "days_known": [5, 7], "partial_days": [1, 0], "positive_known": [30.0, 4.0],
        "last_day": pd.to_datetime(["2022-11-28"] * 2),
    })
    named = "近7日为 11月22日至11月28日。"
    assert known_days_sentence(areas, "zh") == named + "其中有数据的为 5 天。其中 1 天只有部分时段的数字。"
    assert known_days_sentence(areas.assign(days_known=7, partial_days=0), "zh") == named
    assert known_days_sentence(areas[1:], "zh") == known_days_sentence(areas.assign(positive_known=None), "zh") == ""


def test_conversions_explain_why_two_classes_are_more_than_the_positives():
    days = pd.DataFrame({"new_positive": [10, 10, None], "new_confirmed": [4, 6, 9], "new_asymptomatic": [6, 7, 9]})
    assert conversion_sentence(days, "zh").startswith("确诊数含由无症状转来的 3 例")
    assert conversion_sentence(days[:1], "zh") == ""


def test_of_a_few_cases_no_nine_of_ten_are_told():
    delay = pd.DataFrame({"delay": ["0", "2", "no_onset"], "delay_days": [0, 2, None], "cases": [2, 3, 25]})
    assert delay_sentence(delay[:1], "zh") == "2 例有发病日期：都在发病当天报告。"
    assert delay_sentence(delay, "zh") == "5 例有发病日期：都在发病后 2 天内报告。未计（例）：无发病日期 25。"
    few = delay_sentence(delay.assign(cases=[3, 2, 25]), "zh")
    assert few.startswith("5 例有发病日期：半数在发病当天报告，最迟的在发病后 2 天内报告。")
    many = delay_sentence(delay.assign(cases=[20, 3, 25]), "zh")
    assert many.startswith("23 例有发病日期：半数在发病当天报告，九成在发病后 2 天内报告。")
