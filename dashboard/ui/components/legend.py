"""The legend of a chart as text with swatches."""

from html import escape

from dashboard.figures.legend import Entry


def legend_words(entries: list[Entry]) -> str:
    """A line of HTML that names what is drawn; "" where nothing needs a name."""
    return f'<p class="chart-legend">{"".join(map(_key, entries))}</p>' if entries else ""


def _key(entry: Entry) -> str:
    if entry.kind in ("box", "hatched", "line"):
        swatch = f'<i class="{entry.kind}" style="--fill:{entry.colour};border-color:{entry.edge}"></i>'
    else:
        swatch = f'<i style="color:{entry.colour}">{entry.kind}</i>'
    return f"<span>{swatch}{escape(entry.name)}</span>"
