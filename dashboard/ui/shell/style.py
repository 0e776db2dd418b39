"""The style sheet: what the tokens say as CSS variables, for each ground, and the rules that use them."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard.tokens import DESK_TYPE, FONT, LEVELS, NIGHT, PAPER, STATES, TARGET, WALL, Ground
from dashboard.ui.shell import sent_once
from dashboard.ui.shell.assets import asset

SHEETS = (
    "board.css", "live.css", "map_still.css", "touch.css", "connection.css", "find.css", "behind.css", "page_index.css", "later.css",
    "print.css",
)
"""The rules of every page: the board's look, pictures and the live chart, what a finger needs, a page without its server, what finds,
the page behind a number, sections, and paper."""


def sheet(*names: str) -> Markup:
    """A <style> element: the variables, then the rules of the named files of this folder."""
    return Markup("<style>\n{}\n{}\n</style>").format(Markup(root()), Markup(rules(*names)))


def with_rules(file: Path) -> None:
    """The rules of a part of a page, a style sheet beside its module. They stand in the document where a server answers for it."""
    if not sent_once.is_served():
        st.html(file)


def rules(*names: str) -> str:
    """The rules of the named files of this folder."""
    return asset(__file__, *names)


def root() -> str:
    """The variables: paper; night where the system or the address asks for dark; the wall's ground on the wall."""
    sizes = {f"{role}": f"{size}px" for role, size in DESK_TYPE.items()} | {"target": f"{TARGET}px", "font": FONT}
    return "\n".join((
        _rule(":root", sizes | variables(PAPER)),
        f"@media (prefers-color-scheme: dark) {{ {_rule(':root', variables(NIGHT))} }}",
        _rule(':root[data-theme="light"]', variables(PAPER)),
        _rule(':root[data-theme="dark"]', variables(NIGHT)),
        _rule(':root[data-theme="wall"]', variables(WALL)),
    ))


def variables(ground: Ground) -> dict[str, str]:
    """Name to value: inks, states, the one hue of maps, and what stands for zero and for not known."""
    return {
        "paper": ground.paper, "panel": ground.panel, "ink": ground.ink, "grey": ground.grey, "line": ground.hairline,
        "edge": ground.edge, "accent": ground.accent, **STATES, "low": LEVELS["low"],
        "act-ink": ground.act_ink, "watch-ink": ground.watch_ink, "ok-ink": ground.ok_ink, "low-ink": ground.low_ink,
        "water": ground.water, "lake": ground.lake, "water-ink": ground.water_ink, "road": ground.road,
        "warn-ground": ground.warn[0], "warn-ink": ground.warn[1], "muted": ground.series["muted"],
        **{f"class-{place}": colour for place, colour in enumerate(ground.sequence)},
        "color-scheme": "light" if ground is PAPER else "dark",
    }


def _rule(selector: str, values: dict[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'{_name(name)}: {value};' for name, value in values.items())} }}"


def _name(name: str) -> str:
    return name if name == "color-scheme" else f"--{name}"
