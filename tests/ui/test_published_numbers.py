"""Rows that stand for a published number, beginnings that nobody published, and contacts, on the pages that their readers open."""


import pandas as pd
import pytest

from dashboard.ui.components.kpi import Kpi
from dashboard.ui.wall.figure_tile import figure_tile
from dashboard.ui.wall.room import Place
from tests.page_runs import open_page, shown, worded


def tables_of(app) -> str:
    return " ".join(frame.value.to_csv() for frame in app.dataframe)


@pytest.fixture(scope="module")
def community(told_city):
    with pytest.MonkeyPatch.context() as patch:
        yield open_page("community", told_city.root, patch, lang="zh", section="gates")


def test_checkpoints_are_the_published_number_and_not_its_rows(community):
    assert not community.exception
    assert ">904<" in shown(community), "900 of the city with the 749 of one district, and 4 of other kinds"
    assert "至少 4,680" in tables_of(community) and "749 个" in tables_of(community)


def test_people_for_each_gate_and_load_are_told_with_their_bounds(community):
    assert "每处 至少 6.2 人" in shown(community)
    assert "中位" in shown(community) and "网格员负担" in shown(community)


def test_a_district_knows_its_place_among_the_others(told_city, monkeypatch):
    app = open_page("zones", told_city.root, monkeypatch, lang="zh", district="230102")
    assert not app.exception
    assert "由高到低第" in worded(app) and "中位数" in worded(app)


def test_contacts_are_on_the_community_page_and_first_on_the_cases_page(community, told_city, monkeypatch):
    for markup in (shown(community), shown(open_page("cases", told_city.root, monkeypatch, lang="zh"))):
        assert "累计追踪" in markup and "居家 100、医院 2、集中 70" in markup
        assert "解除与观察合计 672" in markup


def test_closures_count_their_hotels_and_say_what_was_not_published(told_city, monkeypatch):
    app = open_page("zones", told_city.root, monkeypatch, lang="zh", section="list")
    assert not app.exception
    rows = tables_of(app)
    assert "至少 139 家" in rows and "时间未公布" in rows and "每户每 2 天 1 人" in rows
    assert "在执行 143 处" in shown(app)


def test_the_headline_shows_the_bound_of_a_published_number(told_city, monkeypatch):
    app = open_page("overview", told_city.root, monkeypatch, lang="zh")
    assert not app.exception
    assert "至少" in shown(app) and "143" in shown(app)


def test_a_rule_of_one_district_says_which(told_city, monkeypatch):
    app = open_page("businesses", told_city.root, monkeypatch, lang="zh")
    assert not app.exception
    rows = tables_of(app)
    assert "时间未公布" in rows and "全市" in rows and "松北区" in rows


@pytest.mark.parametrize("name", ["supply", "wall", "data"])
def test_pages_that_read_the_counts_open(name, told_city, monkeypatch):
    assert not open_page(name, told_city.root, monkeypatch, lang="en").exception


def test_the_wall_shows_the_bound_before_its_figure(monkeypatch):
    frame = pd.DataFrame({"n": [1]})
    frame.attrs = {"as_of": pd.Timestamp("2022-11-29 18:00")}
    tile = figure_tile(Kpi("supply_open", 80, frame, qualifier="至少"), Place(0, 0, 400, 300), {})
    assert '<span class="unit">至少</span>80' in tile
    assert '<span class="unit">至少</span>' not in figure_tile(Kpi("supply_open", 80, frame), Place(0, 0, 400, 300), {})
