"""A picture of tracks as the board shows it: title, picture, sentence, source and moment, table twin and files."""

from pathlib import Path

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.figures.svg.tracks import Picture
from dashboard.ui.components.chart import chart_title, empty_state, foot
from dashboard.ui.components.pictures import tracks_picture
from dashboard.ui.components.provenance import provenance_text
from dashboard.ui.shell.style import with_rules

STYLE = Path(__file__).with_name("tracks.css")


def tracks(
    picture: Picture | None, frame: pd.DataFrame, *, key: str, title: str, sentence: str = "", filters: str = "", under: str = "",
) -> None:
    """Draw it as `chart` draws a figure. `under`: a line of HTML below the picture. Raises: ValueError without provenance."""
    provenance_text(frame)
    if picture is None:
        empty_state(filters, title)
        return
    with st.container(key=key, gap=None):
        with_rules(STYLE)
        st.html(chart_title(title) + Markup(picture.html) + Markup(under))
        foot(frame, key=key, sentence=sentence, title=title, filters=filters, picture=tracks_picture(picture))
