"""What a business inside a zone does where no rule of the city says: one readable file each in zone_modes/, checked when it is read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.rules.schemes import CONFIDENCE, LEVELS, unusable
from dashboard.schema.declaration import enums

HERE = Path(__file__).parent / "zone_modes"
STATED = ("title", "confidence", "source", "schemes", "shops", "levels")
"""What every file must state."""
UNSAID = "to_verify"
"""The mode of a category of which a file does not speak."""


@dataclass(frozen=True)
class ZoneModes:
    id: str
    title: tuple[str, str]
    confidence: str
    source: str
    schemes: tuple[str, ...]
    """Rule sets whose zones it speaks of; one of them belongs to one file."""
    shops: tuple[str, ...]
    """Categories of which it speaks; of the others nothing is said."""
    levels: dict[str, str]
    """Mode of those shops by level of the zone: one of `open_mode`."""

    def mode(self, level: str, category: str) -> str | None:
        """What a business of a category does in a zone of a level; null where the file does not know the level."""
        if level not in self.levels:
            return None
        return self.levels[level] if category in self.shops else UNSAID


@cache
def zone_modes() -> dict[str, ZoneModes]:
    """Every file by its id. Raises RuleError for a file with a missing or impossible field."""
    return {modes.id: modes for modes in map(read_zone_modes, sorted(HERE.glob("*.toml")))}


def read_zone_modes(file: Path) -> ZoneModes:
    """One file. Raises RuleError that names the file and the field."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as broken:
        raise unusable(file, "", "not_toml") from broken
    for name in STATED:
        if not given.get(name):
            raise unusable(file, name, "missing")
    if given["confidence"] not in CONFIDENCE:
        raise unusable(file, "confidence", "not_among", among=CONFIDENCE)
    for name, among in (("schemes", "scheme"), ("shops", "business_category")):
        if not set(given[name]) <= set(enums()[among]):
            raise unusable(file, name, "not_among", among=tuple(enums()[among]))
    for level, mode in given["levels"].items():
        if level not in LEVELS:
            raise unusable(file, f"levels.{level}", "no_field")
        if mode not in enums()["open_mode"]:
            raise unusable(file, f"levels.{level}", "not_among", among=tuple(enums()["open_mode"]))
    title, schemes, shops = tuple(given["title"]), tuple(given["schemes"]), tuple(given["shops"])
    return ZoneModes(file.stem, title, given["confidence"], given["source"], schemes, shops, dict(given["levels"]))
