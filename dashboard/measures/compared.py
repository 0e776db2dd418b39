"""Two answers to one pick, as of two moments, side by side: a question has one moment, so they are put together outside the store."""

from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from dashboard.measures.declaration import GRAINS, dimensions
from dashboard.measures.permitted import figure_columns
from dashboard.measures.picked import BEFORE, CHANGE, TOTAL, Picked

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]
SIGNS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}


def side_by_side(now: "pyarrow.Table", then: "pyarrow.Table", picked: Picked) -> "pyarrow.Table":
    """The answer of the later moment with that of the earlier beside it, as `<measure>_before`, and the change.

    A row that one of the two does not have is null there, not 0. What the pick keeps, its order and its limit are of both together.
    """
    import pyarrow

    keys = [dimensions()[name].column for name in picked.split]
    beside = [one for one in (dimensions()[name].beside for name in picked.split) if one]
    sides = [{tuple(row[key] for key in keys): row for row in side.to_pylist()} for side in (now, then)]
    rows = [_row(found, sides, keys, beside, picked) for found in dict.fromkeys([*sides[0], *sides[1]])]
    kept = _ordered([row for row in rows if _is_kept(row, picked) and _is_known(row, picked)], picked, keys)
    if "district" in picked.split:  # what names no district comes last, however the rest is sorted
        kept.sort(key=lambda row: row[dimensions()["district"].column] == "")
    kept = kept[: picked.limit]
    return pyarrow.Table.from_pylist(kept, schema=_schema(now, keys, beside, picked))


def _row(found: tuple[Any, ...], sides: list[dict[tuple[Any, ...], Row]], keys: list[str], beside: list[str], picked: Picked) -> Row:
    now, then = (side.get(found, {}) for side in sides)
    row: Row = dict(zip(keys, found, strict=True)) | {name: now.get(name, then.get(name)) for name in beside}
    for name in picked.measures:
        row |= {name: now.get(name), name + BEFORE: then.get(name), name + CHANGE: _less(now.get(name), then.get(name))}
    if picked.is_added:
        own = [row[name] for name in picked.measures]
        row[TOTAL] = None if None in own else sum(own)
    return row


def _less(one: Any, other: Any) -> Any:
    return None if one is None or other is None else one - other


def _is_kept(row: Row, picked: Picked) -> bool:
    return all(row[one.column] is not None and SIGNS[one.sign](row[one.column], one.number) for one in picked.keep)


def _is_known(row: Row, picked: Picked) -> bool:
    """As `sql` leaves out a district of which nothing is known."""
    is_by_place = "district" in picked.split and not set(picked.split) & set(GRAINS)
    return not is_by_place or any(row[name + end] is not None for name in picked.measures for end in ("", BEFORE))


def _ordered(rows: list[Row], picked: Picked, keys: list[str]) -> list[Row]:
    found = sorted(rows, key=lambda row: [(row[key] is None, row[key]) for key in keys])
    if column := picked.order.removeprefix("-"):
        known = [row for row in found if row[column] is not None]
        known.sort(key=lambda row: row[column], reverse=picked.order.startswith("-"))
        return known + [row for row in found if row[column] is None]
    return found


def _schema(now: "pyarrow.Table", keys: list[str], beside: list[str], picked: Picked) -> "pyarrow.Schema":
    import pyarrow

    types = {name: now.schema.field(name).type for name in (*keys, *beside, *picked.measures)}
    for name in picked.measures:
        types |= {name + BEFORE: types[name], name + CHANGE: types[name]}
    if picked.is_added:
        types[TOTAL] = types[picked.measures[0]]
    order = [*dict.fromkeys([*keys, *beside])]
    return pyarrow.schema([(name, types[name]) for name in (*order, *figure_columns(picked))])
