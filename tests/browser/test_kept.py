"""What is kept, in a real browser: a note written with a finger, tiles that fill themselves in, no page run meanwhile."""

import shutil

import pytest
from playwright.sync_api import expect

from dashboard.kept import notes, views
from dashboard.warehouse.workspace import Workspace
from tests.axe import serious
from tests.pictures import ready, served

TARGET_PX = 44
LOW = f"targets => targets.filter(one => one.offsetHeight && one.offsetHeight < {TARGET_PX}).map(one => `${{one.outerHTML}}`)"


@pytest.fixture(scope="module")
def city(city_workspace, tmp_path_factory) -> Workspace:
    return Workspace.open(shutil.copytree(city_workspace.root, tmp_path_factory.mktemp("kept") / "city"))


def test_tiles_fill_in_and_a_note_is_written_with_a_finger(city, windows):
    for number in range(3):
        view = views.save(city, f"在管风险区{number}", {"sql": f"select count(*) + {number} as zones from zone_open"}, None)
        views.pin(city, view.id, None)
    with served(city.root) as address:
        ready(address)
        page, complaints = windows.opened(f"{address}/?lang=zh", "portrait")
        expect(page.locator(".pinned .figure b")).to_have_count(3)
        page.locator(".st-key-notes-place button").tap()
        form = page.get_by_role("dialog").or_(page.locator("[data-testid='stPopoverBody']")).first
        form.get_by_label("内容").fill("检测能力下降，见工单")
        form.get_by_label("署名").fill("值班员")
        assert form.locator("button, [role=group], [data-testid=stTextInputRootElement]").evaluate_all(LOW) == [] and serious(page) == []
        form.get_by_role("button", name="写下").tap()
        expect(form.locator(".note-entry")).to_contain_text("检测能力下降，见工单")
        page.keyboard.press("Escape")
        expect(page.locator(".event-names")).to_contain_text("注：检测能力下降，见工单")
        assert complaints == [] and [one.written_by for one in notes.notes(city)] == ["值班员"]
