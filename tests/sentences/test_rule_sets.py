"""Under which rule sets the clocks run, and where these are published."""

import pandas as pd

from dashboard.sentences.release import due_sentence, rule_sets_sentence


def test_each_rule_set_is_named_with_its_source_and_number_of_zones():
    clocks = pd.DataFrame({"scheme_used": ["twenty_plan", "twenty_plan", "ed9", "of nobody"]})
    said = rule_sets_sentence(clocks, "zh")
    assert said.startswith("所依标准：2 处依《二十条·划定管控方案》（新冠肺炎疫情风险区划定及管控方案 2022-11-21）；1 处依《")
    assert "of nobody" not in said and rule_sets_sentence(clocks[3:], "en") == ""


def test_of_clocks_only_those_that_there_are_are_told():
    clocks = pd.DataFrame({"state": ["counting"] * 3, "overdue_days": [0] * 3, "scheme_used": ["of nobody"] * 3})
    assert due_sentence(clocks, 12, "zh") == "没有逾期未解除的；今日到期 0 个，天数已满、待检测或待密接 0 个。", "all are in the picture"
    more = pd.concat([clocks, clocks.assign(state=["counting", "no_rule", "overdue"], overdue_days=2)])
    assert due_sentence(more, 4, "zh").endswith("图为 5 个计时风险区中最急的 4 个。另有 1 个没有解除时限。")
