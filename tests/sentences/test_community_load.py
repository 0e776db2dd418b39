"""What is said of load, of gates, of rounds that are not complete and of helpers."""

from datetime import datetime

import pandas as pd

from dashboard.sentences.community_load import duty_sentence, helpers_sentence, load_sentence, missing_sentence
from dashboard.sentences.counted import bounded, progress, targets

GRID = {"name": "一", "kind": "grid", "area_name": "甲区", "parts": 0, "count": None, "households": 400.0, "staff": 2.0, "households_per_staff": 200.0,
        "households_per_grid": None}
ROUND = {"area_id": "a", "area_name": "甲区", "is_running": True, "running_hours": 30.0, "started_at": datetime(2022, 11, 28, 12), "sampled": 5.0}
DISTRICTS = pd.DataFrame({"area_id": ["a", "b"], "area_name": ["甲区", "乙区"]})


def test_load_is_told_with_its_middle_its_worst_and_what_is_unknown():
    rows = pd.DataFrame([GRID, GRID | {"name": "二", "households_per_staff": 300.0}, GRID | {"staff": None, "households_per_staff": None}])
    said = load_sentence(rows, "zh")
    assert "2 个网格" in said and "中位 250 户" in said and "最重 300 户（二，甲区）" in said and "1 个网格未报网格员" in said
    whole = GRID | {"kind": "community", "parts": 8, "households": 3903.0, "staff": None, "households_per_staff": None, "households_per_grid": 487.875}
    said = load_sentence(pd.DataFrame([whole]), "zh")
    assert "不能说" in said and "平均每个网格 488 户" in said


def test_people_for_each_gate_keep_their_bound_and_unknown_ones_are_not_said():
    row = {"kind": "not_stated", "staffed": 749.0, "staff": 4680.0, "staff_qualifier": "at_least", "staff_per_place": 4680 / 749, "per_place_qualifier": "at_least"}
    assert "每处 至少 6.2 人" in duty_sentence(pd.DataFrame([row]), "zh"), "as its table has it"
    assert "不能说" in duty_sentence(pd.DataFrame([row | {"staff_per_place": None}]), "zh")


def test_a_running_round_names_who_is_missing_and_what_runs_too_long():
    said = missing_sentence(pd.DataFrame([ROUND]), DISTRICTS, "zh")
    assert "乙区" in said and "甲区已进行 30 小时，超过 24 小时" in said
    assert missing_sentence(pd.DataFrame([ROUND | {"is_running": False, "running_hours": None}]), DISTRICTS, "zh") == ""


def test_helpers_beside_load_say_where_most_is_carried_and_where_nothing_can_be_said():
    rows = pd.DataFrame({"area_name": ["甲区", "乙区"], "people": [80.0, None], "residents_per_helper": [2500.0, None], "qualifier": ["at_least", None]})
    others = pd.DataFrame({"people": [180.0], "qualifier": ["at_least"]})
    said = helpers_sentence(rows, others, "zh")
    assert "只有甲区" in said and "每人对 至多 2,500 名" in said and "1 个区县没有公布" in said and "另有 至少 180 人公布到全市或功能区" in said
    assert "不能说" in helpers_sentence(rows.assign(people=None, residents_per_helper=None), others[:0], "zh")


def test_numbers_are_words_only_where_one_has_a_bound():
    rows = pd.DataFrame({"n": [4680.0, None, 3.0], "q": ["at_least", "exact", "exact"]})
    assert bounded(rows, "n", "q", "zh") == ["至少 4,680", None, "3"]
    assert bounded(rows.iloc[1:], "n", "q", "zh")[1] == 3
    rounds = pd.DataFrame({"sampled_share": [0.75, None], "share_qualifier": ["at_least", "exact"], "target": [200_000, None],
                           "target_qualifier": ["exact", "exact"], "target_of": ["residents", None]})
    assert progress(rounds, "zh") == ["至少 75.0%", None] and targets(rounds, "en") == ["200,000 (residents)", None]
