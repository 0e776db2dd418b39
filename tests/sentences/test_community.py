"""Sentences about checkpoints."""

import pandas as pd
import pytest

from dashboard.sentences.community import gates_sentence

ROW = {"kind": "estate_gate", "checkpoints": 749, "staff_known": 749, "staff": 4680, "stated": 749, "listed": 0, "qualifier": "exact"}


@pytest.mark.parametrize(("lang", "said"), [("zh", "未写明区县"), ("en", "no district is stated")])
def test_gates_of_no_district_are_said_to_be_so(lang, said):
    assert said in gates_sentence(pd.DataFrame([ROW | {"area_id": "", "area_name": None}]), "0", lang)
    assert said in gates_sentence(pd.DataFrame([ROW | {"area_id": "0", "area_name": "某市"}]), "0", lang)


def test_the_district_with_most_gates_is_named():
    placed = [ROW | {"area_id": "1", "area_name": "甲区"}, ROW | {"area_id": "2", "area_name": "乙区"}]
    elsewhere = [ROW | {"area_id": "", "area_name": None, "checkpoints": 900}, ROW | {"area_id": "0", "area_name": "某市", "checkpoints": 900}]
    assert "甲区最多（749 处）" in gates_sentence(pd.DataFrame([placed[0], *elsewhere]), "0", "zh")
    assert "甲区、乙区并列最多（各 749 处）" in gates_sentence(pd.DataFrame([*placed, *elsewhere]), "0", "zh")
