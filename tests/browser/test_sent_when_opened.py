"""What is not sent with the page: a chart's rows, the fields that move the moment, what never changes, and sections that are far away."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bench.sent import Session, by_kind
from tests.pictures import served, settle
from tests.windows import viewport


@pytest.fixture
def page(chromium, demo_address) -> Iterator[Page]:
    """The overview in Chinese on the desk, drawn."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"{demo_address}/?lang=zh")
    settle(page)
    yield page
    page.close()


def test_a_charts_rows_come_when_they_are_opened(page):
    expect(page.locator('[data-testid="stDataFrame"]')).to_have_count(0)
    page.locator(".st-key-rows-overview-curve button").click()
    opened = page.locator('[data-testid="stPopoverBody"]')
    expect(opened.locator('[data-testid="stDataFrame"]')).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    page.locator(".st-key-take-overview-curve button").click()
    with page.expect_download() as download:
        page.locator(".st-key-take-overview-curve-csv button").click()
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("area_id（地区编号）,") and len(rows) == 29


def test_the_moment_is_moved_in_two_touches_and_said_aloud(page):
    page.locator(".st-key-moment button").first.click()
    day = page.locator('[data-testid="stPopoverBody"] [role="spinbutton"]').nth(2)
    expect(day).to_be_visible(timeout=20_000)
    day.click()
    page.get_by_role("button", name="November 28, 2022").click()
    page.locator('[data-testid="stFormSubmitButton"] button').first.click()
    page.wait_for_url("**as_of=2022-11-28T17*", timeout=20_000)
    expect(page.locator(".banner.past")).to_contain_text("2022年11月28日 17:00", timeout=20_000)
    page.locator(".banner.past a").click()
    expect(page.locator(".banner.past")).to_have_count(0, timeout=20_000)


def test_another_moment_to_compare_with_is_set_said_and_taken_back(page):
    page.locator(".st-key-moment button").first.click()
    compare = page.locator('[data-testid="stPopoverBody"] [data-testid="stFormSubmitButton"] button').nth(1)
    expect(compare).to_be_visible(timeout=20_000)
    compare.click()
    page.wait_for_url("**since=2022-11-28T17*", timeout=20_000)
    expect(page.locator(".st-key-changes .items li").first).to_be_visible(timeout=20_000)
    page.locator(".banner.past a", has_text="停止对比").click()
    expect(page.locator(".st-key-changes")).to_have_count(0, timeout=20_000)


@pytest.fixture(scope="module")
def deferring_address(harbin_demo) -> Iterator[str]:
    """The Harbin demo served as to people: its pages wait with what is not near the view."""
    with served(harbin_demo.root, defers=True) as address:
        yield address


@pytest.fixture
def zones(chromium, deferring_address) -> Iterator[Page]:
    """The zones page in Chinese on a tablet, drawn, as people are served it."""
    page = chromium.new_page(viewport=viewport("portrait"))
    page.goto(f"{deferring_address}/zones?lang=zh")
    settle(page)
    yield page
    page.close()


def test_a_filter_sends_no_style_sheet_no_script_and_no_outline(demo_address):
    async def filtered() -> tuple[dict, bytes, int]:
        async with Session(demo_address, "") as session:
            await session.run()
            messages = await session.run("lang=zh&district=230110")
            return by_kind(messages), b"".join(m.SerializeToString() for m in messages), len(messages)

    with ThreadPoolExecutor(1) as apart:  # the browser's own loop runs in this thread
        kinds, sent, number = apart.submit(asyncio.run, filtered()).result()
    assert b"--paper:" not in sent and b".kpis" not in sent and b"function " not in sent
    assert kinds["sandtable_district_map"][1] < 10_000 and kinds["sandtable_pulse"][1] < 2_000
    assert len(sent) < 130_000 and number < 110


PLACE = """() => {
    window.pressed = 0
    const place = document.createElement("div"), button = document.createElement("button")
    place.className = "st-key-later-drawn"
    place.style = "position: fixed; inset: 0 0 auto"
    button.onclick = () => { if (++window.pressed > 1) place.remove() }
    document.getElementById("root").append(place)
    setTimeout(() => place.append(button), 300)
}"""
"""A place near the view, whose button is drawn after it, and which hears nothing of the first press."""
LOOKED_AT = """() => {
    const { stood, near } = window.sandtableLater, place = document.querySelector(".st-key-later-drawn")
    return near.has(place) && place.querySelector("button") && Date.now() - stood.get(place)?.since > 2500
}"""
"""That place is near, has its button and has stood still for longer than the page takes between two looks."""


def test_a_place_is_pressed_once_its_button_is_there_and_again_until_it_goes(zones):
    zones.evaluate(PLACE)
    zones.wait_for_function("() => window.pressed === 2", timeout=30_000)


def test_a_section_that_comes_near_closes_no_list_that_is_open_and_comes_when_it_is_closed(zones):
    zones.locator("[class*=st-key-take-] button").first.press("Enter")
    opened = zones.locator('[data-testid="stPopoverBody"]')
    expect(opened.get_by_role("button").first).to_be_visible(timeout=20_000)
    settle(zones)
    zones.evaluate(PLACE)
    zones.wait_for_function(LOOKED_AT, timeout=30_000)
    assert zones.evaluate("window.pressed") == 0
    expect(opened.get_by_role("button").first).to_be_visible()
    zones.keyboard.press("Escape")
    zones.wait_for_function("() => window.pressed > 0", timeout=30_000)


def test_a_section_comes_when_it_is_near_and_paper_gets_every_one(zones):
    waiting = zones.locator('[class*="st-key-later-"]')
    expect(waiting).not_to_have_count(0)
    expect(zones.locator(".st-key-section-due .st-key-later-due")).to_have_count(1)
    expect(zones.locator(".st-key-zones-due")).to_have_count(0)
    zones.locator(".st-key-section-due").scroll_into_view_if_needed()
    expect(zones.locator(".st-key-zones-due")).to_be_visible(timeout=30_000)
    expect(zones.locator(".st-key-later-due")).to_have_count(0)
    zones.evaluate("window.print = () => { window.printed = document.querySelectorAll('[class*=st-key-later-]').length }")
    zones.keyboard.press("Control+p")
    zones.wait_for_function("() => window.printed === 0", timeout=60_000)


MOVING = """() => {
    window.looks = 0
    const place = document.createElement("div")
    place.className = "st-key-later-moving"
    place.innerHTML = "<button></button>"
    place.getBoundingClientRect = () => new DOMRect(0, 5 * Math.min(++window.looks, 20), 10, 10)
    place.firstChild.onclick = () => { window.pressed = window.looks; place.remove() }
    document.getElementById("root").append(place)
}"""
"""A place in the view that stands elsewhere at each of twenty looks, as one does that charts above it push down."""


def test_a_place_that_still_moves_is_not_pressed(zones):
    zones.evaluate(MOVING)
    zones.wait_for_function("() => window.pressed", timeout=30_000)
    assert zones.evaluate("window.pressed") > 20


def test_the_browsers_own_search_finds_every_section(zones):
    waiting = zones.locator('[class*="st-key-later-"]')
    expect(waiting).not_to_have_count(0)
    zones.keyboard.press("Control+f")
    expect(waiting).to_have_count(0, timeout=30_000)
    assert zones.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTop") == 0
