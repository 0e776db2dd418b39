"""The scripts that a page's document names, so that they load while the interface starts."""

import re
from functools import cache

from markupsafe import Markup

from dashboard.server.static import ROOT
from dashboard.ui.shell import sent_once

FRAME = ("Html", "PageLink", "BidiComponent", "Button")
CONTENT = {
    "": ("Selectbox", "DateInput"), "cases": ("Selectbox", "DateInput", "ButtonGroup"),
    "zones": ("Selectbox", "DateInput"), "businesses": ("Selectbox", "DateInput"), "supply": ("Selectbox",),
    "hotline": ("Selectbox", "DateInput"), "tickets": ("Selectbox",), "community": ("Selectbox",),
    "explore": ("Selectbox", "ButtonGroup", "DataFrame"),
    "behind": ("Selectbox", "DataFrame"), "data": (), "wall": (),
}
"""Parts of the interface that every page draws, and those of each address' first screen, in the order in which they are needed. The chart
library and the map's are none of them: they are loaded when somebody touches a chart or a map; the table's comes with the first table."""
MAPPED = frozenset({"", "cases", "zones"})
"""Pages whose first screen has a map of districts."""
SCRIPT = re.compile(r'\./static/js/([\w.\-]+\.js)"')
IMPORT = re.compile(r'(?:\bfrom|\bimport)\s*"\./([\w.\-]+\.js)"')
"""A script that another cannot run without; `import("…")`, which asks for one when it is needed, has another form."""
LINK = Markup('<link rel="modulepreload" crossorigin fetchpriority="low" href="{}">')
OWN = ("pulse", "find", "filter_sheet")
"""The board's own scripts that every page needs, by their names in `sent_once`."""


def preloads(address: str) -> Markup:
    """The scripts of a page's parts, for its document: with low priority, since the interface itself must start first."""
    parts = CONTENT.get(address)
    if parts is None or address == "wall":
        return Markup()
    own = (sent_once.known_address(f"{name}.js") for name in (*OWN, *(("district_map",) if address in MAPPED else ())))
    return Markup().join(LINK.format(name) for name in (*(f"./static/js/{name}" for name in scripts_of(FRAME + parts)), *filter(None, own)))


@cache
def scripts_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The scripts of these parts of the interface ("PlotlyChart") with all that they import, none that the document names itself.

    The document names them, so that they load and are compiled while the interface starts: else one asks for the next, and the
    largest begins last. A part that this version of the interface does not have is left out.
    """
    named = set(SCRIPT.findall((ROOT.parent / "index.html").read_text(encoding="utf-8")))
    found: dict[str, None] = {}
    waiting = [file.name for part in parts for file in sorted((ROOT / "js").glob(f"{part}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in named or name in found:
            continue
        found[name] = None
        waiting += IMPORT.findall((ROOT / "js" / name).read_text(encoding="utf-8"))
    return tuple(found)
