"""Asked ahead: when the store or the minute is another, what open pages asked last is asked anew, so that they find it when they follow."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor

from dashboard.data.opened import ahead

EVERY = 0.1
"""Seconds between two looks at the present."""
RECENT = 150
"""Seconds for which a question counts as that of an open page: one that follows a running clock asks every minute."""
MOST = 200
AT_ONCE = 2
"""Questions asked side by side, as many as the reader lets to the store."""

logger = logging.getLogger("sandtable")
_asked: OrderedDict[Hashable, tuple[Callable[[], object], float]] = OrderedDict()
_guard = threading.Lock()


def note(key: Hashable, ask: Callable[[], object]) -> None:
    """A page has asked this of the present; `ask` asks it again, of the present of then, and must not note itself.

    A run that is nobody's notes nothing.
    """
    if ahead.get():
        return
    with _guard:
        _asked[key] = (ask, time.monotonic())
        _asked.move_to_end(key)
        while len(_asked) > MOST:
            _asked.popitem(last=False)


def recent() -> list[Callable[[], object]]:
    """What open pages asked, in the order in which they asked."""
    since = time.monotonic() - RECENT
    with _guard:
        return [ask for ask, at in _asked.values() if at >= since]


def follow(present: Callable[[], Hashable], stop: threading.Event) -> None:
    """Until `stop`: whenever `present` is another, ask anew. An error belongs to the page that asks, which says it in words."""
    known = _quietly(present)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ahead") as hands:
        while not stop.wait(EVERY):
            now = _quietly(present)
            if now != known and now is not None:
                list(hands.map(_quietly, recent()))
            known = now


def _quietly(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except Exception:
        logger.debug("not answered ahead of the pages", exc_info=True)
        return None
