"""Answers for what is sent once: styles, scripts, outlines under names that hold their digest; compressed, kept by the browser for good."""

from functools import lru_cache
from pathlib import Path, PurePosixPath

import brotli
from starlette.requests import Request
from starlette.responses import Response

from dashboard.server.static import FOREVER, QUALITY
from dashboard.ui import components
from dashboard.ui.shell import sent_once, style
from dashboard.ui.shell.assets import asset

PARTS = ("ledger.css", "tracks.css")
"""Style sheets of parts of pages, beside the shell's own."""
COMPRESSED = 64
"""Files whose compressed form is held."""


def every_sheet() -> str:
    """The one style sheet of every page but the wall: the variables, the shell's rules, then those of parts of pages."""
    return "\n".join((style.root(), style.rules(*style.SHEETS), asset(str(Path(str(components.__file__))), *PARTS)))


def fixed(request: Request) -> Response:
    """A file by its name with digest; 404 for one that no page has named since the server began. Runs in a thread of its own."""
    name = request.path_params["name"]
    content = sent_once.file(name)
    if content is None:
        return Response(status_code=404, headers={"cache-control": "no-store"})
    headers = {"vary": "accept-encoding", "cache-control": FOREVER}
    if "br" in request.headers.get("accept-encoding", ""):
        content, headers = squeezed(content), headers | {"content-encoding": "br"}
    return Response(content, media_type=sent_once.KINDS[PurePosixPath(name).suffix], headers=headers)


@lru_cache(COMPRESSED)
def squeezed(content: bytes) -> bytes:
    """A file in Brotli."""
    return bytes(brotli.compress(content, quality=QUALITY))
