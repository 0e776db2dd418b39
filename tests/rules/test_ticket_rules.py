"""Rules for tickets: what the files say, and what is no rule."""

from itertools import pairwise

import pytest

from dashboard.rules.schemes import RuleError
from dashboard.rules.ticket_rules import HERE, read_ticket_rule, ticket_rules
from dashboard.schema.declaration import enums


def test_the_rules_are_those_of_their_sources():
    harbin, beijing = ticket_rules()["harbin_2022"], ticket_rules()["beijing_2021_draft"]
    [limit] = harbin.limits.values()
    assert (limit.handle_hours, limit.answer_working_days, harbin.batches_a_day) == (2, 1, 3)
    hours = {urgency: (limit.dispatch_hours, limit.answer_hours) for urgency, limit in beijing.limits.items()}
    assert hours == {"emergency": (1, 2), "livelihood": (2, 24), "general": (24, 7 * 24), "complex": (24, 15 * 24)}
    assert set(hours) == set(enums()["ticket_urgency"]) and beijing.cities == (), "a draft rules no city by itself"


def test_no_city_has_two_rules_of_one_day_and_no_name_means_two():
    rules = list(ticket_rules().values())
    spans = sorted((city, rule.valid_from, rule.valid_to) for rule in rules for city in rule.cities)
    assert all(one[0] != other[0] or one[2] < other[1] for one, other in pairwise(spans))
    names = [name for rule in rules for name in (rule.id, *rule.names)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("change", "field"), [
    (("handle_hours = 2", "handle_hours = 0"), "limits.any.handle_hours"),
    (("handle_hours = 2", "handling = 2"), "limits.any.handling"),
    (("answer_working_days = 1", "answer_working_days = 1\nanswer_hours = 24"), "limits.any"),
    (("[limits.any]", "[limits.general]\ndispatch_hours = 1\n[limits.any]"), "limits"),
    (("valid_to = 2022-12-31", "valid_to = 2021-12-31"), "valid_to"),
    (('confidence = "verified"', 'confidence = "sure"'), "confidence"),
    (("cities =", "towns ="), "cities"),
    (("title =", "title"), ""),
])
def test_an_unusable_rule_names_its_field(tmp_path, change, field):
    file = tmp_path / "broken.toml"
    file.write_text((HERE / "harbin_2022.toml").read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        read_ticket_rule(file)
    assert f"broken.toml:{field}".rstrip(":") in refused.value.title("en")
