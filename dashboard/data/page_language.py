"""The language of a page, and the names of areas in it."""

from functools import lru_cache
from urllib.parse import parse_qs

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.data.page_address import parameter
from dashboard.i18n.messages import LANGUAGES

QUERY_STRINGS = 1_000
"""Languages asked for that are cached, by query string."""


def page_language() -> str:
    """"zh" or "en": the address, else the browser; Chinese where neither says otherwise."""
    # Every word of a page asks for its language: reading the run's own query string costs a tenth of st.query_params (measured).
    run = get_script_run_ctx(suppress_warning=True)
    asked = _asked_language(run.query_string) if run else parameter("lang")
    if asked in LANGUAGES:
        return asked
    return "en" if (st.context.locale or "zh-CN").lower().startswith("en") else "zh"


def with_english_areas(frame: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The frame with the English names of its areas, where they have one. `areas`: the answer of the query areas."""
    named = areas[areas["area_name_en"].notna()]
    return frame.assign(area_name=frame["area_name"].replace(dict(zip(named["area_name"], named["area_name_en"], strict=True))))


@lru_cache(maxsize=QUERY_STRINGS)
def _asked_language(query_string: str) -> str | None:
    return parse_qs(query_string).get("lang", [None])[-1]
