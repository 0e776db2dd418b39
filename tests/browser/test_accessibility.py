"""Every page in both themes and both languages under axe-core: nothing serious or critical on what the board draws."""

import os
import re

import pytest
from playwright.sync_api import expect

from dashboard.app import NAVIGATION
from dashboard.tokens import NIGHT, PAPER, rgb
from tests.axe import serious
from tests.pictures import settle


@pytest.mark.skipif(os.environ.get("SANDTABLE_AXE") != "all", reason="light Chinese and dark English: tests/browser/test_every_page.py; SANDTABLE_AXE=all for the rest")
@pytest.mark.parametrize("name", NAVIGATION)
@pytest.mark.parametrize(("theme", "lang"), [("light", "en"), ("dark", "zh")])
def test_axe_finds_nothing_serious_in_the_other_themes(windows, demo_address, name, theme, lang):
    page, _ = windows.opened(f"{demo_address}/{NAVIGATION[name][0]}?lang={lang}", theme=theme)
    assert serious(page) == []


def test_the_address_chooses_the_theme_and_links_keep_it(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/community?lang=en&theme=dark")
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == f"rgb({', '.join(map(str, rgb(NIGHT.paper)))})"
    page.locator(".st-key-tab-data a").click()
    expect(page).to_have_url(re.compile("/data.*theme=dark"))
    settle(page)
    page.locator("a.theme").click()
    expect(page).to_have_url(re.compile("theme=light"))
    settle(page)
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == f"rgb({', '.join(map(str, rgb(PAPER.paper)))})"


@pytest.mark.parametrize(("theme", "ground"), [("light", PAPER), ("dark", NIGHT)])
def test_before_any_script_a_quiet_first_screen_stands_on_the_pages_ground(chromium, demo_address, theme, ground):
    context = chromium.new_context(java_script_enabled=False, color_scheme=theme)
    page = context.new_page()
    page.goto(f"{demo_address}/?lang=zh")
    expect(page.locator(".opening")).to_contain_text("正在打开")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == f"rgb({', '.join(map(str, rgb(ground.paper)))})"
    context.close()


def test_the_keyboard_reaches_sections_map_and_the_rows_behind_the_points(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/supply?lang=en")
    assert page.locator('[role="navigation"]').get_attribute("aria-label") == "Sections"
    expect(page.locator('.st-key-sections [aria-current="page"]')).to_have_text("Supply")
    twin = page.locator('[class*="st-key-foot-"] button').first
    twin.focus()
    page.keyboard.press("Enter")
    expect(page.locator('[role="dialog"] [data-testid="stDataFrame"]').first).to_be_visible()
    page, _ = windows.opened(f"{demo_address}/cases?lang=en")
    district = page.locator('.district[role="button"]').first
    district.focus()
    assert float(district.evaluate("it => getComputedStyle(it).strokeWidth").removesuffix("px")) >= 3, "focus is seen"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("district="))


def test_charts_and_maps_state_their_finding_to_who_cannot_see_them(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/?lang=en")
    pictures = [picture.get_attribute("aria-label") for picture in page.locator('.still-frame[role="group"]').all()]
    assert len(pictures) == 2 and min(map(len, pictures)) > 40, pictures
    drawing = page.locator('.box > svg[role="group"]')
    assert re.search(r"Most in Nangang: \d+ cases", drawing.get_attribute("aria-label"))
