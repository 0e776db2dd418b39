"""What holds in zones where no rule of the city says: what the files say, and what is no file."""

import pytest

from dashboard.rules.schemes import RuleError, schemes
from dashboard.rules.zone_modes import HERE, read_zone_modes, zone_modes


def test_the_default_is_that_of_its_source():
    guide = zone_modes()["beijing_2022_05"]
    assert guide.mode("high", "food_retail") == "closed" and guide.mode("medium", "food_retail") == "online_only"
    assert guide.mode("high", "utility_water") == guide.mode("medium", "hospital") == "to_verify" and guide.mode("low", "mall") is None


def test_every_rule_set_of_places_belongs_to_one_file():
    said = [scheme for modes in zone_modes().values() for scheme in modes.schemes]
    assert len(said) == len(set(said))
    assert {name for name, scheme in schemes().items() if scheme.steps and name != "county_2020"} == set(said)


@pytest.mark.parametrize(("change", "field"), [
    (("confidence = \"verified\"", "confidence = \"sure\""), "confidence"), (("\"ed9\"", "\"ed10\""), "schemes"), (("\"mall\"", "\"shop\""), "shops"),
    (("high = \"closed\"", "high = \"shut\""), "levels.high"), (("medium =", "middle ="), "levels.middle"), (("source =", "from ="), "source"),
    (("title =", "title"), ""),
])
def test_an_unusable_file_names_its_field(tmp_path, change, field):
    file = tmp_path / "broken.toml"
    file.write_text((HERE / "beijing_2022_05.toml").read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        read_zone_modes(file)
    assert f"broken.toml:{field}".rstrip(":") in refused.value.title("en")
