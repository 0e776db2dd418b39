"""Why a business operates as it does, in words: one sentence for every reason, in both languages."""

from datetime import date, datetime

import pandas as pd

from dashboard.schema.declaration import enums
from dashboard.sentences.businesses import default_sentences, mode_sentence, mode_state, timeline_lines, verify_sentence

ROW = {
    "mode": "open", "mode_reason": "listed", "state": "listed", "state_since": datetime(2022, 11, 10, 9), "reason": None, "capacity": 80,
    "capacity_now": None, "rule_id": None, "notice_no": None, "rule_from": None, "rule_source": None, "capacity_share": None, "zone_id": None,
    "zone_level": None, "zone_scheme": None, "extent_text": None, "inspected_at": None, "rectify_by": None,
}
RULE = {"rule_id": "r", "notice_no": "第74号", "rule_from": datetime(2022, 11, 23, 12), "capacity_share": 0.5}
ZONE = {"zone_id": "z", "zone_level": "high", "zone_scheme": "twenty_plan", "extent_text": "示例大街18号院"}
VISIT = {"inspected_at": datetime(2022, 11, 20, 10), "rectify_by": date(2022, 11, 25)}


def test_the_sentence_names_the_rule_its_notice_and_how_many_people():
    row = ROW | RULE | {"mode": "capacity_limited", "mode_reason": "rule", "capacity_now": 40}
    assert mode_sentence(row, "zh") == "限流营业：按第74号（11月23日 12:00 起）。同时在场不超过 40 人。"
    assert mode_sentence(row, "en") == "Now open with limited capacity: by No. 74 (from 23 Nov 12:00). At most 40 people at once."
    unnumbered = row | {"notice_no": None, "rule_source": "哈尔滨日报 2022-11-30"}
    assert "哈尔滨日报" in mode_sentence(unnumbered, "zh") and "按r" in mode_sentence(row | {"notice_no": None}, "zh")


def test_the_sentence_names_the_zone_and_whose_default_holds():
    row = ROW | ZONE | {"mode": "closed", "mode_reason": "zone_default"}
    assert "高风险区“示例大街18号院”内" in mode_sentence(row, "zh") and "北京市保供指引 2022-05-13" in mode_sentence(row, "zh")
    assert "停业" in default_sentences("zh") and "Beijing's guide to supplies 2022-05-13" in default_sentences("en")


def test_every_reason_has_a_sentence_and_a_state():
    for reason in enums()["mode_reason"]:
        row = ROW | RULE | ZONE | VISIT | {"mode": "to_verify", "mode_reason": reason, "reason": "positive_staff"}
        for lang in ("zh", "en"):
            said = mode_sentence(row, lang)
            assert len(said) > 8 and "{" not in said and "None" not in said and "nan" not in said, (reason, said)
    assert "只有登记" in mode_sentence(ROW | {"mode": None, "mode_reason": None}, "zh")
    assert [mode_state({"mode": mode}) for mode in ("open", "closed", "to_verify", "capacity_limited", None)] == ["ok", "act", "watch", "watch", "quiet"]


def test_what_happened_and_what_is_to_be_verified():
    rows = pd.DataFrame([
        {"happened_at": datetime(2022, 11, 20, 10), "kind": "inspection", "what": "rectify_by", "reason": None, "rectify_by": date(2022, 11, 25), "actor": "市场局"},
        {"happened_at": datetime(2022, 11, 10), "kind": "register", "what": "listed", "reason": "approved", "rectify_by": None, "actor": None},
        {"happened_at": datetime(2022, 11, 9), "kind": "inspection", "what": "unknown", "reason": None, "rectify_by": None, "actor": None},
    ])
    said = [words for _, _, words, _ in timeline_lines(rows, "zh")]
    assert said[0].startswith("检查：限期整改（期限 11月25日") and "市场局" in said[0]
    assert said[1] == "名单：在册（审核通过）" and said[2] == "检查：结果未公布"
    modes = pd.DataFrame({"mode": ["to_verify", "to_verify", "open"], "mode_reason": ["zone_unsure", "rectify_overdue", "rule"], "businesses": [4, 9, 100]})
    assert verify_sentence(modes, "zh") == "待核实 13 家：整改逾期未复查 9 家、疑在风险区内 4 家。"
    assert verify_sentence(modes[modes["mode"] == "open"], "en") == "None is to be verified."
