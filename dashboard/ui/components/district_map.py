"""The district map: a choropleth in one hue, hatched where there is no data, whose districts can be picked."""

import re
from datetime import datetime

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.served import map_fault
from dashboard.figures.classes import Classes, round_classes
from dashboard.geography.map_files import DISTRICTS
from dashboard.geography.short_names import short_name
from dashboard.i18n.forms import fmt_count, fmt_number, is_missing
from dashboard.plain_text import TEXT_EMS, shortened
from dashboard.sentences.provenance import drawn_from
from dashboard.ui.components.chart import chart_title, empty_state, foot
from dashboard.ui.components.ground import ground_files, ground_notes, scale_words
from dashboard.ui.components.outlines import outlines_apart, with_outlines
from dashboard.ui.components.pictures import district_picture
from dashboard.ui.components.provenance import provenance_text
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.districts import outlines_now
from dashboard.ui.shell.filters import DISTRICT, pick_district
from dashboard.ui.shell.language import gap, ground, lang, listed, t

LABEL_PX = 13
HEIGHT_PX = 560
DARK_CLASSES = {"paper": ("3", "4"), "night": ("3", "4")}
"""Classes on which a label needs the other ink."""
PLAIN_CLASSES: dict[str, tuple[str, ...]] = {"paper": ("2",), "night": ()}
"""Classes on which ink reads as it is (6:1): a pale edge around the letters would only blur them."""
APPROVAL = re.compile(r"GS\(\d{4}\)\d+")
"""The number under which maps of China are approved."""

_component = st.components.v2.component(
    "sandtable_district_map", html=asset(__file__, "district_map.html"), css=asset(__file__, "district_map.css"),
    js=with_outlines(__file__, "district_ground.js", "district_map.js"),
)


def district_map(
    frame: pd.DataFrame, value: str, *, key: str, title: str, unit: str = "", decimals: int | None = None, sentence: str = "",
    height: int = HEIGHT_PX, source: str | None = None, as_of: datetime | None = None, filters: str = "",
) -> None:
    """Draw one value a district; picking a district sets the page's district filter.

    Rows: `frame` has one row an area: area_id, area_name, `value`. A district without a row, or with a null, is hatched;
    areas without an outline (functional zones) are named below the map with their value. `title` names the measure with its unit;
    `unit` stands in the legend and tips; `decimals` is for rates. Raises: ValueError without provenance.
    """
    provenance_text(frame, source, as_of)
    outlines = outlines_now()
    if outlines is None:
        no_map(title)
        return
    if frame.empty:
        empty_state(filters, title, drawn_from(frame, lang()))
        return
    with st.container(key=f"chart-{key}", gap=None):
        st.html(chart_title(title))
        drawn = map_data(frame, value, outlines, title, unit, decimals, height)
        _component(
            key=key, data=outlines_apart(drawn) | {"key": key, "sentence": sentence},
            on_picked_change=lambda: pick_district(st.session_state[key].picked["id"]),
        )
        foot(frame, key=key, sentence=sentence, source=source, as_of=as_of, title=title, filters=filters, picture=district_picture(drawn))


def no_map(title: str) -> None:
    """One sentence in the map's place: why there is none. What it would have shown stands in the tables beside it."""
    st.html(chart_title(title) + Markup('<div class="empty"><p class="lead">{}</p></div>').format(why_no_map()))


def why_no_map() -> str:
    """That there is no map of districts, why, and what to do; "" where there is one."""
    fault = map_fault(DISTRICTS)
    return t("map.no_map", why=fault.say(lang())) if fault else ""


def map_data(
    frame: pd.DataFrame, value: str, outlines: dict, title: str, unit: str, decimals: int | None, height: int,
) -> dict:
    """What the browser draws: districts with path, class, label and tip; legend; words."""
    known = [None if is_missing(n) else n for n in frame[value].tolist()]
    by_area = dict(zip(frame["area_id"].tolist(), known, strict=True))
    drawn = {district["area_id"] for district in outlines["districts"]}
    classes = round_classes([by_area.get(area) for area in drawn])
    chosen = asked(DISTRICT)
    rows, here = zip(frame["area_id"].tolist(), frame["area_name"].tolist(), known, strict=True), drawn | {outlines["city"]}
    elsewhere = [(name, n) for area, name, n in rows if area not in here and n is not None]
    return {
        "title": title, "lang": lang(), "under": ground_files(), "projection": outlines["projection"], "scale": scale_words(outlines),
        "ground": ground().name, "height": height, "size": LABEL_PX, "selected": chosen if chosen in drawn else "",
        "viewbox": outlines["viewbox"], "dense": (outlines["dense"] or {}).get("viewbox"),
        "districts": [_district(d, by_area.get(d["area_id"]), classes, unit, decimals, chosen) for d in outlines["districts"]],
        "legend": _legend(classes, [by_area.get(area) for area in drawn], decimals), "legend_title": unit,
        "notes": " ".join([*_not_drawn(elsewhere, decimals), _sources(outlines)]),
        "words": {
            "zoom_in": t("map.zoom_in"), "zoom_out": t("map.zoom_out"), "unnamed": t("map.unnamed", names="{names}"),
            "comma": t("punctuation.comma"),
        },
    }


def _district(district: dict, value: float | None, classes: Classes, unit: str, decimals: int | None, chosen: str) -> dict:
    name = district["name"] if lang() == "zh" else district["name_en"]
    kind = classes.of(value)
    shown = "" if is_missing(value) else _said(value, decimals)
    said = t("map.no_data") if is_missing(value) else f"{shown}{gap()}{unit}"
    return {
        "id": district["area_id"], "path": district["path"], "label": district["label"], "radius": district["label_radius"],
        "short": shortened(short_name(name, lang())), "text": shown, "tip": f"{shortened(name, TEXT_EMS)} {said}", "class": kind,
        "dark": kind in DARK_CLASSES[ground().name], "plain": kind in PLAIN_CLASSES[ground().name],
        "selected": district["area_id"] == chosen,
    }


def attribution(stated: str) -> str:
    """Where the boundaries come from, with the approval number that maps in China carry. `stated`: of `districts.json`."""
    approval = APPROVAL.search(stated)
    return t("map.boundaries", number=t("map.approval", number=approval[0])) if approval else stated


def _sources(outlines: dict) -> str:
    return (t("punctuation.stop") + gap()).join([attribution(outlines["attribution"]), *ground_notes()])


def _said(value: float, decimals: int | None) -> str:
    shown = fmt_count(value, lang()) if decimals is None else fmt_number(value, lang(), decimals)
    return f"▼{shown}" if value < 0 else shown


def _legend(classes: Classes, values: list[float | None], decimals: int | None) -> list[dict]:
    entries = [{"kind": str(place), "label": label} for place, label in enumerate(classes.labels(lang()))]
    if len(entries) == 1:  # shades tell nothing apart: said instead of a scale of one step
        entries[0]["label"] = _one_class(values, decimals)
    if any(value == 0 for value in values):
        entries.insert(0, {"kind": "zero", "label": "0"})
    if any(is_missing(value) for value in values):
        entries.append({"kind": "none", "label": t("map.no_data")})
    return entries


def _one_class(values: list[float | None], decimals: int | None) -> str:
    above = [value for value in values if not is_missing(value) and value > 0]
    low, high = _said(min(above), decimals), _said(max(above), decimals)
    return t("map.one_value", n=low) if low == high else t("map.one_class", low=low, high=high)


def _not_drawn(elsewhere: list[tuple[str, float]], decimals: int | None) -> list[str]:
    """The areas without an outline, with their values. `elsewhere`: name and value."""
    if not elsewhere:
        return []
    names = [f"{shortened(name)} {_said(n, decimals)}" for name, n in elsewhere]
    return [t("map.missing_area", names=listed(names)) + t("punctuation.stop")]
