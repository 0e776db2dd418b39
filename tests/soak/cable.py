"""The cable between browser and board: a loopback proxy that can be pulled, plugged in again, and made to drop a connection."""

import asyncio
import threading
from contextlib import suppress

CHUNK = 1 << 16


class Cable:
    """Carries every connection to a port of this machine, until it is pulled. Use as a context.

    A pulled cable delivers nothing and closes nothing; what was sent meanwhile arrives once it is plugged in, as TCP sends it again.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = ""
        self._loop = asyncio.new_event_loop()
        self._open: dict[tuple[asyncio.StreamWriter, asyncio.StreamWriter], bytes] = {}

    def __enter__(self) -> "Cable":
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), name="cable", daemon=True)
        self._thread.start()
        started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def pull(self) -> None:
        """From now on nothing comes through."""
        self._loop.call_soon_threadsafe(self._plugged.clear)

    def plug(self) -> None:
        """Everything comes through again."""
        self._loop.call_soon_threadsafe(self._plugged.set)

    def cut(self, asked: bytes) -> int:
        """Close the connections whose first request names `asked`, such as b"/_stcore/stream". Returns how many there were."""
        return asyncio.run_coroutine_threadsafe(self._cut(asked), self._loop).result()

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._plugged = asyncio.Event()
        self._plugged.set()
        server = self._loop.run_until_complete(asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        started.set()
        self._loop.run_forever()
        server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):  # the end of the run
            await self._connect(reader, writer)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._plugged.wait()
        try:
            from_board, to_board = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.close()  # nobody listens: the browser is told so, as by the machine itself
            return
        ends = (writer, to_board)
        self._open[ends] = b""
        ways = [asyncio.create_task(self._pass(reader, to_board, ends)), asyncio.create_task(self._pass(from_board, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._open.pop(ends, None)
            for way in ways:
                way.cancel()
            for end in ends:
                end.close()

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, ends: tuple | None = None) -> None:
        with suppress(OSError):
            while data := await source.read(CHUNK):
                if ends and not self._open.get(ends):
                    self._open[ends] = data.split(b"\r\n", 1)[0]
                await self._plugged.wait()
                target.write(data)
                await target.drain()
            await self._plugged.wait()

    async def _cut(self, asked: bytes) -> int:
        meant = [ends for ends, first in self._open.items() if asked in first]
        for ends in meant:
            for end in ends:
                end.transport.abort()
        return len(meant)
