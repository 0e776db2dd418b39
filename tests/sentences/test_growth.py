"""How fast cases grow, in words: a number with its interval, "stable", or why there is none."""

from datetime import date, timedelta

import pandas as pd

from dashboard.sentences.growth import growth_sentence
from dashboard.warehouse.catalogue import find
from dashboard.warehouse.steps import frame_with_step


def rows(counts, partial=()):
    day = [pd.Timestamp(2022, 11, 1) + timedelta(n) for n in range(len(counts))]
    frame = pd.DataFrame({"area_id": "a", "area_name": "a", "day": day, "new_positive": counts, "serial_mean": 3.0, "serial_sd": 1.5, "is_synthetic": False})
    frame["is_partial"] = [None if count is None else n in partial for n, count in enumerate(counts)]
    return frame_with_step(find("cases_growth_by_day"), frame)


def test_growth_and_reproduction_have_their_intervals_and_caveat():
    said = growth_sentence(rows([10, 12, 15, 19, 24, 30, 38, 47, 59]), "zh")
    assert said.startswith("11月3日至11月9日：每 3.0 天翻一倍（95% 区间 3.0 至 3.1 天）。有效再生数 1.")
    assert said.endswith("代际间隔按 3.0±1.5 天；按报告日期、含已隔离者，不等于社会面的传播。")
    english = growth_sentence(rows([60, 60, 60, 60, 59, 47, 38, 30, 24, 19, 15, 12, 10]), "en")
    assert "halving every 3.1 days" in english and "Reproduction number 0." in english and "not the transmission among the free" in english


def test_a_series_that_begins_in_the_middle_of_a_wave_gives_no_reproduction_number_yet():
    """Who was infectious before is not known, and the number would come out too high."""
    falling = [59, 47, 38, 30, 24, 19, 15, 12, 10]
    assert growth_sentence(rows(falling), "zh").endswith("此前的整日数字不够，不估算有效再生数。")
    assert "有效再生数 " in growth_sentence(rows([1, 1, 2, 2, 3, 4, 5, 7, 9]), "zh"), "the first cases there were"


def test_stable_has_no_number_of_days():
    said = growth_sentence(rows([20, 20, 20, 20, 20, 22, 19, 21, 20, 22, 20, 21, 20]), "zh")
    assert "基本平稳，增减的 95% 区间包含 0，不给天数。" in said and "翻" not in said and "有效再生数" in said


def test_a_jump_within_the_week_is_neither_growth_nor_stable():
    said = growth_sentence(rows([41, 40, 42, 41, 41, 42, 41, 42, 140, 44, 150, 45, 152, 60]), "zh", with_reproduction=False)
    assert "尚不能确定（每日增速的 95% 区间为 -" in said.replace("\u2212", "-") and "平稳" not in said and "至 +" in said, said
    assert "cannot be told yet" in growth_sentence(rows([41, 40, 42, 41, 41, 42, 41, 42, 140, 44, 150, 45, 152, 60]), "en")


def test_few_cases_and_days_that_are_not_whole_are_said():
    assert growth_sentence(rows([1] * 9), "zh") == "11月3日至11月9日共 7 例，不足 11 例，不估算翻倍天数和有效再生数。"
    assert growth_sentence(rows([1] * 9), "en").startswith("3 Nov to 9 Nov: 7 cases, fewer than 11,")
    said = growth_sentence(rows([20] * 6 + [None, 30, 40], partial=(5,)), "zh")
    assert said == "11月3日至11月9日有 2 天没有整日数字，不估算翻倍天数和有效再生数。"
    assert "short" not in growth_sentence(rows([20] * 7), "en") and growth_sentence(rows([20] * 7), "en").endswith("Too few whole days before to give the reproduction number.")
    assert "不足 3 天" in growth_sentence(rows([3] * 9 + [0, 0, 0, 0, 0, 0, 40]), "zh")


def test_the_last_complete_day_up_to_the_chosen_one_counts():
    partial = rows([10, 12, 15, 19, 24, 30, 38, 47, 12], partial=(8,))
    assert growth_sentence(partial, "zh").startswith("11月2日至11月8日：")
    assert growth_sentence(partial, "zh", date(2022, 11, 7)).startswith("11月1日至11月7日：")
    assert growth_sentence(partial, "zh", date(2022, 10, 1)) == "" and growth_sentence(rows([None, None]), "zh") == ""
