"""What has no true figure is refused in words, in both languages, with what can be picked instead."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.measures.declaration import GRAINS, Measure, dimensions, measures
from dashboard.measures.permitted import check, refuse_to_add
from dashboard.measures.picked import Filter, Keep, Period, Picked, PickRefused
from dashboard.measures.sql import pick
from dashboard.measures.told import notes
from tests.listing import all_keep

WEEK = Period(last=7)


def refusal(picked: Picked | Callable[[], object]) -> PickRefused:
    with pytest.raises(PickRefused) as caught:
        picked() if callable(picked) else check(picked)
    assert all(caught.value.title(lang) for lang in ("zh", "en"))
    return caught.value


def is_refused_with_its_reason(measure: Measure) -> None:
    """Every dimension that it cannot be split by says so, names the measure and what can be split by."""
    for name in dimensions():
        if name in measure.dimensions:
            continue
        said = refusal(Picked((measure.id,), (name,)))
        assert measure.label("zh") in said.title("zh") and dimensions()[name].label("en") in said.title("en")
        assert all(dimensions()[able].label("zh") in said.hint("zh") for able in measure.dimensions)


def test_every_split_that_is_not_permitted_says_why():
    all_keep(is_refused_with_its_reason, measures().values(), lambda measure: measure.id)


def is_never_summed_over_days(measure: Measure) -> None:
    """A stock by day or week is its last value: the SQL has the end of each day, and where there is none it is refused."""
    for grain in GRAINS:
        picked = Picked((measure.id,), (grain,), tuple(Filter(name, ("confirmed",)) for name in measure.needs))
        if grain in measure.dimensions:
            sql = pick(picked)
            assert "arg_max" in sql or "< day + 1" in sql
            assert grain != "week" or "arg_max" in sql or "isodow(day) = 7" in sql
        else:
            refusal(picked)


def test_a_stock_is_never_summed_over_days():
    stocks = [measure for measure in measures().values() if measure.adds == "stock"]
    assert len(stocks) > 20
    all_keep(is_never_summed_over_days, stocks, lambda measure: measure.id)


def is_a_ratio_of_sums(measure: Measure) -> None:
    filters = tuple(Filter(name, ("vegetables",)) for name in measure.needs)
    for split in ((), *((name,) for name in measure.dimensions)):
        sql = pick(Picked((measure.id,), split, () if set(split) & set(measure.needs) else filters))
        assert "avg" not in sql and "/ nullif(" in sql


def test_a_share_is_always_a_ratio_of_sums():
    all_keep(is_a_ratio_of_sums, [m for m in measures().values() if m.adds == "ratio"], lambda measure: measure.id)


@pytest.mark.parametrize(("one", "other", "words"), [
    ("new_positive", "cases_listed", "同一批人"), ("stock_cumulative", "cases_listed", "同一批人"), ("connect_share", "outside_strict", "比率不能相加"),
    ("people_inside", "calls_offered", "单位不同"), ("zones_open", "zones_declared", "存量"), ("calls_offered", "calls_answered", "包含另一个"),
    ("cover_scarcest", "mean_wait", "比率不能相加"), ("zones_open", "zones_high", "包含另一个"), ("tickets_open", "tickets_overdue", "包含另一个"),
])
def test_what_is_not_added_says_why(one, other, words):
    assert words in refusal(lambda: refuse_to_add(one, other)).title("zh")
    assert words in refusal(lambda: refuse_to_add(other, one)).title("zh"), "in either order"
    assert words in refusal(Picked((one, other), is_added=True, filters=(Filter("class", ("confirmed",)),) if "stock_c" in one else ())).title("zh")


def test_what_is_of_one_kind_and_apart_is_added():
    assert "calls_answered + calls_abandoned + calls_blocked as total" in pick(
        Picked(("calls_answered", "calls_abandoned", "calls_blocked"), ("day",), is_added=True))
    for measure in measures().values():
        for other in measure.added_with:
            assert measures()[other].counts == measure.counts and measures()[other].adds == measure.adds != "ratio"


@pytest.mark.parametrize("picked", [
    Picked(()), Picked(("calls_offered",) * 2), Picked(tuple(measures())[:7]), Picked(("calls_offered",), ("day", "hour")),
    Picked(("calls_offered",), ("district", "topic", "channel", "answer", "day")), Picked(("weather",)), Picked(("calls_offered",), ("weather",)),
    Picked(("cover_days",), ("district",)), Picked(("cover_days",), filters=(Filter("item", ("oil", "meat")),)),
    Picked(("new_positive",), filters=(Filter("district", ("1", "2")),)), Picked(("stock_existing",)),
    Picked(("calls_offered",), filters=(Filter("day", ("2022-11-29",)),)), Picked(("calls_offered",), filters=(Filter("topic", ()),)),
    Picked(("calls_offered",), filters=(Filter("level", ("high",)),)), Picked(("calls_offered",), filters=(Filter("topic", ("a\0",)),)),
    Picked(("outside_strict", "calls_offered"), filters=(Filter("district", ("1",)),)), Picked(("outside_strict",), is_of_district=True),
    Picked(("calls_offered",), compare="districts"), Picked(("calls_offered",), compare="districts", filters=(Filter("district", ("1",)),)),
    Picked(("calls_offered",), compare="period"), Picked(("zones_open",), period=WEEK, compare="period"),
    Picked(("zones_open", "calls_offered"), ("day",), period=WEEK, compare="period"),
    Picked(("calls_offered",), ("week",), period=Period(last=10), compare="period"),
    Picked(("calls_offered",), period=Period(last=0)), Picked(("calls_offered",), period=Period(last=99_999)), Picked(("calls_offered",), period=Period()),
    Picked(("calls_offered",), period=Period(start=date(2022, 11, 9), end=date(2022, 11, 1))),
    Picked(("calls_offered",), keep=(Keep("weather", "<", 2),)), Picked(("calls_offered",), keep=(Keep("calls_offered", "~", 2),)),
    Picked(("calls_offered",), keep=(Keep("calls_offered", "<", float("nan")),)), Picked(("calls_offered",), order="-weather"),
    Picked(("calls_offered",), ("day",), order="day; drop"), Picked(("calls_offered",), limit=0), Picked(("calls_offered",), limit=10**9),
])  # fmt: skip
def test_a_pick_without_a_true_figure_is_refused(picked):
    assert refusal(picked).hint("zh")
    with pytest.raises(PickRefused):
        pick(picked)


def test_what_has_to_be_known_beside_a_pick_is_said():
    said = [words.en for words in notes(Picked(("calls_offered", "cover_scarcest"), ("district",), (Filter("topic", ("supply",)),), WEEK))]
    assert any("not recorded by Topic" in one for one in said) and any("value at the moment" in one for one in said)
    assert any("days that have a figure" in words.en for words in notes(Picked(("new_positive",), period=WEEK)))
    assert notes(Picked(("new_positive",), ("day",), period=WEEK)) == []
    moving, fixed = (notes(Picked(("calls_offered",), period=period, compare="moments"))
                     for period in (WEEK, Period(start=date(2022, 11, 1), end=date(2022, 11, 7))))
    assert "move" in moving[0].en and "same days" in fixed[0].en
