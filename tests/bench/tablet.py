"""The first visit of a tablet over a slow link: when the headline figures can be read, and what it cost to get them."""

import time

from playwright.sync_api import Playwright

from tests.bench.answers import rows
from tests.bench.report import Measured
from tests.bench.servers import Server
from tests.bench.visits import counted
from tests.pictures import CHROMIUM, OFFLINE, SIZES

LINK = {"offline": False, "latency": 80, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
"""10 Mbit/s with 80 ms of delay, as the browser's own emulation has it."""
FIGURES = """wanted => {
    const seen = [...document.querySelectorAll('.kpi .num, #first-figures .num')].filter(place => place.getBoundingClientRect().height > 0)
    const texts = seen.map(place => place.innerText.replaceAll(',', '').trim())
    return wanted.every(figure => texts.includes(figure)) ? performance.now() : 0
}"""
LIVE = """() => document.querySelectorAll('.still-frame').length >= 2
    && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning' ? performance.now() : 0"""
SETTLED_SECONDS = 2


def measure(playwright: Playwright, server: Server, workspace, measured: Measured) -> None:
    """One visit in portrait, by a browser that has never been there; the server is warm."""
    now = rows(workspace, "overview_headline")[0]
    wanted = [str(now[column]) for column in ("new_positive", "zones_high", "whitelist_usual", "supply_open")]
    width, height = SIZES["portrait"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OFFLINE))
    page = browser.new_context(viewport={"width": width, "height": height}, has_touch=True, locale="zh-CN").new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINK)
    count = counted(page)
    page.goto(server.address, wait_until="commit")
    for what, condition in (("figures", FIGURES), ("every chart", LIVE)):
        found = page.wait_for_function(condition, arg=wanted, timeout=60_000, polling="raf").json_value()
        measured.add(server.name, "tablet", what, found / 1000)
    time.sleep(SETTLED_SECONDS)
    measured.add(server.name, "tablet", "MB of a first visit", count() / 1e6)
    browser.close()
