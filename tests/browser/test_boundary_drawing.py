"""A boundary drawn in a real browser: by taps, from the keyboard, a line that crosses itself, checked, taken in, seen as ground."""

import json
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.geography.outline import write_geodata
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.axe import serious
from tests.pictures import ERROR_BOXES, PATIENCE, served, settle, watch
from tests.windows import viewport

PLACE = (0.232, 0.355)
"""Where 126.61 E, 45.755 N, in 道里区, lies on the map of the whole city, as shares of its width and height."""
CORNERS = [(0.2, 0.31), (0.27, 0.31), (0.27, 0.42), (0.2, 0.42)]
"""Around it, clockwise."""
TURNS = 12
"""Of the wheel: to about 17 m a pixel."""
DRAWN = "select geometry, level, area_id from zone_open($as_of) where zone_id = 'H-7'"


@pytest.fixture
def desk(city_workspace, tmp_path) -> Iterator[tuple[Workspace, str]]:
    """The fixture city with its boundaries, and the address that serves it."""
    root = shutil.copytree(city_workspace.root, tmp_path / "city")
    write_geodata(root / "geodata", "230100")
    with served(root) as address:
        yield Workspace.open(root), address


def opened(chromium, address: str, theme: str = "light") -> tuple[Page, Locator, list[str]]:
    """The Data page on a tablet with the map opened, the map, and the complaints from here on."""
    page = chromium.new_page(viewport=viewport("landscape"), color_scheme=theme)
    complaints = watch(page, address)
    page.goto(f"{address}/data?lang=zh")
    settle(page)
    page.get_by_text("打开地图划边界").click()
    canvas = page.locator(".st-key-drawing svg[role=application]")
    expect(canvas).to_be_visible(timeout=PATIENCE)
    settle(page)
    canvas.scroll_into_view_if_needed()
    return page, canvas, complaints


def tapped(canvas: Locator, places: list[tuple[float, float]]) -> None:
    box = canvas.bounding_box()
    for x, y in places:
        canvas.click(position={"x": box["width"] * x, "y": box["height"] * y})


def zoomed(page: Page, canvas: Locator) -> None:
    """The wheel zooms where the pointer is, once the map has the focus."""
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + box["width"] * PLACE[0], box["y"] + box["height"] * PLACE[1])
    canvas.focus()
    for _ in range(TURNS):
        page.mouse.wheel(0, -60)
    expect(page.locator(".st-key-drawing .scale")).to_have_text("2 公里")


def pressed(page: Page, name: str) -> None:
    page.locator(f".st-key-drawing [data-name={name}]").click()


def chosen(page: Page, key: str, option: str) -> None:
    page.locator(f"[class*=st-key-{key}] input").click()
    page.get_by_role("option", name=option, exact=True).click()


def test_four_corners_are_drawn_checked_taken_in_and_seen(chromium, desk):
    workspace, address = desk
    page, canvas, complaints = opened(chromium, address)
    status, ground = page.locator(".st-key-drawing .status"), page.locator(".st-key-drawing .zone.high")
    before = ground.count()
    zoomed(page, canvas)
    tapped(canvas, [CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]])
    expect(status).to_contain_text("相交")
    pressed(page, "clear")
    tapped(canvas, CORNERS)
    expect(status).to_contain_text("4 个角点，未闭合")
    pressed(page, "close")
    expect(status).to_contain_text("已闭合")
    expect(page.get_by_text("4 个角点，约")).to_be_visible(timeout=PATIENCE)
    settle(page)  # a list that is opened while the page is being drawn closes with the drawing
    chosen(page, "drawing-scheme", "二十条")
    settle(page)
    chosen(page, "drawing-level", "高风险区")
    page.get_by_label("范围原文（必填）").fill("示例路1号院")
    page.get_by_label("风险区编号（必填）").fill("H-7")
    page.locator("[class*=st-key-drawing-at] [role=spinbutton]").first.click()
    page.keyboard.type("202211291200")
    page.locator(".st-key-drawing-check button").click()
    expect(page.locator('.receipt[data-status="checked"]')).to_have_count(2, timeout=PATIENCE)
    assert Reader.current(workspace).rows(DRAWN, {"as_of": workspace.now()}) == []
    page.locator(".st-key-drawing-take button").click()
    expect(page.locator('.receipt[data-status="taken"]')).to_have_count(2, timeout=PATIENCE)
    expect(ground).to_have_count(before + 1, timeout=PATIENCE)
    expect(status).to_contain_text("点地图加角点")
    ((geometry, level, area),) = Reader.current(workspace).rows(DRAWN, {"as_of": workspace.now()})
    assert len(json.loads(geometry)["coordinates"][0]) == 5 and (level, area) == ("high", "230102")
    expect(page.locator(ERROR_BOXES)).to_have_count(0)
    assert complaints == []
    page.close()


def test_the_keyboard_alone_draws_and_moves_corners(chromium, desk):
    page, canvas, complaints = opened(chromium, desk[1], "dark")
    canvas.focus()
    for keys in ("+ + + + Enter", "ArrowRight Enter", "ArrowDown Enter"):
        for key in keys.split():
            page.keyboard.press(key)
    status = page.locator(".st-key-drawing .status")
    expect(status).to_contain_text("3 个角点")
    first = page.locator(".st-key-drawing .corner").first
    before = first.get_attribute("aria-label")
    first.focus()
    page.keyboard.press("Shift+ArrowUp")
    assert first.get_attribute("aria-label") != before and first.evaluate("e => e === e.getRootNode().activeElement"), "moved, and still held"
    page.keyboard.press("Enter")  # on the first corner: closes
    expect(status).to_contain_text("已闭合")
    expect(page.get_by_text("3 个角点，约")).to_be_visible(timeout=PATIENCE)
    small = page.locator(".st-key-drawing [data-name]").evaluate_all("es => es.filter(e => e.offsetHeight < 44 || e.offsetWidth < 44).length")
    assert small == 0 and serious(page) == [] and complaints == []
    page.close()
