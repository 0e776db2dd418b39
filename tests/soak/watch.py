"""The wall in a real browser, watched: what its probe saw, what its page costs, what it complained about."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error, Page

from tests.pictures import ERROR_BOXES, SIZES, browser

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
FIRST_PICTURE_WITHIN = 60
"""Seconds until the first picture on a loaded machine."""
OF_THE_NETWORK = (
    "Failed to load resource", "WebSocket connection to", "net::ERR_", "Client Error in reaching server endpoint", "Streamlit server is not responding",
)
"""How the browser and the framework's client report a server that does not answer: unavoidable, and not a fault of the page."""
TAKE = """boxes => window.soak && ({
    ...window.soak.take(), boxes: [...document.querySelectorAll(boxes)].map(box => box.textContent.trim().slice(0, 300))
})"""
Note = Callable[..., None]


class Watch:
    """A wall that is being watched; `note(kind, **what)` receives everything that it did, in the order of time."""

    def __init__(self, page: Page, note: Note) -> None:
        self.page, self.note = page, note
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Performance.enable")
        self.is_dead = False
        self.boxes: set[str] = set()
        page.on("console", lambda m: self._complaint(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: note("console", text=str(e)[:300]))
        page.on("crash", self._crashed)

    def take(self) -> dict:
        """What the wall shows now; passes on what its probe saw since the last time. Empty while the page loads."""
        if self.is_dead:
            raise RuntimeError("the browser's page has crashed")
        try:
            seen = self.page.evaluate(TAKE, ERROR_BOXES) or {}
        except Error:  # the page is being loaded anew at this moment
            return {}
        for event in seen.pop("events", []):
            self.note(event["what"], at=event["at"], value=event["value"])
        for text in set(seen.pop("boxes", [])) - self.boxes:
            self.boxes.add(text)
            self.note("error_box", text=text)
        return seen

    def costs(self) -> dict[str, float]:
        """The page after a forced collection: heap_mb, nodes (attached or kept), listeners, elements. Empty while the page loads."""
        try:
            for _ in range(2):  # the first pass lets go of what finalisers hold
                self.devtools.send("HeapProfiler.collectGarbage")
            found = {metric["name"]: metric["value"] for metric in self.devtools.send("Performance.getMetrics")["metrics"]}
            elements = self.page.locator("*").count()
        except Error:
            return {}
        return {"heap_mb": found["JSHeapUsedSize"] / 1e6, "nodes": found["Nodes"], "listeners": found["JSEventListeners"], "elements": elements}

    def set_clock_wrong(self, seconds: float) -> None:
        """The browser's machine shows another time from now on."""
        self.page.evaluate("ms => window.soak?.shift(ms)", seconds * 1000)

    def _complaint(self, text: str) -> None:
        self.note("network" if text.startswith(OF_THE_NETWORK) else "console", text=text[:300])

    def _crashed(self, _: Page) -> None:
        self.is_dead = True
        self.note("console", text="the page crashed")


@contextmanager
def watched(address: str, note: Note, query: str) -> Iterator[Watch]:
    """A wall at 1920 by 1080, with its first picture drawn."""
    with browser() as chromium:
        page = chromium.new_page(viewport=dict(zip(("width", "height"), SIZES["desk"], strict=True)))
        page.add_init_script(PROBE)
        watch = Watch(page, note)
        page.goto(f"{address}/wall?{query}", timeout=FIRST_PICTURE_WITHIN * 1000)
        page.wait_for_selector("#wall .scene.on .tile", state="attached", timeout=FIRST_PICTURE_WITHIN * 1000)
        note("first_picture", at=time.time())
        yield watch
        watch.take()
