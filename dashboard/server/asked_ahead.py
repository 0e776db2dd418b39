"""Filters asked ahead: while nobody's page runs, those that are open are worked out for each district, so that a first filter finds it.

One district at a time; it gives way to every run of a page, and ends with the present that it works for. On a running clock, where each
minute is another present, it takes a tenth of the time. It publishes nothing, and what it makes goes into caches that have their bounds.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Hashable
from itertools import product

from dashboard.data.opened import Opened, note, recently
from dashboard.server.admission import quiet_for

EVERY, IDLE = 0.1, 0.5
"""Seconds between two looks at whether it is quiet, and at what there is to do where nothing was left: the latter costs 3 ms."""
QUIET = 1.0
"""Seconds after the last run of a page, before which nothing is begun."""
REST = 9
"""On a running clock, so many times as long as a district took nothing is done."""
WITHOUT_DISTRICTS = frozenset({"data", "wall", "explore", "behind"})
"""Addresses of pages that have no filter by district, or ask what an analyst makes up."""

Present = tuple[Hashable, Hashable]
logger = logging.getLogger("sandtable")


def is_on() -> bool:
    """Whether filters are asked ahead: unless SANDTABLE_AHEAD is 0."""
    return os.environ.get("SANDTABLE_AHEAD", "1") != "0"


def follow(present: Callable[[], Present], stop: threading.Event) -> None:
    """Until `stop`: work out what is open for each district. `present`: the generation (null: nothing to ask) and the minute."""
    if not is_on():
        return
    note(Opened(""))  # everybody's first page, from the start
    work = _Work(present, stop)
    while not stop.wait(work.step()):
        pass


class _Work:
    """What was done for one present."""

    def __init__(self, present: Callable[[], Present], stop: threading.Event) -> None:
        self.present, self.stop = present, stop
        self.known: Present | None = None
        self.done: set[tuple[Opened, str]] = set()
        self.broken: set[str] = set()

    def step(self) -> float:
        """Work out one district, where it is quiet and one is left; seconds to rest afterwards."""
        try:
            if quiet_for() < QUIET:
                return EVERY
            now = self.present()
            if now != self.known:
                self.begin(now)
            if now[0] is None or (following := self.next()) is None:
                return IDLE
            began = time.monotonic()
            self.work_out(*following)
            return 0 if _is_stopped() else REST * (time.monotonic() - began)
        except Exception:  # a store that cannot be read for a moment: the pages say it in words
            logger.debug("nothing is worked out ahead", exc_info=True)
            return QUIET

    def begin(self, now: Present) -> None:
        """Another present: what was done is of no use."""
        if self.known is None or self.known[0] != now[0]:
            self.broken.clear()
        self.known = now
        self.done.clear()

    def next(self) -> tuple[Opened, str] | None:
        """The first that is left; null where nothing is."""
        looks = [look for look in recently() if look.page not in WITHOUT_DISTRICTS and look.page not in self.broken]
        if not looks:
            return None
        return next((one for one in product(looks, ("", *_districts())) if one not in self.done), None)

    def work_out(self, look: Opened, district: str) -> None:
        """Draw it for nobody. An error ends the page's turn in this generation."""
        from dashboard.server.nobodys_run import run_for_nobody

        try:
            if run_for_nobody(look, district, self.gives_way):
                self.done.add((look, district))
        except Exception:
            logger.warning("page %r is not worked out ahead of its filters", look.page or "overview", exc_info=True)
            self.broken.add(look.page)

    def gives_way(self) -> bool:
        """Whether a page runs, the present is another, or the server ends."""
        return quiet_for() == 0 or self.stop.is_set() or self.present() != self.known


def _districts() -> list[str]:
    from dashboard.data.page_address import address
    from dashboard.ui.shell.filters import area_names

    with address({"lang": "zh"}):
        return [*area_names()]


def _is_stopped() -> bool:
    from dashboard.data.served import workspace

    return workspace().stopped
