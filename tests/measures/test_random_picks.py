"""Whatever is picked: SQL that the sandbox takes and answers with the columns that were told, or a refusal in words. Addresses hold it."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.measures.declaration import dimensions, measures
from dashboard.measures.permitted import figure_columns
from dashboard.measures.picked import COMPARES, Filter, Keep, Period, Picked, PickRefused
from dashboard.measures.sql import pick
from dashboard.measures.told import columns, notes
from dashboard.measures.written import read, write
from tests.measures.analyst import Analyst

NOW = datetime(2022, 11, 29, 18)
DAYS = st.dates(date(2022, 10, 1), date(2022, 12, 5))
TEXTS = st.one_of(st.sampled_from(["supply", "high", "230102", "unknown", "", "confirmed", "vegetables", "it's", "a|b,c;d"]), st.text(max_size=8))
PERIODS = st.one_of(st.none(), st.builds(Period, last=st.integers(0, 40)), st.builds(Period, start=DAYS, end=DAYS))
FIGURES = st.sampled_from(sorted(measures())).flatmap(lambda name: st.sampled_from([name, name + "_change", name + "_before", "total"]))


@st.composite
def picks(draw) -> Picked:
    own = tuple(draw(st.lists(st.sampled_from(sorted(measures())), min_size=1, max_size=3, unique=True)))
    able = sorted({name for measure in own for name in measures()[measure].dimensions})
    some = st.sampled_from(able) if draw(st.integers(0, 3)) else st.sampled_from(sorted(dimensions()))
    split = tuple(draw(st.lists(some, max_size=3, unique=True)))
    filters = draw(st.lists(st.builds(Filter, some, st.lists(TEXTS, min_size=1, max_size=2).map(tuple)), max_size=2, unique_by=lambda one: one.dimension))
    figures = st.one_of(st.sampled_from(own), FIGURES)
    keep = tuple(draw(st.lists(st.builds(Keep, figures, st.sampled_from(["<", ">=", "="]), st.integers(-5, 900).map(float)), max_size=1)))
    order = draw(st.one_of(st.just(""), figures.map(lambda name: f"-{name}"), st.sampled_from(own)))
    return Picked(own, split, tuple(filters), draw(PERIODS), draw(st.sampled_from(COMPARES)), keep, order,
                  draw(st.one_of(st.none(), st.integers(1, 50))), draw(st.booleans()), draw(st.integers(0, 5)) == 0)


@pytest.fixture(scope="module")
def analyst(city_workspace) -> Analyst:
    return Analyst(city_workspace, NOW, "230102")


@pytest.mark.slow
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(picked=picks())
def test_a_pick_is_answered_or_refused_in_words(analyst, picked):
    try:
        sql = pick(picked)
    except PickRefused as refused:
        assert refused.title("zh") and refused.title("en")
        return
    table = analyst.table(sql)
    if picked.compare != "moments":
        assert table.column_names == [told.name for told in columns(picked)]
        assert set(figure_columns(picked)) <= set(table.column_names)
    assert all(words.zh and words.en for words in notes(picked))


@given(picked=picks())
def test_an_address_holds_a_pick(picked):
    assert read(write(picked)) == picked


@given(text=st.one_of(st.text(max_size=60), st.text("abc,;=:.|<>0129_-", max_size=60)))
def test_any_text_is_a_pick_or_is_refused(text):
    try:
        pick(read(text))
    except PickRefused as refused:
        assert refused.title("zh") and refused.title("en")


@pytest.mark.parametrize("text", ["a;b=1", "a;days=2022-13-01..2022-13-02", "a;days=x", "a;keep=b~1", "a;rows=-1", "a;by=b;by=c", "a;with=weather", "a" * 3_000])
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(PickRefused) as caught:
        read(text)
    assert caught.value.hint("zh")
