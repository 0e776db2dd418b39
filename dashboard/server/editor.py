"""What the SQL editor loads apart from its page: compressed once, held by the browser for good, asked for by the Explore page alone."""

from functools import cache
from pathlib import Path

import brotli
from starlette.requests import Request
from starlette.responses import Response

from dashboard.server.static import FOREVER, QUALITY


def editor_part(request: Request) -> Response:
    """A part by its file name; 404 for a name that is not of this version. Runs in a thread of its own."""
    # Imported here, like every part of a page: the server listens before pages are imported (jobs.py).
    from dashboard.ui.explore.editor.parts import KINDS, parts

    name = request.path_params["name"]
    content = parts().get(name)
    if content is None:
        return Response(status_code=404)
    headers = {"vary": "accept-encoding", "cache-control": FOREVER}
    if "br" in request.headers.get("accept-encoding", ""):
        content, headers = squeezed(name), headers | {"content-encoding": "br"}
    return Response(content, media_type=KINDS[Path(name).suffix], headers=headers)


@cache
def squeezed(name: str) -> bytes:
    """A part in Brotli."""
    from dashboard.ui.explore.editor.parts import parts

    return bytes(brotli.compress(parts()[name], quality=QUALITY))
