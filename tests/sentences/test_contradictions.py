"""What became of a contradiction, in words."""

from dashboard.sentences.contradictions import age, handling, placed, with_owners


def test_owners_are_named_once_and_not_without_end():
    found = [{"acknowledged_at": 1, "owner": name} for name in "甲甲乙丙丁"] + [{"acknowledged_at": None, "owner": "戊"}]
    assert with_owners("六项", found, "zh") == "六项（已确认 5 项：甲、乙、丙、…）"
    assert with_owners("一项", found[-1:], "zh") == "一项"
    assert age({"age_hours": None}, "zh") == "未知" and age({"age_hours": 28.5}, "zh") == "1天"


def test_the_note_and_who_had_it_before_are_said_in_order():
    handled = {"acknowledged_at": None, "note": "已派人核查", "earlier_owner": "道里指挥部"}
    assert handling(handled, "zh") == "已派人核查 · 此前由道里指挥部处置过，之后再次出现"
    assert handling({"acknowledged_at": None, "note": "", "earlier_owner": ""}, "zh") == ""


def test_the_district_stands_before_what_was_found_where_it_is_known():
    found = {"area_id": "230102", "detail_zh": "少 3 例", "detail_en": "3 cases short"}
    assert placed(found, {"230102": "道里区"}, "zh") == "道里区，少 3 例"
    assert placed(found, {}, "en") == "3 cases short"
