"""The elements of pictures escape what they are given, and say nothing that they were not."""

from dashboard.figures.svg.marks import box, column, hatchings, legend, picture, value_axis, words
from dashboard.tokens import WALL


def test_words_and_labels_from_a_file_stay_text():
    name = '<b>"甲"&'
    assert "<b>" not in words(0, 0, name, "red") and "&lt;b&gt;" in words(0, 0, name, "red")
    svg = picture(10, 20, [words(1, 2, name, "red"), legend(0, 0, [("box", "red", name)], "ink")], name)
    assert "<b>" not in svg and svg.count("<text") == 2 and svg.startswith('<svg viewBox="0 0 10 20" width="10" height="20" role="img"')


def test_further_attributes_are_spelled_as_svg_spells_them():
    assert box(0, 0, 1, 2, "none", stroke="red", stroke_width=2).endswith('fill="none" stroke="red" stroke-width="2"/>')
    assert 'width="0.0"' in box(0, 0, -1, 2, "none"), "never a negative width, which a browser refuses"


def test_a_column_stands_in_the_middle_of_its_room_whichever_end_is_higher():
    assert column(50, 100, 20, 80, "red") == column(50, 100, 80, 20, "red") == box(14, 20, 72, 60, "red")


def test_a_hatching_is_named_by_what_it_stands_for():
    assert hatchings([("unknown", "#111111")], WALL).startswith('<defs><pattern id="unknown"')


def test_only_the_base_line_of_an_axis_is_dark():
    svg = value_axis([(90, "0"), (50, "10"), (10, "20")], 0, 100, WALL)
    assert svg.count(f'stroke="{WALL.grey}"') == 1 and svg.count(f'stroke="{WALL.hairline}"') == 2
    assert svg.index(WALL.grey) < svg.index(WALL.hairline)
