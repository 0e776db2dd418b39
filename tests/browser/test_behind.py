"""The way behind a number in a real browser: by keyboard and by finger, from three pages; nothing foreign, nothing that axe minds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.axe import serious
from tests.pictures import served, settle

FINGER_PX = 44


@pytest.fixture(scope="module")
def address(city_workspace) -> Iterator[str]:
    with served(city_workspace.root) as where:
        yield where


def test_from_the_keyboard(windows, address):
    page, complaints = windows.opened(f"{address}/?lang=zh&as_of=2022-11-29T17:59")
    way = page.locator("#figure-zones_high a.behind")
    assert way.get_attribute("aria-label") == "数从何来：高风险区"
    way.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/behind?*figure=zones_high*", timeout=20_000)
    settle(page)
    assert "as_of=2022-11-29T17%3A59" in page.url and "strip=headline" in page.url
    expect(page.locator(".note.ok").first).to_contain_text("与这个数相等")
    expect(page.locator('[data-testid="stDataFrame"]').first).to_be_visible()
    page.locator(".behind-sql summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".behind-sql pre").first).to_be_visible()
    assert serious(page) == [] and complaints == []


def test_under_a_finger(chromium, address):
    page = chromium.new_context(viewport={"width": 820, "height": 1180}, has_touch=True).new_page()
    for path, way in (("zones", "a.behind[href*='query=']"), ("hotline", "#figure-tickets_open a.behind")):
        page.goto(f"{address}/{path}?lang=en")
        settle(page)
        link = page.locator(way).first
        box = link.bounding_box()
        assert box and box["width"] >= FINGER_PX and box["height"] >= FINGER_PX
        link.tap()
        page.wait_for_url("**/behind?*", timeout=20_000)
        settle(page)
        expect(page.locator(".behind-about")).to_be_visible()
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.context.close()
