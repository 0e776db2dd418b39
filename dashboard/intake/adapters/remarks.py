"""Findings that adapters make, with the file's name and no folder."""

from pathlib import Path

from dashboard.intake.checks.places import Places
from dashboard.intake.checks.problems import Finding, of_file


def refuse(file: Path, rule: str, zh: str, en: str, **place) -> Finding:
    """The file is not taken in; `place`: row, column, value, hint_zh, hint_en."""
    return of_file(file.name, rule, zh, en, **place)


def warn(file: Path, rule: str, zh: str, en: str, **place) -> Finding:
    """The file is taken in, and this is shown with it."""
    return of_file(file.name, rule, zh, en, severity="warn", **place)


def unknown_areas(file: Path, column: str, named: set[str], places: Places) -> list[Finding]:
    """A refusal for each name that is not one of the city's areas, with the nearest that is."""
    findings = []
    for name in sorted(name for name in named if not places.area_id(name)):
        hint_zh, hint_en = places.hint(name)
        findings.append(refuse(
            file, "unread", f"本市没有“{name}”", f"“{name}” is not in this city", column=column, value=name,
            hint_zh=hint_zh, hint_en=hint_en,
        ))  # fmt: skip
    return findings


def another_city(file: Path, city_zh: str, city_en: str, places: Places) -> Finding:
    """The refusal of a file that is about one fixed city, in the workspace of another."""
    own_zh, own_en = places.nearest(places.city) or (places.city, places.city)
    return refuse(
        file, "city", f"文件是{city_zh}的数据，本工作区是{own_zh}", f"The file is about {city_en}; this workspace is of {own_en}",
        hint_zh=f"请导入{city_zh}的工作区", hint_en=f"import it into a workspace of {city_en}",
    )  # fmt: skip
