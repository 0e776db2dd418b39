"""The due list: one row a zone, its release clock drawn from the anchor day to the due day, with today as a line across all rows."""

from datetime import date
from html import escape
from urllib.parse import quote

import pandas as pd

from dashboard.figures.svg.tracks import Picture, Scale, axis, legend, row_html
from dashboard.i18n.forms import fmt_day, is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.sentences.release import STATES, WAITING, missing_words, release_sentence
from dashboard.tokens import MARKS, level_mark

MOST_ROWS = 12
"""Zones that a leader reads; the table has all of them."""
DAYS_BACK = 21
"""Days before today that the scale reaches at most; a clock that began earlier is cut, with a mark."""
MOST_LABELS = 6
ZONE = "ZONE-ID"
"""Stands in the address of a zone's history, and gives way to its number."""


def due_picture(frame: pd.DataFrame, *, today: date, way: str, lang: str, most: int = MOST_ROWS) -> Picture | None:
    """The clocks of the first `most` zones, in the order of the rows; null where no row has a clock.

    Rows: as of `zones_due`. `way`: the address of a zone's history, already escaped, with ZONE for its number. Each row opens to the
    sentence that can be read out.
    """
    rows = frame[frame["due_on"].notna() & frame["anchor_on"].notna()].head(most).to_dict("records")
    if not rows:
        return None
    scale = _scale(rows, today)
    step = max(1, -(-int(scale.last - scale.first) // MOST_LABELS))
    days = [(float(at), fmt_day(date.fromordinal(at), lang)) for at in range(int(scale.first), int(scale.last) + 1, step)]
    head = axis(scale, days, (today.toordinal(), text("due_list.today", lang, day=fmt_day(today, lang))))
    drawn = {"clear", "rest", "late", "today-line"} | ({"waits"} if any(row["state"] in WAITING for row in rows) else set())
    keys = [(kind, text(f"due_list.{kind}", lang)) for kind in ("clear", "rest", "waits", "late", "today-line") if kind in drawn]
    items = "".join(_item(row, scale, today, way, lang) for row in rows)
    return Picture(f'{legend(keys)}<div class="tracks">{head}<ol>{items}</ol></div>')


def worst_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the most overdue first, then what waits, what is due, what counts, by the day it is due. Keeps the provenance."""
    order = {state: place for place, state in enumerate(STATES)}
    ranks = frame.assign(rank=frame["state"].map(order), late=-frame["overdue_days"].astype(float))
    return frame.loc[ranks.sort_values(["rank", "late", "due_on", "zone_id"], na_position="last").index]


def _item(row: dict, scale: Scale, today: date, way: str, lang: str) -> str:
    state = STATES[row["state"]]
    began, due, now = _day(row["anchor_on"]).toordinal(), _day(row["due_on"]).toordinal(), today.toordinal()
    pieces = [
        scale.piece("rest", max(began, now), due), scale.piece("clear", began, min(now, due)),
        scale.piece("late" if row["state"] == "overdue" else "waits", due, now),
        scale.sign("now", now), scale.sign("cut", scale.first, "‹") if began < scale.first else "",
        scale.sign("cut after", scale.last, "›") if due > scale.last else "",
    ]
    due_words = text("due_list.due_on", lang, due=fmt_day(row["due_on"], lang), anchor=fmt_day(row["anchor_on"], lang))
    name = row["zone_id"] if is_missing(row["extent_text"]) else str(row["extent_text"])
    cells = row_html(name, _under(row, lang), "".join(pieces), missing_words(row, lang), due_words, state, MARKS[state])
    link = way.replace(ZONE, quote(str(row["zone_id"]), safe=""))
    return (
        f'<li class="{state}"><details><summary>{cells}</summary><p>{escape(release_sentence(row, lang))}</p>'
        f'<p><a href="{link}" target="_self">{escape(text("due_list.history", lang))} →</a></p></details></li>'
    )


def _under(row: dict, lang: str) -> str:
    """District, what is excluded, level with its mark, notice number: what is known of them."""
    level = f'{level_mark(row["level"])} {enum_label("zone_level", row["level"], lang)}'
    number = None if is_missing(row["notice_no"]) else text("due_list.notice", lang, no=row["notice_no"])
    parts = [row["area_name"], row.get("excludes_text"), level, number]
    return " · ".join(str(part) for part in parts if not is_missing(part))


def _scale(rows: list[dict], today: date) -> Scale:
    now = today.toordinal()
    first = max(min(min(_day(row["anchor_on"]).toordinal() for row in rows), now), now - DAYS_BACK)
    last = min(max(max(_day(row["due_on"]).toordinal() for row in rows), now), now + DAYS_BACK)
    return Scale(first, last + 1)


def _day(value: object) -> date:
    return pd.Timestamp(value).date()
