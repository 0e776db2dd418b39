"""Find anything in a real browser: keys, touch, and that what is chosen is at its place on its page."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.axe import serious
from tests.hostile_city import hostile_city
from tests.pictures import served, settle, watch

DIALOG = "dialog.find"
OPTION = f'{DIALOG} [role="option"]'
TARGET = 44
CLOSED_AND_CALLED = """() => {
    document.querySelector('dialog.find').close()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))
}"""
"""The keys come before the browser has told that the dialog closed."""
IN_VIEW = "place => { const box = place.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0 }"


def open_with(page: Page, key: str, text: str) -> None:
    """Open the dialog and type; returns when what was typed is answered: letters that come slowly are asked for one by one."""
    page.keyboard.press(key)
    expect(page.locator(f"{DIALOG} .find-hints li").first).to_be_visible()
    page.keyboard.type(text)
    page.wait_for_function("() => !window.sandtableFind.timer && !window.sandtableFind.asking")


def chosen(page: Page) -> str:
    return page.locator(f'{OPTION}[aria-selected="true"] .name').inner_text()


def test_keys_open_choose_go_and_close_and_the_filters_stay(windows, demo_address):
    page, complaints = windows.opened(f"{demo_address}/cases?lang=en&as_of=2022-11-28T12:00&district=230104&from=2022-11-10&theme=light")
    page.evaluate("window.stillHere = true")
    open_with(page, "Control+k", "hotl")
    field = page.locator(f"{DIALOG} input")
    expect(page.locator(OPTION).first).to_contain_text("Hotline")
    assert field.get_attribute("aria-activedescendant") == page.locator(f'{OPTION}[aria-selected="true"]').get_attribute("id")
    expect(page.locator(f"{DIALOG} .moment")).to_have_text("As of 28 Nov 2022 12:00")
    first = chosen(page)
    page.keyboard.press("ArrowDown")
    assert chosen(page) != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator(OPTION).last.get_attribute("aria-selected") == "true", "the last follows the first"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/hotline"))
    settle(page)
    said = parse_qs(urlsplit(page.url).query)
    assert said == {"lang": ["en"], "as_of": ["2022-11-28T12:00"], "district": ["230104"], "from": ["2022-11-10"], "theme": ["light"]}
    expect(page.locator(DIALOG)).to_have_count(0)
    assert page.evaluate("window.stillHere"), "the document was not loaded anew"
    assert complaints == []


def test_escape_closes_gives_the_focus_back_and_a_slash_in_a_field_is_a_letter(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/businesses?lang=zh&section=list")
    sought = page.locator(".st-key-find-business input").first
    sought.click()
    page.keyboard.type("a/")
    expect(page.locator(DIALOG)).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator(f"{DIALOG} input")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement || document.activeElement === document.body || !!document.activeElement.closest('dialog.find')"), "the focus stays"
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_have_count(0)
    expect(sought).to_be_focused()
    page.locator(".find-open").focus()
    page.keyboard.press("/")
    expect(page.locator(f"{DIALOG} input")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator(DIALOG)).to_have_count(0)
    expect(page.locator(".find-open")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator(f"{DIALOG} input")).to_be_focused()
    page.evaluate(CLOSED_AND_CALLED)
    expect(page.locator(f"{DIALOG}[open] input")).to_be_focused()
    page.wait_for_function("() => document.querySelectorAll('dialog.find').length === 1")
    expect(page.locator(f"{DIALOG} .find-hints li").first).to_be_visible()


def test_typing_asks_the_server_alone_and_draws_no_page_anew(windows, demo_address):
    page, complaints = windows.opened(f"{demo_address}/zones?lang=zh")
    drawn = page.evaluate("window.sandtableHeard.run")
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    open_with(page, "Control+k", "daowia")
    expect(page.locator(f"{DIALOG} .find-said")).to_contain_text("没有完全相符的")
    expect(page.locator(OPTION).first).to_contain_text("道外区")
    page.locator(f"{DIALOG} input").fill("qqqqqqq")
    expect(page.locator(f"{DIALOG} .find-said")).to_contain_text("没有名称含")
    expect(page.locator(OPTION)).to_have_count(0)
    assert set(asked) <= {"/find", "/ready"} and "/find" in asked
    assert page.evaluate("window.sandtableHeard.run") == drawn and complaints == []
    page.keyboard.press("Escape")


@pytest.mark.parametrize(("text", "path", "place"), [
    ("SYN-Z0040", "/zones", ".st-key-zone-history"), ("示例药店0001", "/businesses", ".st-key-business-card"), ("daowaiqu", "/", ".kpis"),
    *(pytest.param(*of, marks=pytest.mark.long) for of in [
        ("SYN-T003133", "/tickets", ".st-key-ticket"), ("示例保供超市01", "/supply", ".st-key-supply-point"),
        ("发布优化防控", "/zones", 'li[id^="notice-"]'), ("社会面占比", "/cases", "#figure-outside_share"),
        ("zone_events", "/data", ".st-key-dictionary"),
    ]),
])
def test_what_is_chosen_is_at_its_place_on_its_page(windows, demo_address, text, path, place):
    page, _ = windows.opened(f"{demo_address}/community?lang=zh&district=230102")
    open_with(page, "Control+k", "")
    page.locator(f"{DIALOG} input").fill(text)
    page.keyboard.press("Enter")  # before the answer has come: it goes when it has
    page.wait_for_url(lambda url: urlsplit(url).path == path)
    settle(page)
    spot = page.locator(place).first if "notice" not in place else page.locator(f'[id="{urlsplit(page.url).fragment}"]')
    expect(spot).to_be_visible()
    page.wait_for_function(f"place => ({IN_VIEW})(place)", arg=spot.element_handle())
    if text == "daowaiqu":
        assert parse_qs(urlsplit(page.url).query)["district"] == ["230104"]


def test_a_finger_opens_it_and_every_target_is_large_enough(chromium, demo_address):
    page = chromium.new_page(viewport={"width": 820, "height": 1180}, has_touch=True)
    complaints = watch(page, demo_address)
    page.goto(f"{demo_address}/supply?lang=zh&theme=dark")
    settle(page)
    magnifier = page.locator(".find-open")
    box = magnifier.bounding_box()
    assert min(box["width"], box["height"]) >= TARGET and magnifier.get_attribute("aria-haspopup") == "dialog"
    magnifier.tap()
    page.locator(f"{DIALOG} input").fill("baogong")
    expect(page.locator(OPTION).nth(3)).to_be_visible()
    for target in [*page.locator(OPTION).all(), page.locator(".find-close"), page.locator(f"{DIALOG} input")]:
        assert target.bounding_box()["height"] >= TARGET
    page.locator(OPTION, has_text="保供白名单").first.tap()
    expect(page).to_have_url(re.compile("/businesses.*theme=dark"))
    expect(page.locator(DIALOG)).to_have_count(0)
    assert complaints == []
    page.close()


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_axe_finds_nothing_serious_in_it(windows, demo_address, lang, theme):
    page, _ = windows.opened(f"{demo_address}/data?lang={lang}", theme=theme)
    page.keyboard.press("Control+k")
    expect(page.locator(f"{DIALOG} .find-hints li").first).to_be_visible()
    assert serious(page) == []
    page.keyboard.type("d")
    expect(page.locator(OPTION).first).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")


def test_the_wall_has_keys_of_its_own(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/wall?lang=zh")
    page.keyboard.press("Control+k")
    expect(page.locator(DIALOG)).to_have_count(0)


def test_hostile_names_stay_text(chromium, tmp_path):
    with served(hostile_city(tmp_path).root) as address:
        page = chromium.new_page(viewport={"width": 1180, "height": 820})
        complaints = watch(page, address)
        page.goto(f"{address}/data?lang=zh")
        settle(page)
        for text in ("evil", "script", "<img"):
            page.keyboard.press("Control+k")
            page.locator(f"{DIALOG} input").fill(text)
            expect(page.locator(OPTION).first).to_be_visible()
            assert page.evaluate("window.evil") is None
            assert page.locator(f"{DIALOG} :is(script, img, svg, u, iframe)").count() == 0
            assert all(link.startswith(f"{address}/") for link in page.locator(OPTION).evaluate_all("all => all.map(one => one.href)"))
            page.keyboard.press("Escape")
        assert complaints == []
        page.close()
