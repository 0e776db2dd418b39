"""The lines of a history: notices, events of a zone, positives inside it."""

import pandas as pd

from dashboard.sentences.timeline import notice_lines, zone_lines


def test_the_timeline_says_decision_wordings_and_what_a_positive_did():
    events = pd.DataFrame([
        {"happened_at": pd.Timestamp("2022-11-20"), "event": "declare", "level": "high", "extent_text": "甲号", "extent_before": None,
         "notice_no": "70", "reason": None, "decided_at": pd.Timestamp("2022-11-19 22:00")},
        {"happened_at": pd.Timestamp("2022-11-25"), "event": "edit", "level": None, "extent_text": "甲号2单元", "extent_before": "甲号",
         "notice_no": None, "reason": None, "decided_at": pd.NaT},
    ])
    positives = pd.DataFrame({"day": [pd.Timestamp("2022-11-22"), pd.Timestamp("2022-11-20")], "positives": [2, 1], "restarts": [True, False]})
    said = [(when, words) for _, when, words, _ in zone_lines(events, "zh", positives)]
    assert said == [
        ("11月25日", "更正文字 · 范围由“甲号”改为“甲号2单元”"), ("11月22日", "区内报告阳性 2 例 · 时钟从该日重新起算"),
        ("11月20日", "划定 · 高风险区 · 甲号 · 通告 70 · 11月19日 22:00 决定"), ("11月20日", "区内报告阳性 1 例"),
    ]


def test_lines_of_a_history_name_day_or_moment_and_leave_blanks_out():
    notices = pd.DataFrame({
        "notice_id": ["n1", "n2"], "notice_no": ["第74号", None],
        "published_at": pd.to_datetime(["2022-11-23", "2022-11-29 16:00"], format="mixed"),
        "effective_at": pd.to_datetime(["2022-11-23 12:00", None]), "title": ["临时管控", "发布会"], "title_en": [None, "Press conference"],
        "kind": ["notice", "event"],
    })
    assert notice_lines(notices, "zh") == [
        ("quiet", "11月29日 16:00", "事件 · 发布会", True), ("watch", "11月23日", "通告 · 第74号 · 临时管控 · 11月23日 12:00 起生效", True),
    ]
    events = pd.DataFrame({
        "happened_at": pd.to_datetime(["2022-11-20 08:00"]), "event": ["declare"], "level": ["high"], "extent_text": [None],
        "notice_no": [None], "reason": [None], "extent_before": [None], "decided_at": [pd.NaT],
    })
    assert zone_lines(events, "en") == [("watch", "20 Nov 08:00", "declared · high risk", True)]
