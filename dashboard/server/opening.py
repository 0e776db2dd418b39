"""What the document itself holds before any script has run: the theme that the address asks for, and a quiet first screen."""

from html import escape

from dashboard.i18n.messages import text
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.style import root
from dashboard.ui.shell.theme import theme_script

MOUNT = '<div id="root">'
FIGURES, CHARTS = 6, 2


def with_opening(index: str, lang: str) -> str:
    """The document with the theme's script and rules in its head, and the first screen where the interface will be mounted."""
    script = theme_script()
    rules = root() + asset(__file__, "opening.css")
    head = f"<style>{rules}</style><script>{script}</script></head>"
    return index.replace("</head>", head, 1).replace(MOUNT, MOUNT + first_screen(lang), 1)


def first_screen(lang: str) -> str:
    """The places of what will be drawn, and one line that says so; the interface replaces it."""
    words = escape(text("screen.opening", lang))
    strip, pair = "<i></i>" * FIGURES, "<i></i>" * CHARTS
    return f'<div class="opening" role="status"><p>{words}</p><div class="strip">{strip}</div><div class="pair">{pair}</div></div>'
