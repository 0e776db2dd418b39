"""Lines and bands of pictures part where a value is missing."""

from dashboard.figures.svg.band import band
from dashboard.figures.svg.line import line, lone_points


def test_a_line_begins_anew_after_a_gap():
    svg = line([(0, 1), (2, 3), None, (4, 5)], "#123456", 2, vector_effect="non-scaling-stroke")
    assert svg == (
        '<path d="M0.0 1.0L2.0 3.0M4.0 5.0" fill="none" stroke="#123456" stroke-width="2" stroke-linejoin="round" '
        'vector-effect="non-scaling-stroke"/><path d="M4.0 5.0h0" fill="none" stroke="#123456" stroke-width="6" stroke-linecap="round" '
        'vector-effect="non-scaling-stroke"/>'
    ), "a lone value between gaps is a mark"


def test_only_a_point_without_neighbours_is_a_dot():
    assert lone_points([None, (1, 1), None, (3, 1), (4, 1), None, (6, 1)]) == [1, 6]
    assert lone_points([(0, 0)]) == [0] and lone_points([]) == []
    assert "h0" not in line([(0, 1), (1, 1)], "red")


def test_a_band_goes_there_along_one_line_and_back_along_the_other():
    assert band([(0, 1), (2, 1)], [(0, 5), (2, 6)], "#abc") == '<path d="M0.0 1.0L2.0 1.0L2.0 6.0L0.0 5.0Z" fill="#abc"/>'


def test_a_band_is_parted_where_either_line_has_a_gap_and_a_lone_pair_is_a_stroke():
    upper = [(0, 1), (1, 1), None, (3, 1), (4, 1), (5, 1)]
    lower = [(0, 2), (1, 2), (2, 2), (3, 2), None, (5, 2)]
    svg = band(upper, lower, "red")
    assert svg.count("<path") == 3 and svg.count("Z") == 1
    assert 'd="M3.0 1.0V2.0"' in svg and 'd="M5.0 1.0V2.0"' in svg
    assert band([], [], "red") == ""
