"""Lines and bands of pictures part where a value is missing."""

from dashboard.figures.svg.band import band
from dashboard.figures.svg.line import line


def test_a_line_begins_anew_after_a_gap():
    svg = line([(0, 1), (2, 3), None, (4, 5)], "#123456", 2, vector_effect="non-scaling-stroke")
    assert svg == (
        '<path d="M0.0 1.0L2.0 3.0M4.0 5.0" fill="none" stroke="#123456" stroke-width="2" stroke-linejoin="round" '
        'vector-effect="non-scaling-stroke"/>'
    )


def test_a_band_goes_there_along_one_line_and_back_along_the_other():
    assert band([(0, 1), (2, 1)], [(0, 5), (2, 6)], "#abc") == '<path d="M0.0 1.0L2.0 1.0L2.0 6.0L0.0 5.0Z" fill="#abc"/>'


def test_a_band_is_parted_where_either_line_has_a_gap_and_a_single_point_is_none():
    upper = [(0, 1), (1, 1), None, (3, 1), (4, 1), (5, 1)]
    lower = [(0, 2), (1, 2), (2, 2), (3, 2), None, (5, 2)]
    assert band(upper, lower, "red").count("<path") == 1
    assert band([], [], "red") == ""
