"""What the document itself holds before any script has run: the theme that the address asks for, and a quiet first screen."""


from markupsafe import Markup

from dashboard.i18n.messages import text
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.style import root
from dashboard.ui.shell.theme import theme_script

MOUNT = Markup('<div id="root">')
HEAD = Markup("<style>{}</style><script>{}</script><script>{}{}</script></head>")
SIZES = Markup(asset(__file__, "sizes.js"))
"""In place of a ResizeObserver where there is none: without one the interface does not start."""
DEFERS = Markup('document.cookie = "sandtable_defers=" + ("IntersectionObserver" in window ? 1 : 0) + "; path=/; SameSite=Strict"')
"""Whether the browser can tell what is near the view: only then pages wait with what is not (ui/components/later.py)."""
SCREEN = Markup('<div class="opening" role="status"><p>{}</p><div class="strip">{}</div><div class="pair">{}</div></div>')
PLACE = Markup("<i></i>")
FIGURES, CHARTS = 6, 2
"""Places for as many as the overview has."""


def with_opening(index: str, lang: str) -> str:
    """The document with the theme's script and rules in its head, and the first screen where the interface will be mounted."""
    rules = root() + asset(__file__, "opening.css")
    head = HEAD.format(Markup(rules), Markup(theme_script()), SIZES, DEFERS)
    return index.replace("</head>", head, 1).replace(MOUNT, MOUNT + first_screen(lang), 1)


def first_screen(lang: str) -> Markup:
    """The places of what will be drawn, and one line that says so; the interface replaces it."""
    return SCREEN.format(text("screen.opening", lang), PLACE * FIGURES, PLACE * CHARTS)
