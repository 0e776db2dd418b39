"""The place of a district among the others."""

import pandas as pd
import pytest

from dashboard.rows.rank import Rank, by_district, rank_of
from dashboard.sentences.rank import rank_words

DISTRICTS = pd.DataFrame({"area_id": ["a", "b", "c", "d"], "population": [100_000.0, 200_000.0, None, 50_000.0]})


def test_the_place_is_from_the_highest_ties_share_it_and_the_unknown_have_none():
    values = {"a": 5.0, "b": 9.0, "c": 5.0, "d": 1.0, "e": None}
    assert rank_of(values, "b") == Rank(1, 4, 0, 1, 1, False)
    assert rank_of(values, "a") == rank_of(values, "c") == Rank(2, 4, 1, 1, 0, False)
    assert rank_of(values, "d").place == 4
    assert rank_of(values, "e") is None and rank_of({"a": 1.0, "b": None}, "a") is None and rank_of(values, "x") is None


def test_figures_are_set_against_residents_and_a_silent_district_is_no_zero():
    rows = pd.DataFrame({"area_id": ["a", "a", "b", "c"], "n": [1.0, 2.0, 4.0, 9.0], "of": [6.0, 6.0, 0.0, 18.0]})
    assert by_district(rows, DISTRICTS, "n") == {"a": 3.0, "b": 4.0, "c": 9.0, "d": None}
    assert by_district(rows, DISTRICTS, "n", is_zero_absent=True)["d"] == 0
    assert by_district(rows, DISTRICTS, "n", per_residents=10_000) == {"a": pytest.approx(0.3), "b": pytest.approx(0.2), "c": None, "d": None}
    assert by_district(rows, DISTRICTS, "n", over="of") == {"a": 0.25, "b": None, "c": 0.5, "d": None}
    assert by_district(rows, DISTRICTS) == {"a": 2.0, "b": 1.0, "c": 1.0, "d": None}


def test_the_words_say_the_place_the_median_the_ties_and_the_unknown():
    assert rank_words(Rank(3, 18, 0, 0, 1, False), "zh") == "由高到低第 3 / 18，高于中位数"
    assert rank_words(Rank(2, 4, 1, 1, 0, False), "zh") == "由高到低第 2 / 4（与另 1 个并列），等于中位数；1 个未知不排"
    assert rank_words(Rank(1, 5, 4, 0, 0, False), "en") == "the same in all 5 districts"
    bounded = rank_words(Rank(3, 18, 0, 0, -1, True), "en", by="by_residents")
    assert bounded.startswith("per 10,000 residents: 3 of 18, highest first; below the median") and "no certain one" in bounded
    assert rank_words(None, "zh") == ""
