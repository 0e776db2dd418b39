"""The district map on the wall: no data, and districts too small for their figure."""

from dashboard.figures.svg.wall_map import wall_map
from dashboard.tokens import WALL

SQUARE = {"path": "M0 0L50 0L50 50L0 50Z", "label": [25, 25], "radius": 25, "short": "道里", "text": "12", "class": "4"}


def test_a_district_without_data_is_hatched_and_not_the_lowest_colour():
    unknown = SQUARE | {"class": "none", "text": "", "short": "依兰", "path": "M50 0L100 0L100 50L50 50Z", "label": [75, 25]}
    svg = wall_map([SQUARE, unknown], [100, 50], None, [{"kind": "4", "label": "≥ 10"}, {"kind": "none", "label": "没有数据"}],
                   unit="例", unnamed="未注名：{names}", comma="、", ground=WALL, width=800, height=500, label="图")
    assert f'd="{unknown["path"]}" fill="url(#unknown)"' in svg
    assert f'd="{SQUARE["path"]}" fill="{WALL.sequence[4]}"' in svg
    assert ">道里<" in svg and ">12<" in svg and ">依兰<" in svg


def test_a_district_too_small_for_its_figure_is_named_beneath():
    small = SQUARE | {"radius": 0.5}
    svg = wall_map([small], [100, 50], None, [], unit="例", unnamed="未注名：{names}。", comma="、", ground=WALL, width=800, height=500, label="图")
    assert "未注名：道里 12。" in svg


def test_a_name_wider_than_its_district_is_named_beneath_and_not_across_the_others():
    name = "很长" * 30
    long = SQUARE | {"class": "none", "text": "", "short": name}
    svg = wall_map([long], [100, 50], None, [], unit="例", unnamed="未注名：{names}。", comma="、", ground=WALL, width=800, height=500, label="图")
    assert f">{name}<" not in svg and f"未注名：{name}。" in svg
