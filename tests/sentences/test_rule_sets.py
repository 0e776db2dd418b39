"""Under which rule sets the clocks run, and where these are published."""

import pandas as pd

from dashboard.sentences.release import rule_sets_sentence


def test_each_rule_set_is_named_with_its_source_and_number_of_zones():
    clocks = pd.DataFrame({"scheme_used": ["twenty_plan", "twenty_plan", "ed9", "of nobody"]})
    said = rule_sets_sentence(clocks, "zh")
    assert said.startswith("所依标准：2 处依《二十条·划定管控方案》（新冠肺炎疫情风险区划定及管控方案 2022-11-21）；1 处依《")
    assert "of nobody" not in said and rule_sets_sentence(clocks[3:], "en") == ""
