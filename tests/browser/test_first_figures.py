"""The headline figures inside the document, in a real browser: read before any script, taken over by the live page without a shift."""

import time
import urllib.request

from playwright.sync_api import expect

from tests.pictures import settle
from tests.windows import viewport


def wait_until_warm(address: str) -> None:
    """Return when the document comes with its figures. Raises: TimeoutError."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if b'id="first-figures"' in urllib.request.urlopen(f"{address}/?lang=zh", timeout=10).read():
            return
        time.sleep(0.1)
    raise TimeoutError("no figures in the document after a minute")


def test_they_can_be_read_before_any_script_and_the_live_page_takes_over_without_a_shift(chromium, demo_address):
    page = chromium.new_page(viewport=viewport("portrait"))
    page.add_init_script("""
        window.shifted = []
        new PerformanceObserver(list => list.getEntries().forEach(entry => entry.sources.forEach(source => {
            const element = source.node?.nodeType === 1 ? source.node : source.node?.parentElement
            if (element?.closest('#first-figures')) window.shifted.push(element.outerHTML.slice(0, 80))
        }))).observe({ type: 'layout-shift', buffered: true })
    """)
    held, is_free = [], []
    wait_until_warm(demo_address)
    page.route("**/static/js/index.*.js", lambda route: route.continue_() if is_free else held.append(route))
    page.goto(f"{demo_address}/?lang=zh", wait_until="commit")
    first = page.locator("#first-figures")
    expect(first).to_be_visible()
    texts = first.locator(".num").all_inner_texts()
    assert first.evaluate("it => getComputedStyle(it).position") == "fixed" and page.locator("#root .kpis").count() == 0
    is_free.append(True)
    for script in held:
        script.continue_()
    expect(first).to_have_count(0, timeout=60_000)
    settle(page)
    assert page.locator("#root .kpis").first.locator(".num").all_inner_texts() == texts
    assert page.evaluate("window.shifted") == []
    page.close()
