"""Buttons that bring a point map nearer and farther; the wheel and one finger scroll the page instead."""

import streamlit as st

from dashboard.ui.shell.language import t

NEAREST, FARTHEST = 6, -2
"""Steps from the view that holds every point; one doubles the scale."""


def zoom_steps(key: str) -> int:
    """How many steps the reader has asked the map to come nearer (negative: farther)."""
    return st.session_state.get(_state(key), 0)


def zoom_buttons(key: str) -> None:
    """Nearer, farther, and back to the whole."""
    steps = zoom_steps(key)
    ways = (("nearer", steps + 1, steps >= NEAREST), ("farther", steps - 1, steps <= FARTHEST), ("whole", 0, steps == 0))
    with st.container(horizontal=True, key=f"zoom-{key}", gap="small", width="content"):
        for name, to, is_off in ways:
            st.button(t(f"zoom.{name}"), key=f"zoom-{name}-{key}", disabled=is_off, on_click=_set, args=(key, to))


def _set(key: str, steps: int) -> None:
    st.session_state[_state(key)] = steps


def _state(key: str) -> str:
    return f"zoom-steps-{key}"
