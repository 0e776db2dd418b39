"""The headline figures inside the document itself: they can be read before the scripts of the interface have arrived."""

import logging
from dataclasses import replace
from html import escape
from pathlib import Path

from dashboard.data.fetch import fetch
from dashboard.data.page_address import address
from dashboard.data.page_moment import Moment, moment
from dashboard.data.served import generation, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_moment
from dashboard.memo import BoundedCache
from dashboard.ui.components.kpi import strip_html
from dashboard.ui.panels.headline import LARGE, headline_kpis
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.style import read

logger = logging.getLogger("sandtable")
HERE = Path(__file__).parent
MOST_BYTES = 1 << 20
REMOVED = """<script>{
    const first = document.getElementById("first-figures")
    const watch = new MutationObserver(() => {
        if (!document.querySelector("#root .kpis, #root .calm, #root [data-testid='stException']")) return
        watch.disconnect()
        first.remove()
    })
    addEventListener("DOMContentLoaded", () => watch.observe(document.getElementById("root"), { childList: true, subtree: true }))
}</script>"""
"""The live page takes over as soon as it has drawn its own figures, or says why it has none."""


def first_figures(language: str, at_once: bool = False) -> str | None:
    """The headline strip of the overview at the workspace's now, as HTML that covers the page until the live one has drawn its own.

    The same rows, figures and words as the live page, with its moment; counts of the city alone, no row of any person. Empty
    where the store is empty or cannot be read: then the live page says so. `at_once`: null where they would have to be asked for.
    """
    with address({"lang": language}):
        try:
            at, published = moment(), generation()
            if published is None:
                return ""
            key = (str(workspace().root), published, at.at, language)
            if at_once:
                return _strips.peek(key)
            html = _strips.get(key, lambda: _drawn(at))
            # A minute or a generation that began meanwhile may be in some of the figures: then none are shown.
            return html if (moment().at, generation()) == (at.at, published) else ""
        except SandtableError as unreadable:
            logger.warning("no first figures: %s", unreadable)
            return ""


def _drawn(at: Moment) -> str:
    kpis = headline_kpis(fetch("overview_headline"), fetch("hotline_by_hour"), fetch("supply_points"))
    strip = strip_html([replace(kpis[name], link=None) for name in LARGE])
    name, said = escape(workspace().city_name(lang())), escape(t("asof.label", moment=fmt_moment(at.at, lang(), year=True)))
    rules = read("board.css") + (HERE / "first_figures.css").read_text(encoding="utf-8")
    return (
        f'<style>{rules}</style><div id="first-figures" role="status"><div class="first-masthead">'
        f'<div class="brand"><span class="city">{name} <i>{escape(t("app.name"))}</i></span></div>'
        f'<div class="status"><span class="asof">{said}</span></div></div>{_not_today(at)}'
        f'{strip}<p class="prov">{escape(t("screen.opening"))}</p></div>{REMOVED}'
    )


def _not_today(at: Moment) -> str:
    """The loud line about a clock that is not the machine's; empty where it is."""
    if not (at.stopped or workspace().shift):
        return ""
    words = t("asof.stopped" if at.stopped else "asof.shifted", moment=fmt_moment(at.now, lang(), year=True))
    if workspace().config.get("demo", {}).get("synthetic"):
        words += " " * (lang() == "en") + t("asof.synthetic")
    return f'<div class="banner demo"><span class="sim">◇</span> {escape(words)}</div>'


_strips: BoundedCache[str] = BoundedCache(MOST_BYTES, len)
