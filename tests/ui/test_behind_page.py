"""The page behind a number as a script, on the fixture city: a figure, an answer, a contradiction, and addresses that name none."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from dashboard import ui
from dashboard.data.behind import rows_behind
from dashboard.data.page_address import address
from dashboard.i18n.messages import messages
from dashboard.measures.declaration import measures
from dashboard.measures.row_lists import row_list
from dashboard.metrics import METRICS
from dashboard.schema.declaration import tables
from dashboard.ui.behind import moments_part, rows_part
from dashboard.ui.behind import subject as behind_subject
from dashboard.ui.panels.decisions import matters
from dashboard.ui.shell.filters import Filters
from tests.behind_numbers import EVERY_STRIP
from tests.page_runs import open_page, shown

AT = datetime(2022, 11, 29, 18)


@pytest.fixture
def opened(city_workspace, monkeypatch):
    def run(page="behind", **query):
        app = open_page(page, city_workspace.root, monkeypatch, **{"lang": "zh", **query})
        assert not app.exception
        return app

    return run


def test_a_figure_with_its_rows_query_files_and_earlier_values(opened, monkeypatch):
    monkeypatch.setattr("dashboard.data.behind.MOST_MOMENTS", 3)
    app = opened(figure="zones_high", strip="zones", district="230102")
    said = shown(app)
    for part in ("数从何来：高风险区", "截至时刻仍在执行的高风险区", "不知道什么", "每行计 1", "与这个数相等", "怎么查得", "$areas", "230102", "随哪份来文来", "此后的值"):
        assert part in said, part
    rows = app.dataframe[0].value
    assert set(rows["area_id"]) == {"230102"} and (rows["level"] == "高风险区").all() and rows["counted"].eq(1).all()
    [tile] = re.findall(r'class="num">(\d+)<', said)
    assert int(tile) == len(rows)


def test_a_share_says_what_is_over_what(opened, monkeypatch):
    monkeypatch.setattr(moments_part, "PATIENCE_SECONDS", -1)
    said = shown(opened(figure="outside_share", strip="headline", lang="en"))
    assert re.search(r"rows: [\d–]+ over \d+ is [\d.]+%–[\d.]+%, which is the number", said) and "Made of" in said and "Published text" not in said


@pytest.mark.parametrize("figure", [metric.id for metric in METRICS.values() if not {*metric.tables} <= {*tables()}])
def test_a_number_about_the_log_is_read_from_the_batches(opened, monkeypatch, figure):
    monkeypatch.setattr(moments_part, "PATIENCE_SECONDS", -1)
    said = shown(opened(figure=figure, strip="data", lang="en"))
    assert "Tables</dt><dd>Batches</dd>" in said and "behind-about" in said and 'class="calm"' not in said


def test_a_published_number_leads_to_its_text(opened, monkeypatch):
    monkeypatch.setattr(moments_part, "PATIENCE_SECONDS", -1)
    said = shown(opened(figure="new_positive", strip="headline"))
    assert "公布原文" in said and "bulletin_cells" in said and "公布时间" in said


def test_an_answer_and_what_its_rows_come_to(opened, monkeypatch):
    monkeypatch.setattr(moments_part, "PATIENCE_SECONDS", -1)
    app = opened(query="zones_open_by_area")
    assert "与这个数相等" in shown(app) and "查询的各行" in shown(app) and len(app.dataframe) == 2
    assert "没有约定它们加起来等于哪个数" in shown(opened(query="hotline_by_topic", given="areas:230102"))


def test_a_contradiction(opened, monkeypatch):
    monkeypatch.setattr(moments_part, "PATIENCE_SECONDS", -1)
    said = shown(opened(check="zone_overdue"))
    assert "风险区超期未解除" in said and "检查查出的各项" in said and "与这个数相等" in said


def test_a_finding_without_a_list_adds_up_by_count(opened, monkeypatch):
    monkeypatch.setattr(moments_part, "PATIENCE_SECONDS", -1)
    said = shown(opened(check="bulletin_not_adding_up", lang="en"))
    assert re.search(r"(\d+) contradictions?, each counting 1: \1 in all, which is the number", said)
    assert "nobody declared" not in said.lower() and "row of the chart" not in said


def test_values_of_windows_that_move_are_not_compared_and_a_range_shows_both_ends():
    told = [(datetime(2022, 11, day), [{"kind": "import", "batch_id": day, "file": "f", "effective_at": None}], (day / 100, 0.5)) for day in (1, 2)]
    with address({"lang": "en"}):
        [newer, older], [compared, _] = moments_part._lines(told, True, True), moments_part._lines(told, True, False)
    assert (newer[1].text, newer[2].text, older[1].text) == ("2.0%–50.0%", "", "1.0%–50.0%") and compared[2].text.startswith("+1")
    assert row_list("calls_offered").moving and row_list("new_positive").moving and not row_list("zones_high").moving


def test_the_number_of_every_decision_line_is_the_value_behind_it(city_workspace, monkeypatch):
    """And what its rows come to, in the city and in a district."""
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    counted = []
    for district in ("", "230102", "230103"):
        with address({"lang": "en", "as_of": AT.isoformat(), "district": district}):
            picked = Filters(district or None, "", "230100", AT.date(), AT.date())
            lines = matters(picked.areas)
        for line in lines:
            [way] = re.findall(r'href="/behind\?([^"]+)"', str(line.behind))
            behind = dict(parse_qsl(unescape(way)))
            monkeypatch.setattr(behind_subject, "asked", lambda name, behind=behind: behind.get(name, ""))
            with address({"lang": "en", "as_of": AT.isoformat(), "district": district}):
                one = behind_subject.subject(picked, {})
                assert one and f"{one.value:.0f}" in re.findall(r"\d+", line.words), line.words
                rows = rows_behind(one.listed, AT, one.district).sums.total if one.listed else len(one.frame)
            assert rows == one.value == len(one.frame), line.words
            counted.append(way)
    for name in ("part=supply_urgent", "part=feeds_late", "check=zone_overdue"):
        assert any(name in way for way in counted), name


@pytest.mark.parametrize(("query", "words"), [
    ({}, "请从任一指标"),
    ({"figure": "zones_hihg"}, "是否指 zones_high"),
    ({"query": "zones_opne"}, "是否指 zones_open"),
    ({"query": "zones_open", "given": "nothing:1"}, "nothing"),
    ({"check": "nothing_like_this"}, "没有名为“nothing_like_this”的检查规则"),
    ({"figure": "zones_due"}, "不在任何一页的指标里"),
])
def test_an_address_that_names_no_number_says_so(opened, query, words):
    said = shown(opened(**query))
    assert words in said and "由哪些行加成" not in said


@pytest.mark.parametrize(("page", "strips"), [("overview", ("headline", "district")), ("zones", ("zones",)), ("hotline", ("hotline",))])
def test_every_figure_and_chart_leads_behind_itself(opened, page, strips):
    """Ordinary links that keep moment, language and filters."""
    said = shown(opened(page, district="230102", as_of="2022-11-29T17:59", lang="en"))
    links = re.findall(r'<a class="behind" href="([^"]+)" target="_self" aria-label="Behind this number: [^"]+">', said)
    assert links and all("as_of=2022-11-29T17%3A59" in link and "lang=en" in link and "district=230102" in link for link in links)
    for strip in strips:
        assert any(f"strip={strip}" in link for link in links), strip
    assert any("query=" in link for link in links)
    assert len(re.findall(r'class="kpi \w+" id="figure-', said)) == len([link for link in links if "figure=" in link])


def test_every_figure_is_defined_in_words_and_says_what_it_does_not_know():
    told = messages()
    assert [name for name in METRICS if name not in measures() and f"behind_about.{name}" not in told and name not in ("checkpoints",)] == []
    assert [key for key in told if key.startswith("behind_limit.") and key.partition(".")[2] not in {*tables(), "batches"}] == []
    assert {metric.source for metric in METRICS.values()} - {key.partition(".")[2] for key in told if key.startswith("behind_limit.")} <= {
        "zone_events", "business_events", "open_rules",
    }


def test_every_strip_that_a_page_draws_can_be_made_again():
    named = {name for file in Path(ui.__file__).parent.rglob("*.py") for name in re.findall(r'strip="(\w+)"', file.read_text(encoding="utf-8"))}
    assert named == {*EVERY_STRIP}


def test_a_finding_about_a_district_names_it_in_the_language_of_the_page(monkeypatch):
    monkeypatch.setattr(rows_part, "fetch", lambda name: pd.DataFrame({"area_id": ["230102"], "area_name": ["道里区"]}))
    monkeypatch.setattr(rows_part, "named", lambda frame: frame.assign(area_name=["Daoli"] * len(frame)))
    found = pd.DataFrame({"subject": ["道里区", "z-a"], "area_id": ["230102", "230102"]})
    assert rows_part._subjects(found) == ["Daoli", "z-a"], "a zone keeps its number"
