"""The headline figures inside the document itself: they can be read before the scripts of the interface have arrived."""

import logging
from dataclasses import replace

from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_address import address
from dashboard.data.page_moment import Moment, moment
from dashboard.data.served import generation, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_moment
from dashboard.memo import BoundedCache
from dashboard.ui.components.first_picture import first_picture
from dashboard.ui.components.kpi import strip_html
from dashboard.ui.desk.data_strip import data_figures
from dashboard.ui.panels.first_headline import FIRST, OF_THE_CITY, picked_by
from dashboard.ui.shell import sent_once, style
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.masthead import other_clock_banner
from dashboard.ui.shell.staleness import remember

logger = logging.getLogger("sandtable")
MOST_BYTES = 1 << 20
HEADLINES = FIRST | {"data": lambda _: data_figures()}
"""By page its figures, from what its address picks."""
COVER = Markup(
    '<style>{rules}</style><div id="first-figures" role="status"><div class="first-masthead">'
    '<div class="brand"><span class="city">{city} <i>{board}</i></span></div>'
    '<div class="status"><span class="asof">{moment}</span></div></div>{banner}{question}'
    '{strip}{picture}<p class="prov">{opening}</p></div>{removed}'
)
QUESTION = Markup('<p class="first-question">{} <i>{}</i></p>')
PLACE = Markup("<!--first picture-->")
"""Where the first chart goes, which is there only once a page has drawn it."""
REMOVED = Markup("""<script>{
    const first = document.getElementById("first-figures")
    const watch = new MutationObserver(() => {
        if (!document.querySelector("#root .kpis, #root .calm, #root [data-testid='stException'], " +
            "#root [data-test-script-state='notRunning'] .st-key-masthead")) return
        watch.disconnect()
        first.remove()
    })
    addEventListener("DOMContentLoaded", () => watch.observe(document.getElementById("root"), {
        childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] }))
}</script>""")
"""The live page takes over as soon as it has drawn its own figures, says why it has none, or has ended without any."""


def first_figures(page: str, language: str, district: str = "", cached_only: bool = False) -> str | None:
    """The headline of a page at the workspace's now, as HTML that covers the page until the live one has drawn its own.

    `page`: its address, "" for the overview; `district`: of its address. The same rows, figures and words as the live page, with its
    moment; counts of the city or a district alone, no row of any person. Empty where the page has none, the district is not known,
    the store is empty or cannot be read: then the live page says so. `cached_only`: null where they would have to be asked for.
    """
    with address({"lang": language, "district": district}):
        try:
            at, published = moment(), generation()
            if published is None or page not in HEADLINES:
                return ""
            key = (str(workspace().root), published, at.at, language, page, district)
            html = _strips.peek(key) if cached_only else _strips.get(key, lambda: _cover(at, page, district))
            if not html:
                return html
            is_of_its_figures = not (district and page in OF_THE_CITY)  # the figures are the city's, the chart is the district's
            html = html.replace(PLACE, first_picture(page, district) if is_of_its_figures else "", 1)
            # A minute or a generation that began meanwhile may be in some of the figures: then none are shown.
            return html if (moment().at, generation()) == (at.at, published) else ""
        except SandtableError as unreadable:
            logger.warning("no first figures: %s", unreadable)
            return ""


def _cover(at: Moment, page: str, district: str) -> Markup:
    picked = picked_by(page, district)
    kpis = HEADLINES[page](picked) if picked else ()
    if not kpis or not picked:
        return Markup()
    remember(fetch("feeds_freshness"), fetch("synthetic_tables"), moment().at)
    shared = "" if sent_once.is_served() else style.rules("board.css")
    rules = shared + asset(__file__, "first_figures.css")
    return COVER.format(
        rules=Markup(rules), city=workspace().city_name(lang()), board=t("app.name"), question=_question(page, picked),
        moment=t("asof.label", moment=fmt_moment(at.at, lang(), year=True)), banner=other_clock_banner(at),
        strip=strip_html([replace(kpi, link=None) for kpi in kpis]), opening=t("screen.opening"), removed=REMOVED,
        picture=PLACE,
    )


def _question(page: str, picked: Filters) -> Markup:
    """What the page answers, and the city or district that its figures are of."""
    return QUESTION.format(t(f"question.{page or 'overview'}"), picked.district_name)


_strips: BoundedCache[str] = BoundedCache(MOST_BYTES, len)
