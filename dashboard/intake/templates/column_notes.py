"""What a template says of itself: the comment on each header, and the sheet of instructions."""

from collections.abc import Mapping

from dashboard.i18n.messages import LANGUAGES, Words, both, text
from dashboard.intake.templates.city_lists import CityLists
from dashboard.intake.templates.dictionary import allowed
from dashboard.schema.declaration import Column, Table

DATUMS = ("WGS-84", "GCJ-02", "BD-09")
STEPS = ("fill", "header", "unknown", "amount", "moment", "check")
NOTES = ("column", "type", "unit", "required", "allowed", "about")
"""Columns of the list of columns, by message."""
Line = tuple[str, list[str]]
"""The style of a row, and its cells."""


def is_required(table: Table, column: Column) -> bool:
    """Whether a cell must be filled in: an identifier that intake can make need not be."""
    return column.required and not (table.id_from and table.key[0] == column.name)


def header_note(table: Table, column: Column | None, is_mark: bool, lists: CityLists, lang: str) -> str:
    """The comment on a header: what it means, its unit, what a cell may say.

    `column` null: the datum of coordinates, or with `is_mark` the last column, which says whether a row is made up.
    """
    if column is None:
        return "\n".join(both("template.about_synthetic") if is_mark else [*both("template.about_datum"), "、".join(DATUMS)])
    lines = [column.about_zh, column.about_en]
    kind = text(f"kind.{column.kind}", lang)
    if form := {"timestamp": "moment_form", "date": "date_form"}.get(column.kind):
        kind = f"{kind}: {text(f'template.{form}', lang)}"
    lines.append(kind)
    if column.unit:
        lines.append(f"{text('template.unit', lang)}: {column.unit}")
    if listed := _allowed(column, lists, lang):
        lines.append(f"{text('template.allowed', lang)}: {listed}")
    if is_required(table, column):
        lines.append(f"* {text('template.required', lang)}")
    elif column.required:
        lines.append(_made(table).say(lang))
    return "\n".join(line for line in lines if line)


def instructions(tables: Mapping[str, Table], lists: CityLists) -> list[Line]:
    """Rows of the sheet of instructions for the tables of a workbook: title, steps, then its sheets, or its columns where it has one table.

    No row has two cells that are headers of a table: the sheet is never taken for one.
    """
    only = next(iter(tables.values())) if len(tables) == 1 else None
    table = Words(only.title_zh, only.title_en) if only else Words("", "")
    key = "template.title_one" if only else "template.title_all"
    rows: list[Line] = [("title", [text(key, lang, table=table.say(lang), city=lists.city.say(lang))]) for lang in LANGUAGES]
    rows += [("step", ["\n".join(both(f"template.step_{step}"))]) for step in STEPS]
    rows.append(("wrapped", [""]))
    if only:
        rows.append(("bold", [" ".join(both(f"template.{name}")) for name in NOTES]))
        return rows + [("wrapped", _row(only, column, lists)) for column in only.columns.values()]
    rows.append(("bold", [" ".join(both("template.sheets"))]))
    about = [f"{t.title_zh} {t.title_en} ({t.name}): {t.about_zh}; {t.about_en}" for t in tables.values()]
    return rows + [("step", [said]) for said in about]


def _row(table: Table, column: Column, lists: CityLists) -> list[str]:
    needed = " ".join(both("template.yes")) if is_required(table, column) else "\n".join(_made(table)) if column.required else ""
    listed = list(dict.fromkeys(_allowed(column, lists, lang) for lang in LANGUAGES))
    return [
        f"{column.zh} · {column.name}",
        " ".join(both(f"kind.{column.kind}")),
        column.unit or "",
        needed,
        "\n".join(listed).strip(),
        f"{column.about_zh}\n{column.about_en}",
    ]


def _allowed(column: Column, lists: CityLists, lang: str) -> str:
    if column.kind == "area" and lists.areas:
        return ("、" if lang == "zh" else ", ").join(area.say(lang) for area in lists.areas)
    return allowed(column, lang)


def _made(table: Table) -> Words:
    named = [table.columns[name] for name in table.id_from]
    return both("template.made_id", listed=Words("、".join(c.zh for c in named), ", ".join(c.name for c in named)))
