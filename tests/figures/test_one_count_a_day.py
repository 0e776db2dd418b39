"""A day of converted cases has one figure, its people, on every surface: the picture, the tip of the chart, the wall and the exported rows."""

from datetime import date

import pandas as pd
import pytest

from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.svg.fluid import fluid
from dashboard.figures.svg.wall_days import case_columns
from dashboard.tokens import PAPER, WALL
from dashboard.ui.components.exports.csv_file import csv_bytes

DAYS = pd.DataFrame({
    "day": [date(2022, 11, 27), date(2022, 11, 28)], "new_confirmed": [70, 80], "new_asymptomatic": [29, 30], "new_positive": [99, 108],
    "is_partial": [False, False],
})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_who_converted_are_in_both_classes_and_counted_once(lang):
    figure = epidemic_curve(DAYS, lang=lang, height=200)
    picture = fluid(figure, lang=lang, ground=PAPER, with_ends=True)
    wall = case_columns(DAYS, lang=lang, ground=WALL, width=900, height=400, label="")
    for surface in (picture, wall):
        assert ">108<" in surface and ">110<" not in surface
    tips = list(figure.data[1].customdata)
    assert tips[0] == "" and "108" in tips[1] and "customdata" in figure.data[1].hovertemplate
    assert "2022-11-28,80,30,108" in csv_bytes(DAYS).decode("utf-8-sig")
