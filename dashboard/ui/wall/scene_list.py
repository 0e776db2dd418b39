"""The wall's scenes in their order, and what the address asks of it: which of them, each for how long, and on which of several screens."""

import re
from dataclasses import dataclass

import streamlit as st

from dashboard.ui.shell.language import t

SCENES = ("state", "cases", "zones", "opening", "orders", "supply", "hotline", "attention", "district")
"""What each shows stands in `scenes.py` and the modules named after them; its title is the message wall.scene_<name>."""
SECONDS, LEAST_SECONDS, MOST_SECONDS = 20, 5, 600
"""How long a scene stays: default and limits of the address."""
PART = re.compile(r"([1-4])of([2-4])")
"""Which part of a picture over several screens, the leftmost first: 2of4."""


@dataclass(frozen=True)
class Asked:
    """What the address asks of the wall."""

    scenes: tuple[str, ...]
    seconds: int
    remarks: tuple[str, ...]
    """What of it could not be used, in words."""
    screen: tuple[int, int] | None = None
    """Which part of how many screens side by side; null = the whole picture."""


def asked() -> Asked:
    """What the address asks for; what cannot be used is said and replaced by the default."""
    remarks = []
    named = [name.strip() for name in st.query_params.get("scenes", "").split(",") if name.strip()]
    unknown = [name for name in named if name not in SCENES]
    scenes = tuple(dict.fromkeys(name for name in named if name in SCENES))
    if unknown:
        said = "wall.bad_scenes_some" if scenes else "wall.bad_scenes"
        remarks.append(t(said, value=",".join(unknown)[:30]))
    given = st.query_params.get("seconds", "")
    seconds = int(given) if given.isascii() and given.isdigit() and LEAST_SECONDS <= int(given[:6]) <= MOST_SECONDS else SECONDS
    if given and given != str(seconds):
        remarks.append(t("wall.bad_seconds", value=given[:10], n=seconds))
    part = st.query_params.get("screen", "")
    screen = screen_of(part)
    if part and screen is None:
        remarks.append(t("wall.bad_screen", value=part[:10]))
    return Asked(scenes or SCENES, seconds, tuple(remarks), screen)


def screen_of(part: str) -> tuple[int, int] | None:
    """The part and the number of screens of "2of4"; null for a part that does not exist."""
    found = PART.fullmatch(part)
    place, screens = (int(number) for number in found.groups()) if found else (0, 0)
    return (place, screens) if 1 <= place <= screens else None
