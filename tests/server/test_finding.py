"""/find: what the palette asks, through the same doors as a page."""

import json
import shutil
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard.lookup.finding import LONGEST
from dashboard.server import finding
from dashboard.server.app import application, page_addresses
from dashboard.server.bounds import Bounds
from dashboard.server.document import Document
from dashboard.server.finding import Finding
from dashboard.server.headers import SecurityHeaders
from dashboard.server.hosts import Door, allowed_hosts
from dashboard.server.limits import Limits
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML
from tests.hostile_city import hostile_city
from tests.server.test_asgi import Client

HOST = {"host": "127.0.0.1:8501"}


def client(requests_a_minute=1_000):
    middleware = [
        Middleware(Door, allowed=allowed_hosts("127.0.0.1")), Middleware(SecurityHeaders),
        Middleware(Bounds, limits=Limits(requests_a_minute=requests_a_minute)), Middleware(Document, pages=page_addresses),
    ]
    asked = Client(Starlette(routes=[Route("/find", Finding().find)], middleware=middleware))
    return lambda query, headers=HOST: asked.get(f"/find?{quote(query, safe='=&%')}", headers)


@pytest.fixture
def ask(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    return client()


def items(answer):
    return [item for group in answer.json()["groups"] for item in group["items"]]


def test_the_board_serves_it(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    assert "/find" in [route.path for route in application("127.0.0.1")._user_routes]


def test_an_answer_names_kind_place_and_address_in_the_language_of_the_page(ask):
    answer = ask("q=daowai&lang=zh&theme=dark&as_of=2022-11-29T17:59&from=2022-11-20&q2=x")
    said = answer.json()
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert said["moment"] == "截至 2022年11月29日 17:59" and said["groups"][0]["title"] == "区县"
    assert items(answer)[0] == {
        "name": "道外区", "other": "Daowai", "where": "", "href": "/?lang=zh&as_of=2022-11-29T17%3A59&from=2022-11-20&theme=dark&district=230104",
    }
    english = ask("q=道外示例里3号&lang=en").json()
    assert english["moment"] == "As of 29 Nov 2022 18:00" and english["said"] == "1 found"
    assert english["groups"] == [{"title": "Zones", "items": [
        {"name": "道外示例里3号", "other": "", "where": "Daowai", "href": "/zones?lang=en&zone=z-e#zone-history"}], "more": ""}]


@pytest.mark.parametrize(("query", "href"), [
    ("q=b10", "/businesses?lang=zh&business=b10#business-card"), ("q=p2", "/supply?lang=zh&point=p2#supply-point"),
    ("q=t1", "/tickets?lang=zh&ticket=t1#ticket"), ("q=新增阳性", "/cases?lang=zh#figure-new_positive"), ("q=zone_events", "/data?lang=zh&table=zone_events#dictionary"),
    ("q=大屏", "/wall?lang=zh"), ("q=z-a&district=230104", "/zones?lang=zh&district=230102&zone=z-a#zone-history"),
    ("q=t1&district=230104", "/tickets?lang=zh&district=230102&ticket=t1#ticket"), ("q=热线&district=230104&since=2022-11-28", "/hotline?lang=zh&since=2022-11-28&district=230104"),
])
def test_each_leads_to_its_place_and_the_filters_stay_unless_they_would_hide_it(ask, query, href):
    assert href in [item["href"] for item in items(ask(f"{query}&lang=zh"))]


def test_an_earlier_moment_knows_less(ask):
    assert items(ask("q=呼兰示例路8号&lang=zh")) and not items(ask("q=呼兰示例路8号&lang=zh&as_of=2022-10-01T00:00"))
    assert items(ask("q=呼兰示例路8号&lang=zh&as_of=nonsense")), "as on a page: what is no moment is the present"


def test_without_a_text_it_says_what_can_be_found_and_how(ask):
    said = ask("lang=zh").json()
    assert said["groups"] == [] and {"title": "风险区", "n": "9"} in said["hints"] and said["hints"][-1]["title"] == "热线工单（按编号）"
    assert "拼音" in said["said"] and "district" not in json.dumps(said)


def test_what_is_not_found_and_what_is_near_is_said(ask):
    assert ask("q=qqqq&lang=en").json()["said"] == "No name holds “qqqq” or is near it. Type fewer letters, or pinyin, initials or a number."
    assert ask("q=daowia&lang=zh").json()["said"] == "没有完全相符的，以下名称相近："
    assert "5 more" in ask("q=示例&lang=en").json()["groups"][0]["more"] + ask("q=示例&lang=en").json()["groups"][1]["more"]


@pytest.mark.parametrize("text", ["x" * 500, "道" * 500, "%3Cscript%3E" * 40, "%00%1b%5B2J", "%ff%fe", "%F0%9F%98%80", "%ED%A0%80", "%25%27%22%5C", "a" * 20_000])
def test_any_text_is_answered(ask, text):
    answer = ask(f"q={text}&lang=zh")
    assert answer.status_code == 200 and answer.json()["groups"] == []
    assert len(answer.body) < 1_000 and "\x1b" not in answer.text


def test_a_long_text_is_cut_and_that_is_said(ask):
    assert f"只用前 {LONGEST} 个字" in ask("q=" + "x" * 500 + "&lang=zh").json()["said"]


def test_languages_that_are_not_spoken_are_answered_in_chinese(ask):
    assert ask("q=daowai&lang=fr").json()["groups"][0]["title"] == ask("q=daowai").json()["groups"][0]["title"] == "区县"


def test_hostile_words_stay_text_and_in_measure(tmp_path, monkeypatch):
    city = hostile_city(tmp_path)
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city.root))
    for text in ("evil", "script", "window", "示例", "1"):
        answer = client()(f"q={text}&lang=zh")
        assert answer.status_code == 200 and answer.headers["content-type"] == "application/json" and items(answer)
        for item in items(answer):
            assert item["href"].startswith("/") and not item["href"].startswith("//") and not set("<>\"' \n") & set(item["href"])
            assert not any(letter in item["name"] + item["other"] for letter in "\x1b\u202e\u200b\n\r") and len(item["name"]) < 130


def test_only_own_names_and_own_pages_are_answered_and_not_too_often(ask, city_workspace):
    assert ask("q=dw", {"host": "evil.invalid"}).status_code == 421
    assert ask("q=dw", {**HOST, "origin": "http://evil.invalid"}).status_code == 403
    few = client(requests_a_minute=2)
    assert [few("q=dw").status_code for _ in range(3)] == [200, 200, 429]


def test_before_anything_was_taken_in_pages_are_found(tmp_path, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(Workspace.create(tmp_path / "city", CITY_TOML).root))
    assert items(client()("q=数据&lang=zh"))[0]["href"] == "/data?lang=zh"
    assert "热线工单（按编号）" not in client()("lang=zh").text


def test_a_store_that_cannot_be_read_is_said_in_words(tmp_path, city_workspace, monkeypatch):
    city = Workspace.open(shutil.copytree(city_workspace.root, tmp_path / "city"))
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city.root))
    next(city.store.glob("*.duckdb")).write_bytes(b"torn")
    answer = client()("q=dw&lang=en")
    assert answer.status_code == 503 and answer.json()["groups"] == [] and str(tmp_path) not in answer.text and answer.json()["said"]
    monkeypatch.setattr(finding, "answered", lambda asked: 1 / 0)
    assert client()("q=dw&lang=zh").json()["said"] == "暂时无法查找，请稍后再试。"
