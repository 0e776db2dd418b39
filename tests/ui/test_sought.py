"""What a page shows of one thing that its address names, and the places that links of the palette lead to."""

import re
from collections import Counter

import pytest

from dashboard.app import NAVIGATION
from dashboard.lookup.places import FIGURE_CHARTS, FIGURE_PAGES, notice_anchor
from tests.page_runs import open_page, shown

NO_POINT, NO_TICKET = "No supply point", "No ticket"


def test_a_ticket_that_the_address_names_is_shown_whatever_became_of_it(city_workspace, monkeypatch):
    page = open_page("tickets", city_workspace.root, monkeypatch, lang="en", ticket="t2")
    assert not page.exception and "Ticket t2" in shown(page) and "Put away" in shown(page)
    row = next(table.value for table in page.dataframe if "ticket_id" in table.value and list(table.value["ticket_id"]) == ["t2"])
    assert row["closed_at"].iloc[0] == "2022-11-28 15:00" and row["topic"].iloc[0] == "food and supplies"


def test_one_that_closes_later_is_not_closed_yet(city_workspace, monkeypatch):
    page = open_page("tickets", city_workspace.root, monkeypatch, lang="en", ticket="t9")
    assert NO_TICKET in shown(page) and "t9" in shown(page)
    assert NO_TICKET not in shown(open_page("hotline", city_workspace.root, monkeypatch, lang="en"))


def test_a_supply_point_that_the_address_names_is_shown_with_its_cover_in_words(city_workspace, monkeypatch):
    page = open_page("supply", city_workspace.root, monkeypatch, lang="en", point="p1")
    assert not page.exception and "Supply point 示例市场" in shown(page)
    row = next(table.value for table in page.dataframe if list(table.value.columns)[:1] == ["kind"])
    assert len(row) == 1 and row["state"].iloc[0] == "open" and row["cover_state"].iloc[0] == "out of stock"
    assert NO_POINT in shown(open_page("supply", city_workspace.root, monkeypatch, lang="en", point="<b>p99</b>"))


def test_a_business_that_the_address_names_says_how_it_operates_and_why(city_workspace, monkeypatch):
    page = open_page("businesses", city_workspace.root, monkeypatch, lang="zh", business="b5")
    assert not page.exception and "没有可靠边界可核对" in shown(page) and "看这个风险区" in shown(page) and "zone=z-d" in shown(page)
    row = next(table.value for table in page.dataframe if "business_id" in table.value and list(table.value["business_id"]) == ["b5"])
    assert row["state"].iloc[0] == "在册" and "限流营业" in shown(page) and "待核实 1 家：疑在风险区内 1 家" in shown(page)


def test_a_notice_has_a_place_in_the_list(city_workspace, monkeypatch):
    page = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh"))
    place = page.index(f'id="{notice_anchor("n1")}"')
    assert "示例通告甲" in page[place : place + 400] and Counter(re.findall(r'id="(notice-\w+)"', page)).most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", [name for name in NAVIGATION if name != "wall"])
def test_a_figure_has_one_place_on_its_page_and_its_page_is_one_that_shows_it(city_workspace, monkeypatch, name):
    figures = Counter(re.findall(r'id="figure-(\w+)"', shown(open_page(name, city_workspace.root, monkeypatch, lang="zh"))))
    assert set(figures.values()) <= {1}
    expected = {figure for figure, page in FIGURE_PAGES.items() if page == name}
    rare = ("stock_", "contacts_", "answered_year")  # of cities that publish them
    assert {figure for figure in expected - set(figures) - set(FIGURE_CHARTS) if not figure.startswith(rare)} == set()
