"""The wall at night: darker between two times of the city's clock, which city.toml names, and still readable."""

import re

DIMMED = 0.75
"""Share of its colour values that the picture keeps, about half of the light: the darkest at which each text keeps 4.5:1."""
HOURS = "22:00-06:00"
"""Where city.toml does not say otherwise; an empty value there means never."""
TIMES = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def dim_hours(given: object) -> tuple[tuple[int, int] | None, bool]:
    """(from and to in minutes of the day, or null for never; whether what was given can be used). `given`: `dim` of [wall], null = not set.

    What cannot be used is replaced by the default.
    """
    if given is None or str(given).strip() == "":
        return (None if given is not None else _minutes(HOURS)), True
    found = _minutes(str(given).strip())
    return (found, True) if found else (_minutes(HOURS), False)


def _minutes(hours: str) -> tuple[int, int] | None:
    found = TIMES.fullmatch(hours)
    if found is None:
        return None
    start_hour, start, end_hour, end = map(int, found.groups())
    return start_hour * 60 + start, end_hour * 60 + end
