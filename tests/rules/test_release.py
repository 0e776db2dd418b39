"""Rule sets and the release clock: the vectors of the protocols, timelines worked by hand, properties, and unusable rule files."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import UsageError
from dashboard.rules.schemes import HERE, RuleError, read_scheme, scheme, schemes
from dashboard.schema.declaration import enums
from dashboard.sentences.release import lifted_sentence, release_sentence
from dashboard.warehouse.reader import Reader
from tests.rules.release_clock import STATES, ZoneFacts, county_level, release, row_of

D = date(2022, 11, 1)
DAYS = st.integers(0, 40).map(lambda n: D + timedelta(days=n))
CLOCKED = [(name, level) for name, rules in schemes().items() for level in rules.steps]


def day(n: int) -> date:
    return D + timedelta(days=n)


def test_every_scheme_of_the_schema_has_its_rule_file():
    assert set(schemes()) == set(enums()["scheme"])


@pytest.mark.parametrize(("cumulative", "since", "cluster", "level"), [
    (0, None, 0, "low"), (1, 13, 0, "medium"), (1, 14, 0, "low"), (50, 0, 9, "medium"), (51, 0, 9, "high"), (51, 0, 1, "medium"),
    (51, 13, 2, "high"), (300, 14, 30, "low"), (20, 3, 5, "medium"),
])
def test_county_levels_of_2020(cumulative, since, cluster, level):
    assert county_level(scheme("county_2020").counts, cumulative, since, cluster) == level


# Days after the anchor -> state. Worked by hand from the texts; no round and no contact recorded unless given.
TIMELINES = [
    ("twenty", ZoneFacts("high", D), {0: "counting", 4: "counting", 5: "due", 6: "overdue"}),
    ("new_ten", ZoneFacts("high", D), {4: "counting", 5: "due", 8: "overdue"}),
    ("twenty_plan", ZoneFacts("high", D), {4: "counting", 5: "due_waiting_round", 9: "due_waiting_round"}),
    ("twenty_plan", ZoneFacts("high", D, negative_rounds=(day(4),)), {5: "due_waiting_round"}),
    ("twenty_plan", ZoneFacts("high", D, negative_rounds=(day(5),)), {4: "counting", 5: "due", 6: "overdue"}),
    ("ed9", ZoneFacts("high", D, negative_rounds=(day(7),)), {6: "counting", 7: "due", 8: "overdue"}),
    ("ed9", ZoneFacts("medium", D), {7: "due_waiting_round"}),
    ("ed9", ZoneFacts("medium", D, level_before="high"), {2: "counting", 3: "due", 4: "overdue"}),
    ("three_zone", ZoneFacts("high", D), {13: "counting", 14: "due_waiting_round"}),
    ("three_zone", ZoneFacts("high", D, negative_rounds=(day(12),)), {14: "due", 15: "due_waiting_round"}),
    ("three_zone", ZoneFacts("high", D, negative_rounds=(day(14),), last_contact_on=day(2)), {14: "due_waiting_contact", 16: "due"}),
    ("three_zone_guangzhou_2022", ZoneFacts("high", D, negative_rounds=(day(14),), last_contact_on=day(8), last_transfer_on=day(9)),
     {13: "counting", 14: "due", 15: "overdue"}),
    ("three_zone_shanghai_202205", ZoneFacts("high", D), {6: "counting", 7: "due"}),
    ("three_zone_shanghai_202205", ZoneFacts("medium", D, level_before="high"), {2: "counting", 3: "due"}),
    ("three_zone_shanghai_202205", ZoneFacts("medium", D), {6: "counting", 7: "due"}),
    ("twenty", ZoneFacts("medium", D), {30: "no_rule"}),
    ("county_2020", ZoneFacts("high", D), {30: "no_rule"}),
    ("twenty", ZoneFacts("high", D, unlinked_positive_on=day(1)), {6: "not_linked"}),
    ("twenty", ZoneFacts("high", D, lifted_on=day(3)), {2: "counting", 3: "lifted", 9: "lifted"}),
]


@pytest.mark.parametrize(("name", "zone", "states"), TIMELINES)
def test_timelines_worked_by_hand(name, zone, states):
    assert {n: release(scheme(name), zone, day(n)).state for n in states} == states


def test_the_ninth_edition_takes_ten_days_in_two_steps():
    high = release(scheme("ed9"), ZoneFacts("high", D, negative_rounds=(day(7),)), day(7))
    assert (high.state, high.becomes, high.due_on) == ("due", "medium", day(7))
    medium = release(scheme("ed9"), ZoneFacts("medium", day(7), level_before="high"), day(10))
    assert (medium.state, medium.becomes, medium.due_on) == ("due", "low", day(10))


def test_the_store_counts_by_the_same_files(city_workspace):
    clock = Reader.current(city_workspace).frame("select * from scheme_clock($as_of)", {"as_of": datetime(2022, 11, 29)})
    stored = {(row.scheme, row.level): row.lift_days for row in clock.itertuples()}
    assert stored == {(name, level): step.lift_days for name, rules in schemes().items() for level, step in rules.steps.items()}


def test_a_positive_on_the_last_day_starts_the_clock_again():
    clock = release(scheme("twenty"), ZoneFacts("high", D, last_positive_on=day(4)), day(8))
    assert (clock.state, clock.anchor_on, clock.clear_days, clock.due_on) == ("counting", day(4), 4, day(9))


def test_a_zone_that_was_opened_again_counts_from_the_new_opening():
    clock = release(scheme("twenty"), ZoneFacts("high", day(20), last_positive_on=day(3)), day(24))
    assert (clock.state, clock.anchor_on, clock.due_on) == ("counting", day(20), day(25))


def test_day_one_is_a_setting():
    counted = replace(scheme("twenty"), anchor_day=1)
    assert release(counted, ZoneFacts("high", D), day(4)).state == "due"
    assert release(counted, ZoneFacts("high", D), day(4)).due_on == day(4)


def lift_of(zone: ZoneFacts) -> pd.DataFrame:
    """The last row of a lifted zone's timeline: the clock of a zone that is not in force is not asked for."""
    return pd.DataFrame({"event": ["lift"], "happened_at": [pd.Timestamp(zone.lifted_on)]})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_has_its_sentence(lang):
    said = set()
    for name, zone, states in TIMELINES:
        for n in states:
            clock = release(scheme(name), zone, day(n))
            said.add(clock.state)
            words = lifted_sentence(lift_of(zone), lang) if clock.state == "lifted" else release_sentence(row_of(scheme(name), zone, clock), lang)
            assert words and "{" not in words
    assert said == set(STATES)


def test_the_sentence_names_rule_anchor_days_and_due_day():
    zone = ZoneFacts("high", D, last_positive_on=day(2))
    words = release_sentence(row_of(scheme("twenty"), zone, release(scheme("twenty"), zone, day(9))), "zh")
    assert words == "依《二十条》，自11月3日（最后一例阳性）起算已满 7 天，须满 5 天；11月8日已到期，逾期 2 天。"


@given(st.sampled_from(CLOCKED), DAYS, st.lists(DAYS, max_size=4), DAYS, st.sampled_from([None, "high"]))
def test_never_due_before_its_days(clocked, since, rounds, as_of, before):
    name, level = clocked
    zone = ZoneFacts(level, since, before, negative_rounds=tuple(rounds))
    clock = release(scheme(name), zone, as_of)
    if clock.state != "counting":
        assert (as_of - since).days >= clock.needed_days and clock.due_on <= as_of


@given(st.sampled_from(CLOCKED), DAYS, DAYS, DAYS, st.lists(DAYS, max_size=4), DAYS)
def test_one_more_positive_never_makes_it_earlier(clocked, since, positive, later, rounds, as_of):
    name, level = clocked
    fewer = ZoneFacts(level, since, last_positive_on=min(positive, later), negative_rounds=tuple(rounds))
    more = replace(fewer, last_positive_on=max(positive, later))
    first, second = release(scheme(name), fewer, as_of), release(scheme(name), more, as_of)
    assert second.due_on >= first.due_on
    assert not (second.state in ("due", "overdue") and first.state not in ("due", "overdue"))


@given(st.sampled_from([("twenty", "twenty_plan"), ("twenty", "ed9"), ("twenty_plan", "ed9"), ("three_zone_guangzhou_2022", "three_zone")]),
       DAYS, st.lists(DAYS, max_size=4), st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS), DAYS)
def test_a_stricter_scheme_is_never_sooner(pair, since, rounds, contact, transfer, as_of):
    zone = ZoneFacts("high", since, negative_rounds=tuple(rounds), last_contact_on=contact, last_transfer_on=transfer)
    mild, strict = (release(scheme(name), zone, as_of) for name in pair)
    assert strict.due_on >= mild.due_on
    assert not (strict.state in ("due", "overdue") and mild.state not in ("due", "overdue"))


def test_a_name_that_does_not_exist_is_refused_with_the_nearest():
    with pytest.raises(UsageError) as refused:
        scheme("twentty")
    assert "twenty" in refused.value.hint("en")


@pytest.mark.parametrize(("change", "field"), [
    (("lift_days = 5\n", ""), "high.lift_days"), (("anchor_day = 0", "anchor_day = 3"), "anchor_day"),
    (("lift_days = 5", "lift_days = -1"), "high"), (('lowers_to = "low"', 'lowers_to = "high"'), "high.lowers_to"),
    (('confidence = "secondary"', 'confidence = "sure"'), "confidence"), (("lift_days = 5", "lift_days = 5\nround = 'sometimes'"), "high.round"),
    (("lift_days = 5", "lift_days = 5\nlift_dais = 6"), "high.lift_dais"), (("valid_to = 2022-12-06", "valid_to = 2020-01-01"), "valid_to"),
    (("title =", "titel ="), "title"), (("[high]", "[high"), ""),
])
def test_an_unusable_rule_file_names_its_field(tmp_path, change, field):
    file = tmp_path / "twenty.toml"
    text = Path(HERE / "twenty.toml").read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        read_scheme(file)
    assert f"twenty.toml:{field}" in refused.value.title("en") or (not field and "TOML" in refused.value.title("en"))
