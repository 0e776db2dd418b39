"""The board as one ASGI app: warm-up, /ready, the document's language, security headers, compressed static files."""

import asyncio
import gc
import importlib
import logging
import os
import threading
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard.data import prefetch as ahead
from dashboard.data.page_address import address
from dashboard.data.page_moment import moment
from dashboard.data.served import generation
from dashboard.errors import SandtableError
from dashboard.i18n.messages import LANGUAGES
from dashboard.server.document import CompressedStatic, Document, SecurityHeaders
from dashboard.server.malloc import small_heaps
from dashboard.server.static import compress_all
from dashboard.settings import PACKAGE, default_workspace, folder
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace

HOT_QUERIES = ("areas", "feeds_freshness", "overview_headline", "cases_by_area", "cases_by_day_area", "bulletin_latest")
"""What the first page of every visitor asks."""
PAGE_PARTS = ("dashboard.app", "dashboard.figures.epidemic", "dashboard.ui.components.district_map", "dashboard.ui.components.point_map")
"""What pages import. Imported while the first browser loads the document and its scripts, not before: that halves the wait."""

FIRST_FIGURES, FIRST_WITHIN = "dashboard.server.first_figures", 1.0
"""Seconds that a document waits for its figures, while its scripts load; a new generation or minute is asked in that time."""
warmed = threading.Event()
"""Set once the heap is frozen: until then no answer waits for an import."""

logger = logging.getLogger("sandtable")


def serve(workspace: Path | str, port: int = 8501, address: str | None = None) -> None:
    """Serve the board of a workspace until stopped. `address`: SANDTABLE_ADDRESS, else this machine alone (127.0.0.1)."""
    os.environ["SANDTABLE_WORKSPACE"] = str(Path(workspace).resolve())
    small_heaps()
    address = address or os.environ.get("SANDTABLE_ADDRESS", "127.0.0.1")
    options = config_options() | {"server.port": port, "server.address": address, "browser.serverAddress": "localhost"}
    application().run(config=options)


def application() -> st.App:
    """The ASGI app of the workspace that SANDTABLE_WORKSPACE names."""
    return st.App(
        PACKAGE / "app.py", lifespan=lifespan, routes=[Route("/ready", ready)], on_script_error=on_script_error,
        middleware=[
            Middleware(SecurityHeaders), Middleware(Document, pages=page_addresses, first=first_figures), Middleware(CompressedStatic),
        ],
    )


def config_options() -> dict[str, object]:
    """Every value of .streamlit/config.toml by dotted name, so that the board looks the same from whatever folder it starts."""
    return dict(_flat(tomllib.loads((folder(".streamlit") / "config.toml").read_text(encoding="utf-8"))))


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Listen at once, and warm up meanwhile."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield


def warm_up() -> None:
    """Import what pages need, ask the hot queries once, then freeze the heap: 4 times less CPU a rerun (measured)."""
    for part in PAGE_PARTS:
        importlib.import_module(part)
    with suppress(SandtableError):
        _ask_hot_queries()
    for language in LANGUAGES:
        asyncio.run(first_figures(language, within=None))
    gc.collect()
    gc.freeze()
    warmed.set()
    threading.Thread(target=ahead.follow, args=(_present, threading.Event()), name="ahead", daemon=True).start()
    compress_all()


async def first_figures(language: str, within: float | None = FIRST_WITHIN) -> str:
    """The headline figures for the document; empty while the board warms up, or where they take longer than `within` seconds."""
    if within and not warmed.is_set():
        return ""
    try:
        make = importlib.import_module(FIRST_FIGURES).first_figures
        kept = make(language, at_once=True)
        return await asyncio.wait_for(asyncio.to_thread(make, language), within) if kept is None else kept
    except Exception:  # whatever is wrong with them, the page itself comes, and says it in words
        logger.warning("the document goes out without figures", exc_info=True)
        return ""


@cache
def page_addresses() -> frozenset[str]:
    """The addresses of the navigation table, without slashes; the first page's is empty."""
    return frozenset(name for name, _ in importlib.import_module("dashboard.app").NAVIGATION.values())


def on_script_error(error: Exception) -> bool:
    """What escapes a page's own boundary becomes a calm screen."""
    return importlib.import_module("dashboard.ui.shell.screens").on_script_error(error)


async def ready(request: Request) -> JSONResponse:
    """Whether the board can answer: {"workspace": "ok", "generation": …, "now": to the minute, "clock": to the second}.

    503 where it cannot, without a path.
    """
    try:
        served = Workspace.open(default_workspace())
        published = current_name(served)
    except SandtableError as broken:
        return JSONResponse({"workspace": "unreadable", "why": str(broken)}, status_code=503)
    state = "ok" if published else "empty"
    now = served.now()
    return JSONResponse({"workspace": state, "generation": published, "now": f"{now:%Y-%m-%dT%H:%M}", "clock": f"{now:%Y-%m-%dT%H:%M:%S}"})


def _present() -> tuple[str | None, datetime]:
    """What the answers to open pages depend on: the generation of the store, and the minute."""
    with address({}):
        return generation(), moment().now


def _ask_hot_queries() -> None:
    from dashboard.data.fetch import fetch  # while the first browser loads the document, as PAGE_PARTS

    with address({"lang": "zh"}):
        for name in HOT_QUERIES:
            fetch(name)


def _flat(section: dict, before: str = "") -> list[tuple[str, object]]:
    found = []
    for name, value in section.items():
        found += _flat(value, f"{before}{name}.") if isinstance(value, dict) else [(f"{before}{name}", value)]
    return found


