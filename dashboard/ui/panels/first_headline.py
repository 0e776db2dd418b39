"""The headline of each page at the present, without its script: for the document, which can be read before the interface has started."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.rows.hotline import WEEK
from dashboard.ui.components.known_first import known_first
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.not_received import knows_zones
from dashboard.ui.panels.headline import LARGE, headline_kpis
from dashboard.ui.panels.strips import STRIPS
from dashboard.ui.panels.tickets import ticket_kpis
from dashboard.ui.shell.filters import WEEKS, Filters, area_names
from dashboard.ui.shell.language import t

OF_THE_CITY = frozenset({"", "cases", "hotline", "data"})
"""Pages whose first figures are the city's, whatever district is chosen."""


def picked_by(page: str, district: str) -> Filters | None:
    """The filters of a page's first figures where its address names a district alone ("": none); null for one that is not known."""
    names, today = area_names(), moment().at.date()
    district = "" if page in OF_THE_CITY else district
    if district and district not in names:
        return None
    start = today - timedelta(days=7 * WEEKS - 1)
    return Filters(district or None, names.get(district, t("word.all_areas")), workspace().city, start, today)


def _overview(_: Filters) -> Sequence[Kpi]:
    kpis = headline_kpis(fetch("overview_headline"), fetch("hotline_by_hour"), fetch("supply_points"))
    return known_first(kpis, LARGE)[0]


def _cases(picked: Filters) -> Sequence[Kpi]:
    return STRIPS["cases"](picked) or STRIPS["stocks"](picked)


def _zones(picked: Filters) -> Sequence[Kpi]:
    return STRIPS["zones" if knows_zones() else "closures"](picked)


def _businesses(picked: Filters) -> Sequence[Kpi]:
    return STRIPS["businesses"](picked) if len(fetch("businesses_by_category", areas=picked.areas)) else ()


def _hotline(picked: Filters) -> Sequence[Kpi]:
    hours = fetch("hotline_by_hour", start=moment().at.date() - WEEK)
    any_known = len(hours) or len(fetch("tickets_by_unit")) or len(fetch("indicators_board", topics=["hotline"]))
    return STRIPS["hotline"](picked) if any_known else ()


FIRST: dict[str, Callable[[Filters], Sequence[Kpi]]] = {
    "": _overview, "cases": _cases, "zones": _zones, "businesses": _businesses, "supply": STRIPS["supply"], "hotline": _hotline,
    "tickets": lambda picked: ticket_kpis(None, picked), "community": STRIPS["community"],
}
"""By a page's address ("" is the overview): its first strip, as the page draws it; none where it draws none."""
