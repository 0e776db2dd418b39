"""What is below the screen: nothing of it is asked of the store until it comes near, and everything is drawn where no browser says so."""

import pytest

from dashboard.data import fetch as fetching
from dashboard.ui.components import later
from tests.page_runs import open_page, shown


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The names of the queries that pages ask, as they ask them."""
    names: list[str] = []
    answer = fetching._answer

    def noting(served, published, query, *rest):
        names.append(query.name)
        return answer(served, published, query, *rest)

    monkeypatch.setattr(fetching, "_answer", noting)
    return names


def parts(page) -> set[str]:
    return {button.key for button in page.button if button.key.startswith("see-")}


def test_a_section_is_asked_for_when_it_comes_near_and_stays(harbin_demo, monkeypatch, asked):
    monkeypatch.setattr(later, "defers", lambda: True)
    page = open_page("zones", harbin_demo.root, monkeypatch, lang="zh")
    assert parts(page) == {"see-due", "see-flow", "see-places", "see-closures", "see-notices"}
    assert "closures_by_kind" not in asked and "zones_due_by_scheme" not in asked
    first = shown(page)
    page.button(key="see-flow").click().run()
    assert "see-flow" not in parts(page) and len(parts(page)) == 4 and "zones_due_by_scheme" in asked
    assert len(shown(page)) > len(first)
    assert "see-flow" not in parts(page.run())


def test_a_section_that_the_address_names_is_drawn_at_once(harbin_demo, monkeypatch):
    monkeypatch.setattr(later, "defers", lambda: True)
    page = open_page("zones", harbin_demo.root, monkeypatch, lang="zh", section="flow")
    assert parts(page) == {"see-due", "see-places", "see-closures", "see-notices"}


def test_tables_of_a_short_page_which_are_not_folded_there_wait_too(harbin_demo, monkeypatch):
    monkeypatch.setattr(later, "defers", lambda: True)
    page = open_page("tickets", harbin_demo.root, monkeypatch, lang="zh")
    assert parts(page) == {"see-flow", "see-units", "see-late"}


def test_everything_is_drawn_where_no_browser_says_that_it_can_wait(harbin_demo, monkeypatch):
    page = open_page("zones", harbin_demo.root, monkeypatch, lang="zh")
    assert parts(page) == set()


def test_the_overview_sends_what_changed_when_it_comes_near(city_workspace, monkeypatch, asked):
    monkeypatch.setattr(later, "defers", lambda: True)
    page = open_page("overview", city_workspace.root, monkeypatch, lang="zh")
    assert parts(page) == {"see-lower"} and "changes_since" not in asked
    assert "changes_since" in (page.button(key="see-lower").click().run() and asked)
