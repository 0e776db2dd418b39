"""The board as one ASGI app around Streamlit's: its middleware, /ready, /crossfilter, and what starts with it."""

import asyncio
import logging
import os
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard.server import jobs
from dashboard.server.bounds import Bounds
from dashboard.server.crossfilter import Crossfilter
from dashboard.server.document import Document
from dashboard.server.editor import editor_part
from dashboard.server.finding import Finding
from dashboard.server.fixed import fixed, serve_fixed
from dashboard.server.ground import ground_file
from dashboard.server.headers import SecurityHeaders
from dashboard.server.hosts import Door, allowed_hosts
from dashboard.server.limits import limits
from dashboard.server.malloc import small_heaps
from dashboard.server.patience import close_slow_connections
from dashboard.server.readiness import Readiness
from dashboard.server.static import CompressedStatic
from dashboard.server.uploads import Uploads, clean_up
from dashboard.settings import folder
from dashboard.ui.shell import sent_once

PAGE_RUN = Path(__file__).with_name("page_run.py")
FIRST_WITHIN = 1.0
"""Seconds that a document waits for its figures, while its scripts load; a new generation or minute is asked in that time."""

logger = logging.getLogger("sandtable")


def serve(workspace: Path | str, port: int = 8501, address: str | None = None) -> None:
    """Serve the board of a workspace until stopped. `address`: SANDTABLE_ADDRESS, else this machine alone (127.0.0.1)."""
    os.environ["SANDTABLE_WORKSPACE"] = str(Path(workspace).resolve())
    small_heaps()
    address = address or os.environ.get("SANDTABLE_ADDRESS", "127.0.0.1")
    given = {"server.port": port, "server.address": address, "browser.serverAddress": "localhost"}
    given |= {"server.maxUploadSize": limits().upload_mb}
    app = application(address)
    close_slow_connections()
    app.run(config=config_options() | given)


def application(address: str = "") -> st.App:
    """The ASGI app of the workspace that SANDTABLE_WORKSPACE names; `address`: the one it is to listen on, itself an allowed host.

    Raises: UsageError where SANDTABLE_HOSTS or a limit cannot be read.
    """
    bounds = limits()
    serve_fixed()
    return st.App(
        PAGE_RUN, lifespan=lifespan, on_script_error=on_script_error,
        routes=[
            Route("/ready", Readiness().ready), Route("/editor/{name}", editor_part), Route("/crossfilter", Crossfilter().answer),
            Route("/find", Finding().find), Route("/ground/{name}", ground_file), Route(sent_once.ROUTE + "{name}", fixed),
        ],
        middleware=[
            Middleware(Door, allowed=allowed_hosts(address)), Middleware(SecurityHeaders),
            Middleware(Bounds, limits=bounds), Middleware(Uploads, limits=bounds),
            Middleware(Document, pages=page_addresses, first=first_figures), Middleware(CompressedStatic),
        ],
    )


def config_options() -> dict[str, object]:
    """Every value of .streamlit/config.toml by dotted name, so that the board looks the same from whatever folder it starts."""
    return dict(_flat(tomllib.loads((folder(".streamlit") / "config.toml").read_text(encoding="utf-8"))))


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Listen at once; the jobs beside the pages begin meanwhile."""
    ending = jobs.start()
    cleaning = asyncio.create_task(clean_up())
    yield
    ending.set()
    cleaning.cancel()


async def first_figures(page: str, language: str, district: str = "") -> str:
    """The headline figures for a page's document; empty while the board warms up, or where they take longer than FIRST_WITHIN."""
    if not jobs.warmed.is_set():
        return ""
    # Imported here, like every part of a page: the server listens before pages are imported (jobs.py).
    from dashboard.server.first_figures import first_figures as make

    try:
        made = make(page, language, district, cached_only=True)
        if made is None:
            made = await asyncio.wait_for(asyncio.to_thread(make, page, language, district), FIRST_WITHIN)
    except Exception:  # whatever is wrong with them, the page itself comes, and says it in words
        logger.warning("the document goes out without figures", exc_info=True)
        made = None
    return made or ""


@cache
def page_addresses() -> frozenset[str]:
    """The addresses of the pages, without slashes; the first page's is empty."""
    from dashboard.app import BY_LINK, NAVIGATION

    return frozenset(address for address, _ in (NAVIGATION | BY_LINK).values())


def on_script_error(error: Exception) -> bool:
    """What escapes a page's own boundary becomes a calm screen."""
    from dashboard.ui.shell.screens import on_script_error as calm_screen

    return calm_screen(error)


def _flat(section: dict[str, Any], before: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, value in section.items():
        found += _flat(value, f"{before}{name}.") if isinstance(value, dict) else [(f"{before}{name}", value)]
    return found
