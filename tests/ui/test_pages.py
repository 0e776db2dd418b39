"""Every row of the navigation, as a script: normal, empty, broken store, absurd address. No browser."""

from pathlib import Path

import pytest

from dashboard.app import NAVIGATION, page_file
from dashboard.demo.build import create_city
from dashboard.warehouse import publication
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown

ABSURD = {
    "district": "999999'; drop table cases", "from": "2022-13-45", "to": "not a date", "as_of": "never", "lang": "tlh",
    "q": "<script>alert(1)</script>", "since": "<script>alert(2)</script>",
}


@pytest.fixture(scope="module")
def empty_city(tmp_path_factory) -> Workspace:
    """A workspace as `sandtable init` leaves it."""
    return create_city(tmp_path_factory.mktemp("empty") / "suizhou", "421300")


@pytest.fixture
def broken(tmp_path, monkeypatch) -> Path:
    """A workspace whose store file is damaged."""
    workspace = create_city(tmp_path / "broken", "421300")
    (workspace.store / publication.current_name(workspace)).write_bytes(b"torn")
    return workspace.root


@pytest.mark.parametrize("name", NAVIGATION)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_normal(name, lang, harbin_demo, monkeypatch):
    app = open_page(name, harbin_demo.root, monkeypatch, lang=lang)
    assert not app.exception
    assert 'class="calm' not in shown(app)


@pytest.mark.parametrize("name", NAVIGATION)
def test_empty_workspace(name, empty_city, monkeypatch):
    app = open_page(name, empty_city.root, monkeypatch, lang="zh")
    assert not app.exception
    assert "出错" not in shown(app)


@pytest.mark.parametrize("name", NAVIGATION)
def test_broken_store(name, broken, monkeypatch):
    app = open_page(name, broken, monkeypatch, lang="en")
    text = shown(app)
    assert not app.exception
    assert "damaged" in text and "Traceback" not in text and str(broken) not in text


@pytest.mark.parametrize("name", NAVIGATION)
def test_absurd_address(name, harbin_demo, monkeypatch):
    app = open_page(name, harbin_demo.root, monkeypatch, **ABSURD)
    text = shown(app)
    assert not app.exception
    assert "<script>alert" not in text and 'class="calm' not in text


def test_compared_with_an_earlier_moment(harbin_demo, monkeypatch):
    app = open_page("overview", harbin_demo.root, monkeypatch, since="2022-11-22T08:00", lang="zh")
    text = shown(app)
    assert not app.exception
    assert "正在对比" in text and "风险区净增减" in text and "风险区划定" in text
    assert text.count("<li") > 10 and "since=2022-11-22T08%3A00" in text, "links keep the moment that is compared with"


def test_no_workspace_at_all(tmp_path, monkeypatch):
    app = open_page("overview", tmp_path / "nowhere", monkeypatch, lang="zh")
    assert not app.exception
    assert "沙盘工作区" in shown(app) and str(tmp_path) not in shown(app)


def test_every_page_of_the_navigation_has_its_script():
    assert [name for name in NAVIGATION if not page_file(name).is_file()] == []
