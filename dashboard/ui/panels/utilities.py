"""Water, power, gas and heating as last reported: state, supply a day and days of reserve, one line each."""

from datetime import datetime

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import bracketed, fmt_day, fmt_exact, fmt_moment, fmt_number, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.rows.selection import within
from dashboard.sentences.published import publisher_words, unit_words
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

HEADS = ("kind", "name", "state", "per_day", "reserve", "staff", "at", "source")
FIRST = ("interrupted", "reduced", "unknown", "normal")
MARKED = {"interrupted": "act", "reduced": "watch", "normal": "ok"}


def utility_board(picked: Filters) -> None:
    """Draw the utilities, what fails first; nothing where none was received. Rows: `utilities_latest`."""
    frame = within(fetch("utilities_latest"), picked.areas, also=(picked.city,))
    if frame.empty:
        return
    section(t("utilities.title"), t("utilities.lead"))
    order = frame.assign(rank=frame["state"].map(FIRST.index) - frame["is_short"].eq(True))
    rows = named(order.sort_values(["rank", "kind", "area_id", "name"])).to_dict("records")
    ledger([t(f"utilities.{name}") for name in HEADS], [_line(row) for row in rows])
    foot_line(frame, key="utilities", title=t("utilities.title"))


def _line(row: dict) -> list[Cell | str]:
    state = Cell(enum_label("utility_state", row["state"], lang()), state=MARKED.get(row["state"], ""), is_unbroken=True)
    where = "" if is_missing(row["area_name"]) else row["area_name"]
    source = "" if is_missing(row["source"]) else publisher_words(row["source"], lang())
    return [
        enum_label("utility_kind", row["kind"], lang()), Cell(row["name"], under=where), state, _amount(row, "per_day"), _reserve(row),
        _figure(row["staff"]), Cell(_when(row["stated_at"]), is_unbroken=True),
        Cell(source, under="" if is_missing(row["remark"]) else row["remark"]),
    ]


def _when(at: datetime) -> str:
    """The moment; the day alone where no hour was given."""
    return fmt_moment(at, lang()) if at.hour or at.minute else fmt_day(at, lang())


def _amount(row: dict, column: str) -> Cell:
    if is_missing(row[column]):
        return Cell(t("utilities.not_stated"), is_settled=True)
    unit = "" if is_missing(row["unit"]) else f" {unit_words(row['unit'], lang(), fmt_exact(row[column], lang()))}"
    return Cell(f"{fmt_exact(row[column], lang())}{unit}", is_unbroken=True)


def _reserve(row: dict) -> Cell:
    """Days of reserve, and in brackets how much that is."""
    if is_missing(row["reserve_days"]):
        return _amount(row, "reserve")
    amount = "" if is_missing(row["reserve"]) else bracketed(_amount(row, "reserve").text, lang())
    said = t("utilities.days", n=fmt_number(row["reserve_days"], lang(), 1)) + amount
    return Cell(said, state="act" if _is_short(row) else "", is_unbroken=True)


def _is_short(row: dict) -> bool:
    return not pd.isna(row["is_short"]) and bool(row["is_short"])


def _figure(value: float | None) -> Cell:
    return Cell(t("utilities.not_stated"), is_settled=True) if is_missing(value) else Cell(fmt_exact(value, lang()), is_figure=False)
