"""What a register told otherwise, in words: each column by its name, what it was and what it is."""

import pandas as pd

from dashboard.sentences.changes import change_words, worded_changes

ROW = {
    "kind": "business_edited", "severity": "low", "came": "happened", "subject": "示例超市", "subject_en": None, "subject_id": "b1", "area_name": "道外区",
    "before": '{"category":"food_retail","address":null,"point":"126.500000, 45.700000"}',
    "after": '{"category":"pharmacy","address":"一路1号","point":null}', "detail": None, "happened_at": pd.NaT,
}


def test_what_it_was_and_is_stands_side_by_side():
    assert change_words(ROW, "zh") == "示例超市 · 道外区 · 类别 食品零售 → 药店；地址 （空） → 一路1号；坐标 126.500000, 45.700000 → （空）"
    assert "Category food retail → pharmacy; Address (empty) → 一路1号" in change_words(ROW, "en")


def test_a_file_of_changes_has_them_in_words():
    [row] = worded_changes(pd.DataFrame([ROW]), "zh").to_dict("records")
    assert (row["kind"], row["before"]) == ("企业台账内容更改", "类别 食品零售；地址 （空）；坐标 126.500000, 45.700000")
    assert row["after"] == "类别 药店；地址 一路1号；坐标 （空）"
