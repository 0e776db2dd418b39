"""The wall's scenes in their order, and which of them the address asks for, each for how long."""

from dataclasses import dataclass

import streamlit as st

from dashboard.ui.shell.language import t

SCENES = ("state", "cases", "zones", "supply", "hotline", "attention")
"""What each shows stands in `scenes.py`; its title is the message wall.scene_<name>."""
SECONDS, LEAST_SECONDS, MOST_SECONDS = 20, 5, 600
"""How long a scene stays: default and limits of the address."""


@dataclass(frozen=True)
class Asked:
    """What the address asks of the wall."""

    scenes: tuple[str, ...]
    seconds: int
    remarks: tuple[str, ...]
    """What of it could not be used, in words."""


def asked() -> Asked:
    """Scenes and seconds of the address; what cannot be used is said and replaced by the default."""
    remarks = []
    named = [name.strip() for name in st.query_params.get("scenes", "").split(",") if name.strip()]
    unknown = [name for name in named if name not in SCENES]
    if unknown:
        remarks.append(t("wall.bad_scenes", value=",".join(unknown)[:30]))
    scenes = tuple(dict.fromkeys(name for name in named if name in SCENES)) or SCENES
    given = st.query_params.get("seconds", "")
    seconds = int(given) if given.isascii() and given.isdigit() and LEAST_SECONDS <= int(given[:6]) <= MOST_SECONDS else SECONDS
    if given and given != str(seconds):
        remarks.append(t("wall.bad_seconds", value=given[:10], n=seconds))
    return Asked(scenes, seconds, tuple(remarks))
