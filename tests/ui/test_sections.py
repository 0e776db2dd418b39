"""Named sections: which a city has, what is folded, what the address opens, and what the page says on paper."""

import ast
import re

import pytest

from dashboard.app import page_file
from dashboard.ui.components.paper import in_css
from dashboard.ui.components.section_list import SECTIONS
from tests.page_runs import open_page, shown

QUESTIONS = {"zones": "哪里封着", "cases": "多少例", "supply": "哪里缺货", "community": "谁在守", "overview": "现在怎样"}


def drawn_by(page: str) -> list[str]:
    """The sections that a page's script draws, in their order."""
    calls = [node for node in ast.walk(ast.parse(page_file(page).read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id == "page_section"]
    assert all(args[0].value == page for args in named)
    return [args[1].value for args in sorted(named, key=lambda args: args[0].lineno)]


def index_of(markup: str) -> list[str]:
    """The sections that the page's index leads to."""
    return re.findall(r'data-to="section-([a-z]+)"', markup.partition("<details")[0])


@pytest.mark.parametrize("page", SECTIONS)
def test_a_page_draws_its_sections_in_the_order_of_its_index(page):
    assert drawn_by(page) == [one.key for one in SECTIONS[page]]


def test_every_long_section_comes_last():
    for page, sections in SECTIONS.items():
        folded = [one.folded for one in sections]
        assert folded == sorted(folded), page


@pytest.mark.parametrize("page", QUESTIONS)
def test_a_page_begins_with_its_question(page, city_workspace, monkeypatch):
    text = shown(open_page(page, city_workspace.root, monkeypatch, lang="zh"))
    assert text.count(f'<h2 class="question">{QUESTIONS[page]}') == 1
    assert text.index("question") < text.index('class="kpi')


def test_a_folded_section_is_drawn_when_the_address_asks_for_something_in_it(city_workspace, monkeypatch):
    def page(**query: str) -> str:
        return shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", **query))
    closed = page()
    assert "个，显示" not in closed and 'data-holds="zones-list zone-history closure-list"' in closed, "links find what is folded"
    assert "个，显示" in page(section="list") and 'class="why act"' in page(zone="z-a")


def test_a_section_that_the_page_has_not_is_said_in_one_line_and_changes_nothing_else(city_workspace, monkeypatch):
    text = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", section="<b>gone</b>"))
    assert text.count("本页没有“&lt;b&gt;gone&lt;/b&gt;”一节") == 1 and 'class="kpi' in text
    assert "本页没有" not in shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", section="decide"))


def test_a_city_has_no_section_of_what_it_does_not_deliver_and_is_told_so_at_the_end(city_workspace, monkeypatch):
    assert {"cover", "utilities"} <= set(index_of(shown(open_page("supply", city_workspace.root, monkeypatch, lang="zh"))))
    before, _, line = shown(open_page("supply", city_workspace.root, monkeypatch, lang="zh", as_of="2022-01-01T08:00")).partition("note quiet absent")
    assert "section-" not in before and "水电气热" not in before and "尚未收到" in line and "水电气热" in line


def test_nothing_in_the_foot_of_a_printed_page_ends_its_style_sheet(city_workspace, monkeypatch):
    assert in_css('哈"</style>\\') == "哈\\22 \\3c \\2f style\\3e \\5c "
    text = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", district="230103"))
    foot = text[text.index('class="paper-foot"'):]
    assert "风险区与封控" in foot and "南岗区" in foot and "出处：" in foot and "@bottom-left" in text
