"""The district map on the wall: no data, and districts too small for their figure."""

import re

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


DENSE = {"unit": "例", "unnamed": "未注名：{names}。", "comma": "、", "ground": WALL, "width": 800, "height": 500, "label": "图"}


def test_two_views_of_one_place_do_not_share_an_id():
    far = SQUARE | {"path": "M60 0L100 0L100 50L60 50Z", "label": [80, 25], "short": "依兰"}
    core = SQUARE | {"path": "M0 0L20 0L20 20L0 20Z", "label": [10, 10], "radius": 10}
    svg = wall_map([core, far], [100, 50], [0, 0, 20, 20], [], **DENSE)
    named = re.findall(r'<clipPath id="([^"]+)"', svg)
    assert len(named) == len(set(named)) == 2
    assert sorted(re.findall(r'clip-path="url\(#([^)]+)\)"', svg)) == sorted(named)


def test_where_the_window_has_no_room_for_a_figure_the_core_is_the_map_and_the_city_its_inset():
    far = SQUARE | {"path": "M60 0L100 0L100 50L60 50Z", "label": [80, 25], "short": "依兰", "text": "1"}
    core = SQUARE | {"path": "M0 0L20 0L20 20L0 20Z", "label": [10, 10], "radius": 1.1, "short": "南岗", "text": "148"}
    svg = wall_map([core, far], [100, 50], [0, 0, 20, 20], [], **DENSE)
    assert ">148<" in svg, "the worst hit district has its figure on the map"
    assert svg.index('id="clip-map"') < svg.index(">148<") < svg.index('id="clip-inset"') < svg.index(">依兰<")
    roomy = wall_map([core | {"radius": 10}, far], [100, 50], [0, 0, 20, 20], [], **DENSE)
    assert roomy.index('id="clip-inset"') < roomy.index(">南岗<"), "else the city is the map"


def test_a_name_wider_than_its_district_is_named_beneath_and_not_across_the_others():
    name = "很长" * 30
    long = SQUARE | {"class": "none", "text": "", "short": name}
    svg = wall_map([long], [100, 50], None, [], unit="例", unnamed="未注名：{names}。", comma="、", ground=WALL, width=800, height=500, label="图")
    assert f">{name}<" not in svg and f"未注名：{name}。" in svg
