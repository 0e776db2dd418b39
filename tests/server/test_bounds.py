"""What one client may have of the server: open pages and requests by address, and files in its memory."""

import asyncio
import socket

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.errors import UsageError
from dashboard.server import bounds as bounds_module
from dashboard.server.app import application
from dashboard.server.bounds import Bounds, address_of
from dashboard.server.hosts import Door
from dashboard.server.limits import Limits, limits
from dashboard.server.static import ROOT
from tests.pictures import served
from tests.server.test_asgi import Client


async def inner(request):
    return PlainTextResponse("inner")


def app(**few):
    return Starlette(routes=[Route("/{rest:path}", inner)], middleware=[Middleware(Bounds, limits=Limits(**few))])


def scope(kind="websocket", address="10.0.0.1", **more):
    return {"type": kind, "method": "GET", "path": "/", "headers": [], "client": (address, 5), "extensions": {"websocket.http.response": {}}} | more


async def answer_to(middleware, asked):
    """The status and the words of an answer; (101, "") for a websocket that was let in."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    await middleware(asked, receive, send)
    if not sent:
        return 101, ""
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:]).decode()


class Pages:
    """Websockets that stay open until told."""

    def __init__(self, **few):
        self.end = asyncio.Event()
        self.bounds = Bounds(self.stay, Limits(**few))
        self.open = []

    async def stay(self, scope, receive, send):
        if scope["type"] == "websocket":
            await self.end.wait()
        else:
            await PlainTextResponse("inner")(scope, receive, send)

    async def opened(self, address):
        task = asyncio.create_task(answer_to(self.bounds, scope(address=address)))
        await asyncio.sleep(0)
        if task.done():
            return task.result()
        self.open.append(task)
        return 101, ""

    async def close(self):
        self.end.set()
        await asyncio.gather(*self.open)


def test_open_pages_of_one_address_and_of_all_are_bounded():
    async def asked():
        pages = Pages(viewers=5, viewers_an_address=3)
        first = [await pages.opened("10.0.0.1") for _ in range(4)]
        second = [await pages.opened(address) for address in ("10.0.0.2", "10.0.0.3", "10.0.0.4")]
        html = {"headers": [(b"accept", b"text/html,*/*")]}
        page = await answer_to(pages.bounds, scope("http", **html))
        file = await answer_to(pages.bounds, scope("http"))
        await pages.close()
        again = await answer_to(pages.bounds, scope("http", **html))
        return first, second, page, file, again, dict(pages.bounds.open)

    first, second, page, file, again, left = asyncio.run(asked())
    assert [status for status, _ in first] == [101, 101, 101, 429] and "3" in first[3][1]
    assert [status for status, _ in second] == [101, 101, 503]
    for _, words in (first[3], second[2], page):
        chinese, english = words.splitlines()
        assert "页面" in chinese and "pages" in english
    assert page[0] == 503 and file == (200, "inner") == again, "a page says it to whoever opens it; what open pages ask for goes on"
    assert left == {}


def test_requests_of_one_address_are_bounded_and_come_back(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(bounds_module.time, "monotonic", lambda: now[0])

    async def asked():
        middleware = Bounds(inner_app, Limits(requests_a_minute=60))
        many = [(await answer_to(middleware, scope("http")))[0] for _ in range(61)]
        other = (await answer_to(middleware, scope("http", address="10.0.0.2")))[0]
        shake = await answer_to(middleware, scope())
        now[0] += 2
        later = [(await answer_to(middleware, scope("http")))[0] for _ in range(3)]
        return many, other, shake, later

    async def inner_app(scope, receive, send):
        await PlainTextResponse("inner")(scope, receive, send)

    many, other, shake, later = asyncio.run(asked())
    assert many == [200] * 60 + [429] and other == 200
    assert shake[0] == 429 and "频繁" in shake[1] and "Too many requests" in shake[1]
    assert later == [200, 200, 429]


def test_addresses_that_are_remembered_are_bounded(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(bounds_module.time, "monotonic", lambda: now[0])
    middleware = Bounds(inner, Limits())
    for n in range(bounds_module.ADDRESSES + 1):
        now[0] += 1
        middleware.is_within_rate(str(n))
    assert len(middleware.rates) < 100


@pytest.mark.parametrize("client, address", [
    (("10.1.2.3", 1), "10.1.2.3"), (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64"), (None, ""), (("unix", 0), "unix"),
])
def test_address_of_a_client(client, address):
    assert address_of({"client": client}) == address


def test_a_command_centre_behind_one_proxy_does_not_meet_the_bounds():
    """25 viewers with four pages each, a wall, and a supervisor every second, all of one address, who open everything in one minute.

    The worst case of a browser's first visit: every file that the framework has.
    """
    most, files = Limits(), sum(file.is_file() for file in ROOT.rglob("*"))
    assert 25 * 4 + 1 < most.viewers_an_address < most.viewers
    heartbeats = 25 * 4 * 60 + 120 + 60
    assert most.requests_a_minute > 26 * files + 100 * 10 + heartbeats * bounds_module.OF_A_REQUEST


def test_a_heartbeat_counts_a_tenth():
    middleware = Bounds(inner, Limits(requests_a_minute=1))
    beats = [middleware.refusal(scope("http", path="/ready"), "a") for _ in range(11)]
    assert beats[:9] == [None] * 9 and beats[10].status == 429


@pytest.mark.parametrize("setting, text", [("VIEWERS", "many"), ("UPLOADS_MB", "-1"), ("UPLOAD_MB", "0"), ("REQUESTS_A_MINUTE", "1e9"), ("VIEWERS", "9" * 20)])
def test_setting_that_is_no_limit_is_said(setting, text, monkeypatch):
    monkeypatch.setenv(f"SANDTABLE_{setting}", text)
    with pytest.raises(UsageError) as raised:
        application()
    assert f"SANDTABLE_{setting}" in raised.value.title("zh") and raised.value.hint("en")


def test_limits_are_the_operators(monkeypatch):
    monkeypatch.setenv("SANDTABLE_VIEWERS", " 7 ")
    assert limits() == Limits()._replace(viewers=7)


def test_bounds_stand_behind_the_door_and_before_everything_that_works():
    order = [middleware.cls.__name__ for middleware in application()._user_middleware]
    assert order[0] == Door.__name__ and order.index("Bounds") < order.index("Uploads") < order.index("Document")


def test_refusal_of_a_board_that_is_full_goes_out_with_its_headers():
    full = Client(app(requests_a_minute=1))
    full.get("/a")
    # Each `get` has a new event loop, the middleware is the same.
    answer = full.get("/a")
    assert answer.status_code == 429 and answer.headers["retry-after"].isdigit() and answer.headers["content-type"].startswith("text/plain")


def open_page(address, forwarded):
    """A page's websocket, as a proxy on this machine hands it on, and the first line of the answer."""
    host, port = address.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), timeout=10)
    line.sendall((
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Forwarded-For: {forwarded}\r\n\r\n"
    ).encode())
    return line, int(line.recv(4096).split()[1])


def test_a_board_that_runs_counts_pages_by_whose_they_are(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_VIEWERS_AN_ADDRESS", "1")
    with served(city_workspace.root) as address:
        opened = [open_page(address, forwarded) for forwarded in ("10.0.0.1", "10.0.0.2", "10.0.0.1")]
        assert [status for _, status in opened] == [101, 101, 429]
        for line, _ in opened:
            line.close()
