"""Controls whose value stands in the address: it comes back on load, on reload, with the back button and in another browser."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

import streamlit as st

from dashboard.data.page_address import of_run
from dashboard.plain_text import LINE_EMS, on_screen, shortened
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import note

LONGEST_SEARCH = 60
"""Letters of a text that is sought."""
SAID_OF_BAD = 20
"""Letters of a bad value that are repeated to the reader."""


def asked(name: str) -> str:
    """What the address says for a parameter; empty where it says nothing."""
    return of_run().get(name, "")


def remember(name: str, value: str) -> None:
    """Put a value into the address; an empty one takes the parameter out."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def on_change(key: str, use: Callable) -> Callable[[], None]:
    """A callback that hands the widget's value to `use`."""
    return lambda: use(st.session_state[key])


def lead(key: str, value: object) -> None:
    """Make a widget show what the address says, which links and the back button change."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def known_value(name: str, known: Collection[str], default: str = "", unknown: str = "address.bad") -> str:
    """The address's value of a parameter where the data know it; else the default, and a note (the message `unknown`) that says so."""
    value = asked(name)
    if not value or value in known:
        return value or default
    note(t(unknown, name=t(f"address.{name}"), value=value[:SAID_OF_BAD]), "watch")
    return default


def labelling(labels: Mapping[Any, str], most: float = LINE_EMS) -> Callable[[Any], str]:
    """What a widget calls a choice, at most so wide. The labels are taken now: a widget may ask again outside a run, where there is no
    language. The browser sends back the label, so two that came out the same are numbered."""
    said: dict[Any, str] = {}
    times: Counter[str] = Counter()
    for value, words in labels.items():
        label = shortened(on_screen(words), most)
        times[label] += 1
        said[value] = f"{label} ({times[label]})" if times[label] > 1 else label
    return lambda value: said.get(value, value)


def segments(name: str, label: str, labels: Mapping[str, str], default: str) -> str:
    """A segmented control of a few choices; the address holds the choice where it is not the default."""
    key, chosen = f"address-{name}", known_value(name, labels, default)
    lead(key, chosen)
    st.segmented_control(
        label, list(labels), key=key, required=True, format_func=labelling(labels),
        on_change=on_change(key, lambda value: remember(name, "" if value == default else value)),
    )
    return chosen


def select(name: str, label: str, labels: Mapping[str, str], width: int, default: str = "", unknown: str = "address.bad") -> str:
    """A list to choose one of; the address holds the choice where it is not the default. `unknown`: as in `known_value`."""
    key, chosen = f"address-{name}", known_value(name, labels, default, unknown)
    lead(key, chosen)
    st.selectbox(
        label, list(labels), key=key, format_func=labelling(labels), width=width,
        on_change=on_change(key, lambda value: remember(name, "" if value == default else value)),
    )
    return chosen


def search_text(name: str, label: str, width: int, placeholder: str = "") -> str:
    """A field for a text to seek, without spaces around it; a longer one in the address is cut, and a note says so."""
    key, sought = f"address-{name}", asked(name).strip()
    if len(sought) > LONGEST_SEARCH:
        note(t("address.cut", n=LONGEST_SEARCH), "watch")
        sought = sought[:LONGEST_SEARCH]
    lead(key, sought)
    st.text_input(
        label, key=key, max_chars=LONGEST_SEARCH, width=width, placeholder=placeholder,
        on_change=on_change(key, lambda value: remember(name, value.strip())),
    )
    return sought
