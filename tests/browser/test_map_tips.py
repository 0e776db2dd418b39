"""The tip of a point map stays inside its map, wherever the pointer is: our script on the longest tip of a map, moved as deck.gl moves its own."""

import json
from pathlib import Path

import pytest

from dashboard.tokens import PAPER
from dashboard.ui.components.point_deck import Shown, compact_deck
from dashboard.warehouse.ask import ask_frame

SCRIPT = (Path(__file__).parents[2] / "dashboard" / "ui" / "shell" / "tips.js").read_text(encoding="utf-8")
MAP = """<div data-testid="stDeckGlJsonChart" style="position:relative;width:500px;height:300px;margin:40px;overflow:hidden">
    <div class="deck-tooltip" style="position:absolute;z-index:1;top:0;left:0"></div></div>"""
OVER = """([words, style, x, y]) => new Promise((done) => {
    const tip = document.querySelector('.deck-tooltip'), map = tip.parentElement
    Object.assign(tip.style, style)
    tip.innerText = words
    map.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }))
    tip.style.transform = `translate(${x}px, ${y}px)`
    setTimeout(() => {
        const at = tip.getBoundingClientRect(), of = map.getBoundingClientRect()
        done([at.right - of.right, at.bottom - of.bottom, of.left - at.left, of.top - at.top])
    }, 50)
})"""


@pytest.fixture(scope="module")
def tip(harbin_demo) -> tuple[str, dict]:
    """The longest tip of the map of supply points, and how tips look: as the page sends them."""
    points = ask_frame(harbin_demo, "supply_points").frame.dropna(subset=["lon", "lat"])
    deck = compact_deck(points, shown=Shown(enum="supply_state", tips=("area_name", "operator")), lang="zh", ground=PAPER)
    told = [point["tip"] for layer in json.loads(deck.to_json())["layers"] if layer["id"] == "points" for point in layer["data"]]
    return max(told, key=len), deck._tooltip["style"]


@pytest.mark.parametrize(("x", "y"), [(490, 10), (490, 290), (10, 290), (10, 10)])
def test_a_tip_stays_inside_its_map(chromium, tip, x, y):
    page = chromium.new_page()
    page.set_content(MAP)
    page.add_script_tag(content=SCRIPT)
    assert all(over <= 0 for over in page.evaluate(OVER, [*tip, x, y])), tip[0]
    page.close()
