"""Addresses inside the board: filters, language and moment travel from page to page."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from dashboard.data.page_address import of_run

CARRIED = ("lang", "as_of", "since", "district", "from", "to", "theme", "maps")
"""What a link to another page takes over from the present address."""
OF_NO_PAGE = ("missing",)
"""What the server put into the address for one view only."""


def carried_params(**changed: str | None) -> dict[str, str]:
    """The address parameters that another page takes over, with some replaced; null takes one out."""
    present = of_run()
    return _changed({name: present[name] for name in CARRIED if name in present}, changed)


def href(path: str, place: str = "", **changed: str | None) -> Markup:
    """A link to a page of the board ("/cases"), as it stands in an HTML attribute.

    `place` is the key of an element of that page, which the reader is brought to.
    """
    return _link(path, carried_params(**changed), place)


def here(place: str = "", **changed: str | None) -> Markup:
    """A link to the present page with all that its address says, some of it replaced; null takes one out."""
    present = {name: value for name, value in of_run().items() if name not in OF_NO_PAGE}
    return _link("", _changed(present, changed), place)


def here_without(name: str) -> str:
    """The address of the present page without a parameter, as text that another parameter can be put after."""
    present = {known: value for known, value in of_run().items() if known not in (*OF_NO_PAGE, name)}
    query = urlencode(present)
    return f"?{query}&" if query else "?"


def address_from(path: str, present: Mapping[str, str], changed: Mapping[str, str | None], place: str = "") -> str:
    """The address of a page, as text, from one whose address has the parameters `present`; the others as in `href`."""
    carried = {name: present[name] for name in CARRIED if name in present}
    return _address(path, _changed(carried, dict(changed)), place)


def link(to: Markup, words: str) -> Markup:
    """A link in the same window: `link(href("/cases"), t("nav.cases"))`."""
    return Markup('<a href="{}" target="_self">{}</a>').format(to, words)


def _changed(params: dict[str, str], changed: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in (params | changed).items() if value}


def _link(path: str, params: dict[str, str], place: str) -> Markup:
    return escape(_address(path, params, place))


def _address(path: str, params: dict[str, str], place: str) -> str:
    query = urlencode(params)
    return path + ("?" + query if query or not path else "") + ("#" + quote(place, safe="") if place else "")
