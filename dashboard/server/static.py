"""Streamlit's scripts and styles, compressed once, then served from a folder: a first page of 12 MB becomes 3 MB on the wire."""

import os
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import brotli
import streamlit
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

ROOT = Path(streamlit.__file__).parent / "static" / "static"
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
SMALLEST = 1_000
"""Bytes; below that compression saves less than a packet."""
QUALITY = 9
"""Brotli: within 4 % of the best at a tenth of the time; the whole set takes seconds once."""
FOREVER = "public, max-age=31536000, immutable"
"""For the browser's cache: the name of a static file is a hash of its content."""

SQUEEZED = 128
"""Contents whose compressed form is held, about 10 kB each."""


def for_good(request: Request, content: bytes, kind: str, compresses: bool = True) -> Response:
    """A content whose address holds its digest: kept by the browser, in Brotli where both can. `kind`: media type."""
    headers = {"vary": "accept-encoding", "cache-control": FOREVER}
    if compresses and "br" in request.headers.get("accept-encoding", ""):
        content, headers = _squeezed(content), headers | {"content-encoding": "br"}
    return Response(content, media_type=kind, headers=headers)


@lru_cache(SQUEEZED)
def _squeezed(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=QUALITY))


class CompressedStatic:
    """Answers /static/… with the Brotli file where the browser takes it and it is there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.answer(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    @staticmethod
    def answer(scope: Scope) -> Response | None:
        """The compressed file, or null where Streamlit serves its own."""
        path = scope["path"]
        kind = KINDS.get(Path(path).suffix)
        takes = "br" in Headers(scope=scope).get("accept-encoding", "")
        if not (path.startswith("/static/") and kind and takes) or ".." in path:
            return None
        file = compressed(path.removeprefix("/static/"))
        if file is None:
            return None
        headers = {"content-encoding": "br", "vary": "accept-encoding", "cache-control": FOREVER}
        return FileResponse(file, media_type=kind, headers=headers)


def cache_folder() -> Path:
    """Where the compressed files lie; a folder of its own for each version, since file names are hashes of content."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "sandtable" / f"static-{version('streamlit')}"


def compressed(name: str) -> Path | None:
    """The Brotli file of a static file ("js/index.abc.js"); null while there is none."""
    file = cache_folder() / f"{name}.br"
    return file if file.is_file() else None


def compress_all() -> None:
    """Compress what is not compressed yet, the largest first. A folder that cannot be written is not an error: files go out as they are."""
    sources = [file for file in ROOT.rglob("*") if file.suffix in KINDS and file.stat().st_size >= SMALLEST]
    for source in sorted(sources, key=lambda file: -file.stat().st_size):
        name = source.relative_to(ROOT).as_posix()
        if compressed(name) is None:
            try:
                _write(cache_folder() / f"{name}.br", brotli.compress(source.read_bytes(), quality=QUALITY))
            except OSError:
                return


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)  # whole or not at all: another board may be serving from this folder
