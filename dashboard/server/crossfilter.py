"""/crossfilter: what charts that are brushed need. No page is run for it, and once a chart has its tile the browser asks no more."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from dashboard.errors import RefusedInput, SandtableError, StoreError, UsageError
from dashboard.i18n.messages import LANGUAGES, Words
from dashboard.server.refusals import RETRY_AFTER, said

AT_ONCE, MOST_WAITING = 4, 60
"""Requests that are answered side by side, in threads that nothing else waits for, and those that may wait for it."""
UNCHANGING, ASKED_ANEW = "private, max-age=3600", "no-store"
"""Tiles of a cube never change; which cube there is does."""
SAID = 40


class CubeGone(RefusedInput):
    """The store or the moment has gone on since the charts were drawn: they are to be asked for again."""


class Crossfilter:
    """Answers GET /crossfilter.

    of, as_of, lang: JSON, the charts of a subject with what each bin has in all. With cube (its id), brush and active: the tiles of the
    active chart, numbers of four bytes. With cube, brush and sql (the dimension to count by): the same as SQL.
    """

    def __init__(self) -> None:
        self.hands = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="crossfilter")
        self.waiting = 0

    async def answer(self, request: Request) -> Response:
        """400 for what cannot be understood, 409 where the cube is another by now, 503 where there is none or too many ask."""
        if self.waiting >= MOST_WAITING:
            return _refused(StoreError("crossfilter.busy"), 503)
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.hands, answered, request.query_params)
        except CubeGone as gone:
            return _refused(gone, 409)
        except UsageError as wrong:
            return _refused(wrong, 400)
        except SandtableError as failed:
            return _refused(failed, 503)
        finally:
            self.waiting -= 1


def answered(asked: Mapping[str, str]) -> Response:
    """The answer to a query string. Raises UsageError, StoreError, CubeGone."""
    # Imported here, like every part of a page: the server listens before pages are imported (jobs.py).
    from dashboard.crossfilter.cubes import cube_of, wire
    from dashboard.crossfilter.described import described, sql_of
    from dashboard.crossfilter.selection import parsed
    from dashboard.data.page_moment import moment_of
    from dashboard.data.served import workspace

    lang = asked.get("lang", LANGUAGES[0])
    if lang not in LANGUAGES:
        raise UsageError("crossfilter.no_language", value=lang[:SAID])
    served = workspace()
    moment = moment_of(served.now(), served.stopped, asked.get("as_of"))
    if moment.problem:
        raise UsageError("crossfilter.no_moment", value=asked["as_of"][:SAID])
    selection = parsed(asked.get("brush") or asked.get("of", ""))
    cube = cube_of(served, selection.subject, moment.at)
    if "cube" in asked and asked["cube"] != cube.id:
        raise CubeGone("crossfilter.gone")
    if "active" in asked:
        _require(asked["active"], cube.names)
        sent = wire(cube, asked["active"], selection)
        return Response(sent, media_type="application/octet-stream", headers={"cache-control": UNCHANGING})
    areas = _area_names(asked.get("as_of"), lang)
    if "sql" in asked:
        _require(asked["sql"], cube.names)
        return PlainTextResponse(sql_of(cube, selection, asked["sql"], areas, lang), headers={"cache-control": ASKED_ANEW})
    return JSONResponse(described(cube, areas, lang), headers={"cache-control": ASKED_ANEW})


def _area_names(as_of: str | None, lang: str) -> dict[str, str]:
    """Names by area_id, in a language."""
    from dashboard.data.fetch import fetch
    from dashboard.data.page_address import address

    with address({"lang": lang, "as_of": as_of or ""}):
        areas = fetch("areas")
    names = areas["area_name"] if lang == "zh" else areas["area_name_en"].fillna(areas["area_name"])
    return dict(zip(areas["area_id"], names, strict=True))


def _require(name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise UsageError("crossfilter.no_dimension", value=name[:SAID], known=", ".join(known))


def _refused(error: SandtableError, status: int) -> Response:
    """What is wrong and what to do, a line for each language."""
    words = Words(*(" ".join(filter(None, (error.title(lang), error.hint(lang)))) for lang in LANGUAGES))
    headers = {"cache-control": ASKED_ANEW} | ({"retry-after": str(RETRY_AFTER)} if status == 503 else {})
    return PlainTextResponse(said(words), status, headers=headers)
