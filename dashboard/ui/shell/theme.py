"""The switch between light and dark; the choice stands in the address, so that a link keeps it."""

from markupsafe import Markup

from dashboard.tokens import NIGHT
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import ground, t
from dashboard.ui.shell.links import here


def theme_script() -> str:
    """What runs before anything is drawn, so that the document has its theme from the first frame on."""
    return asset(__file__, "theme.js")


def theme_switch() -> Markup:
    """A link to the present page in the other theme. The document is loaded anew: the framework chooses its theme at start."""
    to, icon = ("light", "light_mode") if ground() is NIGHT else ("dark", "dark_mode")
    return Markup(
        '<a class="language theme" href="{to}" target="_self" aria-label="{words}" title="{words}">'
        '<span class="icon" aria-hidden="true">{icon}</span> {name}</a>'
    ).format(to=here(theme=to), words=t(f"theme.to_{to}"), icon=icon, name=t(f"theme.{to}"))
