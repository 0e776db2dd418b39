"""The way behind a number: one link, the same under every headline figure, chart, map, table and contradiction."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.data.behind import given_text
from dashboard.metrics import METRICS
from dashboard.ui.components.unit_asked import UNIT
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href
from dashboard.warehouse.catalogue import Query, catalogue

PATH = "/behind"
FIGURE, STRIP, QUERY, GIVEN, CHECK, PART = "figure", "strip", "query", "given", "check", "part"
"""Parameters of the page's address: a headline figure and its strip; a named query and what it is given; a check; a part of an answer."""
NARROWED = {"tickets": (UNIT,)}
"""Parameters beside the filters that narrow the figures of a strip, and that its links keep."""


def behind_figure(metric: str, strip: str) -> Markup:
    """The link of a headline figure; nothing on a strip without a name, which is none of a page."""
    if not strip:
        return Markup()
    return _link(METRICS[metric].label(lang()), **{FIGURE: metric, STRIP: strip}, **{name: asked(name) for name in NARROWED.get(strip, ())})


def behind_frame(frame: pd.DataFrame | None) -> Markup:
    """The link of what is drawn from a fetched frame; nothing for one that no named query answered."""
    attrs: Mapping[str, Any] = frame.attrs if frame is not None else {}
    query = catalogue().get(attrs.get("query", ""))
    if query is None:
        return Markup()
    return _link(query_title(query), **{QUERY: query.name, GIVEN: given_text(attrs.get("parameters", {}))})


def behind_check(check: str, title: str, short: bool = False) -> Markup:
    """The link of what a check found; `short`: in fewer words, at the end of a line that has others."""
    return _link(title, **{CHECK: check}, short=short)


def behind_part(part: str) -> Markup:
    """The link of the rows that a line counts, in fewer words; `part`: as of `row_lists.parts`."""
    return _link(t(f"behind_part.{part}"), **{PART: part}, short=True)


def query_title(query: Query) -> str:
    """What a query answers, in the page's language."""
    return query.notes["zh"] if lang() == "zh" else query.sentence.rstrip(".")


def _link(name: str, short: bool = False, **params: str) -> Markup:
    named = Markup('<a class="behind" href="{}" target="_self" aria-label="{}">{}</a>')
    return named.format(href(PATH, **params), t("behind.link_of", name=name), t("behind.link_short" if short else "behind.link"))
