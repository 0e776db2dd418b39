"""The ground under the map of districts: drawn with its source, and gone when its pack is taken off. In a real browser."""

from pathlib import Path

import geopandas as gpd
import shapely
from playwright.sync_api import Page, expect

import dashboard.ui.components
from dashboard.geography.map_pack_files import Said
from dashboard.geography.outline import write_geodata
from dashboard.warehouse.map_packs import make, remove
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, workspace_from
from tests.pictures import served, settle, watch
from tests.windows import viewport

RIVER = shapely.LineString([(125.9, 45.6), (126.3, 45.68), (126.6, 45.79), (126.9, 45.9), (128.5, 46.0)])
WITHOUT_SIZES = "delete window.ResizeObserver"

SCRIPT = Path(dashboard.ui.components.__file__).parent / "district_ground.js"
DRAWN_ANEW = """async (script) => {
    let come
    window.fetch = () => new Promise((done) => { come = () => done({ ok: true, json: async () => ({ kind: "rivers" }) }) })
    const groundOf = new Function(`${script}; return groundOf`)(), drawn = [], one = {}, other = {}, data = { under: ["ground/rivers"] }
    const before = [groundOf(data, one, () => drawn.push("one, of before")), groundOf(data, other, () => drawn.push("other")), groundOf(data, one, () => drawn.push("one"))]
    come()
    await new Promise((done) => setTimeout(done))
    return [before.flat().length, drawn.sort(), groundOf(data, one, () => {}).length]
}"""
"""Two maps are drawn while their ground is under way, one of them twice: how many had it, which are drawn anew, and how many have it then."""


def with_river(root) -> Workspace:
    """The fixture city with a pack of one river, whose name is markup."""
    workspace = workspace_from(FIXTURE_CITY, root / "city")
    write_geodata(workspace.geodata, "230100")
    frame = gpd.GeoDataFrame({"name": ["<b>松花江</b>"], "waterway": ["river"]}, geometry=[RIVER], crs=4326)
    frame.to_file(root / "rivers.geojson", driver="GeoJSON")
    make(workspace, [root / "rivers.geojson"], Said("rivers", "wgs84", "市测绘院", "GS(2024)1"))
    return workspace


def over(page: Page) -> str:
    """Whether the river lies within the map's picture, and what the line under the map says."""
    river, picture = page.locator(".g-rivers path.g-line").bounding_box(), page.locator("svg:has(path.district)").bounding_box()
    assert river["width"] > picture["width"] / 4 and picture["x"] <= river["x"] and river["x"] + river["width"] <= picture["x"] + picture["width"]
    return page.locator(".notes").filter(has_text="底图").inner_text()


def test_the_ground_is_drawn_with_its_source_and_goes_with_its_pack_in_a_browser_without_resize_observer_too(chromium, tmp_path):
    workspace = with_river(tmp_path)
    with served(workspace.root) as address:
        page = chromium.new_page(viewport=viewport("landscape"))
        page.add_init_script(WITHOUT_SIZES)
        complaints = watch(page, address)
        page.goto(f"{address}/cases?lang=zh")
        settle(page)
        assert "市测绘院" in over(page) and "GS(2024)1" in over(page) and not page.locator(".g-name b").count()
        remove(workspace, "rivers")
        page.locator("path.district").first.press("Enter")
        expect(page.locator(".g-rivers")).to_have_count(0)
        expect(page.locator(".notes").filter(has_text="底图")).to_have_count(0)
        expect(page.locator("path.district.selected")).to_have_count(1)
        assert complaints == []


def test_every_map_that_waits_for_its_ground_is_drawn_anew_with_its_last_values(chromium):
    page = chromium.new_page()
    page.set_content('<base href="http://127.0.0.1/board/">')
    assert page.evaluate(DRAWN_ANEW, SCRIPT.read_text(encoding="utf-8")) == [0, ["one", "other"], 1]
    page.close()
