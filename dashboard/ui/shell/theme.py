"""The switch between light and dark; the choice stands in the address, so that a link keeps it."""

from html import escape

from dashboard.tokens import NIGHT
from dashboard.ui.shell.language import ground, t
from dashboard.ui.shell.links import here


def theme_switch() -> str:
    """A link to the present page in the other theme. The document is loaded anew: the framework chooses its theme at start."""
    to, icon = ("light", "light_mode") if ground() is NIGHT else ("dark", "dark_mode")
    words = escape(t(f"theme.to_{to}"), quote=True)
    return (
        f'<a class="language theme" href="{here(theme=to)}" target="_self" aria-label="{words}" title="{words}">'
        f'<span class="icon" aria-hidden="true">{icon}</span> {escape(t(f"theme.{to}"))}</a>'
    )
