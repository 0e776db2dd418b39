"""Published and independently computed values, each to the last digit that is printed. Grammar of the files: below."""

import json
from math import log
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

import dashboard.statistics as room
from dashboard.statistics import ears, farrington, serial_interval

FILES = sorted((Path(__file__).parent / "vectors").glob("*.json"))
CASES = [pytest.param(case, id=f"{file.stem}-{number}") for file in FILES
         for number, case in enumerate(json.loads(file.read_text(encoding="utf-8")).get("cases", []), start=1)]
"""A case: `call` a function with `arguments` (`weights` may be the serial interval to make). `expected` values by field ("value" = what is
returned), as printed, NA = nan. Then, of some: `days_above` a threshold and `alarm_days`, the first day being 1; `reached_at` `bounds` of the
days from `from_day` on, at which the statistic is the normal quantile of `share`; `in_minutes` fields that are seconds; `service`, its fields; "log 5" is
the logarithm of 5."""


def answer(case):
    arguments = dict(case["arguments"])
    if isinstance(arguments.get("weights"), dict):
        arguments["weights"] = serial_interval(**arguments["weights"])
    arguments = {name: log(float(n[4:])) if str(n).startswith("log ") else n for name, n in arguments.items()}
    return getattr(room if hasattr(room, case["call"]) else farrington, case["call"])(**arguments)


def field(found, name):
    if name == "shape":
        return (found.mean / found.sd) ** 2
    if name == "scale":
        return found.sd ** 2 / found.mean
    return found if name == "value" else getattr(found, name)


def agree(found, printed):
    """Each value is the printed one, rounded or cut off: less than a unit of its last digit away."""
    found, texts = np.atleast_1d(found), printed.split()
    assert len(found) == len(texts)
    for place, (value, text) in enumerate(zip(found.tolist(), texts, strict=True), start=1):
        if text == "NA":
            assert np.isnan(value), place
        else:
            assert abs(value - float(text)) < unit(text) + 1e-12, (place, value, text)


def unit(text):
    return 10.0 ** -len(text.partition(".")[2])


def days(flags):
    return (np.flatnonzero(flags) + 1).tolist()


@pytest.mark.parametrize("case", CASES)
def test_printed_values_are_met_to_the_last_digit(case):
    found = answer(case)
    for name, printed in case.get("expected", {}).items():
        agree(field(found, name), printed)
    for name, printed in case.get("in_minutes", {}).items():
        agree(getattr(found, name) / 60, printed)
    if "score_from_logarithm" in case:
        mean = log(float(case["arguments"]["log_expected"][4:]))
        agree((case["arguments"]["count"] - mean) / (found.upper - mean), case["score_from_logarithm"])
    for name, printed in case.get("service", {}).items():
        agree(getattr(found.service, name), printed)


@pytest.mark.parametrize("case", [param for param in CASES if {"days_above", "alarm_days"} & set(param.values[0])])
def test_alarms_are_on_the_days_that_are_known(case):
    found = answer(case)
    for threshold, known in case.get("days_above", {}).items():
        assert days(found > float(threshold)) == known, threshold
    if "alarm_days" in case:
        assert days(found.alarm) == case["alarm_days"]


@pytest.mark.parametrize("case", [param for param in CASES if "reached_at" in param.values[0]])
def test_a_count_at_the_published_bound_reaches_the_quantile(case):
    quantile = NormalDist().inv_cdf(case["reached_at"]["share"])
    for day, bound in enumerate(case["reached_at"]["bounds"].split(), start=case["reached_at"]["from_day"]):
        reached = []
        for count in (float(bound) - unit(bound) / 2, float(bound) + unit(bound) / 2):
            counts = case["arguments"]["counts"].copy()
            counts[day - 1] = count
            reached.append(ears(counts, case["arguments"]["method"])[day - 1])
        assert reached[0] <= quantile <= reached[1], day


def test_every_file_says_where_its_values_are_from():
    assert len(FILES) >= 11
    assert [file.name for file in FILES if len(json.loads(file.read_text(encoding="utf-8"))["source"]) < 20] == []
