"""The tokens: one place, enough contrast on every ground, told apart by every kind of colour vision, never by colour alone."""

import re
import tomllib
from itertools import combinations, pairwise, product
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path

import numpy as np
import pytest

from dashboard.figures.point_marks import PLACES, SHAPES, mark_name
from dashboard.schema.declaration import enums
from dashboard.tokens import (
    DESK_TYPE,
    FONT,
    GROUNDS,
    MARKS,
    NIGHT,
    PAPER,
    WALL,
    WALL_TYPE,
    ink_of,
    letters_on,
    level_mark,
    outline,
    rgb,
)
from dashboard.ui.shell.style import sheet, variables
from tests.listing import all_keep

ROOT = Path(__file__).parent.parent
UI = ROOT / "dashboard" / "ui"
TEXT, LARGE = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11: text, and large text, marks and edges."""
LEAST_DIFFERENCE = 10.0
"""CIEDE2000 between colours that stand together: five times what is just seen side by side; the difference of a glance across a chart."""
VISIONS = {
    "normal": np.eye(3),
    # Machado, Oliveira and Fernandes 2009, table 1, severity 1.0, for linear RGB.
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
TOGETHER = {
    "states": ("act", "watch", "ok", "quiet"),
    "zone levels": ("high", "medium", "low"),
    "case classes": ("confirmed", "asymptomatic"),
    "case classes not split": ("positive", "line", "suspect"),
    "businesses": ("listed", "rectify", "suspended", "removed"),
    "business modes by colour": ("open", "capacity_limited", "closed", "to_verify"),
    "supply points": ("open", "limited", "closed", "muted"),
    "places of cases": ("recent", "earlier"),
    "clocks of zones": ("plain", "watch", "act", "muted"),
    "routes": (
        "controlled", "key_group_closed_loop", "arrival_test", "close_contact", "cross_region_notice", "community_screening",
        "key_group_open", "self_presented", "other",
    ),
}
"""Meanings that stand in one chart or on one map."""


def linear(colour: str) -> np.ndarray:
    parts = np.array(rgb(colour)) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, written again, so that the product's own function is tested by it."""
    low, high = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ linear(c)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> tuple[float, float, float]:
    """CIE Lab (D65) of linear sRGB."""
    xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]) @ light
    scaled = xyz / np.array([0.95047, 1.0, 1.08883])
    f = np.where(scaled > 216 / 24389, np.cbrt(scaled), (24389 / 27 * scaled + 16) / 116)
    return float(116 * f[1] - 16), float(500 * (f[0] - f[1])), float(200 * (f[1] - f[2]))


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Sharma, Wu and Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(mean7 / (mean7 + 25**7))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = degrees(atan2(b1, a1 * stretch)) % 360, degrees(atan2(b2, a2 * stretch)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    lightness, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue)) + 0.32 * cos(radians(3 * hue + 6)) - 0.2 * cos(radians(4 * hue - 63))
    sl = 1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    turned = -sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + turned * dc / sc * dh / sh)


@pytest.mark.parametrize(("one", "other", "difference"), [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644), ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
])
def test_the_measure_of_difference_meets_the_published_pairs(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=1e-4)


def differs_for_every_kind_of_vision(case: tuple[str, str, str]) -> list[str]:
    ground, together, vision = case
    seen = {name: lab(np.clip(VISIONS[vision] @ linear(GROUNDS[ground].series[name]), 0, 1)) for name in TOGETHER[together]}
    return [f"{a} and {b}: {d:.1f}" for a, b in combinations(seen, 2) if (d := ciede2000(seen[a], seen[b])) < LEAST_DIFFERENCE]


def test_what_stands_together_differs_for_every_kind_of_vision():
    all_keep(differs_for_every_kind_of_vision, product(GROUNDS, TOGETHER, VISIONS), ", ".join)


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
def test_the_classes_of_a_map_grow_step_by_step_for_every_kind_of_vision(ground):
    for matrix in VISIONS.values():
        light = [lab(np.clip(matrix @ linear(c), 0, 1))[0] for c in ground.sequence]
        steps = [abs(b - a) for a, b in pairwise(light)]
        assert light in (sorted(light), sorted(light, reverse=True)) and min(steps) >= 7, "five steps of lightness, one direction"


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
def test_every_letter_reads_on_every_ground(ground):
    inks = ("ink", "grey", "accent", "act_ink", "watch_ink", "ok_ink", "low_ink")
    dim = {(ink, on): round(c, 2) for ink in inks for on in (ground.paper, ground.panel) if (c := contrast(getattr(ground, ink), on)) < TEXT}
    assert dim == {}
    assert contrast(*ground.warn) >= TEXT and contrast(ground.act_ink, ground.paper) >= TEXT


def test_the_wall_reads_from_six_metres():
    assert contrast(WALL.ink, WALL.panel) >= 7 and contrast(WALL.grey, WALL.panel) >= TEXT
    assert contrast(WALL.ink, WALL.paper) > contrast(NIGHT.ink, NIGHT.paper)
    assert min(WALL_TYPE.values()) >= 20 and WALL_TYPE["label"] >= 24 and min(s for n, s in WALL_TYPE.items() if n.startswith("figure")) >= 64


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
def test_every_fill_stands_off_the_ground_or_has_an_edge_that_does(ground):
    fills = {**ground.series, **{f"class {n}": c for n, c in enumerate(ground.sequence)}}
    weak = {name: fill for name, fill in fills.items() if contrast(outline(fill, ground), ground.paper) < LARGE}
    assert weak == {} and contrast(ground.edge, ground.panel) >= LARGE
    needless = {name for name, fill in fills.items() if contrast(fill, ground.paper) >= LARGE and outline(fill, ground) != fill}
    assert needless == set(), "a fill that needs no edge keeps its colour"


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
def test_figures_inside_bars_and_marks_of_states_read(ground):
    shown = {name: fill for name, fill in ground.series.items() if name in MARKS or name in ("plain", "muted", "other")}
    assert {name: fill for name, fill in shown.items() if contrast(letters_on(fill, ground), fill) < LARGE} == {}
    marked = {name: ground.series[name] for name in MARKS if name in ground.series}
    assert {name for name, fill in marked.items() if contrast(ink_of(fill, ground), ground.panel) < LARGE} == set()


def test_no_state_is_told_by_its_colour_alone():
    for together in ("states", "zone levels", "businesses", "supply points"):
        named = [name for name in TOGETHER[together] if name in MARKS]
        assert len({MARKS[name] for name in named}) == len(named), f"two of {together} have one mark"
    modes = set(enums()["business_mode"])
    assert len({level_mark(mode) for mode in modes}) == len(modes), "every mode of operation has its mark"
    assert {MARKS[name] for name in MARKS} <= set(SHAPES), "every mark has its shape on the map"
    assert len(PLACES) == len(SHAPES) and mark_name(None) == "ring" and mark_name("high") == "triangle"


@pytest.mark.parametrize(("mode", "ground"), [("light", PAPER), ("dark", NIGHT)])
def test_the_theme_of_the_framework_is_the_tokens(mode, ground):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    said = {name: theme[mode][name] for name in (
        "primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor", "grayTextColor", "linkColor", "borderColor")}
    assert said == {
        "primaryColor": ground.accent, "backgroundColor": ground.paper, "secondaryBackgroundColor": ground.panel, "textColor": ground.ink,
        "grayTextColor": ground.grey, "linkColor": ground.accent, "borderColor": ground.hairline,
    }
    assert theme["baseFontSize"] == DESK_TYPE["body"] and theme["font"].replace("'", "") == FONT


def test_style_sheets_name_no_colour_of_their_own_and_no_variable_that_nobody_sets():
    sheets = {file.name: file.read_text(encoding="utf-8") for file in UI.rglob("*.css") if file.parent.name != "wall"}
    assert {name: found for name, css in sheets.items() if (found := re.findall(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\{)", css))} == {}
    given = set(re.findall(r"(--[\w-]+):", sheet())) | {f"--{name}" for name in variables(PAPER)}
    own = set(re.findall(r"(--[\w-]+):", " ".join(sheets.values())))
    scripts = " ".join(file.read_text(encoding="utf-8") for folder in (UI, UI.parent / "figures") for file in folder.rglob("*.py"))
    used = set(re.findall(r"var\((--[\w-]+)", " ".join(sheets.values())))
    set_by_scripts = {f"--{name}" for name in ("drop", "limit", "browse", "large") if f'"{name}": t(' in scripts}  # the uploader's words
    assert {name for name in used - given - own - set_by_scripts if name not in scripts and not name.startswith("--st-")} == set()


def test_the_design_notes_name_colours_that_are_tokens():
    named = re.findall(r"#[0-9A-F]{6}\b", (ROOT / "docs" / "design.md").read_text(encoding="utf-8"))
    known = {value for ground in GROUNDS.values() for value in [*variables(ground).values(), *ground.series.values()]}
    assert named and set(named) <= known


def test_every_ground_has_a_colour_for_every_meaning():
    assert PAPER.series.keys() == NIGHT.series.keys() == WALL.series.keys()
