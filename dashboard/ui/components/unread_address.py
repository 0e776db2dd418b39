"""What the address asks for that no page can do: said in one line each under the masthead, as each page says of its own parameters."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from dashboard.data.page_address import of_run
from dashboard.i18n.messages import LANGUAGES
from dashboard.plain_text import on_screen
from dashboard.ui.components.chosen_points import CHOSEN
from dashboard.ui.components.map_ways import ALWAYS, LIVE
from dashboard.ui.components.map_zoom import LOOK, is_readable
from dashboard.ui.components.section_list import SECTION
from dashboard.ui.shell.address import SAID_OF_BAD
from dashboard.ui.shell.language import t
from dashboard.ui.shell.links import CARRIED
from dashboard.ui.shell.typeset import note

MAPS = frozenset({"business-points", "supply-points", "cases-places", "zones-points", "explore-points"})
"""The keys of the board's point maps: an address may name one that another page has."""
THEMES = ("light", "dark")
OF_EVERY_PAGE: Mapping[str, Callable[[str], bool]] = {
    "lang": lambda value: value in LANGUAGES,
    "theme": lambda value: value in THEMES,
    ALWAYS: lambda value: value == LIVE,
    LOOK: lambda value: value.partition(":")[0] in MAPS and is_readable(value),
    CHOSEN: lambda value: value.partition(":")[0] in MAPS,
}
"""By parameter that no page checks by itself, whether its value can be used."""
NARROWING = tuple(name for name in (*CARRIED, SECTION) if len(name) > 2)
"""Parameters whose slip of the pen would show the whole, the present or the top, and nobody would know why."""
CLOSE = 0.75


def say_unread() -> None:
    """A line for each value that cannot be used, and for each name that is nearly one of those that narrow a page."""
    for name, value in of_run().items():
        if value and name in OF_EVERY_PAGE and not OF_EVERY_PAGE[name](value):
            note(t("address.bad", name=t(f"address.{name}"), value=value[:SAID_OF_BAD]), "watch")
        elif meant := meant_by(name):
            note(t("address.misspelt", value=on_screen(name[:SAID_OF_BAD]), meant=meant), "watch")


def meant_by(name: str) -> str:
    """The narrowing parameter that a name is a slip of the pen for; "" for one of these itself, and for one that is like none."""
    plain = name.strip().lower().replace("-", "_")
    near = get_close_matches(plain, NARROWING, n=1, cutoff=CLOSE)
    return near[0] if near and name not in NARROWING else ""
