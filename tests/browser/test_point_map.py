"""A point of the map answers a tap with its card, and coming nearer shows points with their names: on the picture, and on the live map
that comes when it is touched. In a real browser."""

import math

from playwright.sync_api import Locator, Page, expect

from dashboard.figures.district_layers import TILE_PX, mercator
from dashboard.figures.map_view import fitted_view
from dashboard.warehouse.ask import ask_frame
from tests.pictures import served, settle

MOST_MOVES = 300
LIVE = "[data-testid=stDeckGlJsonChart] canvas"
MAP = ".st-key-chart-supply-points"
FINGER = """() => {
    const map = document.querySelector('.map-still svg'), at = map.querySelector('a.mark').getBoundingClientRect()
    const beside = { clientX: at.x + at.width / 2 - 14, clientY: at.y + at.height / 2 - 14 }
    map.dispatchEvent(new PointerEvent('click', { pointerType: 'touch', bubbles: true, cancelable: true, ...beside }))
}"""
"""A finger that comes down 20 px beside a mark."""
WITHOUT_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"


def tip_at(page: Page, east: float, north: float) -> tuple[str, float, float]:
    """The tip of what lies so many px from the middle of the live map, and where that is on the screen."""
    canvas, tip = page.locator(LIVE).first, page.locator(".deck-tooltip")
    canvas.scroll_into_view_if_needed()
    at = canvas.bounding_box()
    x, y = at["x"] + at["width"] / 2 + east, at["y"] + at["height"] / 2 - north
    for move in range(MOST_MOVES):  # the picture under the pointer is drawn some time after the page is quiet
        page.mouse.move(x + move % 2, y)
        page.wait_for_timeout(100)
        if tip.count() and tip.first.is_visible():
            return tip.first.inner_text(), x, y
    raise AssertionError("no tip on the map")


def mark_at(page: Page, east: float, north: float) -> Locator:
    """The mark of the picture that lies there."""
    page.wait_for_function("() => document.querySelector('.map-still')?.getBoundingClientRect().width > 0")
    box = page.locator(".map-still").first.bounding_box()
    middle = box["x"] + box["width"] / 2 + east, box["y"] + box["height"] / 2 - north
    marks = page.locator(".map-still .mark")
    places = marks.evaluate_all("all => all.map(m => m.getBoundingClientRect()).map(r => [r.x + r.width / 2, r.y + r.height / 2])")
    return marks.nth(min(range(len(places)), key=lambda n: math.dist(places[n], middle)))


def test_a_tap_opens_the_card_of_a_point_and_nearer_there_are_still_points(windows, city_workspace):
    points = ask_frame(city_workspace, "supply_points").frame.dropna(subset=["lon"])
    view, first = fitted_view(points), points.iloc[0]
    scale = TILE_PX * 2 ** view["zoom"] / 360
    east = (first["lon"] - view["longitude"]) * scale
    north = math.degrees(mercator(first["lat"]) - mercator(view["latitude"])) * scale
    card, names = f"point={first['supply_point_id']}", set(points["name"])
    with served(city_workspace.root) as address:
        page, complaints = windows.opened(f"{address}/supply?lang=zh")
        assert not page.locator(LIVE).count() and not loaded(page), "the picture needs no library"
        mark = mark_at(page, east, north)
        still_said = mark.locator("title").text_content()
        assert still_said.startswith(first["name"])
        mark.dispatch_event("click")
        page.wait_for_url(f"**{card}*")
        settle(page)
        expect(page.locator(".st-key-supply-point")).to_contain_text(first["name"])
        page.go_back()
        settle(page)
        assert card not in page.url
        page.locator(MAP).get_by_role("button", name="互动").click()
        expect(page.locator(LIVE).first).to_be_visible(timeout=60_000)
        settle(page)
        words, x, y = tip_at(page, east, north)
        assert words == still_said, "the live map says what the picture says"
        page.mouse.click(x, y)
        settle(page)
        expect(page.locator(".st-key-supply-point")).to_contain_text(first["name"])
        page.wait_for_url(f"**{card}*", wait_until="commit")
        for _ in range(3):
            page.get_by_role("button", name="放大", exact=True).first.click()
            settle(page)
        assert tip_at(page, 0, 0)[0].split("\n")[0] in names, "the middle of the map is a point that has a name"
        assert mark_at(page, 0, 0).locator("title").text_content().split("\n")[0] in names, "and of the picture under it"
        keyboard_and_no_webgl(page, f"{address}/supply?lang=zh", names)
        assert complaints == []


def keyboard_and_no_webgl(page: Page, url: str, names: set[str]) -> None:
    """One stop for the keyboard, arrow keys from mark to mark; without WebGL the picture stays and says so."""
    page = page.context.browser.new_page(viewport=page.viewport_size)
    page.add_init_script(WITHOUT_WEBGL)
    page.goto(url)
    settle(page)
    stop = page.locator(".map-still .mark[tabindex='0']")
    expect(stop).to_have_count(1)
    stop.focus()
    page.keyboard.press("ArrowRight")
    told = page.locator(".still-tip").inner_text()
    assert told == page.locator(".map-still .mark:focus title").text_content() and told.split("\n")[0] in names
    ask = page.locator(MAP).get_by_role("button", name="互动")
    ask.click()
    expect(page.locator(".no-webgl")).to_be_visible()
    expect(ask).to_have_count(0)
    assert not page.locator(LIVE).count() and page.locator(".map-still .mark").count() > 1
    page.evaluate(FINGER)
    page.wait_for_url("**point=*")
    page.close()


def loaded(page: Page) -> list[str]:
    """The scripts of the map library that the page has loaded."""
    return page.evaluate("() => performance.getEntriesByType('resource').map((r) => r.name).filter((name) => name.includes('DeckGl'))")
