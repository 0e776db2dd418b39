"""The question of docs/explore.md, picked by hand in a real browser, step by step as it stands there; and the tab at three sizes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.measures.written import write
from dashboard.ui.explore.picked_held import STARTERS
from tests.axe import serious
from tests.measures.test_the_question import PICKS
from tests.pictures import SIZES, served, settle

SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def address(city_workspace) -> Iterator[str]:
    with served(city_workspace.root) as where:
        yield where


def picking(where: str, pick: str = "", lang: str = "zh", **more: str) -> str:
    return f"{where}/explore?lang={lang}&ask=pick" + (f"&pick={pick}" if pick else "") + "".join(f"&{name}={value}" for name, value in more.items())


def chosen(page: Page, field: Locator, *words: str) -> None:
    """Choose from a list by its words, from the keyboard."""
    for word in words:
        field.locator("input").first.click()
        page.keyboard.type(word)
        page.get_by_role("option", name=word, exact=True).first.click()
        settle(page)
    page.keyboard.press("Tab")


def test_the_question_is_picked_by_hand(windows, address):
    page, complaints = windows.opened(picking(address))
    chosen(page, page.locator(".st-key-picking-measures"), "来电 · 呼入来电", "保供 · 最紧缺保供点保障天数", "风险区 · 现有风险区")
    chosen(page, page.locator(".st-key-picking-splits"), "区县")
    chosen(page, page.locator(".st-key-picking-period"), "最近 7 个整日")
    page.locator(".st-key-picking-compare").get_by_text("前一时段").click()
    settle(page)
    page.locator(".st-key-picking-filters button").first.click()
    settle(page)
    chosen(page, page.locator(".st-key-picking-filter-by-0"), "主题")
    chosen(page, page.locator(".st-key-picking-values-topic"), "生活物资", "物资配送")
    page.keyboard.press("Escape")
    page.locator(".st-key-picking-rows button").first.click()
    settle(page)
    chosen(page, page.locator(".st-key-picking-keep"), "最紧缺保供点保障天数")
    page.locator(".st-key-picking-number input").fill("2")
    page.keyboard.press("Enter")
    settle(page)
    chosen(page, page.locator(".st-key-picking-order"), "呼入来电（变化），从大到小")
    held = page.evaluate("new URLSearchParams(location.search).get('pick')")
    assert held == PICKS[0] == write(STARTERS["food"])
    assert complaints == []


def test_a_link_restores_the_pick_and_it_is_taken_on_as_sql(windows, address):
    page, complaints = windows.opened(picking(address, "zones_high,zones_medium;by=district;sort=-zones_high", view="chart"))
    expect(page.locator(".st-key-picking-measures")).to_contain_text("高风险区")
    expect(page.locator(".st-key-chart-explore .still-frame svg").first).to_be_visible()  # until it is drawn what stands below it moves
    page.locator(".st-key-picking-sql summary").click()
    settle(page)  # a button that moves under the pointer hears nothing
    page.get_by_role("button", name="转到 SQL 接着改").click()
    expect(page.locator(".bench[data-ready] .cm-content")).to_contain_text("from zone_open")
    expect(page.locator(".answer-line")).to_contain_text("行 · 用时")
    assert complaints == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tab_at_every_size(windows, address, size, lang):
    page, complaints = windows.opened(picking(address, "calls_offered,connect_share;by=day;days=7;with=period", lang), size)
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    assert not page.evaluate(SIDEWAYS) and serious(page) == [] and complaints == []
