"""The legend of a chart as text with swatches."""

from markupsafe import Markup

from dashboard.figures.legend import Entry
from dashboard.plain_text import NAME_EMS, on_page


def legend_words(entries: list[Entry]) -> Markup:
    """A line of HTML that names what is drawn; "" where nothing needs a name."""
    return Markup('<p class="chart-legend">{}</p>').format(Markup().join(map(_key, entries))) if entries else Markup()


def _key(entry: Entry) -> Markup:
    if entry.kind in ("box", "hatched", "line"):
        swatch = Markup('<i class="{}" style="--fill:{};border-color:{}"></i>').format(entry.kind, entry.colour, entry.edge)
    else:
        swatch = Markup('<i style="color:{}">{}</i>').format(entry.colour, entry.kind)
    return Markup("<span>{}{}</span>").format(swatch, on_page(entry.name, NAME_EMS))
