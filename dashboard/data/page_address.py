"""The parameters in the address of the page whose script runs, or of one that is answered for outside a run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

QUERY_STRINGS, LONGEST = 1_000, 1_000
"""Addresses that are kept as they were read, and the letters of the longest of them: a longer one is read each time."""
OF_NO_PAGE = frozenset({"embed", "embed_options"})
"""What an address says to the interface alone: no page sees it."""
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
    return (of_run() if outside is None else outside).get(name)


def parameters() -> dict[str, str]:
    """Every parameter of the address."""
    outside = _outside.get()
    return dict(of_run() if outside is None else outside)


def of_run() -> Mapping[str, str]:
    """Every parameter in the address of the page whose script runs, as `st.query_params` has them, whatever is answered for by `address`.

    Whoever gets it shares it with others and may not change it.
    """
    # A page asks 600 times what its address says: reading the run's own query string, which a change of st.query_params changes too, costs
    # a tenth (measured).
    run = get_script_run_ctx(suppress_warning=True)
    return _read(run.query_string) if run and len(run.query_string) <= LONGEST else st.query_params.to_dict()


def is_page() -> bool:
    """Whether a page's script runs, rather than something that answers for it by `address`."""
    return _outside.get() is None


@lru_cache(maxsize=QUERY_STRINGS)
def _read(query_string: str) -> Mapping[str, str]:
    said = parse_qs(query_string, keep_blank_values=True)
    return MappingProxyType({name: values[-1] for name, values in said.items() if name.lower() not in OF_NO_PAGE})
