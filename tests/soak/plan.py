"""What happens when, for a run of so many hours: a wall that is left alone, then every disturbance, once an hour."""

import time
from collections.abc import Callable

from tests.soak import disturbances as d
from tests.soak.run import Soak

ORDER = (
    d.feed_gone, d.server_restarted, d.server_killed, d.feed_back, d.cable_pulled, d.server_frozen, d.connection_cut, d.browser_clock_wrong,
    d.clock_forward, d.midnight, d.clock_back,
)
"""The feed is missed while the server goes and comes; midnight follows the clock that was set forward to it."""
EXPECTED = {
    "server restarted", "server killed", "feed gone and back", "cable pulled", "server frozen", "connection cut", "browser's clock changed",
    "city's clock set forward", "midnight", "city's clock set back",
}
HOUR = 3600
SHORT = 900
"""Seconds below which a run follows one disturbance directly with the next."""
QUIET_SHARE, DISTURBED_SHARE = 0.55, 0.42
"""The parts of an hour in which nothing happens, and over which the disturbances are spread."""
CUT_OFF_FOR = {True: 12, False: 25}
"""Seconds that the wall is cut off, in a short run and in a long one: longer than it may take to say so."""
SCENE_FOR = {True: 5, False: 15}
SAMPLE_EVERY = {True: 5, False: 20}
EVERY = {True: 15, False: 30}
"""Seconds between two rounds of the departments."""


def is_short(hours: float) -> bool:
    """Whether everything must be compressed."""
    return hours * HOUR < SHORT


def carry_out(run: Soak, hours: float, say: Callable[[str], None]) -> None:
    """The whole run, at least one round however short it should be."""
    began, rounds = time.monotonic(), max(1, round(hours))
    length = hours * HOUR / rounds
    for number in range(rounds):
        for place, disturb in enumerate(ORDER):
            share = 0 if is_short(hours) or disturb is d.midnight else QUIET_SHARE + DISTURBED_SHARE * place / len(ORDER)
            run.watch_for(max(0.0, began + (number + share) * length - time.monotonic()))
            say(f"{time.time() - run.note.began:7.0f} s  {disturb.__name__.replace('_', ' ')}")
            disturb(run, CUT_OFF_FOR[is_short(hours)])
        run.watch_for(max(0.0, began + (number + 1) * length - time.monotonic()))
