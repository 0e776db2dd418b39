"""/crossfilter: charts, tiles and SQL of what is brushed; what it refuses, in words; and that one cube serves all who ask."""

import asyncio
import shutil
from urllib.parse import urlencode

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard.crossfilter import cubes
from dashboard.crossfilter.building import build
from dashboard.crossfilter.selection import parsed
from dashboard.crossfilter.subjects import SUBJECTS
from dashboard.crossfilter.tiles import tiles, totals
from dashboard.intake.service import take_in
from dashboard.server import crossfilter
from dashboard.server.app import page_addresses
from dashboard.server.crossfilter import Crossfilter
from dashboard.server.document import Document
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.server.test_asgi import Client

CALLS = "来电编号,来电时间,结果\nN-1,2022-11-29 16:30,接通\n"


@pytest.fixture
def ask(city_workspace, monkeypatch):
    """A function that asks the fixture city with the given parameters."""
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    monkeypatch.setattr(cubes, "_cubes", [])
    app = Starlette(routes=[Route("/crossfilter", Crossfilter().answer)], middleware=[Middleware(Document, pages=page_addresses)])
    return lambda **asked: Client(app).get("/crossfilter?" + urlencode(asked))


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_are_described_with_all_rows(ask, city_workspace, name, lang):
    cube = build(Reader.current(city_workspace), SUBJECTS[name], city_workspace.now())
    told = ask(of=name, lang=lang).json()
    assert (told["of"], told["rows"], told["synthetic"]) == (name, cube.rows, cube.is_synthetic)
    assert [chart["name"] for chart in told["charts"]] == list(cube.names)
    for chart in told["charts"]:
        assert chart["totals"] == totals(cube)[chart["name"]].tolist() and len(chart["labels"]) == len(chart["values"])
        assert all(chart["labels"]) and chart["title"]


def test_a_tile_is_every_chart_by_the_active_one(ask, city_workspace):
    cube = build(Reader.current(city_workspace), SUBJECTS["calls"], city_workspace.now())
    brush = "calls;hour:8~16;outcome:answered"
    answer = ask(cube=ask(of="calls").json()["cube"], active="hour", brush=brush)
    assert answer.headers["content-type"] == "application/octet-stream" and "max-age" in answer.headers["cache-control"]
    found, flat, at = tiles(cube, "hour", parsed(brush)), np.frombuffer(answer.body, "<u4"), 0
    for name in cube.names:
        wanted = found.own if name == "hour" else found.others[name].ravel()
        assert (flat[at : at + wanted.size] == wanted).all(), name
        at += wanted.size
    assert at == flat.size


def test_what_is_brushed_comes_as_sql(ask):
    cube = ask(of="calls").json()["cube"]
    answer = ask(cube=cube, sql="hour", brush="calls;hour:8~11", lang="en")
    assert answer.text.startswith("-- Hour of day: 8:00 to 11:00\nwith ") and '"hour" between 8 and 11' in answer.text and "hotline_calls" in answer.text


@pytest.mark.parametrize("asked", [
    {}, {"of": "batches"}, {"of": "calls", "lang": "fr"}, {"of": "calls", "as_of": "soon"}, {"of": "calls", "as_of": "2999-01-01"},
    {"brush": "calls;hour:x~y"}, {"brush": "calls", "active": "call_id"}, {"brush": "calls", "sql": "1; drop table x"},
])
def test_what_cannot_be_understood_is_refused_in_both_languages(ask, asked):
    answer = ask(**asked)
    zh, en = answer.text.splitlines()
    assert answer.status_code == 400 and zh and en and zh != en


def test_a_cube_of_before_a_delivery_is_gone(city_workspace, tmp_path, monkeypatch):
    root = shutil.copytree(city_workspace.root, tmp_path / "city")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(root))
    client = Client(Starlette(routes=[Route("/crossfilter", Crossfilter().answer)]))
    before = client.get("/crossfilter?of=calls").json()
    file = tmp_path / "calls.csv"
    file.write_text(CALLS, encoding="utf-8")
    take_in(Workspace.open(root), [file])
    assert client.get(f"/crossfilter?brush=calls&active=hour&cube={before['cube']}").status_code == 409
    assert client.get("/crossfilter?of=calls").json()["rows"] == before["rows"] + 1


def test_a_cube_is_counted_once_for_all_moments_at_which_it_is_the_same(ask, monkeypatch):
    made, real = [], cubes._made
    monkeypatch.setattr(cubes, "_made", lambda *asked: made.append(asked) or real(*asked))
    first, again = ask(of="calls").json(), ask(of="calls", as_of="2022-11-29T17:59").json()
    assert first["cube"] == again["cube"] and len(made) == 1
    assert ask(of="calls", as_of="2022-11-20").json()["cube"] != first["cube"] and len(made) == 2


def test_no_cube_is_said_so(ask, monkeypatch):
    monkeypatch.setattr(cubes, "WITHIN", 0.001)
    answer = ask(of="calls")
    assert answer.status_code == 503 and "0.001" in answer.text and answer.headers["retry-after"]


def test_too_many_are_sent_away(ask, monkeypatch):
    monkeypatch.setattr(crossfilter, "MOST_WAITING", 0)
    assert ask(of="calls").status_code == 503


def test_those_who_wait_take_turns(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    at_once, most = 0, 0

    def slow(asked):
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        asyncio.run(asyncio.sleep(0.05))
        at_once -= 1
        return crossfilter.JSONResponse({})

    monkeypatch.setattr(crossfilter, "answered", slow)

    async def many():
        route = Crossfilter()
        request = type("Request", (), {"query_params": {}})()
        await asyncio.gather(*(route.answer(request) for _ in range(6)))

    asyncio.run(many())
    assert most == crossfilter.AT_ONCE
