"""The ways that a map of points is used: a picture first or live from the beginning, a tap that opens a point or picks it among several."""

from markupsafe import Markup

from dashboard.ui.components.chosen_points import choosing_link
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.language import t
from dashboard.ui.shell.links import here, link

ALWAYS, LIVE = "maps", "live"
"""The parameter of the address, and its value, by which maps are live from the beginning."""


def map_ways(key: str, can_choose: bool) -> Markup:
    """The links that make maps live from the beginning, or pictures first again, and that begin or end picking points."""
    to = here(**{ALWAYS: None if always_live() else LIVE})
    always = link(to, t("map.still_first" if always_live() else "map.always_live"))
    return Markup('<p class="more maps-live">{} {}</p>').format(always, choosing_link(key) if can_choose else "")


def always_live() -> bool:
    """Whether the reader asked for maps that are live from the beginning."""
    return asked(ALWAYS) == LIVE
