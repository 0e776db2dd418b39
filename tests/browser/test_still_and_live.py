"""Nothing is lost between a still picture and the live chart: each does the same on the same page, and both say the same."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.axe import serious
from tests.pictures import settle
from tests.windows import viewport

BARS, CURVE = ".st-key-chart-hotline-areas", ".st-key-chart-hotline-days"
LIBRARY = "PlotlyChart."


def counts(said: str) -> set[str]:
    """The numbers of a sentence, without its dates."""
    return set(re.findall(r"\d[\d,]*", re.sub(r"\d{4}-\d\d-\d\d", "", said)))


def brought(page: Page, element: Locator) -> None:
    """Bring an element into the middle of the view; what comes near the view is drawn then."""
    element.evaluate("it => it.scrollIntoView({ block: 'center' })")
    settle(page)


def pointed_at(page: Page, mark: Locator) -> None:
    """Bring the pointer to a mark and let it rest."""
    brought(page, mark)
    box = mark.bounding_box()
    for step in (3, 0):
        page.mouse.move(box["x"] + box["width"] / 2 - step, box["y"] + box["height"] / 2)


def picked(page: Page, pick: Locator) -> str:
    """The district that a click on a bar brings the page to, over the open connection."""
    was = page.url
    page.evaluate("window.sameDocument = true")
    brought(page, pick)
    box = pick.bounding_box()
    page.mouse.click(box["x"] + min(8, box["width"] / 2), box["y"] + box["height"] / 2)
    page.wait_for_url(lambda url: url != was)
    settle(page)
    assert page.evaluate("window.sameDocument"), "the document was loaded anew"
    return page.url.partition("district=")[2][:6]


def has_twin_and_files(page: Page, chart: str) -> bool:
    return page.locator(f"{chart} [class*='st-key-rows-'] button").count() == 1 == page.locator(f"{chart} [class*='st-key-take-'] button").count()


@pytest.fixture(scope="module")
def page(chromium, demo_address) -> Page:
    """The hotline's page, drawn, that remembers which scripts it asked for."""
    opened = chromium.new_page(viewport=viewport("desk"))
    opened.asked_for = []
    opened.on("request", lambda request: opened.asked_for.append(request.url))
    opened.goto(f"{demo_address}/hotline?lang=zh")
    settle(opened)
    return opened


def test_a_picture_and_its_live_chart_say_the_same_and_pick_the_same(page):
    assert page.locator(".js-plotly-plot").count() == 0 and not any(LIBRARY in url for url in page.asked_for)
    still = page.locator(f"{BARS} a.mark")
    names = still.evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))")
    assert len(names) >= 18 and all(re.fullmatch(r"\S+ [\d,]+", name) for name in names)
    assert has_twin_and_files(page, BARS) and serious(page) == []
    from_still = picked(page, still.first)
    expect(page.locator(f'{BARS} a.mark[aria-current="true"]')).to_have_count(1)
    assert picked(page, page.locator(f'{BARS} a.mark[aria-current="true"]')) == "", "a second tap takes it back"
    page.locator(f"{BARS} .still-ask").click()
    expect(page.locator(f"{BARS} .js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(f"{BARS} .still-box")).to_have_css("visibility", "hidden")
    assert any(LIBRARY in url for url in page.asked_for)
    live = page.locator(f"{BARS} .barlayer .point")
    pointed_at(page, live.first)
    hover = page.locator(f"{BARS} .hoverlayer .hovertext").first
    expect(hover).to_contain_text(names[0].split()[1])
    assert has_twin_and_files(page, BARS) and serious(page) == []
    assert picked(page, live.first) == from_still != ""
    expect(page.locator(f"{BARS} .js-plotly-plot .main-svg").first).to_be_visible()  # what was touched stays live over a filter


def test_a_pointer_that_rests_or_enter_makes_a_curve_live_without_a_jump(page):
    page.goto(page.url.partition("?")[0] + "?lang=en")
    settle(page)
    mark = page.locator(f"{CURVE} .mark").nth(20)
    brought(page, mark)
    told, before = mark.locator("title").text_content(), page.locator(f"{CURVE} .still-box").bounding_box()
    mark.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{CURVE} .mark:focus")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"{CURVE} .still-tip")).to_have_text(told)
    page.keyboard.press("Enter")
    live = page.locator(f"{CURVE} .js-plotly-plot")
    expect(live.locator(".main-svg").first).to_be_visible()
    settle(page)
    after, foot = live.bounding_box(), page.locator(f"{CURVE} .foot").bounding_box()
    assert abs(after["y"] - before["y"]) < 2 and abs(after["width"] - before["width"]) < 2
    assert abs(foot["y"] - before["y"] - before["height"]) < 30, "what stands below has not moved"
    pointed_at(page, mark)
    hover = live.locator(".hoverlayer .legend, .hoverlayer .hovertext").first
    expect(hover).to_be_attached()
    assert counts(told) == counts(hover.text_content() or "")


def test_the_chart_asked_for_last_alone_is_live_and_keys_go_on_where_they_were(page):
    expect(page.locator(f"{CURVE} .js-plotly-plot .main-svg").first).to_be_visible()
    page.locator(f"{BARS} .still-ask").click()
    expect(page.locator(f"{BARS} .js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(f"{CURVE} .js-plotly-plot")).to_have_count(0)
    expect(page.locator(f"{CURVE} .still-box")).to_have_css("visibility", "visible")
    page.locator(f"{CURVE} .still-ask").click()
    expect(page.locator(f"{BARS} .js-plotly-plot")).to_have_count(0)
    page.locator(f"{BARS} a.mark").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'{BARS} a.mark[aria-current="true"]:focus')).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(f'{BARS} a.mark[aria-current="true"]')).to_have_count(0)
    expect(page.locator(f"{BARS} a.mark:focus")).to_have_count(1)
