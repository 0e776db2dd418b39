"""A point of the map answers a tap with its card, and coming nearer shows points with their names. In a real browser."""

import math

from playwright.sync_api import Page, expect

from dashboard.figures.district_layers import TILE_PX, mercator
from dashboard.figures.map_view import fitted_view
from dashboard.warehouse.ask import ask_frame
from tests.pictures import served, settle

MOST_MOVES = 100


def tip_at(page: Page, east: float, north: float) -> tuple[str, float, float]:
    """The tip of what lies so many px from the middle of the map, and where that is on the screen."""
    canvas, tip = page.locator("[data-testid=stDeckGlJsonChart] canvas").first, page.locator(".deck-tooltip")
    canvas.scroll_into_view_if_needed()
    at = canvas.bounding_box()
    x, y = at["x"] + at["width"] / 2 + east, at["y"] + at["height"] / 2 - north
    for move in range(MOST_MOVES):  # the picture under the pointer is drawn some time after the page is quiet
        page.mouse.move(x + move % 2, y)
        page.wait_for_timeout(100)
        if tip.count() and tip.first.is_visible():
            return tip.first.inner_text(), x, y
    raise AssertionError("no tip on the map")


def test_a_tap_opens_the_card_of_a_point_and_nearer_there_are_still_points(windows, city_workspace):
    points = ask_frame(city_workspace, "supply_points").frame.dropna(subset=["lon"])
    view, first = fitted_view(points), points.iloc[0]
    scale = TILE_PX * 2 ** view["zoom"] / 360
    east = (first["lon"] - view["longitude"]) * scale
    north = math.degrees(mercator(first["lat"]) - mercator(view["latitude"])) * scale
    with served(city_workspace.root) as address:
        page, complaints = windows.opened(f"{address}/supply?lang=zh")
        words, x, y = tip_at(page, east, north)
        assert words.startswith(first["name"])
        page.mouse.click(x, y)
        settle(page)
        expect(page.locator(".st-key-supply-point")).to_contain_text(first["name"])
        assert f"point={first['supply_point_id']}" in page.url
        for _ in range(3):
            page.get_by_role("button", name="放大", exact=True).first.click()
            settle(page)
        assert tip_at(page, 0, 0)[0].split("\n")[0] in set(points["name"]), "the middle of the map is a point that has a name"
        assert complaints == []
