"""Lead and lag: found where it is, with its sign; not where two counts merely rise together; refused where too little is known."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from dashboard.errors import RefusedInput
from dashboard.statistics import lead

VECTORS = json.loads((Path(__file__).parent / "vectors" / "lead.json").read_text(encoding="utf-8"))


def series(seed, days=70, shift=3, rise=0.02, noise=0.3, same=True):
    """Calls and cases of as many days: both rise, and cases repeat the shocks of calls `shift` days later where they are the `same`."""
    draw, over = np.random.default_rng(seed), np.arange(days + 20)
    shocks, others = draw.normal(0, noise, (2, days + 20))
    weekday = 1 - 0.3 * (over % 7 > 4)
    calls = draw.poisson(200 * np.exp(rise * over + shocks) * weekday)
    cases = draw.poisson(60 * np.exp(rise * over + (np.roll(shocks, shift) if same else others)) * weekday)
    return calls[10:-10].tolist(), cases[10:-10].tolist()


@pytest.mark.parametrize("shift", [3, 0, -4])
def test_the_lag_is_found_with_its_sign_and_its_interval_holds_it(shift):
    found = lead(*series(1, shift=shift))
    assert found.withheld is None and found.days == shift and found.lower <= shift <= found.upper


def test_two_counts_that_rise_with_one_trend_and_one_week_are_not_said_to_lead():
    """Of forty pairs that share trend and weekdays alone, few more than a twentieth stand out."""
    assert sum(lead(*series(seed, same=False)).withheld is None for seed in range(40)) <= 5
    assert lead(*series(3, same=False)).withheld == "no_lag" and math.isnan(lead(*series(3, same=False)).days)


def test_too_few_days_or_counts_are_refused_in_kind():
    calls, cases = series(1)
    assert lead(calls[:31], cases[:31]).withheld == "few_days" and lead(calls[:32], cases[:32]).withheld != "few_days"
    assert lead([], []).withheld == "few_days" and lead([None] * 70, cases).withheld == "few_days"
    assert lead(calls, [n % 3 for n in range(70)]).withheld == "few_counts" and lead(calls, [5] * 70).withheld == "few_counts"


def test_days_that_are_not_known_are_no_pair():
    calls, cases = series(1)
    found = lead([None if n in (5, 30) else count for n, count in enumerate(calls)], cases)
    assert found.days == 3 and found.used == 69 - 4


def test_the_same_days_give_the_same_interval():
    first, second = lead(*series(5, noise=0.15)), lead(*series(5, noise=0.15))
    assert (first.days, first.lower, first.upper) == (second.days, second.lower, second.upper)


@pytest.mark.parametrize("case", VECTORS["pairs"])
def test_correlations_are_those_of_an_independent_computation(case):
    found = lead(**case["arguments"])
    assert found.correlation.tolist() == pytest.approx(case["correlation"], abs=5e-5)
    assert found.chance.tolist() == pytest.approx(case["chance"], abs=5e-5)


@pytest.mark.parametrize("wrong", [([1, 2], [1]), ([-1, 2], [1, 2]), ([1, 2], [1, math.inf])])
def test_what_is_no_pair_of_counts_is_refused(wrong):
    with pytest.raises(RefusedInput):
        lead(*wrong)
