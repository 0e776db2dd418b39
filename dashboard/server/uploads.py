"""Files from browsers: how large, how many megabytes in all, in what time; what a client that went away has left is cleaned up.

A file from a browser lies in the server's memory until its page is closed: whoever sends it decides how much of that there is, unless
the server does.
"""

import asyncio
import gc
import logging
import time
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from dashboard.server.limits import MB, Limits
from dashboard.server.malloc import give_back
from dashboard.server.refusals import Refused, refuse

PATH = "/_stcore/upload_file/"
TOO_SLOW, TOO_LARGE, FULL = 408, 413, 503
FRAMING = 1 << 20
"""Bytes that a request may have beside its file."""
LOOKED_EVERY, GONE_FOR = 5.0, 30.0
"""Seconds between two looks for what was left behind, and without its page until files are."""
KEPT_BYTES = 16 * MB
"""Files of a page that lost its server stay with it while they are smaller, for as long as the page itself is kept."""

logger = logging.getLogger("sandtable")


class Uploads:
    """Lets a file in within the limits; counts those under way by what was announced, or by what has come where that is more."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits
        self.coming = 0
        """Bytes of files under way."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(PATH):
            await self.app(scope, receive, send)
            return
        is_begun = False

        async def answer(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self.taken(scope, receive, answer)
        except ClientDisconnect:
            logger.info("upload broken off by the client")
        except Refused as refused:
            logger.warning("upload refused: %s", refused.words.en)
            if not is_begun:
                await refuse(refused, scope, receive, send)

    async def taken(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, its bytes counted. Raises: Refused."""
        announced = Headers(scope=scope).get("content-length", "")
        reserved = came = 0

        def reserve(size: int) -> None:
            nonlocal reserved
            if size > self.limits.upload_mb * MB + FRAMING:
                raise Refused(TOO_LARGE, "door.large_file", n=self.limits.upload_mb)
            if size > reserved and held() + self.coming + size - reserved > self.limits.uploads_mb * MB:
                raise Refused(FULL, "door.many_files", n=self.limits.uploads_mb)
            self.coming += max(0, size - reserved)
            reserved = max(reserved, size)

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            reserve(came)
            return message

        try:
            reserve(int(announced) if announced.isdigit() else 0)
            async with asyncio.timeout(self.limits.upload_seconds):
                await self.app(scope, counted, send)
        except TimeoutError as late:
            raise Refused(TOO_SLOW, "door.slow_file", n=self.limits.upload_seconds // 60) from late
        finally:
            self.coming -= reserved


def held() -> int:
    """Bytes of the files that lie in memory; 0 before the framework has begun."""
    if not runtime.exists():
        return 0
    return sum(len(file.data) for files in list(_files(runtime.get_instance()).file_storage.values()) for file in list(files.values()))


async def clean_up() -> None:
    """Look for what was left behind, until cancelled."""
    abandoned = Abandoned()
    while True:
        await asyncio.sleep(LOOKED_EVERY)
        with suppress(Exception):  # a look that fails costs nothing but itself; the next one comes
            if runtime.exists() and abandoned.look(runtime.get_instance(), time.monotonic()):
                await asyncio.to_thread(_give_back)


class Abandoned:
    """Files whose page is gone, and since when."""

    def __init__(self) -> None:
        self.gone: dict[str, float] = {}

    def look(self, server: Runtime, now: float) -> int:
        """Forget large files of pages gone for GONE_FOR seconds, and all of those that are over. Returns how many pages.

        A page whose files are forgotten is forgotten whole, since what it remembers holds them too; its browser begins anew.
        """
        files, pages = _files(server), _pages(server)
        kept = pages._session_storage
        with suppress(AttributeError):
            kept._cache.expire()  # type: ignore[attr-defined]  # else a page that is over its time stays until another one goes
        without = {page for page in list(files.file_storage) if not server.is_active_session(page)}
        self.gone = {page: self.gone.get(page, now) for page in without}
        forgotten = 0
        for page, since in self.gone.items():
            large = sum(len(file.data) for file in files.file_storage[page].values()) > KEPT_BYTES
            if kept.get(page) is None or (large and now - since >= GONE_FOR):
                pages.close_session(page)
                files.remove_session_files(page)
                forgotten += 1
        return forgotten


def _files(server: Runtime) -> MemoryUploadedFileManager:
    found = server.uploaded_file_mgr
    assert isinstance(found, MemoryUploadedFileManager)
    return found


def _pages(server: Runtime) -> WebsocketSessionManager:
    found = server._session_mgr
    assert isinstance(found, WebsocketSessionManager)
    return found


def _give_back() -> None:
    gc.collect()  # what a page remembers holds itself
    give_back()
