"""The tip of a point map stays inside its map, wherever the point lies, and is words."""


import pytest

from tests.pictures import settle

MOST_MOVES = 60
INSIDE = """() => {
    const tip = document.querySelector('.deck-tooltip'), at = tip.getBoundingClientRect()
    const map = tip.closest('[data-testid=stDeckGlJsonChart]').querySelector('canvas').getBoundingClientRect()
    return { seen: getComputedStyle(tip).display !== 'none' && at.width > 0, words: tip.innerText, marked: tip.childElementCount,
        over: [at.right - map.right, at.bottom - map.bottom, map.left - at.left, map.top - at.top].map(Math.round) }
}"""
LONG = "松北区世茂大道与世博路交汇处示例保供农贸市场第十二号门外临时投放点（夜间二十时以后停用）"


@pytest.fixture(scope="module")
def page(chromium, demo_address):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{demo_address}/supply?lang=zh")
    settle(page)
    canvas = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    canvas.scroll_into_view_if_needed()
    yield page
    page.close()


def tip_there(page, corner: str) -> dict:
    """The tip as deck.gl sets it, right of and below a pointer that is near a corner of the map."""
    canvas = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    box = canvas.bounding_box()
    x = box["width"] - 12 if "right" in corner else 12
    y = box["height"] - 12 if "bottom" in corner else 12
    page.evaluate(
        """([x, y, words]) => {
            const tip = document.querySelector('[data-testid=stDeckGlJsonChart] .deck-tooltip')
            tip.innerText = words
            Object.assign(tip.style, { display: 'block', transform: `translate(${x}px, ${y}px)` })
        }""", [x, y, f"{LONG}\\n▲ 不足一天\\n<br>&lt;"],
    )
    page.wait_for_timeout(100)
    return page.evaluate(INSIDE)


def watched(page) -> None:
    """Move over the map until deck.gl has made its tip, which is watched from then on."""
    box = page.locator("[data-testid=stDeckGlJsonChart] canvas").first.bounding_box()
    for move in range(MOST_MOVES):
        page.mouse.move(box["x"] + box["width"] * (0.3 + 0.4 * (move % 9) / 9), box["y"] + box["height"] * (0.3 + 0.4 * (move // 9) / 7))
        page.wait_for_timeout(30)
        if page.locator("[data-testid=stDeckGlJsonChart] .deck-tooltip").count():
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            return
    raise AssertionError("no tip on the map")


@pytest.mark.parametrize("corner", ["right top", "right bottom", "left bottom", "left top"])
def test_a_tip_stays_inside_its_map(page, corner):
    watched(page)
    tip = tip_there(page, corner)
    assert tip["seen"] and all(over <= 0 for over in tip["over"]), tip
    assert "<br>&lt;" in tip["words"], "letters, as they stand"
