"""Files from browsers: size, sum and time are the server's, and what a client that went away has left is cleaned up."""

import asyncio
import http.client
from types import SimpleNamespace

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from dashboard.server import uploads
from dashboard.server.limits import MB, Limits
from dashboard.server.uploads import FRAMING, GONE_FOR, KEPT_BYTES, Abandoned, Uploads
from tests.pictures import served

PART = 1 << 18


async def keep(scope, receive, send):
    """An application that reads the whole file, as the framework does."""
    await PlainTextResponse(str(len(await Request(scope, receive).body())))(scope, receive, send)


def scope(size=None, path="/_stcore/upload_file/page/file", method="PUT"):
    headers = [] if size is None else [(b"content-length", str(size).encode())]
    return {"type": "http", "method": method, "path": path, "headers": headers, "extensions": {}}


async def put(middleware, size, announced=None, pause=0.0, leaves_after=None, path="/_stcore/upload_file/page/file"):
    """The status and words of the answer to a file that comes in parts."""
    left, sent, given = size, [], 0

    async def receive():
        nonlocal left, given
        await asyncio.sleep(pause)
        if leaves_after is not None and given >= leaves_after:
            return {"type": "http.disconnect"}
        part = min(PART, left)
        left, given = left - part, given + part
        return {"type": "http.request", "body": b"a" * part, "more_body": left > 0}

    async def send(message):
        sent.append(message)

    await middleware(scope(announced, path), receive, send)
    return (sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:]).decode(), given) if sent else (None, "", given)


@pytest.fixture
def in_memory(monkeypatch):
    """Bytes that lie in memory already; a list, so that a test can change it."""
    already = [0]
    monkeypatch.setattr(uploads, "held", lambda: already[0])
    return already


def test_announced_size_is_refused_before_a_byte_is_read(in_memory):
    status, words, given = asyncio.run(put(Uploads(keep, Limits(upload_mb=1)), 3 * MB, announced=3 * MB))
    assert (status, given) == (413, 0)
    chinese, english = words.splitlines()
    assert "1 MB" in chinese and "sandtable import" in chinese and "larger than 1 MB" in english


@pytest.mark.parametrize("announced", [None, 10], ids=["nothing said", "less said"])
def test_size_that_was_not_announced_is_refused_where_it_is_reached(in_memory, announced):
    status, words, given = asyncio.run(put(Uploads(keep, Limits(upload_mb=1)), 9 * MB, announced))
    assert status == 413 and MB + FRAMING < given <= MB + FRAMING + PART and "1 MB" in words


def test_file_of_the_largest_size_is_taken(in_memory):
    middleware = Uploads(keep, Limits(upload_mb=1))
    assert asyncio.run(put(middleware, MB, announced=MB))[:2] == (200, str(MB))
    assert middleware.coming == 0


def test_files_under_way_and_in_memory_are_bounded_together(in_memory):
    async def asked():
        middleware = Uploads(keep, Limits(upload_mb=2, uploads_mb=4))
        both = asyncio.gather(*(put(middleware, 2 * MB, announced=2 * MB, pause=0.01) for _ in range(2)))
        await asyncio.sleep(0.005)
        third = await put(middleware, MB, announced=MB)
        fourth = await put(middleware, MB)
        taken = await both
        in_memory[0] = 4 * MB
        full = await put(middleware, 1, announced=1)
        in_memory[0] = 0
        return taken, third, fourth, full, await put(middleware, MB), middleware.coming

    taken, third, fourth, full, later, coming = asyncio.run(asked())
    assert [status for status, _, _ in taken] == [200, 200]
    assert third[0] == fourth[0] == full[0] == 503 and "4 MB" in third[1] and third[2] == 0
    assert later[0] == 200 and coming == 0


def test_a_file_that_does_not_arrive_in_time_is_refused(in_memory):
    middleware = Uploads(keep, Limits()._replace(upload_seconds=0.2))
    status, words, given = asyncio.run(put(middleware, 60 * PART, pause=0.02))
    assert status == 408 and "网络" in words and given < 60 * PART and middleware.coming == 0


def test_client_that_goes_away_leaves_nothing_behind_and_no_error(in_memory):
    middleware = Uploads(keep, Limits())
    assert asyncio.run(put(middleware, 8 * PART, announced=8 * PART, leaves_after=2 * PART))[0] is None
    assert middleware.coming == 0


def test_other_requests_are_not_counted(in_memory):
    assert asyncio.run(put(Uploads(keep, Limits(upload_mb=1)), 3 * MB, path="/elsewhere"))[0] == 200


class Server:
    """The framework's own memory of pages and files, with pages that only have a name."""

    def __init__(self):
        self.uploaded_file_mgr = MemoryUploadedFileManager("/upload")
        self._session_mgr = WebsocketSessionManager(MemorySessionStorage(ttl_seconds=1000), self.uploaded_file_mgr, SimpleNamespace(clear=lambda: None), None)
        self.connected, self.shut = set(), []

    def is_active_session(self, page):
        return page in self.connected

    def has(self, page, size):
        self.uploaded_file_mgr.add_file(page, UploadedFileRec(f"file-{size}", "a.csv", "text/csv", b"a" * size))

    def keeps(self, page):
        session = SimpleNamespace(id=page, shutdown=lambda: self.shut.append(page))
        self._session_mgr._session_storage.save(SessionInfo(None, session, 0))

    def files(self):
        return {page for page, files in self.uploaded_file_mgr.file_storage.items() if files}


def test_large_files_of_a_page_that_is_gone_are_forgotten_within_a_minute():
    server, abandoned = Server(), Abandoned()
    server.has("large", KEPT_BYTES + 1), server.keeps("large")
    server.has("small", 10), server.keeps("small")
    server.has("open", KEPT_BYTES + 1), server.connected.add("open")
    assert abandoned.look(server, 100.0) == 0 and server.files() == {"large", "small", "open"}
    assert abandoned.look(server, 100.0 + GONE_FOR - 1) == 0
    assert abandoned.look(server, 100.0 + GONE_FOR) == 1 and GONE_FOR < 60
    assert server.files() == {"small", "open"} and server.shut == ["large"]


def test_files_of_a_page_that_is_over_are_forgotten_at_once():
    server = Server()
    server.has("over", 10)
    assert Abandoned().look(server, 0.0) == 1 and server.files() == set()


def test_page_that_comes_back_has_its_time_anew():
    server, abandoned = Server(), Abandoned()
    server.has("page", KEPT_BYTES + 1), server.keeps("page")
    abandoned.look(server, 0.0)
    server.connected.add("page")
    abandoned.look(server, GONE_FOR - 1)
    server.connected.clear()
    assert abandoned.look(server, GONE_FOR + 1) == 0 and abandoned.look(server, 2 * GONE_FOR + 1) == 1


def test_a_board_that_runs_refuses_what_is_too_large(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_UPLOAD_MB", "1")
    with served(city_workspace.root) as address:
        line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
        line.putrequest("PUT", "/_stcore/upload_file/page/file")
        line.putheader("content-length", str(5 * MB))
        line.endheaders()
        answer = line.getresponse()
        assert answer.status == 413 and "larger than 1 MB" in answer.read().decode() and answer.getheader("content-security-policy")
