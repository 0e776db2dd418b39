"""Taking a chart away in a browser: by keyboard, without a word to another host, and the picture has something in it."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.pictures import settle

FOREIGN = re.compile(r"""(href|src)=["'](?!#)|url\((?!#)|@import|<image|<foreignObject""")
MOST_OF_ONE = 0.97
"""Share of the pixels that may have one colour: more would be an empty sheet."""


def test_a_map_is_taken_away_as_svg_and_png_by_keyboard(chromium, demo_address):
    page = chromium.new_page(viewport={"width": 1180, "height": 820})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{demo_address}/?lang=zh")
    settle(page)
    page.locator(".st-key-take-overview-map button").focus()
    page.keyboard.press("Enter")
    opened = page.locator('[data-testid="stPopoverBody"]')
    png = opened.get_by_role("button", name="PNG")
    expect(png).to_be_visible(timeout=20_000)
    small = [button.bounding_box() for button in opened.get_by_role("button").all()]
    assert min(min(box["width"], box["height"]) for box in small) >= 44
    with page.expect_download() as drawn:
        png.press("Enter")
    with page.expect_download() as written:
        opened.get_by_role("button", name="SVG").press("Enter")
    assert re.fullmatch(r"overview-map-20221129T\d{4}\.png", drawn.value.suggested_filename)
    svg = Path(written.value.path()).read_text(encoding="utf-8")
    assert svg.startswith("<?xml") and "2022年11月29日" in svg and not FOREIGN.search(svg)
    with Image.open(drawn.value.path()) as picture:
        pixels = picture.convert("RGB")
        assert pixels.width == 1920 and pixels.height > 1000
        assert max(n for n, _ in pixels.getcolors(pixels.width * pixels.height)) < MOST_OF_ONE * pixels.width * pixels.height
    assert [url for url in asked if not url.startswith((demo_address, "data:", "blob:"))] == []
    page.close()
