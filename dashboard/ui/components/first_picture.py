"""The first chart of a page for its document, which can be read before the interface has started: as a page drew it in this minute.

Nothing is drawn for it: where no page of this moment and generation has drawn it, the document goes without.
"""

from contextvars import ContextVar

from markupsafe import Markup

from dashboard.data.page_address import OF_THE_PRESENT, parameters
from dashboard.data.page_moment import moment
from dashboard.data.served import generation, workspace
from dashboard.memo import BoundedCache
from dashboard.tokens import PAPER
from dashboard.ui.shell.language import ground, lang

MOST_BYTES = 1 << 20
BOX = Markup('<div class="first-picture">{}<div class="still-box"><div class="still-plot">{}</div></div><div class="foot">{}</div></div>')
Key = tuple[str, str | None, object, str, str, str]
_page: ContextVar[Key | None] = ContextVar("the page whose first picture is still to come", default=None)
_pictures: BoundedCache[Markup] = BoundedCache(MOST_BYTES, len)


def begin_pictures(page: str) -> None:
    """A page begins to be drawn. `page`: its address, "" for the overview."""
    _page.set(key_of(page, parameters().get("district", "")) if OF_THE_PRESENT.issuperset(parameters()) and ground() is PAPER else None)


def end_pictures() -> None:
    """What is drawn from now on, in a part of a page, is not its first."""
    _page.set(None)


def drew(head: Markup, picture: Markup, foot: Markup) -> None:
    """A chart was drawn: title and legend, picture, sentence with source. A page's first is kept for the document, on paper's ground."""
    if (key := _page.get()) is not None:
        _page.set(None)
        _pictures.get(key, lambda: BOX.format(head, picture, foot))


def first_picture(page: str, district: str) -> Markup:
    """The first chart of a page at the present; empty where no page has drawn it in this minute. Call where an address is answered for."""
    return _pictures.peek(key_of(page, district)) or Markup()


def key_of(page: str, district: str) -> Key:
    """What a page's first chart depends on."""
    return str(workspace().root), generation(), moment().at, lang(), page, district
