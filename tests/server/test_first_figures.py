"""The headline figures inside the document: the live page's own, of this moment alone, and gone when it takes over."""

import asyncio
import re
import shutil

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.demo.build import create_city
from dashboard.intake.service import take_in
from dashboard.memo import BoundedCache
from dashboard.server import app as serve
from dashboard.server import jobs
from dashboard.server.document import Document
from dashboard.server.first_figures import first_figures
from dashboard.ui.components import first_picture
from dashboard.warehouse import publication
from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown
from tests.server.test_asgi import Client


def numbers(html: str) -> list[str]:
    return re.findall(r'<span class="num[^"]*">([^<]*)</span>', html)


def answer(workspace: Workspace, name: str) -> dict:
    return ask(workspace, name).records()[0]


@pytest.fixture(autouse=True)
def no_picture_of_another_test(monkeypatch):
    """What pages drew in other tests of the run, in the one demo that all of them share, is not what these look for."""
    monkeypatch.setattr(first_picture, "_pictures", BoundedCache(first_picture.MOST_BYTES, len))


async def mark(page: str, language: str, district: str) -> str:
    return f"<p>figures of {page or 'overview'} in {language} {district}</p>"


@pytest.fixture
def client():
    return Client(Starlette(middleware=[Middleware(Document, pages=serve.page_addresses, first=mark)]))


def test_they_are_the_querys_answers_with_their_moment_in_both_languages(harbin_demo, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(harbin_demo.root))
    now = answer(harbin_demo, "overview_headline")
    for lang, moment, name in (("zh", "截至 2022年11月29日 17:00", "哈尔滨市"), ("en", "As of 29 Nov 2022 17:00", "Harbin")):
        html = first_figures("", lang)
        wanted = [now["new_positive"], now["zones_high"], now["whitelist_usual"], now["supply_open"], now["calls_offered"]]
        shown = numbers(html)
        assert [f"{n:,}" for n in wanted] == [shown[place] for place in (0, 2, 3, 4, 5)]
        assert moment in html and name in html and 'class="banner demo"' in html


def test_they_hold_no_row_of_any_person(harbin_demo, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(harbin_demo.root))
    html = first_figures("", "zh")
    assert "SYN-" not in html and "示例小区" not in html and html.count('class="kpi ') == 6


def test_they_follow_the_store_and_are_silent_where_it_cannot_be_read(harbin_demo, tmp_path, monkeypatch):
    copy = Workspace.open(shutil.copytree(harbin_demo.root, tmp_path / "copy"))
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(copy.root))
    before = int(numbers(first_figures("", "zh"))[5].replace(",", ""))
    day = answer(copy, "overview_headline")["calls_day"]
    take_in(copy, [("calls.csv", f"来电编号,来电时间,结果\nNEW-1,{day} 09:00,接通\n".encode())], table="hotline_calls")
    assert int(numbers(first_figures("", "zh"))[5].replace(",", "")) == before + 1
    (copy.store / "CURRENT").write_text("gen-999999-torn.duckdb\n", encoding="utf-8")
    (copy.store / "gen-999999-torn.duckdb").write_bytes(b"torn")
    assert first_figures("", "zh") == ""


def test_an_empty_workspace_has_no_invented_figure(tmp_path, monkeypatch):
    workspace = create_city(tmp_path / "w", "421300")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    assert set(numbers(first_figures("", "zh"))) == {"未知"}
    (workspace.store / "CURRENT").unlink()
    assert first_figures("", "zh") == "" and publication.current_name(workspace) is None


def test_they_stand_on_every_page_at_the_present_alone(client):
    assert "figures of overview in en" in client.get("/?lang=en").text
    assert "figures of zones in zh 230110" in client.get("/zones?district=230110").text
    for address in ("/zones?as_of=2022-11-28T12:00", "/?as_of=2022-11-28T12:00", "/?as_of=", "/cases?from=2022-11-01", "/?since=2022-11-28"):
        assert "figures of" not in client.get(address).text


@pytest.mark.parametrize("city, page", [
    *(("harbin_demo", page) for page in ("cases", "zones", "businesses", "supply", "hotline", "tickets", "community", "data")),
    *(("shaoyang_demo", page) for page in ("cases", "zones", "hotline", "data")),
])
def test_a_page_draws_the_figures_that_its_document_had(city, page, request, monkeypatch):
    root = request.getfixturevalue(city).root
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(root))
    before, drawn = numbers(first_figures(page, "zh")), shown(open_page(page, root, monkeypatch, lang="zh"))
    strip = drawn[drawn.index('<div class="kpis'):] if '<div class="kpis' in drawn else ""
    assert numbers(strip)[: len(before)] == before and bool(before) == bool(strip)


def test_the_first_chart_that_a_page_drew_stands_in_its_document_with_its_sentence(harbin_demo, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(harbin_demo.root))
    box = 'class="first-picture"'
    for district in ("230103", ""):
        open_page("tickets", harbin_demo.root, monkeypatch, lang="zh", district=district)
        drawn = first_figures("tickets", "zh", district)
        assert drawn.count(box) == 1 and "<svg" in drawn and "出处" in drawn
    assert box not in first_figures("tickets", "zh", "230104") and box not in first_figures("tickets", "en")
    open_page("cases", harbin_demo.root, monkeypatch, lang="zh", district="230103")
    assert box not in first_figures("cases", "zh", "230103"), "its figures are the city's"
    open_page("hotline", harbin_demo.root, monkeypatch, lang="zh", as_of="2022-11-28T12:00")
    assert box not in first_figures("hotline", "en")


def test_a_chosen_district_has_its_own_figures_and_name_and_an_unknown_one_none(harbin_demo, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(harbin_demo.root))
    city, district = first_figures("zones", "zh"), first_figures("zones", "zh", "230102")
    assert numbers(city) != numbers(district) and "全市" in city and "道里区" in district
    assert first_figures("zones", "zh", "<script>") == "" and first_figures("wall", "zh") == ""
    assert numbers(first_figures("", "zh", "230102")) == numbers(first_figures("", "zh")) and "全市" in first_figures("", "zh", "230102")


def test_the_document_is_compressed_and_kept_nowhere(client):
    given = client.get("/", headers={"accept-encoding": "gzip, br"})
    assert "in zh" in brotli.decompress(given.body).decode() and given.headers["content-encoding"] == "br"
    assert given.headers["cache-control"] == "no-store" and "accept-encoding" in given.headers["vary"]


def test_the_document_comes_without_them_while_the_board_warms_up_and_when_they_fail(monkeypatch):
    monkeypatch.setattr(jobs, "warmed", type(jobs.warmed)())
    assert asyncio.run(serve.first_figures("", "zh")) == ""
    jobs.warmed.set()
    monkeypatch.setattr("dashboard.server.first_figures.first_figures", lambda *asked, cached_only: 1 / 0)
    assert asyncio.run(serve.first_figures("", "zh")) == ""
