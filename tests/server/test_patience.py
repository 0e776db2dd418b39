"""Connections that keep the server waiting are closed; those that it keeps waiting are not."""

import asyncio
import socket
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.config import HTTP_PROTOCOLS, WS_PROTOCOLS

from dashboard.server import patience
from dashboard.server.patience import FILES, HEAD_WITHIN, MOST_CONNECTIONS, Impatient, ImpatientSocket, close_slow_connections

WITHIN = 0.3
HEAD = b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\n\r\n"


class Soon(Impatient):
    within = WITHIN


async def slow_answer(request):
    await request.body()
    await asyncio.sleep(4 * WITHIN)
    return PlainTextResponse("answered")


@asynccontextmanager
async def serving():
    """The port of a server that waits WITHIN seconds."""
    app = Starlette(routes=[Route("/", slow_answer, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=Soon, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task


async def end_of(port, *parts, pause=WITHIN / 3, most=6.0):
    """All that the server says until it closes the connection, to a client that sends these parts with a pause between them."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await asyncio.sleep(pause)
        return await asyncio.wait_for(reader.read(), most)
    except ConnectionError:
        return b""
    finally:
        writer.close()


def drips(text, n=40):
    return [text[i:i + 1] for i in range(min(n, len(text)))]


@pytest.mark.parametrize("parts", [[], [b"GET / HTTP/1.1\r\n"], drips(HEAD), [HEAD], [HEAD, b"a"]], ids=["silent", "half", "drips", "body", "part"])
def test_slow_connection_is_closed_without_an_answer(parts):
    async def asked():
        async with serving() as port:
            return await end_of(port, *parts)

    assert b"200 OK" not in asyncio.run(asked())


def test_two_hundred_slow_connections_are_closed():
    async def asked():
        async with serving() as port:
            return await asyncio.gather(*(end_of(port, b"GET /") for _ in range(200)))

    assert asyncio.run(asked()) == [b""] * 200


def test_slow_answer_and_a_body_that_goes_on_are_waited_for():
    async def asked():
        async with serving() as port:
            late = end_of(port, HEAD.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n"), b"a", b"b", b"c", pause=WITHIN / 2)
            return await asyncio.gather(late, end_of(port, b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"))

    assert all(b"200 OK" in answer for answer in asyncio.run(asked()))


def test_the_second_request_of_a_connection_is_held_to_the_same():
    first = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"

    async def asked():
        async with serving() as port:
            return await end_of(port, first, *[b""] * 14, b"GET", b" /", pause=WITHIN / 3, most=2.0)

    assert asyncio.run(asked()).count(b"200 OK") == 1


def test_the_boards_server_closes_slow_connections(monkeypatch):
    monkeypatch.setitem(HTTP_PROTOCOLS, "auto", HTTP_PROTOCOLS["auto"])
    for name in ("auto", "websockets", "websockets-sansio"):
        monkeypatch.setitem(WS_PROTOCOLS, name, WS_PROTOCOLS[name])
    close_slow_connections()
    config = uvicorn.Config(slow_answer)
    config.load()
    assert config.ws_protocol_class is ImpatientSocket
    assert config.http_protocol_class is Impatient and Impatient.within == HEAD_WITHIN < 30


BIG = 4 << 20


async def big_answer(request):
    return PlainTextResponse(b"a" * BIG)


@asynccontextmanager
async def big_serving():
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=[Route("/", big_answer)]), port=0, http=Soon, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server, server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task


async def begun(port, bytes_at_once=1 << 16):
    """A connection that has asked for the big answer, with small buffers of its own."""
    line = socket.create_connection(("127.0.0.1", port))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, bytes_at_once)
    line.setblocking(False)
    await asyncio.get_running_loop().sock_sendall(line, b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
    return line


def test_a_client_that_does_not_read_its_answer_is_closed():
    async def asked():
        async with big_serving() as (server, port):
            lines = [await begun(port) for _ in range(20)]
            await asyncio.sleep(WITHIN)
            held = len(server.server_state.connections)
            await asyncio.sleep(3 * WITHIN)
            left = len(server.server_state.connections)
            for line in lines:
                line.close()
            return held, left

    assert asyncio.run(asked()) == (20, 0)


def test_a_client_that_reads_slowly_gets_all_of_its_answer():
    async def asked():
        async with big_serving() as (_, port):
            line, got = await begun(port), 0
            while part := await asyncio.get_running_loop().sock_recv(line, 1 << 18):
                got += len(part)
                await asyncio.sleep(WITHIN / 4)
            line.close()
            return got

    assert asyncio.run(asked()) > BIG


def test_a_websocket_that_does_not_read_is_closed(monkeypatch):
    closed = []

    async def talks(scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        try:
            for _ in range(64):
                await send({"type": "websocket.send", "bytes": b"a" * (1 << 20)})
        finally:
            closed.append(True)

    async def asked():
        options = {"ws": ImpatientSocket, "ws_ping_interval": WITHIN, "ws_ping_timeout": WITHIN, "log_level": "critical", "lifespan": "off"}
        server = uvicorn.Server(uvicorn.Config(talks, port=0, **options))
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        line = socket.create_connection(("127.0.0.1", server.servers[0].sockets[0].getsockname()[1]))
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                     b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        await asyncio.sleep(8 * WITHIN)
        left = len(server.server_state.connections)
        line.close()
        server.should_exit = True
        await task
        return left

    assert asyncio.run(asked()) == 0 and closed == [True]


def test_one_connection_too_many_is_told_so_and_the_others_go_on(monkeypatch):
    monkeypatch.setattr(Soon, "most", 5)
    request = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"

    async def asked():
        async with serving() as port:
            early = [asyncio.create_task(end_of(port, request)) for _ in range(5)]
            await asyncio.sleep(WITHIN / 2)
            late = await end_of(port)
            return late, await asyncio.gather(*early), await end_of(port, request)

    late, early, later = asyncio.run(asked())
    assert b"503" in late and "连接" in late.decode() and "try again later" in late.decode()
    assert all(b"200 OK" in answer for answer in [*early, later])


@pytest.mark.parametrize("soft, hard, wanted", [(256, 100_000, FILES), (256, 1_000, 1_000), (20_000, 20_000, None), (512, 512, None)])
def test_the_board_may_have_as_many_files_open_as_it_has_connections(monkeypatch, soft, hard, wanted):
    set_to = []
    monkeypatch.setattr(patience, "getrlimit", lambda which: (soft, hard))
    monkeypatch.setattr(patience, "setrlimit", lambda which, to: set_to.append(to))
    for name in HTTP_PROTOCOLS:
        monkeypatch.setitem(HTTP_PROTOCOLS, name, HTTP_PROTOCOLS[name])
    for name in WS_PROTOCOLS:
        monkeypatch.setitem(WS_PROTOCOLS, name, WS_PROTOCOLS[name])
    close_slow_connections()
    assert set_to == ([(wanted, hard)] if wanted else []) and FILES > 2 * MOST_CONNECTIONS
