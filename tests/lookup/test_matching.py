"""What matches what is typed: Chinese, pinyin, initials, English and mixtures; and which goes first."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from dashboard.lookup.folding import folded_words
from dashboard.lookup.index import Named, indexed
from dashboard.lookup.matching import matching
from dashboard.lookup.typing_errors import nearly

CITY = [
    Named("district", "230104", "道外区", "Daowai", "dao wai qu", "230104"), Named("district", "230102", "道里区", "Daoli", "dao li qu", "230102"),
    Named("district", "341500", "六安市", "Lu'an"), Named("business", "b1", "重庆火锅", area_id="230104"), Named("business", "b2", "长沙米粉", area_id="230102"),
    Named("business", "b3", "厦门茶庄"), Named("business", "b4", "绿色蔬菜超市"), Named("business", "b5", "中央红超市（道外店）", area_id="230104"),
    Named("zone", "SYN-Z0040", "示例小区64号15栋", also="SYN-Z0040", area_id="230102"), Named("figure", "cases_7d", "近7日新增", "Last 7 days", "cases_7d"),
    Named("page", "hotline", "热线", "Hotline"), Named("table", "hotline_tickets", "热线工单", "Hotline tickets", "hotline_tickets"),
    Named("supply_point", "p1", "𠮷野家Ｃａｆé", area_id="230104"),
]


def found(text: str, names: list[Named] = CITY, near: str = "") -> list[str]:
    index, words = indexed(names), folded_words(text)
    return [index.named(int(entry)).name for entry in matching(index, words, near).entries] if words else []


@pytest.mark.parametrize("text", ["道外", "道外区", "daowai", "dao wai", "Daowai", "DAOWAI QU", "dw", "dwq", "dwai", "daow", "daowaiq", "道w", "道wai", "d外", "dào wài", "ｄａｏｗ"])
def test_a_district_is_found_however_it_is_typed(text):
    assert found(text)[0] == "道外区"


@pytest.mark.parametrize(("text", "name"), [
    ("chongqing", "重庆火锅"), ("cq", "重庆火锅"), ("chongqhg", "重庆火锅"), ("changsha", "长沙米粉"), ("cs", "长沙米粉"), ("chsh", "长沙米粉"),
    ("xiamen", "厦门茶庄"), ("xm", "厦门茶庄"), ("luan", "六安市"), ("lashi", "六安市"), ("lv", "绿色蔬菜超市"), ("lü", "绿色蔬菜超市"), ("lǜse", "绿色蔬菜超市"),
    ("lyuse", "绿色蔬菜超市"), ("lscs", None), ("sccs", "绿色蔬菜超市"), ("64号15", "示例小区64号15栋"), ("slxq64", "示例小区64号15栋"), ("z0040", "示例小区64号15栋"),
    ("syn z", "示例小区64号15栋"), ("7d", "近7日新增"), ("j7rxz", "近7日新增"), ("rx", "热线"), ("tickets", "热线工单"), ("𠮷野", "𠮷野家Ｃａｆé"), ("cafe", "𠮷野家Ｃａｆé"),
])
def test_names_with_letters_of_several_readings_initials_of_two_letters_numbers_and_english(text, name):
    assert found(text)[:1] == ([name] if name else [])


@pytest.mark.parametrize("text", ["", " ", "···", "qqq", "daowaix", "外道", "x" * 500, "道外" * 250, "shi" * 160, "<script>alert(1)</script>", "'; drop table zones; --", "\x00\u202e", "\ud800", "%", "\\", "(", "^"])
def test_what_is_no_name_finds_nothing(text):
    assert found(text) == []


def test_nothing_is_found_in_an_empty_index():
    assert found("道外", []) == [] and not len(nearly(indexed([]), ("daowai",)).entries)


def names_of(*names: str) -> list[Named]:
    return [Named("business", str(place), name) for place, name in enumerate(names)]


def test_a_whole_name_goes_first_then_its_beginning_then_a_word_then_the_inside_and_the_short_before_the_long():
    assert found("红旗", names_of("新红旗店", "大众（红旗）", "红旗大街超市", "红旗超市", "红旗")) == ["红旗", "红旗超市", "红旗大街超市", "大众（红旗）", "新红旗店"]
    assert found("supply", names_of("Resupply", "Food supply", "Supply points")) == ["Supply points", "Food supply", "Resupply"]


def test_as_typed_goes_before_pinyin_the_usual_reading_before_another_and_pinyin_before_initials():
    assert found("hang", names_of("行知", "杭州", "Hangar")) == ["Hangar", "杭州", "行知"]
    assert found("da", names_of("东安街", "大安街")) == ["大安街", "东安街"]
    assert found("chong", names_of("重庆", "冲锋")) == ["冲锋", "重庆"]


def test_a_name_goes_before_a_number():
    assert found("zo", [Named("table", "zones", "表", also="zones"), Named("page", "z", "Zones of all kinds")]) == ["Zones of all kinds", "表"]


def test_the_district_of_the_page_goes_before_others():
    same = [Named("business", "a", "便民超市", area_id="230102"), Named("business", "b", "便民超市一", area_id="230104")]
    assert found("便民", same) == ["便民超市", "便民超市一"] and found("便民", same, near="230104") == ["便民超市一", "便民超市"]
    assert found("便民", same, near="nowhere") == ["便民超市", "便民超市一"]


def test_words_that_stand_apart_in_a_name_find_it_after_those_that_hold_all_in_one_piece():
    assert found("道外 超市") == ["中央红超市（道外店）"] and found("chaoshi dao") == ["中央红超市（道外店）"]
    assert found("a b", names_of("b a", "ab")) == ["ab", "b a"]
    assert found("道外 qqq") == []


@pytest.mark.parametrize(("text", "name"), [("到外区", "道外区"), ("道歪", "道外区"), ("daowia", "道外区"), ("道外去", "道外区"), ("hotlnie", "热线"), ("huogou", "重庆火锅"), ("xiamenchazuang", "厦门茶庄")])
def test_what_is_typed_wrong_finds_what_is_near(text, name):
    index, words = indexed(CITY), folded_words(text)
    assert not len(matching(index, words).entries)
    assert index.named(int(nearly(index, words).entries[0])).name == name


@pytest.mark.parametrize("text", ["xyz", "道", "完全不同的文字", "zzzzzzzz"])
def test_what_is_near_nothing_finds_nothing(text):
    index = indexed([one for one in CITY if "道" not in one.name])
    assert not len(nearly(index, folded_words(text)).entries)


def reads(name: str, typed: str) -> bool:
    """Whether a name's letters, from one of them on, are read as what is typed: by trying everything."""
    readings = [{letter.lower(), *(r for r in pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore") for r in r)} for letter in name]
    ways = [[*one, *(r[0] for r in one), *(r[:2] for r in one if r[:2] in ("zh", "ch", "sh"))] for one in readings]
    last = [[r[:end] for r in one for end in range(1, len(r) + 1)] for one in readings]
    for start, end in product(range(len(name)), range(1, len(name) + 1)):
        parts = [*ways[start : end - 1], last[end - 1]] if end > start else []
        if parts and any("".join(way) == typed for way in product(*map(set, parts))):
            return True
    return False


@given(st.lists(st.text("道外重庆长沙厦安啊ab", min_size=1, max_size=4), min_size=1, max_size=4), st.text("daowichnqgsxme外长ab", min_size=1, max_size=6))
def test_it_finds_just_what_trying_every_reading_finds(names, typed):
    # A letter that is typed as it stands is read as itself alone; what ends within a syllable ends the whole.
    assert set(found(typed, names_of(*names))) == {name for name in names if reads(name, typed)}
