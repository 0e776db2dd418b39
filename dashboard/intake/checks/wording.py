"""A fault that staging found, as a problem in both languages, with what is allowed."""

from dashboard.i18n.messages import LANGUAGES, Words, advice, both
from dashboard.intake.checks.cells import LONGEST_TEXT
from dashboard.intake.checks.places import Places
from dashboard.intake.checks.privacy import LONGEST
from dashboard.intake.checks.spellings import near_spelling
from dashboard.intake.checks.staging import Fault
from dashboard.intake.checks.units import STOCK_UNITS
from dashboard.intake.chunks import DATUM
from dashboard.intake.problems import Problem
from dashboard.moments import YEARS
from dashboard.schema.declaration import Column, Table, enums

SHOWN_VALUE = 60
FAILED_FORMULAS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"})
UNITS_OF_GOODS = Words("、".join(STOCK_UNITS), ", ".join(STOCK_UNITS))
Message = tuple[str, dict[str, object]]
"""A message's key, and what fills it."""


def problem_of(fault: Fault, file: str, table: Table, headers: dict[str, str], places: Places) -> Problem:
    """The problem that a fault is. `headers`: the file's own header by column name."""
    column = table.columns.get(fault.column) if fault.column else None
    rule, _, other = fault.rule.partition(":")
    if column is not None and rule == "unread" and (fault.value or "").strip().upper() in FAILED_FORMULAS:
        rule = "error"  # as the reader of workbooks calls it
    key, values = _beside(rule, fault) if column is None else _message(rule, other, fault, column, table, headers, places)
    values = {"value": _shown(fault.value), "detail": fault.detail} | values
    header = headers.get(fault.column, fault.column) if fault.column else None
    return Problem(file, rule, both(key, **values), advice(key, **values), fault.row, header, fault.value, fault.severity)


def _beside(rule: str, fault: Fault) -> Message:
    """Of a column beside the table's own, or of the file as a whole."""
    if rule not in ("unread", "datum"):
        return f"checks.{rule}", {}
    if rule == "unread" and fault.column != DATUM:
        return "checks.unread_boolean", {}
    return ("checks.unread_datum" if rule == "unread" else "checks.datum"), {"datums": both("checks.datums")}


def _message(
    rule: str, other: str, fault: Fault, column: Column, table: Table, headers: dict[str, str], places: Places,
) -> Message:
    about: dict[str, object] = {"about": Words(column.about_zh, column.about_en), "units": UNITS_OF_GOODS}
    match rule:
        case "error":
            return "checks.failed_formula", {}
        case "unread" if column.kind == "text":
            return "checks.rounded", {}
        case "unread_area" | "unread" if rule == "unread_area" or column.kind == "area":
            return "checks.unread_area", {"hint": places.hint(fault.value or "")}
        case "unread":
            return f"checks.unread_{column.kind}", _listed(column) | _near(column, fault.value)
        case "kept_raw":
            return "checks.kept_raw", _listed(column)
        case "min" | "max":
            return f"checks.{rule}", {"bound": f"{column.minimum if rule == 'min' else column.maximum:g}"}
        case "year":
            return "checks.year", {"first": YEARS[0], "last": YEARS[-1]}
        case "long":
            return "checks.long", {"n": LONGEST_TEXT}
        case "order":
            return "checks.order", {"before": headers.get(other, other)}
        case "duplicate":
            return "checks.duplicate", {"row": fault.detail, "names": "、".join(headers.get(name, name) for name in table.key)}
        case "words":
            return f"privacy.{other}", {"n": LONGEST.get(column.name)}
        case "answer":
            return "checks.answer", {"meant": Words(*(enums()[column.enum or ""][other].label(lang) for lang in LANGUAGES))}
        case "renamed" | "merged" | "elsewhere":
            return f"checks.{rule}", {"now": places.name(other)}
        case "header_contradicts":
            return "checks.header_contradicts", {"unit": column.unit}
        case "header_datums":
            return "checks.header_datums", {"datums": both("checks.datums")}
        case "needs":
            event = enums()["zone_event"][other]
            return "checks.needs", about | {"event": Words(event.zh, event.en), "column": Words(column.zh, column.name)}
        case _:
            return f"checks.{rule}", about


def _listed(column: Column) -> dict[str, object]:
    """The values of a list, for a hint."""
    if column.enum is None:
        return {}
    values = enums()[column.enum].values()
    return {"listed": Words("、".join(v.zh or v.value for v in values), ", ".join(v.en or v.value for v in values))}


def _near(column: Column, text: str | None) -> dict[str, object]:
    """The value of a list that may have been meant, for a hint; no words where none is near."""
    near = near_spelling(column.enum, text or "") if column.enum else None
    return {"near": both("checks.near_value", name=Words(near.zh, near.en)) if near else Words("", "")}


def _shown(value: str | None) -> str:
    text = (value or "").strip()
    return text if len(text) <= SHOWN_VALUE else text[:SHOWN_VALUE] + "…"
