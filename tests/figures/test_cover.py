"""Days of cover by supply point."""

import numpy as np
import pandas as pd

from dashboard.figures.cover import cover_by_point
from dashboard.tokens import PAPER


def test_cover_says_unknown_and_marks_short():
    frame = pd.DataFrame({"name": ["店一", "店二", "店三", "店四"], "cover_days": [1.5, np.nan, 6.0, 0.9]})
    figure = cover_by_point(frame, lang="zh", norm_days=3)
    colours = dict(zip(figure.data[0].y, figure.data[0].marker.color, strict=True))
    assert colours == {
        "店一": PAPER.series["watch"], "店二": PAPER.series["quiet"], "店三": PAPER.series["ok"], "店四": PAPER.series["act"],
    }
    assert "未知" in [note.text for note in figure.layout.annotations]
