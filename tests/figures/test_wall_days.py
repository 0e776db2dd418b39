"""Days on the wall: columns by class, parts of a day, corrections, the stock of zones."""

import re
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from dashboard.figures.svg.text_width import width_of
from dashboard.figures.svg.wall_days import case_columns, zone_stock
from dashboard.tokens import WALL

LOOK = {"lang": "zh", "ground": WALL, "width": 900, "height": 400, "label": "说明"}


def days(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["day", "new_confirmed", "new_asymptomatic", "new_positive", "is_partial"])


def bars(svg: str, colour: str) -> list[float]:
    """Heights of the columns of a colour, the legend's swatch left out."""
    svg = re.sub("<defs>.*?</defs>", "", svg)
    return [float(high) for high in re.findall(rf'width="[\d.]+" height="([\d.]+)" fill="{re.escape(colour)}"', svg)][:-1]


def test_columns_stack_by_class_and_a_missing_day_is_a_gap():
    svg = case_columns(days((date(2022, 11, 25), 50, 10, 60, False), (date(2022, 11, 27), 100, 0, 100, False)), **LOOK)
    heights = bars(svg, WALL.series["confirmed"])
    assert len(heights) == 2, "the day without a report has no column"
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert ">100<" in svg and "11月27日" in svg


def test_a_part_of_a_day_is_hatched_and_named():
    svg = case_columns(days((date(2022, 11, 28), 78, 30, 108, False), (date(2022, 11, 29), 54, 5, 59, True)), **LOOK)
    assert svg.count("url(#part-new_confirmed)") == 2, "the day's column and the legend's swatch"
    assert "非全天" in svg and ">59<" in svg


def test_a_correction_hangs_below_the_line():
    svg = case_columns(days((date(2022, 11, 28), 20, None, 20, False), (date(2022, 11, 29), -8, None, -8, False)), **LOOK)
    zero = next(float(y) for y in re.findall(rf'y1="([\d.]+)" x2="[\d.]+" y2="[\d.]+" stroke="{WALL.grey}"', svg))
    tops = [float(y) for y in re.findall(rf'y="([\d.]+)" width="[\d.]+" height="[\d.]+" fill="{WALL.series["confirmed"]}"', svg)]
    assert tops[0] < zero and tops[1] == pytest.approx(zero, abs=0.2)


def test_a_zone_stock_says_the_stock_and_the_last_days_flow():
    flow = pd.DataFrame({"day": [date(2022, 11, 28), date(2022, 11, 29)], "level": "high", "declared": [90, 55], "released": [10, 4],
                         "open_at_end": [403, 454]})
    svg = zone_stock(flow, **LOOK)
    assert ">454<" in svg and "新增 55 · 解除 4" in svg
    opened, lifted = bars(svg, WALL.series["act"]), bars(svg, WALL.series["ok"])
    assert opened[1] / opened[0] == pytest.approx(55 / 90, rel=0.02) and lifted[0] / opened[0] == pytest.approx(10 / 90, rel=0.02)


def test_a_day_is_labelled_by_its_people_though_the_converted_are_in_both_columns():
    days = pd.DataFrame({"day": [date(2022, 11, 27), date(2022, 11, 28)], "new_confirmed": [66, 78], "new_asymptomatic": [33, 32],
                         "new_positive": [99, 108], "is_partial": [False, False]})
    svg = case_columns(days, **LOOK)
    assert ">108<" in svg and ">110<" not in svg


@pytest.mark.parametrize("width", [600, 900, 1800])
def test_the_names_of_days_keep_apart(width):
    rows = days(*((day, 3, 2, 5, False) for day in pd.date_range("2022-11-02", "2022-11-29")))
    svg = case_columns(rows, **LOOK | {"width": width})
    named = re.findall(r'<text x="([\d.]+)" y="390.0"[^>]*text-anchor="(\w+)"[^>]*>([^<]+)<', svg)
    ends = [(float(x) - width_of(name) * {"middle": 0.5, "end": 1}[anchor], float(x) + width_of(name) * {"middle": 0.5, "end": 0}[anchor]) for x, anchor, name in named]
    assert len(named) >= 3 and named[-1][2] == "11月29日"
    assert all(right < left for (_, right), (left, _) in pairwise(ends))
