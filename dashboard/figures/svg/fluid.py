"""A figure as a still picture on a page: as wide as the room it gets, with letters that keep their size and marks that say their values."""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.figures.figure import Figure
from dashboard.figures.svg.ends import ends
from dashboard.figures.svg.plotted import Plotted
from dashboard.figures.svg.stops import HERE, drawn_stops, stops_of
from dashboard.figures.svg.traces import HATCH_ID
from dashboard.plain_text import on_screen
from dashboard.tokens import Ground

ALT, KEY = "\ufffc", "\ufffb"
"""In a picture that is kept: where the words go that stand for it, and what tells it from the page's others."""
STRIPES = Markup(
    '<defs><pattern id="{0}-{1}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="2.6" height="6" fill="{2}"/></pattern></defs>'
)
FRAME = Markup(
    '<div class="still-frame" role="group" aria-label="{alt}" style="padding:0 {right:.0f}px 0 {left:.0f}px">'
    '<svg width="100%" height="{high:.0f}" overflow="visible">{stripes}<g aria-hidden="{hidden}">{drawn}</g>{stops}</svg></div>{under}'
)


def fluid(
    figure: Figure, *, lang: str, ground: Ground, districts: Mapping[str, str] | None = None, chosen: str = "", with_ends: bool = False,
) -> Markup:
    """The picture, to be finished by `finished`. `districts`: area_id by the name that a bar has; a touch of one leads to it.

    `with_ends`: figures stand over the last and the highest column and over marks. What stands below the axis of a figure, the names of its
    events, is text under the picture, which breaks where the picture is narrow.

    Raises: ValueError for a figure with a part that cannot be drawn.
    """
    plot = Plotted(figure, None, lang=lang, ground=ground)
    stops = stops_of(plot, districts or {})
    drawn = str(Markup("").join([plot.picture(), *(ends(plot, lang) if with_ends else ())]))
    drawn = drawn.replace(f"url(#{HATCH_ID})", f"url(#{HATCH_ID}-{KEY})")
    drawn = drawn.replace('tabindex="-1"', 'tabindex="0"', 1)  # the first of cells that are marks
    is_hatched = KEY in drawn
    return FRAME.format(
        alt=ALT, left=plot.left, right=plot.right, high=plot.height, drawn=Markup(drawn), hidden="true" if stops else "false",
        stripes=STRIPES.format(HATCH_ID, KEY, ground.paper) if is_hatched else "", stops=drawn_stops(plot, stops, districts or {}, chosen),
        under=_under(figure),
    )


def _under(figure: Figure) -> Markup:
    names = Markup(figure.layout.xaxis.title.text or "").unescape().split("<br>")  # which the library would read as HTML
    lines = Markup("<br>").join(on_screen(name) for name in names if name)
    return Markup('<p class="event-names">{}</p>').format(lines) if lines else Markup()


def finished(picture: Markup, said: str, key: str, here: str) -> Markup:
    """The picture of a page. `said`: the words that stand for it; `here`: the present address without a district, to be gone on with."""
    escaped = Markup("{}").format
    # Only where they stand by themselves: words of data may have any letter.
    told = str(picture).replace(ALT, escaped(said), 1).replace(f"{HATCH_ID}-{KEY}", escaped(f"{HATCH_ID}-{key}"))
    return Markup(told.replace(f'href="{HERE}', Markup('href="{}').format(here)))
