"""Codes in the columns of queries that the schema does not settle, in words: which enumeration or section of the messages has them."""

import pandas as pd

from dashboard.i18n.forms import is_missing
from dashboard.i18n.messages import enum_label, enum_of, messages, text
from dashboard.schema.declaration import enums, tables

EVERYWHERE = {
    "bulletin_state": "bulletin_state.", "mode_reason": "mode_reason", "operation": "operation.",
    "inspection_outcome": "inspection_outcome",
    "cover_state": "cover_state.", "worst_item": "supply_item", "outside_control": "outside_control.", "scheme_used": "scheme",
    "top_topic": "hotline_topic", "unit": "unit.", "table_name": "tables", "growth": "growth_code.", "withheld": "withheld.",
    "surge_state": "surge_state.", "need": "need.", "no_advice": "no_advice.",
    "first_outcome": "call_outcome", "baseline_of": "baseline_of.",
    "target_of": "target_of.",
    **dict.fromkeys(
        (
            "closures_qualifier", "supply_qualifier", "open_qualifier", "share_qualifier",
            "per_place_qualifier", "closed_qualifier",
        ), "qualifier",
    ),
}
"""By column; a trailing dot means a section of the messages, `tables` the titles of tables."""
OF_QUERIES = {
    "supply_cover": {"state": "cover_state."}, "supply_stock_outs": {"state": "cover_state.", "withheld": "runs_out."},
    "supply_points": {"state": "supply_state"}, "supply_": {"kind": "supply_kind", "unmatched_because": "unmatched."},
    "coverage_": {"part": "coverage_part."},
    "business": {"state": "business_event", "reason": "business_reason", "mode": "business_mode"},
    "checkpoints": {"kind": "checkpoint_kind"}, "closure": {"kind": "closure_target"}, "grids_": {"kind": "grid_kind"},
    "hotline_": {"topic": "hotline_topic", "withheld": "lead_withheld."},
    "inspections_": {"outcome": "inspection_outcome", "dimension": "inspection_dimension.", "counts": "inspection_counts.",
                     "part": "business_category"},
    "rectifications_": {"rectification": "rectification."},
    "tickets_": {"topic": "hotline_topic", "state": "ticket_state.", "age": "ticket_age.", "withheld": "tickets_withheld."},
    "cases_by_delay": {"delay": "delay."}, "cases_by_day_part": {"dimension": "case_dimension.", "part": "case_part."},
    "notices_": {"kind": "notice_kind"}, "areas": {"kind": "area_kind"},
    "resumptions": {"kind": "resumption_kind", "step": "resumption_step."},
    "indicators_": {"topic": "topic."}, "contacts_": {"kind": "contact_kind"}, "zones_": {"state": "clock.", "becomes": "zone_level"},
    "special_groups_": {"kind": "special_group"},
}
"""By the beginning of a query's name."""
WHOLE = "all"
"""What bulletins put where a figure is of every class or route."""


def words_of(query: str, column: str) -> str | None:
    """The words for a column's codes: an enumeration, or a section with a trailing dot; null where its values are no codes."""
    own = next((columns[column] for begins, columns in OF_QUERIES.items() if query.startswith(begins) and column in columns), None)
    return own or enum_of(column) or EVERYWHERE.get(column)


def said(value: object, words: str, lang: str) -> object:
    """A code in words; null for null, and what no enumeration or section declares as it is."""
    if is_missing(value):
        return None
    if value == WHOLE:
        return text("word.all_of_them", lang)
    if words == "tables":
        return tables()[str(value)].title(lang) if str(value) in tables() else value
    if words.endswith("."):
        return text(f"{words}{value}", lang, n="") if f"{words}{value}" in messages() else value
    return enum_label(words, str(value), lang) if words in enums() else value


def in_words(frame: pd.DataFrame, lang: str, given: dict[str, str]) -> dict[str, list]:
    """The columns of codes in words, by name. `given`: the enumerations that the caller knows, by column."""
    query = str(frame.attrs.get("query", ""))
    named = {column: given.get(column) or words_of(query, column) for column in frame.columns}
    return {column: [said(value, words, lang) for value in frame[column]] for column, words in named.items() if words}
