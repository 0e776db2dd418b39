"""What runs beside pages: the warm-up, open pages' questions asked ahead, their districts worked out ahead, and compression."""

import gc
import logging
import threading
from contextlib import suppress
from datetime import datetime
from itertools import product

from dashboard.data.first_questions import HOT
from dashboard.errors import SandtableError
from dashboard.i18n.messages import LANGUAGES
from dashboard.server.static import compress_all

FIRST_PAGES = ("zones", "cases", "supply", "hotline", "businesses", "community", "tickets", "data")
"""Whose headline is asked for once the board is warm, beside the overview's: a leader opens zones first."""
warmed = threading.Event()
"""Set once the heap is frozen: until then no answer waits for an import."""

logger = logging.getLogger("sandtable")


def start() -> threading.Event:
    """Begin, beside the server, which listens at once. Set what it returns when the server ends."""
    ending = threading.Event()
    threading.Thread(target=warm_up, args=(ending,), name="warm-up", daemon=True).start()
    return ending


def warm_up(ending: threading.Event) -> None:
    """Import what pages need, ask the hot queries once, then freeze the heap: 4 times less CPU a rerun (measured)."""
    _import_pages()
    with suppress(SandtableError):
        _ask_hot_queries()
    _make_first_figures("")
    _drop_rules_of_charts()
    gc.collect()
    gc.freeze()
    warmed.set()
    _warm_sandbox()
    _make_first_figures(*FIRST_PAGES)
    _ask_ahead(ending)
    compress_all()
    _work_out_ahead(ending)


def _import_pages() -> None:
    """Imported while the first browser loads the document and its scripts, not before: that halves the wait."""
    import dashboard.app
    import dashboard.figures.epidemic
    import dashboard.ui.components.district_map
    import dashboard.ui.components.point_map  # noqa: F401


def _drop_rules_of_charts() -> None:
    """Give back 9 MB that the chart library read while it was imported; the first chart that is touched reads them again, in 50 ms."""
    from plotly.validator_cache import ValidatorCache

    ValidatorCache._json_cache = None


def _ask_hot_queries() -> None:
    from dashboard.data.fetch import fetch
    from dashboard.data.page_address import address

    with address({"lang": "zh"}):
        for name in HOT:
            fetch(name)


def _warm_sandbox() -> None:
    """Have children stand ready, so that the first question of an analyst, or of the page behind a number, does not wait for one."""
    from dashboard.data.served import workspace
    from dashboard.sandbox.ask import get_ready

    try:
        get_ready(workspace())
    except Exception:  # the first question then waits a second, or says what is wrong
        logger.warning("no child of the sandbox stands ready", exc_info=True)


def _make_first_figures(*pages: str) -> None:
    from dashboard.server.first_figures import first_figures

    for page, language in product(pages, LANGUAGES):
        try:
            first_figures(page, language)
        except Exception:  # whatever is wrong with them, the page itself comes, and says it in words
            logger.warning("the document goes out without figures", exc_info=True)


def _work_out_ahead(ending: threading.Event) -> None:
    """Start the thread that works out, while nobody's page runs, each district of the pages that are open."""
    from dashboard.server import asked_ahead

    threading.Thread(target=asked_ahead.follow, args=(_present, ending), name="districts", daemon=True).start()


def _ask_ahead(ending: threading.Event) -> None:
    """Start the thread that asks again, ahead of open pages, what they ask of the present."""
    from dashboard.data import prefetch

    threading.Thread(target=prefetch.follow, args=(_present, ending), name="ahead", daemon=True).start()


def _present() -> tuple[str | None, datetime]:
    """What the answers to open pages depend on: the generation of the store, and the minute."""
    from dashboard.data.page_address import address
    from dashboard.data.page_moment import moment
    from dashboard.data.served import generation

    with address({}):
        return generation(), moment().now
