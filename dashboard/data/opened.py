"""Pages that were opened of late, as their browsers and addresses had them: what is worked out ahead of a filter follows them."""

import threading
import time
from contextvars import ContextVar
from dataclasses import dataclass

from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.data.page_address import OF_THE_PRESENT, parameters

RECENT = 600
"""Seconds for which a page counts as opened."""
MOST = 20
OF_EVERY_FILTER = ("lang", "theme")
"""What stays in an address when another district is picked, in that order; where a reader stands in the page is his own."""

@dataclass(frozen=True)
class Opened:
    """One way in which a page is looked at, without the district."""

    page: str
    """Its address, "" for the overview."""
    said: tuple[tuple[str, str], ...] = ()
    """What the address says beside the district."""
    locale: str = "zh-CN"
    scheme: str = "light"
    defers: bool = True
    """Whether the browser asks for what is below the screen when it comes near."""


ahead: ContextVar[Opened | None] = ContextVar("what is worked out ahead of a filter, in a run that is nobody's", default=None)


def note_opened(page: str, defers: bool) -> None:
    """A page of the present was drawn for somebody. A run for nobody, a look at the past and one with other filters leave no note."""
    if ahead.get() or not OF_THE_PRESENT.issuperset(said := parameters()):
        return
    run = get_script_run_ctx(suppress_warning=True)
    told = run.context_info if run else None
    kept = tuple((name, said[name]) for name in OF_EVERY_FILTER if name in said)
    note(Opened(page, kept, (told.locale if told else "") or "zh-CN", (told.color_scheme if told else "") or "light", defers))


def note(look: Opened) -> None:
    """This is looked at now."""
    with _guard:
        _opened.pop(look, None)
        _opened[look] = time.monotonic()
        while len(_opened) > MOST:
            del _opened[next(iter(_opened))]


def recently() -> list[Opened]:
    """What was opened of late, the overview first, then the newest first."""
    since = time.monotonic() - RECENT
    with _guard:
        newest = [look for look, at in reversed(_opened.items()) if at >= since]
    return sorted(newest, key=lambda look: look.page != "")


_opened: dict[Opened, float] = {}
_guard = threading.Lock()
