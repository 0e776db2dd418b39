"""What is declared once holds together: every figure has words, relations that an analyst has, and reasons that are said."""

import re

from dashboard.i18n.messages import LANGUAGES, messages
from dashboard.measures.declaration import GRAINS, GROUPS, Measure, Source, dimensions, measures, sources, todays
from dashboard.metrics import METRICS
from dashboard.sandbox.relations import relations
from dashboard.schema.declaration import enums
from tests.listing import all_keep

SUBJECTS = {"cases", "zones", "closures", "businesses", "supply", "calls", "tickets"}


def has_words(measure: Measure) -> list[str]:
    own = [f"no {kind} in {lang}" for lang in LANGUAGES for kind, text in
           (("label", measure.label(lang)), ("definition", measure.about(lang)), ("unit", measure.unit(lang))) if not text]
    return own + (["the board calls it otherwise"] if measure.id in METRICS and f"measure.{measure.id}" in messages() else [])


def holds_together(measure: Measure) -> list[str]:
    wrong = [f"no source {name}" for name in measure.values if name not in sources()]
    wrong += [f"no dimension {name}" for name in (*measure.never, *measure.needs, *measure.apart) if name not in dimensions()]
    wrong += [f"no reason {reason}" for reason in measure.never.values() if f"pick_reason.{reason}" not in messages()]
    wrong += [f"no measure {name}" for name in measure.added_with if name not in measures()]
    wrong += [] if measure.group in GROUPS else [f"no group {measure.group}"]
    return wrong + ([] if (measure.adds == "ratio") == any(value.over for value in measure.values.values()) or measure.adds == "least" else ["a ratio has two sums"])


def says_how_it_adds_up(measure: Measure) -> None:
    """A stock has no time of its own but that of days counted at their end; whatever is summed over time has one."""
    own = [sources()[name] for name in measure.values]
    if measure.adds == "stock":
        assert all(source.time is None or source.is_of_days or "arg_max" in measure.values[source.id].call for source in own)
    if measure.adds == "sum":
        assert all(source.time for source in own)
    assert "avg(" not in str(measure.values), "a share is a ratio of sums"


def reads_what_an_analyst_has(source: Source) -> list[str]:
    said = f"from {source.relation} {source.always} {source.of_city} {source.of_districts} from {source.known or 'areas'}"
    return [f"no relation {name}" for name in re.findall(r"(?:from|join) (\w+)", said) if name not in relations()]


def is_no_name_of_something_else(source: Source) -> None:
    assert source.id not in relations() and source.id not in measures(), "a CTE of that name would hide it"
    assert set(source.columns) <= set(dimensions()) and set(source.grains) <= set(GRAINS)
    assert not source.today or source.today in todays()


def test_every_measure_has_words_in_both_languages():
    all_keep(has_words, measures().values(), lambda measure: measure.id)


def test_every_measure_holds_together():
    all_keep(holds_together, measures().values(), lambda measure: measure.id)


def test_every_measure_says_how_it_adds_up():
    all_keep(says_how_it_adds_up, measures().values(), lambda measure: measure.id)


def test_every_source_is_a_relation_of_an_analyst():
    all_keep(reads_what_an_analyst_has, sources().values(), lambda source: source.id)
    all_keep(is_no_name_of_something_else, sources().values(), lambda source: source.id)


def test_all_subjects_are_there_and_every_source_and_dimension_is_used():
    assert {measure.group for measure in measures().values()} == SUBJECTS == set(GROUPS)
    assert {name for measure in measures().values() for name in measure.values} == set(sources())
    used = {name for measure in measures().values() for name in (*measure.dimensions, measure.least_of)}
    assert used - {""} == set(dimensions())


def test_codes_of_dimensions_have_words():
    sections = {key.partition(".")[0] for key in messages()}
    assert [d.id for d in dimensions().values() if d.codes and d.codes not in enums() and d.codes.removesuffix(".") not in sections] == []
