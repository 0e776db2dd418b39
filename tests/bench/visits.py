"""Visits by a real browser: from navigation to a page whose figures are the queries' answers, and from a filter to them."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.bench.answers import Shown
from tests.bench.servers import Server
from tests.pictures import CHROMIUM, OFFLINE

DESK = {"width": 1920, "height": 1080}
PATIENCE_MS = 60_000
DRAWN = """([selector, kind, wanted]) => {
    const app = document.querySelector('[data-testid="stApp"]')
    if (app?.dataset.testScriptState !== 'notRunning' || document.querySelector('[data-testid="stSkeleton"]')) return 0
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
    if (!charts.every(chart => chart.querySelector('.main-svg'))) return 0
    return SHOWS(selector, kind, wanted) ? performance.now() : 0
}"""
SHOWS = """
    const SHOWS = (selector, kind, wanted) => {
        if (kind === 'idle') return window.hasRun !== false
        const places = [...document.querySelectorAll(selector)]
        if (kind === 'figure') return places.some(place => place.innerText.replaceAll(',', '').trim() === wanted)
        if (kind === 'stills') {
            const sum = place => [...place.querySelectorAll('[data-n]')].reduce((total, bar) => total + Number(bar.dataset.n), 0)
            return places.some(place => sum(place) === Number(wanted))
        }
        const axis = kind === 'bars' ? 'y' : 'x'
        const sum = plot => (plot._fullData || []).filter(trace => trace.type === 'bar')
            .flatMap(trace => [...trace[axis]]).reduce((total, n) => total + (Number(n) || 0), 0)
        return places.some(place => Math.round(sum(place)) === Number(wanted))
    };
"""
"""Whether the figure, or the sum of a chart's bars, is the wanted one."""
WATCHED = """() => {
    const app = document.querySelector('[data-testid="stApp"]')
    window.hasRun = false
    new MutationObserver(() => { if (app.dataset.testScriptState !== 'notRunning') window.hasRun = true }).observe(app, {attributes: true})
}"""
"""Notes that a run has begun, for a page on whose first screen nothing else says so."""
HEADLINE = """wanted => {
    const seen = [...document.querySelectorAll('.kpi .num, #first-figures .num')].filter(place => place.getBoundingClientRect().height > 0)
    const texts = seen.map(place => place.innerText.replaceAll(',', '').trim())
    return (wanted ? texts.includes(wanted) : texts.length) ? performance.now() : 0
}"""
"""The page's figure as the query has it stands on the screen; where no figure of the page was worked out, any."""
CHART = """() => [...document.querySelectorAll('.still-frame, .map-still')]
    .some(place => place.getBoundingClientRect().height > 0) ? performance.now() : 0"""
"""A chart or map stands on the screen: the live page's, or the document's own."""
PLAIN_READ = """([selector, kind, wanted]) => window.SHOWS && document.querySelector(selector) && SHOWS(selector, kind, wanted) ? performance.now() : 0"""
WITHOUT_CHART = ("data",)
SETTLED_SECONDS = 0.4
"""After which the server's CPU time of a visit is read: what follows the last message is part of it."""


@dataclass(frozen=True)
class Visit:
    seconds: float
    """From navigation, or the key that picked a district, to the page drawn."""
    read: float
    """The same, to the figure and the first chart on the screen, which can be read before the rest of the page and its scripts are there."""
    cpu: float
    """CPU seconds of the server."""
    received: int
    """Bytes over HTTP and the websocket."""


@contextmanager
def profile(playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser that has never been anywhere, with a cache on disk as a person's has."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=CHROMIUM, args=list(OFFLINE), viewport=DESK, locale="zh-CN",
        )
        context.add_init_script(SHOWS.replace("const SHOWS =", "window.SHOWS ="))
        try:
            yield context
        finally:
            context.close()


def visit(context: BrowserContext, server: Server, path: str, shown: Shown) -> tuple[Page, Visit]:
    """A new tab that goes to an address."""
    page = context.new_page()
    count = counted(page)
    before = server.cpu_seconds()
    page.goto(f"{server.address}/{path}", wait_until="commit")
    return page, finished(page, server, shown, before, count)


def reload(page: Page, server: Server, shown: Shown) -> Visit:
    """The same tab, loaded anew."""
    count, before = counted(page), server.cpu_seconds()
    page.reload(wait_until="commit")
    return finished(page, server, shown, before, count)


def pick(page: Page, server: Server, name: str, shown: Shown) -> Visit:
    """Pick a district in the page's select by its name."""
    count, before = counted(page), server.cpu_seconds()
    box = page.locator('[data-testid="stSelectbox"] input').first
    box.click()
    box.fill(name)
    page.locator('[role="option"]', has_text=name).first.wait_for()
    page.evaluate(WATCHED)
    began = page.evaluate("performance.now()")
    page.keyboard.press("Enter")
    read = until(page, PLAIN_READ, told(shown)) if shown.selector else None
    ended = drawn(page, shown)
    time.sleep(SETTLED_SECONDS)
    return Visit((ended - began) / 1000, ((read or ended) - began) / 1000, server.cpu_seconds() - before, count())


def finished(page: Page, server: Server, shown: Shown, before: float, count) -> Visit:
    """The visit, once the page is drawn; its clock began with the navigation."""
    looks = [(HEADLINE, shown.headline), (CHART, "")][: 1 if page.url.endswith(WITHOUT_CHART) else 2] if shown.of_board else [(PLAIN_READ, told(shown))]
    read = max(until(page, condition, wanted) for condition, wanted in looks)
    ended = drawn(page, shown)
    time.sleep(SETTLED_SECONDS)
    return Visit(ended / 1000, read / 1000, server.cpu_seconds() - before, count())


def drawn(page: Page, shown: Shown) -> float:
    """Milliseconds of the page's own clock when it showed the wanted figure and every chart."""
    return until(page, DRAWN, told(shown))


def until(page: Page, condition: str, wanted: object) -> float:
    """Milliseconds of the page's own clock when a condition held first: looked at once a frame."""
    return page.wait_for_function(condition, arg=wanted, timeout=PATIENCE_MS, polling="raf").json_value()


def told(shown: Shown) -> list[str]:
    """What is to be shown, for a condition."""
    return [shown.selector, shown.kind, str(shown.wanted)]


def counted(page: Page):
    """A function that gives the bytes received since now."""
    session = page.context.new_cdp_session(page)
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: received.append(_frame_bytes(event["response"])))
    session.send("Network.enable")

    def total() -> int:
        session.detach()
        return int(sum(received))

    return total


def _frame_bytes(frame: dict) -> int:
    return len(frame["payloadData"]) * 3 // 4 if frame["opcode"] == 2 else len(frame["payloadData"])

