"""A tablet over a slow link, on every page: when the headline can be read, when the first chart is there, and what came over the link."""

import time

from playwright.sync_api import Playwright

from dashboard.warehouse.workspace import Workspace
from tests.bench.answers import shown
from tests.bench.report import Measured
from tests.bench.servers import Server
from tests.bench.visits import CHART, HEADLINE, WITHOUT_CHART, counted
from tests.pictures import CHROMIUM, OFFLINE, SIZES

LINK = {"offline": False, "latency": 80, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
"""10 Mbit/s with 80 ms of delay, as the browser's own emulation has it."""
SETTLED_SECONDS = 2


def measure(playwright: Playwright, server: Server, workspace: Workspace, page: str, measured: Measured) -> None:
    """A first visit in portrait, by a browser that has never been there, and a second; the server is warm."""
    width, height = SIZES["portrait"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OFFLINE))
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True, locale="zh-CN")
    for visit in ("first", "warm"):
        tab = context.new_page()
        session = context.new_cdp_session(tab)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINK)
        count = counted(tab)
        tab.goto(f"{server.address}/{'' if page == 'overview' else page}", wait_until="commit")
        looks = [("headline", HEADLINE, shown("ours", workspace, page, "").headline), ("first chart", CHART, "")]
        for what, condition, wanted in looks[:1] if page in WITHOUT_CHART else looks:
            found = tab.wait_for_function(condition, arg=wanted, timeout=60_000, polling="raf").json_value()
            measured.add(server.name, page, f"tablet, {visit}: {what}", found / 1000)
        time.sleep(SETTLED_SECONDS)
        measured.add(server.name, page, f"tablet, {visit}: MB", count() / 1e6)
        tab.close()
    browser.close()

