"""The moment that a page shows: the present, or what its address asks for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from dashboard.data.page_address import address, parameter, parameters
from dashboard.data.served import now, workspace
from dashboard.moments import parse_moment

OFFSET_OF_AN_ADDRESS = re.compile(r"(?<=:\d\d) (?=\d\d:?\d\d$)")
"""In an address a plus sign stands for a space: what looks like the offset of a time is one."""
MOMENTS = 200
"""Kept, by the clock and what an address asks: a page asks a hundred times, and a running clock is another every time."""


@dataclass(frozen=True)
class Moment:
    """The moment that a page shows."""

    at: datetime
    """What was known then is what the page shows."""
    now: datetime
    """The workspace's own present, to the minute."""
    stopped: bool
    """The clock stands still (demonstration)."""
    problem: str | None
    """Key of the message about an `as_of` in the address that could not be used."""
    asked: str | None
    """The address's `as_of` as it was given."""
    since: datetime | None = None
    """The earlier moment that `at` is compared with; null = no comparison."""
    since_problem: str | None = None
    """Key of the message about a `since` in the address that could not be used."""
    since_asked: str | None = None
    """The address's `since` as it was given."""

    @property
    def is_past(self) -> bool:
        return self.at < self.now


def moment() -> Moment:
    """The page's moment: `as_of` of the address, else the workspace's now, to the minute; and `since`, which it is compared with."""
    return moment_of(now(), workspace().stopped, parameter("as_of"), parameter("since"))


@contextmanager
def at_since() -> Iterator[None]:
    """Ask as of the earlier moment that the page compares with: the same address, whose moment it is. Only where there is one."""
    with address({**parameters(), "as_of": parameter("since") or "", "since": ""}):
        yield


@contextmanager
def at_moment(when: datetime) -> Iterator[None]:
    """Ask as of another moment than the page's, which is not later."""
    with address({**parameters(), "as_of": when.isoformat(), "since": ""}):
        yield


@lru_cache(maxsize=MOMENTS)
def moment_of(exact: datetime, stopped: bool, asked: str | None, since: str | None = None) -> Moment:
    """The moment of an address that asks for `asked` ("" or null: the present), where the workspace's clock says `exact`.

    `since`: the earlier moment that it asks to compare with ("" or null: none); one later than the moment itself is refused.
    To the minute, so that answers can be used again: a running clock is at the end of its minute, and what was taken in a second ago
    is in it.
    """
    shown = _shown(exact, stopped, asked)
    return _compared(shown, since) if since else shown


def _shown(exact: datetime, stopped: bool, asked: str | None) -> Moment:
    now = exact if stopped else exact.replace(second=59, microsecond=999_999)
    if not asked:
        return Moment(now, now, stopped, None, None)
    try:
        at = _parsed(asked)
    except ValueError:
        return Moment(now, now, stopped, "asof.invalid", asked)
    if at > now:
        return Moment(now, now, stopped, "asof.future", asked)
    return Moment(at, now, stopped, None, asked)


def _compared(shown: Moment, asked: str) -> Moment:
    try:
        since = _parsed(asked)
    except ValueError:
        return replace(shown, since_problem="since.invalid", since_asked=asked)
    if since > shown.at:
        return replace(shown, since_problem="since.future" if since > shown.now else "since.late", since_asked=asked)
    return replace(shown, since=since, since_asked=asked)


def _parsed(asked: str) -> datetime:
    return parse_moment(OFFSET_OF_AN_ADDRESS.sub("+", asked))
