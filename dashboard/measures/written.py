"""A pick as text for an address, and back: short, readable, in any order; what cannot be read is refused in words."""

import re
from datetime import date
from urllib.parse import quote, unquote

from dashboard.measures.permitted import SIGNS
from dashboard.measures.picked import COMPARES, Filter, Keep, Period, Picked, PickRefused

LONGEST = 2_000
"""Letters of a pick in an address."""
KEPT = re.compile(r"(\w+)(<=|>=|<|>|=)(-?\d+(?:\.\d+)?)")
DAY = r"\d{4}-\d{2}-\d{2}"
LETTERS = "-_.:"
"""Beside letters and digits, those of a value that stand for themselves."""


def write(picked: Picked) -> str:
    """A pick as text: "calls_offered,zones_high;by=district;where=topic:supply|delivery;days=7;with=period;sort=-zones_high"."""
    parts = [",".join(picked.measures)]
    if picked.dimensions:
        parts.append("by=" + ",".join(picked.dimensions))
    if picked.filters:
        said = [(one.dimension, "|".join(quote(value, safe=LETTERS) for value in one.values)) for one in picked.filters]
        parts.append("where=" + ",".join(f"{dimension}:{values}" for dimension, values in said))
    if picked.period:
        own = picked.period
        parts.append(f"days={own.last}" if own.last is not None else f"days={own.start}..{own.end}")
    if picked.compare:
        parts.append(f"with={picked.compare}")
    if picked.keep:
        parts.append("keep=" + ",".join(f"{one.column}{one.sign}{one.number:.15g}" for one in picked.keep))
    if picked.order:
        parts.append(f"sort={picked.order}")
    if picked.limit is not None:
        parts.append(f"rows={picked.limit}")
    flags = [name for name, is_set in (("here", picked.is_of_district), ("sum", picked.is_added)) if is_set]
    return ";".join([*parts, *flags])


def read(written: str) -> Picked:
    """The pick that a text of `write` says. Raises: PickRefused where it cannot be read; `check` looks at what it names."""
    head, *rest = written[: LONGEST + 1].split(";")
    parts = dict(one.partition("=")[::2] for one in rest)
    unknown = set(parts) - {"by", "where", "days", "with", "keep", "sort", "rows", "here", "sum"}
    if len(written) > LONGEST or unknown or len(parts) < len(rest):
        raise PickRefused("pick.unreadable", value=(min(unknown) if unknown else written)[:40])
    compare = next((one for one in COMPARES if one == parts.get("with", "")), None)
    if compare is None:
        raise PickRefused("pick.unknown_compare", value=parts["with"][:40])
    return Picked(
        _listed(head), _listed(parts.get("by", "")), _filters(parts.get("where", "")), _period(parts.get("days", "")), compare,
        _keep(parts.get("keep", "")), parts.get("sort", ""), _rows(parts.get("rows", "")), "here" in parts, "sum" in parts,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split(",") if one)


def _filters(text: str) -> tuple[Filter, ...]:
    pairs = [one.partition(":")[::2] for one in _listed(text)]
    return tuple(Filter(name, tuple(unquote(value) for value in values.split("|"))) for name, values in pairs)


def _period(text: str) -> Period | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 6:
        return Period(last=int(text))
    if not re.fullmatch(f"{DAY}[.][.]{DAY}", text):
        raise PickRefused("pick.unreadable", value=text[:40])
    try:
        start, end = (date.fromisoformat(one) for one in text.split(".."))
    except ValueError as wrong:
        raise PickRefused("pick.unreadable", value=text[:40]) from wrong
    return Period(start=start, end=end)


def _keep(text: str) -> tuple[Keep, ...]:
    found = []
    for one in _listed(text):
        said = KEPT.fullmatch(one)
        if not said or said[2] not in SIGNS:
            raise PickRefused("pick.unreadable", value=one[:40])
        found.append(Keep(said[1], said[2], float(said[3])))
    return tuple(found)


def _rows(text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit() and len(text) < 8):
        raise PickRefused("pick.unreadable", value=text[:40])
    return int(text) if text else None
