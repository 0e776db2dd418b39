"""The due list: one row a zone, its release clock drawn from the anchor day to the due day, with today as a line across all rows."""

from datetime import date
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from dashboard.figures.svg.tracks import Picture, Track, axis, picture, row
from dashboard.i18n.forms import fmt_day, is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.plain_text import on_page
from dashboard.sentences.documents import number_words
from dashboard.sentences.release import STATES, WAITING, missing_words, release_sentence
from dashboard.tokens import MARKS, level_mark

MOST_ROWS = 12
"""Zones that a leader reads; the table has all of them."""
DAYS_BACK = 21
"""Days before today that the scale reaches at most; a clock that began earlier is cut, with a mark."""
MOST_LABELS = 6
ZONE = "ZONE-ID"
"""Stands in the address of a zone's history, and gives way to its number."""


def due_picture(frame: pd.DataFrame, *, today: date, way: Markup, lang: str, most: int = MOST_ROWS) -> Picture | None:
    """The clocks of the first `most` zones, in the order of the rows; null where no row has a clock.

    Rows: as of `zones_due`. `way`: the address of a zone's history as markup, with ZONE for its number. Each row opens to the
    sentence that can be read out.
    """
    rows = frame[frame["due_on"].notna() & frame["anchor_on"].notna()].head(most).to_dict("records")
    if not rows:
        return None
    track = _track(rows, today)
    step = max(1, -(-int(track.last - track.first) // MOST_LABELS))
    days = [(float(at), fmt_day(date.fromordinal(at), lang)) for at in range(int(track.first), int(track.last) + 1, step)]
    head = axis(track, days, (today.toordinal(), text("due_list.today", lang, day=fmt_day(today, lang))))
    drawn = {"clear", "rest", "late", "today-line"} | ({"waits"} if any(zone["state"] in WAITING for zone in rows) else set())
    keys = [(kind, text(f"due_list.{kind}", lang)) for kind in ("clear", "rest", "waits", "late", "today-line") if kind in drawn]
    return Picture(picture(keys, head, [_item(zone, track, today, way, lang) for zone in rows]))


def worst_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the most overdue first, then what waits, what is due, what counts, by the day it is due. Keeps the provenance."""
    order = {state: place for place, state in enumerate(STATES)}
    ranks = frame.assign(rank=frame["state"].map(order), late=-frame["overdue_days"].astype(float))
    return frame.loc[ranks.sort_values(["rank", "late", "due_on", "zone_id"], na_position="last").index]


def _item(zone: dict, track: Track, today: date, way: Markup, lang: str) -> Markup:
    state = STATES[zone["state"]]
    began, due, now = _day(zone["anchor_on"]).toordinal(), _day(zone["due_on"]).toordinal(), today.toordinal()
    pieces = [
        track.piece("rest", max(began, now), due), track.piece("clear", began, min(now, due)),
        track.piece("late" if zone["state"] == "overdue" else "waits", due, now), track.sign("now", now),
    ]
    pieces += [track.sign("cut", track.first, "‹")] if began < track.first else []
    pieces += [track.sign("cut after", track.last, "›")] if due > track.last else []
    due_words = text("due_list.due_on", lang, due=fmt_day(zone["due_on"], lang), anchor=fmt_day(zone["anchor_on"], lang))
    name = zone["zone_id"] if is_missing(zone["extent_text"]) else str(zone["extent_text"])
    cells = row(name, _under(zone, lang), pieces, missing_words(zone, lang), due_words, state, MARKS[state])
    link = way.replace(ZONE, quote(str(zone["zone_id"]), safe=""))
    return Markup(
        '<li class="{}"><details><summary>{}</summary><p>{}</p><p><a href="{}" target="_self">{} →</a></p></details></li>'
    ).format(state, cells, on_page(release_sentence(zone, lang)), link, text("due_list.history", lang))


def _under(row: dict, lang: str) -> str:
    """District, what is excluded, level with its mark, notice number: what is known of them."""
    level = f'{level_mark(row["level"])} {enum_label("zone_level", row["level"], lang)}'
    number = None if is_missing(row["notice_no"]) else text("due_list.notice", lang, no=number_words(row["notice_no"], lang))
    parts = [row["area_name"], row.get("excludes_text"), level, number]
    return " · ".join(str(part) for part in parts if not is_missing(part))


def _track(rows: list[dict], today: date) -> Track:
    now = today.toordinal()
    first = max(min(min(_day(row["anchor_on"]).toordinal() for row in rows), now), now - DAYS_BACK)
    last = min(max(max(_day(row["due_on"]).toordinal() for row in rows), now), now + DAYS_BACK)
    return Track(first, last + 1)


def _day(value: date | str) -> date:
    return pd.Timestamp(value).date()
