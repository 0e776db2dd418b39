"""What happens when, for a run of so many hours: every disturbance once an hour, in its first part; then the wall is left alone."""

import time
from collections.abc import Callable

from tests.soak import disturbances as d
from tests.soak.run import Soak

ORDER = (
    d.feed_gone, d.server_restarted, d.server_killed, d.feed_back, d.cable_pulled, d.server_frozen, d.connection_cut, d.browser_clock_wrong,
    d.clock_forward, d.midnight, d.clock_back,
)
"""Restarts come first, so that the last server lives long; the feed is missed while the server goes and comes."""
EXPECTED = {
    "server restarted", "server killed", "feed gone and back", "cable pulled", "server frozen", "connection cut", "browser's clock changed",
    "city's clock set forward", "midnight", "city's clock set back",
}
HOUR = 3600
SHORT = 900
"""Seconds below which a run follows one disturbance directly with the next."""
DISTURBED_SHARE = 0.3
"""The part of an hour that pauses between disturbances take."""
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
    end = time.monotonic() + hours * HOUR
    rounds = max(1, round(hours))
    pause = 0 if is_short(hours) else DISTURBED_SHARE * hours * HOUR / rounds / len(ORDER)
    for number in range(rounds):
        round_ends = end - (rounds - 1 - number) * hours * HOUR / rounds
        for disturb in ORDER:
            say(f"{time.time() - run.note.began:7.0f} s  {disturb.__name__.replace('_', ' ')}")
            disturb(run, CUT_OFF_FOR[is_short(hours)])
            run.watch_for(0 if disturb is d.clock_forward else pause)  # midnight comes by itself
        run.watch_for(max(0.0, round_ends - time.monotonic()))
