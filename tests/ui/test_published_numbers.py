"""Rows that stand for a published number, beginnings that nobody published, and contacts, on the pages that their readers open."""

import pytest

from tests.page_runs import open_page, shown


def tables_of(app) -> str:
    return " ".join(frame.value.to_csv() for frame in app.dataframe)


@pytest.fixture(scope="module")
def community(city_workspace):
    with pytest.MonkeyPatch.context() as patch:
        yield open_page("community", city_workspace.root, patch, lang="zh")


def test_checkpoints_are_the_published_number_and_not_its_rows(community):
    assert not community.exception
    markup = shown(community)
    assert "公布 749，逐条登记 1" in markup and "不重复相加" in markup
    assert "至少 4,680" in tables_of(community) and "749 个" in tables_of(community)


def test_contacts_are_on_the_community_page_and_first_on_the_cases_page(community, city_workspace, monkeypatch):
    for markup in (shown(community), shown(open_page("cases", city_workspace.root, monkeypatch, lang="zh"))):
        assert "累计追踪" in markup and "居家 100、医院 2、集中 70" in markup
        assert "解除与观察合计 672" in markup


def test_closures_count_their_hotels_and_say_what_was_not_published(city_workspace, monkeypatch):
    app = open_page("zones", city_workspace.root, monkeypatch, lang="zh")
    assert not app.exception
    rows = tables_of(app)
    assert "至少 139 家" in rows and "时间未公布" in rows and "每户每 2 天 1 人" in rows
    assert "在执行 143 处" in shown(app)


def test_the_headline_shows_the_bound_of_a_published_number(city_workspace, monkeypatch):
    app = open_page("overview", city_workspace.root, monkeypatch, lang="zh")
    assert not app.exception
    assert "至少" in shown(app) and "143" in shown(app)


def test_a_rule_of_one_district_says_which(city_workspace, monkeypatch):
    app = open_page("businesses", city_workspace.root, monkeypatch, lang="zh")
    assert not app.exception
    rows = tables_of(app)
    assert "时间未公布" in rows and "全市" in rows and "松北区" in rows


@pytest.mark.parametrize("name", ["supply", "wall", "data"])
def test_pages_that_read_the_counts_open(name, city_workspace, monkeypatch):
    assert not open_page(name, city_workspace.root, monkeypatch, lang="en").exception
