"""/find: what the board has of a name, with the address of each, as JSON, for the palette. It reads, and remembers nothing of who asks."""

import asyncio
import logging
from collections.abc import Mapping
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from dashboard.errors import SandtableError
from dashboard.i18n.messages import LANGUAGES, text
from dashboard.lookup.finding import LONGEST
from dashboard.lookup.names import Board

AT_ONCE = 2
"""Searches at one time; each takes one core for some hundredths of a second. The others wait."""
HEADERS = {"cache-control": "no-store"}

logger = logging.getLogger("sandtable")


class Finding:
    """Answers /find?q=…, with the parameters of the page that asks beside it: language, moment, district and the rest that links keep."""

    def __init__(self) -> None:
        self.at_once = asyncio.Semaphore(AT_ONCE)

    async def find(self, request: Request) -> JSONResponse:
        """{"moment": words, "groups": [{"title", "items": [{"name", "other", "where", "href"}], "more"}], "said", "hints"}.

        Without a text: "hints" says what can be found. 503 with "said" where the store cannot be read.
        """
        asked = {name: value for name, value in request.query_params.items() if value}
        language = asked.get("lang") if asked.get("lang") in LANGUAGES else "zh"
        try:
            async with self.at_once:
                return JSONResponse(await asyncio.to_thread(answered, asked | {"lang": str(language)}), headers=HEADERS)
        except SandtableError as refused:
            said = refused.title(str(language))
        except Exception:
            logger.exception("a search is not answered")
            said = text("find.failed", str(language))
        return JSONResponse({"groups": [], "said": said}, status_code=503, headers=HEADERS)


def answered(asked: Mapping[str, str]) -> dict[str, Any]:
    """The answer to a page whose address has these parameters, with what is sought as `q`."""
    # Imported here, like every part of a page: the server listens before pages are imported (jobs.py).
    from dashboard.data.page_address import address
    from dashboard.data.page_moment import moment
    from dashboard.data.served import workspace
    from dashboard.i18n.forms import fmt_moment
    from dashboard.lookup.finding import find, names_of
    from dashboard.server.found import Told

    carried, sought = {name: value for name, value in asked.items() if name != "q"}, asked.get("q", "").strip()
    with address(carried):
        served, at = workspace(), moment().at
    board, language = the_board(), carried["lang"]
    told = Told(names_of(served, at, board), board, carried, at, served.city)
    answer: dict[str, Any] = {"moment": text("asof.label", language, moment=fmt_moment(at, language, year=True)), "groups": []}
    if not sought:
        return answer | told.hints()
    found = find(served, sought, at, board, carried.get("district", ""))
    return answer | told.found(found, sought[:LONGEST], is_cut=len(sought) > LONGEST)


@cache
def the_board() -> Board:
    """Its pages, and the named queries that Explore can ask."""
    from dashboard.app import NAVIGATION
    from dashboard.ui.explore.question_link import packed
    from dashboard.ui.explore.starters import queries

    asked = {query.name: packed(query.sql) for query in queries() if query.sql}
    return Board({name: path for name, (path, _) in NAVIGATION.items()}, {name: held for name, held in asked.items() if held})
