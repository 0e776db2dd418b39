"""The button that hands out a picture as PNG: the browser makes it from the SVG, so the server needs no library for it."""

import streamlit as st

from dashboard.ui.components.exports.parcel import Named, file_name
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import t

_component = st.components.v2.component(
    "sandtable_png", html=asset(__file__, "png_button.html"), css=asset(__file__, "png_button.css"), js=asset(__file__, "png_button.js"),
)


def png_button(svg: str, of: Named, *, key: str) -> None:
    """Draw it. `svg`: the picture, which may refer to nothing outside itself; `of`: what the file is called, and its moment."""
    words = {"png": t("export.png"), "failed": t("export.png_failed")}
    _component(key=key, data={"svg": svg, "name": file_name(of, "png"), "words": words})
