"""/ground/NAME: map packs and views of them, compressed once, held by the browser for good: their name is a digest of their content."""

from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard.server.static import for_good

KEPT = 64
"""Views that are held, about 10 kB each."""


def ground_file(request: Request) -> Response:
    """A pack or a view by its name; 404 for one that the workspace does not have now. Runs in a thread of its own."""
    # Imported here, like every part of a page: the server listens before pages are imported (jobs.py).
    from dashboard.data.ground import pack_called, sight_called

    name = request.path_params["name"]
    pack, sight = pack_called(name), sight_called(name)
    if pack is None and sight is None:
        return Response(status_code=404)
    content, kind = (pack.sent, "application/json") if pack else (view_of(sight), "image/svg+xml")
    return for_good(request, content, kind)


@lru_cache(maxsize=KEPT)
def view_of(sight: Any) -> bytes:
    """The picture of a view (`data.ground.Sight`)."""
    from dashboard.data.ground import packs
    from dashboard.figures.svg.ground_view import ground_view
    from dashboard.figures.svg.map_ground import Frame
    from dashboard.tokens import GROUNDS

    frame = Frame({"zoom": sight.zoom, "longitude": sight.lon, "latitude": sight.lat}, sight.high)
    return ground_view([pack.content for pack in packs()], frame, GROUNDS[sight.theme]).encode()
