"""The browser's back returns to the place; tables speak the page's language; the page on paper and on a narrow screen."""

import pytest
from playwright.sync_api import expect

from tests.pictures import settle

LEFT_AT = 900
TOP = "document.querySelector('[data-testid=stMain]').scrollTop"
MENU = "[data-testid=stDataFrameColumnMenu]"
OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll('[data-testid=stElementContainer]')].map((node) => [node, node.getBoundingClientRect()])
        .filter(([node, at]) => at.width > 0 && at.height > 4 && !node.closest('.st-key-masthead'))
    const found = []
    for (const [one, a] of boxes) for (const [other, b] of boxes) {
        if (one === other || one.contains(other) || other.contains(one)) continue
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top), wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        if (high > 3 && wide > 3) found.push([one.textContent.slice(0, 30), other.textContent.slice(0, 30)])
    }
    return found
}"""


@pytest.fixture
def page(chromium, demo_address):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    yield page
    page.close()


def test_back_and_reload_return_to_where_the_page_was_left(page, demo_address):
    page.goto(f"{demo_address}/zones?lang=zh")
    settle(page)
    page.evaluate(f"{TOP} = {LEFT_AT}")
    page.wait_for_function(f"() => history.state?.sandtableTop === {LEFT_AT}")
    page.evaluate("""document.querySelector('.decide a[href*="zone="]').click()""")
    page.wait_for_function("() => location.hash === '#zone-history'")
    settle(page)
    page.wait_for_function(f"() => {TOP} > {LEFT_AT} + 500")
    page.go_back()
    settle(page)
    page.wait_for_function(f"() => !location.hash && Math.abs({TOP} - {LEFT_AT}) < 3")
    page.reload()
    settle(page)
    page.wait_for_function(f"() => Math.abs({TOP} - {LEFT_AT}) < 3")


def test_a_finding_of_the_overview_leads_to_its_row_on_the_data_page(page, demo_address):
    page.goto(f"{demo_address}/data?lang=zh&section=found")
    settle(page)
    row = page.locator("td[id^='found-']").last.get_attribute("id")
    page.goto(f"{demo_address}/data?lang=zh#{row}")
    settle(page)
    expect(page.locator(f"[id='{row}']")).to_be_in_viewport()


def test_the_menu_of_a_column_is_in_chinese_and_names_are_in_the_order_of_pinyin(page, demo_address):
    page.goto(f"{demo_address}/community?lang=zh&section=duty")
    settle(page)
    table = page.locator("[data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    places = range(20, int(box["width"] / 2), 6)  # the menu's button stands at the end of the first column, as wide as that is
    for right, opens_within in [(right, ms) for ms in (120, 1_000) for right in places]:  # a loaded machine opens it later, when the next click would close it
        page.mouse.move(box["x"] + right, box["y"] + 16)
        page.mouse.click(box["x"] + right, box["y"] + 16)
        page.wait_for_timeout(opens_within)
        if page.locator(MENU).count():
            break
    expect(page.locator(MENU)).to_contain_text("升序")
    assert "ort" not in page.locator(MENU).inner_text() and "Format" not in page.locator(MENU).inner_text()
    order = page.evaluate("['香坊', '阿城', '南岗', '道里', '宾县'].sort((a, b) => a.localeCompare(b)).join()")
    assert order == "阿城,宾县,道里,南岗,香坊"


@pytest.mark.parametrize("path", ["", "zones"])
def test_nothing_lies_over_anything_else_on_paper(page, demo_address, path):
    page.goto(f"{demo_address}/{path}?lang=zh")
    settle(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 760, "height": 1100})
    settle(page)
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollHeight") > 2000, "the whole page, not what the screen shows of it"


def test_the_overview_is_no_wider_than_a_narrow_screen(page, demo_address):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{demo_address}/?lang=zh")
    settle(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 320
