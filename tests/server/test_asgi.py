"""The ASGI app around the pages: document, headers, compressed files, readiness."""

import asyncio
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.server import readiness
from dashboard.server import static as static_files
from dashboard.server.app import config_options, page_addresses
from dashboard.server.document import Document
from dashboard.server.headers import SecurityHeaders
from dashboard.server.readiness import Readiness
from dashboard.server.static import CompressedStatic


async def inner(request):
    return PlainTextResponse("inner")


@dataclass
class Answer:
    status_code: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        plain = brotli.decompress(self.body) if self.headers.get("content-encoding") == "br" else self.body
        return plain.decode()

    def json(self) -> dict:
        return json.loads(self.body)


class Client:
    """Asks an ASGI app in this process; Starlette's own client would need another package."""

    def __init__(self, app):
        self.app = app

    def get(self, path, headers=None):
        sent, parts = [], urlsplit(path)
        scope = {
            "type": "http", "method": "GET", "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
            "headers": [(k.encode(), v.encode()) for k, v in (headers or {}).items()], "http_version": "1.1", "scheme": "http",
            "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "root_path": "",
        }

        asked = []

        async def receive():
            if asked:
                await asyncio.Event().wait()  # the client stays and says no more
            asked.append(True)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        given = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        return Answer(sent[0]["status"], given, b"".join(m.get("body", b"") for m in sent[1:]))


@pytest.fixture
def client():
    routes = [Route("/ready", Readiness().ready), Route("/{rest:path}", inner)]
    middleware = [Middleware(SecurityHeaders), Middleware(Document, pages=page_addresses), Middleware(CompressedStatic)]
    return Client(Starlette(routes=routes, middleware=middleware))


@pytest.mark.parametrize("path, header, code", [
    ("/", "zh-CN,zh;q=0.9", "zh-CN"), ("/cases", "en-GB,en", "en"), ("/cases?lang=zh", "en-GB", "zh-CN"), ("/?lang=en", "zh-CN", "en"),
    ("/", "fr", "zh-CN"),
])
def test_document_speaks_the_readers_language(client, path, header, code):
    html = client.get(path, headers={"accept-language": header}).text
    assert f'<html lang="{code}">' in html
    assert "Streamlit</title>" not in html and "service-desc" not in html


def test_unknown_address_goes_to_the_first_page(client):
    answer = client.get("/nonsense?lang=en")
    assert answer.status_code == 307 and answer.headers["location"] == "/?missing=1&lang=en"


def test_every_answer_keeps_the_browser_inside(client):
    for path in ("/", "/_stcore/health", "/ready"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy and "'unsafe-eval'" not in policy and "http:" not in policy and "*" not in policy


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_endpoints_of_no_use_are_closed(client, path):
    assert client.get(path).status_code == 404


def test_static_files_go_out_compressed_where_the_browser_takes_it(client, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    file = static_files.cache_folder() / "js" / "a.js.br"
    file.parent.mkdir(parents=True)
    file.write_bytes(brotli.compress(b"let a"))
    answer = client.get("/static/js/a.js", headers={"accept-encoding": "br"})
    assert answer.text == "let a" and answer.headers["content-encoding"] == "br"
    assert "immutable" in answer.headers["cache-control"] and answer.headers["vary"] == "accept-encoding"
    assert client.get("/static/js/a.js", headers={"accept-encoding": "gzip"}).text == "inner"
    assert client.get("/static/../js/a.js.br", headers={"accept-encoding": "br"}).headers.get("content-encoding") != "br"


def test_compression_is_whole_or_not_at_all(tmp_path, monkeypatch):
    source = tmp_path / "static"
    source.mkdir()
    (source / "big.js").write_bytes(b"let x = 1;" * 500)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(static_files, "ROOT", source)
    static_files.compress_all()
    assert brotli.decompress(static_files.compressed("big.js").read_bytes()) == b"let x = 1;" * 500
    assert not list(static_files.cache_folder().rglob("*.part"))


def test_ready_says_what_is_wrong_without_a_path(client, tmp_path, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(tmp_path / "nowhere"))
    answer = client.get("/ready")
    assert answer.status_code == 503 and answer.json()["workspace"] == "unreadable" and str(tmp_path) not in answer.text


def test_ready_names_the_generation(client, city_workspace, monkeypatch):
    monkeypatch.setattr(readiness, "WITHIN", 60.0)  # a test's machine may be busy
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    answer = client.get("/ready").json()
    assert answer["workspace"] == "ok" and answer["generation"].startswith("gen-") and answer["now"] == "2022-11-29T18:00"


def test_settings_keep_the_board_inside():
    options = config_options()
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "none" and options["client.showErrorLinks"] is False
    assert options["global.minCachedMessageSize"] >= 1e12
