"""What a saved view asks, as a question for a tile; which views can be tiles."""

from collections.abc import Mapping
from datetime import datetime

from dashboard.data.explore import question_of
from dashboard.data.page_moment import Moment
from dashboard.errors import RefusedInput
from dashboard.measures.sql import pick
from dashboard.measures.written import read
from dashboard.moments import parse_moment
from dashboard.sandbox.question import Question
from dashboard.ui.explore.picked_held import of_district
from dashboard.ui.explore.question_link import unpacked


def statement_of(address: Mapping[str, str]) -> str:
    """The SQL of a saved address. Raises: RefusedInput for what is no single statement of one moment, with what to do instead."""
    way = address.get("ask", "sql")
    if way == "sql" and (sql := unpacked(address.get("sql", ""))):
        return sql
    if way == "pick" and address.get("pick"):
        now = read(address["pick"])
        if now.compare == "moments":
            raise RefusedInput("kept.tile_two_moments")
        return pick(of_district(now, address.get("district")))
    raise RefusedInput("kept.tile_brush" if way == "brush" else "kept.tile_nothing")


def tile_question(address: Mapping[str, str], page: Moment) -> tuple[Question, bool]:
    """The question of a tile on a page, and whether it is fixed to a moment of its own.

    Raises: RefusedInput as `statement_of`, and for a moment that the page does not know yet.
    """
    fixed, since = (_moment(address.get(name)) for name in ("as_of", "since"))
    if fixed and fixed > page.at:
        raise RefusedInput("kept.tile_later_moment")
    at = fixed or page.at
    asked = question_of(statement_of(address), at, since if since and since <= at else None, address.get("district"))
    return asked, fixed is not None or page.is_past or page.stopped


def _moment(text: str | None) -> datetime | None:
    try:
        return parse_moment(text) if text else None
    except ValueError as odd:
        raise RefusedInput("kept.unreadable") from odd
