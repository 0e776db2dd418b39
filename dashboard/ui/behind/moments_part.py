"""How a number was known before: what it was after each batch that changed one of its tables, as a step line, with corrections named."""

from datetime import datetime
from time import monotonic

import pandas as pd
import streamlit as st

from dashboard.data.behind import moments_of
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.figures.known_steps import known_steps
from dashboard.i18n.forms import bracketed, fmt_change, fmt_count, fmt_exact, fmt_moment, fmt_share, is_missing
from dashboard.sandbox.refused import StatementRefused
from dashboard.ui.behind.subject import Strips, Subject, value_then
from dashboard.ui.components.chart import chart
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, section

PATIENCE_SECONDS = 12
HEADS = ("moment", "value", "change", "by")
HEIGHT_PX = 420
Ends = tuple[float | None, float | None]
"""A value, or the lower and upper end of a range; null = not known, or no range."""


def moments_part(one: Subject, batches: list[dict], picked: Filters, strips: Strips) -> None:
    """Draw it. Asked last, one moment after the other, so that a person who goes on meanwhile is not held up.

    `batches`: those that changed one of its tables, newest first, as `batches_recent` gives them.
    """
    section(t("behind.before"), t("behind.before_lead"))
    if one.kpi is None and one.listed is None:
        note(t("behind.before_check" if one.check else "behind.before_not_asked"))
        return
    moments = moments_of(batches, moment().at)
    if len(moments) < 2:
        note(t("behind.before_once"))
        return
    values = _values(one, moments, picked, strips)
    if len(values) < len(moments):
        note(t("behind.before_cut", n=len(values)), "watch")
    told = [(at, rows, values[at]) for at, rows in moments if at in values]
    ends = {name: pd.Series([ends[place] for _, _, ends in told], dtype="float64") for place, name in enumerate(("value", "up_to"))}
    frame = pd.DataFrame({"moment": [at for at, _, _ in told]} | ends)
    if frame["up_to"].isna().all():
        frame = frame.drop(columns="up_to")
    frame.attrs = {"as_of": moment().at}
    unit = one.metric.unit(lang()) if one.metric else ""
    is_share = bool(one.metric and one.metric.is_share)
    if frame["value"].notna().any():
        title = one.name + bracketed("%" if is_share else unit, lang())
        figure = drawn(known_steps, frame, title=title, until=moment().at, is_share=is_share, **look())
        chart(figure, frame, key="behind-steps", source=t("data.batches"), as_of=moment().at)
    is_moving = bool(one.listed and one.listed.moving)
    if is_moving:
        note(t("behind.before_moving"))
    ledger([t(f"behind.step_{name}") for name in HEADS], _lines(told, is_share, is_moving), height=HEIGHT_PX if len(told) > 6 else None)


def _values(one: Subject, moments: list[tuple[datetime, list[dict]]], picked: Filters, strips: Strips) -> dict[datetime, Ends]:
    """The number as of each moment, the newest first, as far as patience reaches."""
    found: dict[datetime, Ends] = {}
    place, until = st.empty(), monotonic() + PATIENCE_SECONDS
    for at, _ in reversed(moments):
        if monotonic() > until:
            break
        place.progress(len(found) / len(moments), text=t("behind.before_asking", n=len(found), all=len(moments)))
        try:
            value = value_then(one, at, picked, strips)
        except StatementRefused:  # too many ask: what is known by now is shown, and that it is not all
            break
        low, high = value if isinstance(value, tuple) else (value, None)
        found[at] = (None if is_missing(low) else float(low), None if is_missing(high) else float(high))
    place.empty()
    return found


def _lines(told: list[tuple[datetime, list[dict], Ends]], is_share: bool, is_moving: bool) -> list[list[Cell | str]]:
    """Newest first; `is_moving`: each value is of a window of its own, so that none is compared."""
    lines: list[list[Cell | str]] = []
    before: float | None = None
    last_effective = None
    for place, (at, rows, (value, high)) in enumerate(told):
        effective = [row["effective_at"] for row in rows if not is_missing(row["effective_at"])]
        corrects = any(row["kind"] != "import" for row in rows) or (
            last_effective is not None and bool(effective) and max(effective) <= last_effective
        )
        last_effective = max([*effective, *([last_effective] if last_effective is not None else [])], default=None)
        said = "–".join(fmt_share(end, lang()) if is_share else fmt_exact(end, lang()) for end in (value, high)[:1 if high is None else 2])
        changed = "" if is_moving or place == 0 or is_missing(before) or is_missing(value) else _change(value - before, is_share)
        lines.append([
            Cell(fmt_moment(at, lang(), year=True), is_unbroken=True), Cell(said, is_figure=True), Cell(changed, is_unbroken=True),
            Cell(_by(rows), state="watch" if corrects else "", under=t("behind.step_correction") if corrects else ""),
        ])
        before = value
    return lines[::-1]


def _change(change: float, is_share: bool) -> str:
    return fmt_change(round(change * 100, 1), lang(), 1) + t("compare.points") if is_share else fmt_change(change, lang())


def _by(rows: list[dict]) -> str:
    first = rows[0]
    key = {"rollback": "behind.step_rollback", "purge": "behind.step_purge"}.get(first["kind"], "behind.step_batch")
    number = int(first["batch_id"] if first["kind"] == "import" else first["rolls_back"])
    words = t(key, n=number, file="" if is_missing(first["file"]) else first["file"])
    return words + (t("behind.step_more", n=fmt_count(len(rows) - 1, lang())) if len(rows) > 1 else "")
