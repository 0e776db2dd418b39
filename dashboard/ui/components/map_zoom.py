"""Buttons that bring a point map nearer and farther, to the city's core and back to the whole; the wheel and one finger scroll the page."""

import streamlit as st

from dashboard.figures.map_view import Sight
from dashboard.ui.shell.language import t

NEAREST, FARTHEST = 9, -2
"""Steps from the view that holds every point; one doubles the scale."""
INTO = 2
"""Steps nearer that a tap on a crowd of points goes."""


def sight_of(key: str) -> Sight:
    """What the reader has asked the map to look at."""
    found: Sight = st.session_state.get(_state(key), Sight())
    return found


def zoom_buttons(key: str, has_core: bool) -> None:
    """Nearer, farther, the city's core where it has one, and back to the whole."""
    now = sight_of(key)
    nearer, farther = Sight(now.steps + 1, now.at, now.is_core), Sight(now.steps - 1, now.at if now.steps > 1 else None, now.is_core)
    ways = [("nearer", nearer, now.steps >= NEAREST), ("farther", farther, now.steps <= FARTHEST)]
    ways += [("core", Sight(is_core=True), now == Sight(is_core=True))] if has_core else []
    ways += [("whole", Sight(), now == Sight())]
    with st.container(horizontal=True, key=f"zoom-{key}", gap="small", width="content"):
        for name, to, is_off in ways:
            st.button(t(f"zoom.{name}"), key=f"zoom-{name}-{key}", disabled=is_off, on_click=_set, args=(key, to))


def look_into(key: str, at: tuple[float, float]) -> None:
    """Bring the map nearer to a place. For callbacks."""
    now = sight_of(key)
    _set(key, Sight(min(NEAREST, now.steps + INTO), at, now.is_core))


def _set(key: str, to: Sight) -> None:
    st.session_state[_state(key)] = to


def _state(key: str) -> str:
    return f"zoom-steps-{key}"
