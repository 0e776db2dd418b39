"""What is near a place, in words. Rows: `near_here`."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_number, is_missing, joined, listed
from dashboard.i18n.messages import enum_label, text
from dashboard.plain_text import shortened


def said_of(found: pd.DataFrame, lang: str, delivering: bool = False) -> pd.DataFrame:
    """The rows that may be gone to, or of which nobody said that they are closed, with `what` and `how` in words, and the
    `code` of the kind.

    `delivering`: only those that may deliver: a point with a number of orders a day or a delivery to the zone on record, and a business
    that sells online alone.
    """
    rows = found[found["is_open"].map(lambda is_open: is_missing(is_open) or bool(is_open))]
    if delivering:
        sends = rows["orders_per_day"].fillna(0).gt(0) | rows["delivered_at"].notna() | rows["mode"].eq("online_only")
        rows = rows[sends]
    told = rows.to_dict("records")
    said = rows.assign(
        what=[_what(row, lang) for row in told], how=[_how(row, lang) for row in told],
        code=[str(row["category"] if row["kind"] == "business" else row["supply_kind"]) for row in told],
    )
    said.attrs = found.attrs
    return said


def found_words(found: pd.DataFrame, rows: pd.DataFrame, place: str, radius: int, lang: str, delivering: bool = False) -> str:
    """The sentence: how many, the nearest, how many are unsure or closed. Rows: `near_here`, and of these what `said_of` keeps."""
    words = {"place": place, "radius": fmt_count(radius, lang)}
    if delivering:
        sent = int(rows["delivered_at"].notna().sum())
        return text("near.f_deliver" if len(rows) else "near.f_no_deliver", lang, n=len(rows), sent=sent, **words)
    is_open = rows["is_open"].map(lambda value: not is_missing(value))
    closed = len(found) - len(rows)
    told = text("near.f_none", lang, **words)
    if is_open.any():
        first = rows[is_open].iloc[0]
        name, metres = shortened(str(first["name"])), fmt_number(first["distance_m"], lang, 0)
        told = text("near.f_near", lang, open=int(is_open.sum()), first=name, metres=metres, **words)
    unsure = int((~is_open).sum())
    more = [text("near.f_unsure", lang, n=unsure)] if unsure else []
    return joined(told, *more, *([text("near.f_closed", lang, n=closed)] if closed else []), lang=lang)


def kind_lines(rows: pd.DataFrame, lang: str) -> list[str]:
    """One short sentence a kind, the most frequent first: how many of each mode or state."""
    lines = []
    for what, some in sorted(rows.groupby("what", sort=True), key=lambda one: -len(one[1])):
        modes = some["how"].value_counts()
        told = listed((f"{how} {n}" for how, n in modes.items()), lang)
        said = text("near.by_kind", lang, kind=what, n=len(some), modes=told)
        if len(modes) == 1:
            said = text("near.by_kind_alike", lang, kind=what, n=len(some), mode=modes.index[0])
        lines.append(said + text("punctuation.stop", lang))
    return lines


def _what(row: dict, lang: str) -> str:
    if row["kind"] == "business":
        return enum_label("business_category", row["category"], lang)
    return enum_label("supply_kind", row["supply_kind"], lang)


def _how(row: dict, lang: str) -> str:
    if row["kind"] == "business":
        return enum_label("business_mode", "as_registered" if is_missing(row["mode"]) else row["mode"], lang)
    return text("supply.not_stated", lang) if is_missing(row["state"]) else enum_label("supply_state", row["state"], lang)
