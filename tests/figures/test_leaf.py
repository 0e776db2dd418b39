"""A leaf to take away says what its figure says: heights are values, gaps stay gaps, and what cannot be drawn is refused."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from dashboard.figures.figure import Figure, Part
from dashboard.figures.look import blank
from dashboard.figures.svg.leaf import INNER, Captions, broken, chart_leaf
from dashboard.figures.svg.plotted import Plotted
from dashboard.figures.svg.text_width import LATIN_OF_NAMES, width_of
from dashboard.tokens import PAPER

AROUND = Captions("病例（例）", "一句话。", ("出处：通报 · 截至 2022年11月29日 17:00",), "含模拟数据", "全市")
BLUE, GOLD = PAPER.series["plain"], PAPER.series["watch"]
SVG = "{http://www.w3.org/2000/svg}"


def bars(figure: Figure, colour: str) -> list[dict[str, float]]:
    """The bars of a colour in the picture, in order."""
    root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{Plotted(figure, INNER, lang="zh", ground=PAPER).picture()}</svg>')
    return [{name: float(one.get(name)) for name in ("x", "y", "width", "height")} for one in root.iter(f"{SVG}rect") if one.get("fill") == colour]


def bar(**given: object) -> Part:
    return Part({"type": "bar"} | given)


def scatter(**given: object) -> Part:
    return Part({"type": "scatter"} | given)


def figure(*traces: Part, **layout: object) -> Figure:
    drawn = blank("病例（例）", "zh").update_layout(**layout)
    drawn.data += traces
    return drawn


def test_heights_are_values_and_a_stack_stands_on_the_one_below():
    days = pd.date_range("2022-11-01", periods=3)
    drawn = figure(bar(x=days, y=[10, 20, None], marker={"color": BLUE}), bar(x=days, y=[5, -10, 5], marker={"color": GOLD}), barmode="relative")
    (first, second), (above, below, alone) = bars(drawn, BLUE), bars(drawn, GOLD)
    assert second["height"] == pytest.approx(2 * first["height"], abs=0.2)
    assert above["y"] + above["height"] == pytest.approx(first["y"], abs=0.2)
    assert below["y"] == pytest.approx(second["y"] + second["height"], abs=0.2) and below["height"] == pytest.approx(first["height"], abs=0.2)
    assert alone["y"] + alone["height"] == pytest.approx(first["y"] + first["height"], abs=0.2)


def test_a_bar_from_a_base_stands_between_its_ends():
    [short, whole] = bars(figure(bar(x=["a", "b"], base=[0.1, 0], y=[0.1, 0.4], marker={"color": BLUE})), BLUE)
    assert short["height"] == pytest.approx(whole["height"] / 4, abs=0.2)
    assert whole["y"] + whole["height"] - short["y"] == pytest.approx(whole["height"] / 2, abs=0.2), "its top is at 0.2"


def test_a_bar_is_as_wide_as_its_day_though_the_days_beside_it_have_none():
    days = pd.date_range("2022-11-01", periods=7)
    [one, other] = bars(figure(bar(x=days, y=[1, 0, 0, None, 0, 1, 0], marker={"color": BLUE})), BLUE)
    assert 5 * one["width"] / 0.72 == pytest.approx(other["x"] - one["x"], abs=0.5)


def test_lying_bars_are_as_long_as_their_values_and_a_norm_beyond_them_is_seen():
    drawn = figure(bar(y=["甲", "乙"], x=[1, 2], orientation="h", marker={"color": BLUE}))
    drawn.add_vline(x=4, line={"color": GOLD, "width": 1})
    short, long = bars(drawn, BLUE)
    assert long["width"] == pytest.approx(2 * short["width"], abs=0.2) and long["y"] < short["y"]
    picture = str(Plotted(drawn, INNER, lang="zh", ground=PAPER).picture())
    assert short["x"] + 4 * short["width"] == pytest.approx(float(re.search(rf'M([\d.]+) [\d.]+L[^"]+" stroke="{GOLD}"', picture)[1]), abs=0.3)


def test_a_gap_in_a_line_stays_one_and_a_hatched_day_is_hatched():
    line = scatter(x=[1, 2, 3, 4], y=[1, None, 2, 3], mode="lines", line={"color": BLUE, "width": 2})
    [path] = re.findall(rf'<path d="([^"]+)" fill="none" stroke="{BLUE}" stroke-width="2"', chart_leaf(figure(line), AROUND, lang="zh", ground=PAPER))
    assert path.count("M") == 2 and path.count("L") == 1, "two points are joined, the lone one is a dot"
    hatched = bar(x=[1, 2], y=[1, 1], marker={"color": BLUE, "pattern": {"shape": ["", "/"]}})
    assert chart_leaf(figure(hatched), AROUND, lang="zh", ground=PAPER).count('fill="url(#partial)"') == 1


def test_what_stands_around_it_is_inside_and_nothing_is_asked_of_others():
    leaf = chart_leaf(figure(bar(x=["<甲>"], y=[1], marker={"color": BLUE})), AROUND, lang="zh", ground=PAPER)
    words = "".join(ElementTree.fromstring(leaf.encode()).itertext())
    assert all(said in words for said in ("病例（例）", "一句话。", "2022年11月29日 17:00", "含模拟数据", "全市", "<甲>"))
    assert "Noto Sans SC" in leaf and not re.search(r"url\((?!#)|@import|<image|<style", leaf)


@pytest.mark.parametrize("trace", [
    Part({"type": "pie", "values": [1]}), scatter(x=[1], y=[1], fill="tozeroy"), scatter(x=[1], y=[1], mode="text", text="a"),
    bar(x=[1], y=[1], error_y={"array": [1]}), scatter(x=[1], y=[1], mode="markers", marker={"symbol": "star"}),
])
def test_what_a_picture_cannot_hold_is_refused(trace):
    with pytest.raises(ValueError, match="no picture of"):
        chart_leaf(figure(trace), AROUND, lang="zh", ground=PAPER)


def test_long_words_are_broken_where_they_may_be():
    said = "截至最近完整日的7天共 639 例，较前7天 +298。Reproduction number 1.29 (95 % interval 1.19 to 1.39)."
    lines = broken(said, 200, 13)
    assert len(lines) > 2 and max(width_of(line, 13, LATIN_OF_NAMES) for line in lines) <= 214
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", said) and not [line for line in lines if line[0] in "，。"]
