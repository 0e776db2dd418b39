"""A chart's rows: not sent with the page, there when somebody opens them, and as a file."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.pictures import CHROMIUM, browser, served, settle


@pytest.mark.browser
@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed (Debian: apt-get install chromium)")
def test_a_charts_rows_come_when_they_are_opened(harbin_demo):
    with served(harbin_demo.root) as address, browser() as chromium:
        page = chromium.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"{address}/?lang=zh")
        settle(page)
        expect(page.locator('[data-testid="stDataFrame"]')).to_have_count(0)
        page.locator(".st-key-rows-overview-curve button").click()
        opened = page.locator('[data-testid="stPopoverBody"]')
        expect(opened.locator('[data-testid="stDataFrame"]')).to_be_visible(timeout=20_000)
        with page.expect_download() as download:
            opened.locator('[data-testid="stDownloadButton"] button').click()
        rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert rows[0].startswith("area_id,") and len(rows) == 29
