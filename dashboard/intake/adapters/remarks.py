"""Problems that adapters find, with the file's name and no folder."""

from pathlib import Path

from dashboard.i18n.messages import Words
from dashboard.intake.checks.places import Places
from dashboard.intake.problems import WHOLE_FILE, Problem, Where, refusal, warning


def refuse(file: Path, rule: str, key: str, place: Where = WHOLE_FILE, **values: object) -> Problem:
    """The file is not taken in, in the words of the message `key`."""
    return refusal(file.name, rule, key, place, **values)


def warn(file: Path, rule: str, key: str, place: Where = WHOLE_FILE, **values: object) -> Problem:
    """The file is taken in, and this is shown with it."""
    return warning(file.name, rule, key, place, **values)


def unknown_areas(file: Path, column: str, named: set[str], places: Places) -> list[Problem]:
    """A refusal for each name that is not one of the city's areas, with the nearest that is."""
    return [
        refuse(file, "unread", "adapter.no_area", Where(column=column, value=name), value=name, hint=places.hint(name))
        for name in sorted(name for name in named if not places.area_id(name))
    ]


def another_city(file: Path, city: Words, places: Places) -> Problem:
    """The refusal of a file that is about one fixed city, in the workspace of another."""
    return refuse(file, "city", "adapter.another_city", city=city, own=places.name(places.city))
