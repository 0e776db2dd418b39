"""The screens that stand in for a page: nothing here yet, and something went wrong."""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

from dashboard.data.opened import ahead
from dashboard.errors import SandtableError
from dashboard.plain_text import on_page
from dashboard.ui.shell.language import lang, t

logger = logging.getLogger("sandtable")
ICONS = {"error": "error", "empty": "inventory_2"}
"""Names in Material Symbols, which the interface serves itself."""


@contextmanager
def error_boundary(show: Callable[[str, str], None] | None = None) -> Iterator[None]:
    """Turn whatever a page raises into a calm screen: the error's own words, or a reference to the log.

    `show` draws title and hint where the page has a screen of its own for that (the wall).
    """
    try:
        yield
    except SandtableError as known:
        if ahead.get():
            raise  # nobody looks: whoever has the page worked out is told
        logger.warning("page refused: %s", known)
        (show or calm_screen)(known.title(lang()), known.hint(lang()))
    except Exception:
        if ahead.get():
            raise
        unexpected_screen(show)


def unexpected_screen(show: Callable[[str, str], None] | None = None) -> None:
    """The screen for an exception that nobody foresaw; the log holds it under the same reference. Call while handling it."""
    reference = secrets.token_hex(3).upper()
    logger.exception("reference %s", reference)
    (show or calm_screen)(t("error.title"), t("error.hint", reference=reference))


def on_script_error(error: Exception) -> bool:
    """For st.App: what escapes the boundary (fragments, callbacks) ends here, never as a traceback on the screen."""
    reference = secrets.token_hex(3).upper()
    logger.error("reference %s", reference, exc_info=error)
    calm_screen(t("error.title"), t("error.hint", reference=reference))
    return True


def calm_screen(title: str, hint: str = "", kind: str = "error") -> None:
    """One heading and one sentence on what to do, under the icon of what happened: error or empty."""
    role = Markup(' role="alert"') if kind == "error" else ""
    screen = Markup('<div class="calm {}"{}><span class="icon" aria-hidden="true">{}</span><h2>{}</h2><p class="lead">{}</p></div>')
    st.html(screen.format(kind, role, ICONS[kind], on_page(title), on_page(hint)))


def empty_workspace_screen(show: Callable[[str, str], None] | None = None) -> None:
    """What every page but Data shows while nothing has been taken in."""
    if show:
        show(t("empty.workspace_title"), t("empty.workspace_hint"))
    else:
        calm_screen(t("empty.workspace_title"), t("empty.workspace_hint"), "empty")
