"""The moment that a page shows: the present, or what its address asks for."""

from dataclasses import dataclass
from datetime import datetime


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

    @property
    def is_past(self) -> bool:
        return self.at < self.now


def moment_of(exact: datetime, stopped: bool, asked: str | None) -> Moment:
    """The moment of an address that asks for `asked` ("" or null: the present), where the workspace's clock says `exact`.

    To the minute, so that answers can be kept: a running clock is at the end of its minute, and what was taken in a second ago is in it.
    """
    now = exact if stopped else exact.replace(second=59, microsecond=999_999)
    if not asked:
        return Moment(now, now, stopped, None, None)
    try:
        at = datetime.fromisoformat(asked)
    except ValueError:
        return Moment(now, now, stopped, "asof.invalid", asked)
    if at.tzinfo is not None or at > now:
        return Moment(now, now, stopped, "asof.future" if at.tzinfo is None else "asof.invalid", asked)
    return Moment(at, now, stopped, None, asked)
