"""/ready: whether a page would be answered. A supervisor asks it now and then; every open page and wall asks it as its heartbeat."""

import asyncio
import logging
import math
import time

from starlette.requests import Request
from starlette.responses import JSONResponse

from dashboard.data.first_questions import FIRST_QUESTIONS
from dashboard.errors import SandtableError
from dashboard.i18n.messages import text
from dashboard.settings import default_workspace
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace

ASKED_EVERY = 10.0
"""Seconds for which what the store answered is believed: heartbeats cost nothing, and find out about a new generation without waiting."""
WITHIN = 2.5
"""Seconds that an answer waits for the store; a heartbeat waits 3 s."""

SILENT_AFTER = 60.0
"""Seconds without an answer of the store until the last one is no longer believed: pages wait too."""

logger = logging.getLogger("sandtable")


class Readiness:
    """What the store last answered; asked anew in a thread, one at a time."""

    def __init__(self) -> None:
        self.known: tuple[str, float, dict[str, str]] | None = None
        """The workspace, when it was found out, and what."""
        self.asking: asyncio.Task[dict[str, str]] | None = None

    async def ready(self, request: Request) -> JSONResponse:
        """{"workspace": state, "generation": …, "now": to the minute, "clock": to the second, "log": "ok" or "damaged",
        "at": the server's own time in ms, by which the screens of one picture turn together}.

        States: ok; with 503 unreadable, empty (nothing was published), starting (the store has not answered yet), failing (a question of a
        page is not answered); "why", without a path.
        """
        try:
            served = Workspace.open(default_workspace())
            published = current_name(served)
        except SandtableError as broken:
            return JSONResponse({"workspace": "unreadable", "why": str(broken)}, status_code=503)
        now = served.now()
        said: dict[str, str | int | None] = {
            "generation": published, "now": f"{now:%Y-%m-%dT%H:%M}", "clock": f"{now:%Y-%m-%dT%H:%M:%S}", "at": round(time.time() * 1000),
        }
        found = await self.found(str(served.root)) if published else {"workspace": "empty"}
        return JSONResponse({**found, **said}, status_code=200 if found["workspace"] == "ok" else 503)

    async def found(self, root: str) -> dict[str, str]:
        """What is known, while it is asked anew where it is old; waited for where nothing is known, or nothing that is still believed."""
        known = self.known if self.known and self.known[0] == root else None
        age = time.monotonic() - known[1] if known else math.inf
        if self.asking is None or (age >= ASKED_EVERY and self.asking.done()):
            self.asking = asyncio.create_task(self.ask(root))
        if known and age < SILENT_AFTER:
            return known[2]
        # Old news is no silence of the store: perhaps nobody has asked for a while.
        try:
            return await asyncio.wait_for(asyncio.shield(self.asking), WITHIN)
        except TimeoutError:
            return no_answer("failing", SILENT_AFTER) if known else no_answer("starting", WITHIN)

    async def ask(self, root: str) -> dict[str, str]:
        """Ask, and know it."""
        found = await asyncio.to_thread(answered)
        self.known = (root, time.monotonic(), found)
        return found


def no_answer(state: str, seconds: float) -> dict[str, str]:
    """That the store has not answered for so long."""
    return {"workspace": state, "why": text("door.no_answer", "en", n=f"{seconds:g}")}


def answered() -> dict[str, str]:
    """Whether each first question of a page is answered, as a page would have it: from the cache where it was asked before."""
    # Imported here, like every part of a page: the server listens before pages are imported (jobs.py).
    from dashboard.data.fetch import fetch
    from dashboard.data.page_address import address
    from dashboard.data.served import log_fault

    name = ""
    try:
        with address({"lang": "zh"}):
            for name in FIRST_QUESTIONS:
                fetch(name)
            return {"workspace": "ok", "log": "damaged" if log_fault() else "ok"}
    except SandtableError as refused:
        why = str(refused)
    except Exception:
        logger.exception("a page's question is not answered: %s", name)
        why = text("door.question_failed", "en", name=name)
    return {"workspace": "failing", "why": why}
