"""Points on one spot of a map: their number and all their names can be had."""

from dashboard.figures.one_spot import MOST_NAMED, count_layers, gathered
from dashboard.tokens import PAPER


def words(n: int) -> str:
    return f"此处 {n} 个"


def more(n: int) -> str:
    return f"另 {n} 个"


def test_points_on_one_spot_are_one_mark_with_their_number_and_all_their_names():
    points = [{"p": [126.6, 45.7], "tip": f"保供点{n}\n▲ 断货", "c": n} for n in range(12)] + [{"p": [126.7, 45.7], "tip": "远处\n● 充足", "c": 99}]
    one, alone = gathered(points, words, more)
    assert one["n"] == 12 and one["c"] == 11, "the mark of the last, which lies on top"
    assert one["tip"].split("\n") == ["此处 12 个", *(f"保供点{n}" for n in range(12))]
    assert alone == points[-1]
    (layer,) = count_layers([one, alone], PAPER)
    assert {point["i"] for point in layer["data"]} >= {"12"} and all(point["p"] == [126.6, 45.7] for point in layer["data"])
    assert count_layers([alone], PAPER) == []


def test_more_than_a_map_holds_are_counted():
    points = [{"p": [1.0, 2.0], "tip": f"点{n}"} for n in range(MOST_NAMED + 3)]
    assert gathered(points, words, more)[0]["tip"].split("\n")[-1] == "另 3 个"
