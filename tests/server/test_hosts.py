"""Who is let in: allowed hosts, pages of the board's own, websockets included; and that nobody outside is asked about it."""

import asyncio
import http.client
import socket

import pytest
import requests
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import net_util
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from dashboard.errors import UsageError
from dashboard.server.app import application
from dashboard.server.hosts import LOOPBACK, Door, Host, allowed_hosts, read_host
from tests.pictures import served
from tests.server.test_asgi import Client


async def inner(request):
    return PlainTextResponse("inner")


def behind(allowed=LOOPBACK):
    return Client(Starlette(routes=[Route("/{rest:path}", inner)], middleware=[Middleware(Door, allowed=allowed)]))


def handshake(allowed=LOOPBACK, **headers):
    """What is sent for a websocket handshake, and the headers that the framework saw; null where it saw none."""
    seen, sent = [], []

    async def framework(scope, receive, send):
        seen.append(scope["headers"])
        await send({"type": "websocket.accept"})

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(k.encode(), v.encode()) for k, v in headers.items()]}
    asyncio.run(Door(framework, allowed)(scope, receive, send))
    return sent, {k.decode(): v.decode() for k, v in seen[0]} if seen else None


@pytest.fixture
def outside(monkeypatch):
    """Every question to a resolver or a host outside; none is answered."""
    asked = []

    def ask(*about, **more):
        asked.append(about)
        raise OSError("no network")

    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, ask)
    monkeypatch.setattr(requests.Session, "request", ask)
    monkeypatch.setattr(http.client.HTTPConnection, "connect", ask)
    monkeypatch.setattr(net_util, "get_internal_ip", ask)
    monkeypatch.setattr(net_util, "get_external_ip", ask)
    return asked


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST.:80", "[::1]:9", "[0:0:0:0:0:0:0:1]"])
def test_loopback_is_let_in_with_any_port(host):
    assert behind().get("/", headers={"host": host}).text == "inner"


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "10.1.2.3", "localhost@evil.example", "evil.example/localhost",
    "localhost:", "localhost:99999", "localhost, evil.example", "", "*",
])
def test_foreign_name_is_refused_in_both_languages(host):
    answer = behind().get("/", headers={"host": host})
    assert answer.status_code == 421 and answer.headers["content-type"].startswith("text/plain")
    chinese, english = answer.text.splitlines()
    assert "主机" in chinese or "地址" in chinese
    assert "board" in english or "host" in english
    assert "content-security-policy" in answer.headers


def test_request_without_a_host_or_with_two_is_refused():
    assert behind().get("/").status_code == 421
    scope = {"type": "http", "headers": [(b"host", b"localhost"), (b"host", b"evil.example")]}
    assert Door(inner, LOOPBACK).refusal(scope)[0] == 421


@pytest.mark.parametrize("origin", [
    "http://evil.example", "https://127.0.0.1.evil.example:8501", "null", "http://localhost:8501", "http://127.0.0.1:3000", "file://",
    "http://127.0.0.1", "ftp://127.0.0.1:8501", "127.0.0.1:8501",
])
def test_page_of_another_origin_is_refused(origin):
    headers = {"host": "127.0.0.1:8501", "origin": origin}
    assert behind().get("/", headers=headers).status_code == 403
    sent, seen = handshake(**headers)
    assert seen is None and [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize("host, origin", [
    ("127.0.0.1:8501", "http://127.0.0.1:8501"), ("localhost", "http://localhost"), ("localhost", "http://localhost:80"),
    ("localhost:443", "https://localhost"), ("[::1]:8501", "http://[::1]:8501"),
])
def test_page_of_the_board_is_let_in(host, origin):
    assert behind().get("/", headers={"host": host, "origin": origin}).text == "inner"
    assert handshake(host=host, origin=origin)[1]


def test_handshake_of_a_foreign_name_is_closed_unaccepted():
    """DNS rebinding: the page and the host are the same foreign name, which resolves to this machine."""
    sent, seen = handshake(host="evil.example:8501", origin="http://evil.example:8501")
    assert seen is None and [message["type"] for message in sent] == ["websocket.close"]


def test_hosts_that_the_operator_names(monkeypatch):
    monkeypatch.setenv("SANDTABLE_HOSTS", " Board.Example , 10.1.2.3:8443,[fd00::5]")
    allowed = allowed_hosts("192.168.7.7")
    assert allowed == LOOPBACK | {Host("board.example"), Host("10.1.2.3", 8443), Host("fd00::5"), Host("192.168.7.7")}
    for host in ("board.example", "BOARD.example:99", "10.1.2.3:8443", "10.1.2.3", "[fd00:0::5]", "192.168.7.7:8501"):
        assert read_host(host).is_of(allowed), host
    assert not read_host("10.1.2.3:8501").is_of(allowed)
    # A proxy that does not hand on the host: the board's name stands in the origin alone.
    assert handshake(allowed, host="127.0.0.1:8501", origin="https://board.example")[1]
    assert handshake(allowed, host="127.0.0.1:8501", origin="https://evil.example")[1] is None


@pytest.mark.parametrize("address", ["0.0.0.0", "::", ""])
def test_listening_on_every_address_names_none(address, monkeypatch):
    monkeypatch.delenv("SANDTABLE_HOSTS", raising=False)
    assert allowed_hosts(address) == LOOPBACK


@pytest.mark.parametrize("text", ["http://board.example", "*", "*.example", "board.example:0", "a b", "a,b c"])
def test_setting_that_is_no_host_is_said(text, monkeypatch):
    monkeypatch.setenv("SANDTABLE_HOSTS", text)
    with pytest.raises(UsageError) as raised:
        application()
    assert "SANDTABLE_HOSTS" in raised.value.title("en") and raised.value.hint("zh")


def test_no_resolver_and_no_host_outside_is_asked(outside):
    allowed = LOOPBACK | {Host("board.example")}
    let_in = [
        {"host": "127.0.0.1:8501"}, {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"},
        {"host": "localhost:80", "origin": "http://localhost"}, {"host": "board.example", "origin": "https://board.example:8443"},
        {"host": "127.0.0.1:8501", "origin": "https://board.example"},
    ]
    for headers in let_in:
        seen = handshake(allowed, **headers)[1]
        assert _is_origin_allowed(seen.get("origin"), seen["host"]), headers
    assert handshake(allowed, host="127.0.0.1", origin="http://evil.example")[1] is None
    assert handshake(allowed, host="evil.example", origin="http://evil.example")[1] is None
    assert outside == []
    with pytest.raises(OSError, match="no network"):  # without the door, Streamlit does ask
        _is_origin_allowed("https://board.example", "127.0.0.1:8501")


def test_the_door_is_the_outermost():
    assert application()._user_middleware[0].cls is Door


def said(address, host, origin=None):
    """The first line of the answer to a websocket handshake, sent as it is."""
    lines = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", *([f"Origin: {origin}"] if origin else []), "", "",
    ]
    name, port = address.removeprefix("http://").split(":")
    with socket.create_connection((name, int(port)), timeout=10) as line:
        line.sendall("\r\n".join(lines).encode())
        return line.recv(4096).split(b"\r\n")[0].decode()


def test_a_board_that_runs_lets_in_its_own_page_alone(city_workspace):
    with served(city_workspace.root) as address:
        host = address.removeprefix("http://")
        assert said(address, host, address).split()[1] == "101"
        assert said(address, host, "http://evil.example").split()[1] == "403"
        assert said(address, "evil.example", "http://evil.example").split()[1] == "403"
        with pytest.raises(OSError) as refused:
            requests.get(address, headers={"host": "evil.example"}, timeout=10).raise_for_status()
        assert refused.value.response.status_code == 421
