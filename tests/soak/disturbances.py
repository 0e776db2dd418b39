"""What happens to a wall in its years: each is done to the running soak, and the log says what the wall said and when it had recovered."""

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from tests.soak.ceilings import CLOCK_OFF_S
from tests.soak.departments import CONTRACT, set_clock
from tests.soak.run import Seen, Soak

GIVE_UP = 90
"""Seconds after which a wall that has not recovered is taken as dead, and the run goes on."""
MINUTE = 60


@contextmanager
def disturbance(run: Soak, name: str) -> Iterator[dict]:
    """Log one: `returned` when the cause was gone, `recovered_s` from then to a true picture; null where that did not come."""
    seen = {"name": name, "began": time.time(), "recovered_s": None}
    yield seen
    seen["ended"] = time.time()
    times = {key: round(seen[key] - run.note.began, 3) for key in ("began", "returned", "ended") if key in seen}
    run.note("disturbance", **{**seen, **times})


def recover(run: Soak, seen: dict, recovered: Callable[[Seen], bool]) -> None:
    """From now on the cause is gone: wait for the wall to be true again, with nobody touching it."""
    seen["returned"] = time.time()
    if run.until(recovered, GIVE_UP):
        seen["recovered_s"] = round(time.time() - seen["returned"], 3)


def outage(run: Soak, seen: dict, seconds: float) -> str:
    """Watch a wall that is cut off, while the city goes on. Returns the generation that it has missed."""
    cut_off = time.monotonic()
    missed = run.city.deliver("cases")
    run.watch_for(max(0.0, cut_off + seconds - time.monotonic()))
    return missed


def cable_pulled(run: Soak, seconds: float) -> None:
    """Nothing comes through for a while."""
    with disturbance(run, "cable pulled") as seen:
        run.cable.pull()
        missed = outage(run, seen, seconds)
        run.cable.plug()
        recover(run, seen, run.caught_up(missed))


def connection_cut(run: Soak, seconds: float) -> None:
    """The page's own connection is closed, the server stays."""
    with disturbance(run, "connection cut") as seen:
        seen["cut"] = run.cable.cut(b"/_stcore/stream")
        missed = run.city.deliver("cases")
        recover(run, seen, run.caught_up(missed))


def server_frozen(run: Soak, seconds: float) -> None:
    """The server's process stands still."""
    with disturbance(run, "server frozen") as seen:
        run.board.signal(signal.SIGSTOP)
        missed = outage(run, seen, seconds)
        run.board.signal(signal.SIGCONT)
        recover(run, seen, run.caught_up(missed))


def server_restarted(run: Soak, seconds: float) -> None:
    """The server is asked to end, and started again at once, as an upgrade does."""
    restart(run, "server restarted", signal.SIGTERM, 0)


def server_killed(run: Soak, seconds: float) -> None:
    """The server is killed, and started again after a while."""
    restart(run, "server killed", signal.SIGKILL, seconds)


def restart(run: Soak, name: str, how: signal.Signals, seconds: float) -> None:
    """One restart; the server's return is its first answer to /ready."""
    with disturbance(run, name) as seen:
        run.board.end(how)
        seen["ended_in_s"] = round(time.time() - seen["began"], 3)
        missed = outage(run, seen, seconds)
        run.board.start()
        run.until(lambda shown: run.board.ready() is not None, GIVE_UP)
        recover(run, seen, run.caught_up(missed))


def browser_clock_wrong(run: Soak, seconds: float) -> None:
    """The clock of the machine at the wall is set wrong, forward and back; the wall's own must not care."""
    with disturbance(run, "browser's clock changed") as seen:
        veiled = run.shown["veiled"]
        for wrong in (3 * 3600, -26 * 3600, 0):
            run.watch.set_clock_wrong(wrong)
            run.watch_for(seconds / 4)
            seen[f"clock_off_s_at_{wrong}"] = clock_error(run)
        seen["veils_changed"] = run.shown["veiled"] != veiled
        recover(run, seen, lambda shown: clock_error(run) <= CLOCK_OFF_S)


def clock_set(run: Soak, to: datetime, name: str) -> None:
    """The city's clock is set; the wall must show the new time."""
    with disturbance(run, name) as seen:
        set_clock(run.workspace, to)
        seen["now"] = f"{to:%Y-%m-%dT%H:%M:%S}"
        recover(run, seen, lambda shown: clock_error(run) <= CLOCK_OFF_S and shown["link"] == "live" and not shown["missing"])


def clock_forward(run: Soak, seconds: float) -> None:
    """The city's clock jumps to shortly before midnight; feeds that are late by then are veiled."""
    now = city_now(run)
    clock_set(run, now.replace(hour=23, minute=59, second=0, microsecond=0), "city's clock set forward")


def clock_back(run: Soak, seconds: float) -> None:
    """The city's clock is set back by two minutes: what came in meanwhile is not known yet."""
    clock_set(run, city_now(run) - timedelta(minutes=2), "city's clock set back")


def midnight(run: Soak, seconds: float) -> None:
    """The day changes."""
    with disturbance(run, "midnight") as seen:
        now = city_now(run)
        coming = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        if coming - now > timedelta(minutes=5):
            seen["recovered_s"] = GIVE_UP  # the clock was not set: the disturbance did not take place
            return
        run.watch_for((coming - now).total_seconds())
        said = f"{coming.month}月{coming.day}日"
        recover(run, seen, lambda shown: said in shown["clock"] and clock_error(run) <= CLOCK_OFF_S and shown["link"] == "live" and not shown["missing"])


def feed_gone(run: Soak, seconds: float) -> None:
    """From now on the hotline sends nothing; `feed_back` waits for the veil. Something else may happen in between."""
    run.city.withheld.add("hotline_calls")
    run.note("withheld", value="hotline_calls")


def feed_back(run: Soak, seconds: float) -> None:
    """The hotline's tiles are veiled once its contract has run out, and not any more soon after it sends again."""
    with disturbance(run, "feed gone and back") as seen:
        due = run.city.delivered["hotline_calls"] + sum(CONTRACT) * MINUTE
        seen["veiled"] = run.until(lambda shown: "call-hours" in shown["veiled"].split(), max(0.0, due - time.time()) + GIVE_UP)
        run.city.withheld.discard("hotline_calls")
        run.city.deliver("hotline_calls")
        recover(run, seen, lambda shown: "call-hours" not in shown["veiled"].split())


def city_now(run: Soak) -> datetime:
    """The city's present, by its own clock."""
    return type(run.workspace).open(run.workspace.root).now()


def clock_error(run: Soak) -> float:
    """Seconds between the time that the wall shows and the city's; a day where it shows none."""
    shown = re.search(r"(\d+):(\d+):(\d+)", run.watch.take().get("clock", ""))
    if not shown:
        return 86_400.0
    now = city_now(run)
    hours, minutes, seconds = map(int, shown.groups())
    off = abs((now - now.replace(hour=hours, minute=minutes, second=seconds, microsecond=0)).total_seconds())
    return round(min(off, 86_400 - off), 1)
