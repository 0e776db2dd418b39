"""The tip of a point map stays inside its map, wherever the pointer is: our script on a tip that is moved as deck.gl moves its own."""

from pathlib import Path

import pytest

SCRIPT = (Path(__file__).parents[2] / "dashboard" / "ui" / "shell" / "tips.js").read_text(encoding="utf-8")
MAP = """<div data-testid="stDeckGlJsonChart" style="position:relative;width:500px;height:300px;margin:40px;overflow:hidden">
    <div class="deck-tooltip" style="position:absolute;z-index:1;top:0;left:0;padding:5px 9px;width:max-content;max-width:320px">词句很长</div></div>"""
OVER = """([x, y]) => new Promise((done) => {
    const tip = document.querySelector('.deck-tooltip'), map = tip.parentElement
    tip.innerText = '松北区世茂大道与世博路交汇处示例保供农贸市场第十二号门外临时投放点'
    map.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }))
    tip.style.transform = `translate(${x}px, ${y}px)`
    setTimeout(() => {
        const at = tip.getBoundingClientRect(), of = map.getBoundingClientRect()
        done([at.right - of.right, at.bottom - of.bottom, of.left - at.left, of.top - at.top])
    }, 50)
})"""


@pytest.mark.parametrize(("x", "y"), [(490, 10), (490, 290), (10, 290), (10, 10)])
def test_a_tip_stays_inside_its_map(chromium, x, y):
    page = chromium.new_page()
    page.set_content(MAP)
    page.add_script_tag(content=SCRIPT)
    assert all(over <= 0 for over in page.evaluate(OVER, [x, y]))
    page.close()
