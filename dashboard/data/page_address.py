"""The parameters in the address of the page whose script runs, or of one that is answered for outside a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

OF_THE_PRESENT = frozenset({"lang", "theme", "district", "section", "missing"})
"""Parameters of an address with which a page's first screen is that of the present, of the city or a district."""

_outside: ContextVar[dict[str, str] | None] = ContextVar("parameters of the address, outside a page", default=None)


@contextmanager
def address(params: dict[str, str]) -> Iterator[None]:
    """Answer as for a page with these parameters in its address, where no page's script runs: for the document itself."""
    token = _outside.set(params)
    try:
        yield
    finally:
        _outside.reset(token)


def parameter(name: str) -> str | None:
    """The value of a parameter of the address; null where it has none of that name."""
    outside = _outside.get()
    return st.query_params.get(name) if outside is None else outside.get(name)


def parameters() -> dict[str, str]:
    """Every parameter of the address."""
    outside = _outside.get()
    return st.query_params.to_dict() if outside is None else outside


def is_page() -> bool:
    """Whether a page's script runs, rather than something that answers for it by `address`."""
    return _outside.get() is None
