"""/ground/NAME: map packs, compressed once, held by the browser for good since their name is a digest of their content."""

from functools import lru_cache

import brotli
from starlette.requests import Request
from starlette.responses import Response

from dashboard.errors import SandtableError
from dashboard.server.static import FOREVER, QUALITY

KEPT = 16


def ground_file(request: Request) -> Response:
    """A pack by its name; 404 for one that the workspace does not have now. Runs in a thread of its own."""
    # Imported here, like every part of a page: the server listens before pages are imported (jobs.py).
    from dashboard.data.ground import pack_called

    try:
        pack = pack_called(request.path_params["name"])
    except SandtableError:
        pack = None
    if pack is None:
        return Response(status_code=404)
    headers = {"vary": "accept-encoding", "cache-control": FOREVER}
    content = pack.sent
    if "br" in request.headers.get("accept-encoding", ""):
        content, headers = squeezed(pack.name, pack.sent), headers | {"content-encoding": "br"}
    return Response(content, media_type="application/json", headers=headers)


@lru_cache(maxsize=KEPT)
def squeezed(name: str, content: bytes) -> bytes:
    """A pack in Brotli."""
    return bytes(brotli.compress(content, quality=QUALITY))
