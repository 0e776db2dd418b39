"""What tells who a person is, as people write it, and what only looks like it."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.people.checks import CHECK_SIGNS, WEIGHTS
from dashboard.people.recognition import counted, first_look, found_in, found_in_id, marks, masked

IDENTITY = "11010519491231002X"
MARK = marks()
OF_PEOPLE = {
    "请回电13812345678": "请回电{phone}", "+86 138-1234-5678": "{phone}", "0086138 1234 5678": "{phone}", "微信a13812345678b": "微信a{phone}b",
    "电话８６１３８１２３４５６７８转": "电话{phone}转", "013812345678": "{phone}", "138\u200b1234\u200b5678": "{phone}", "138.1234.5678": "{phone}",
    "٠١٣٨١٢٣٤٥٦٧٨": "{phone}", "电话 0451-84664000": "电话 {phone}", "(010)66554433": "{phone}", f"身份证{IDENTITY}": "身份证{identity}",
    "110105 19491231 002x": "{identity}", "110105491231002": "{identity}", "身份证号：230102202211290": "身份证号：{identity}",
    "6222021234567890128": "{card}", "4111 1111 1111 1111": "{card}", "护照E12345678": "护照{passport}", "持 EA1234567 入境": "持 {passport} 入境",
    "黑A12345": "{plate}", "黑A·D12345": "{plate}", "粤B12345D": "{plate}", "黑AD12345": "{plate}", "黑Ａ１２３４５": "{plate}", "黑A1234挂": "{plate}",
    "姓名：张三": "姓名：{name}", "患者 张三 男": "患者 {name} 男", "患者 张三已转运": "患者 {name}已转运", "姓名:欧阳修": "姓名:{name}",
    "联系人：李小明电话13812345678": "联系人：{name}电话{phone}", "姓名：John Smith": "姓名：{name}", "患者_张三_密接.csv": "患者_{name}_密接.csv",
}
OF_NOBODY = [
    "12345", "84664000", "135.12345678", "110105194912310021", "202211291530000001", "第 1382022112900012 号", "11-29 1300 至 1400 复核",
    "文号 13-2022-1129", "2022-11-29 15:30", "E20221129", "新A区", "患者 居住在道里区", "患者 王岗镇居民", "患者家属", "联系人：社区网格员",
    "南岗区哈西大街13号5678室", "20221129138123456789", "6222021234567890127", "23010519950230123X", "联系人名单", "138 1234 567",
]


@pytest.mark.parametrize("text", OF_PEOPLE)
def test_what_is_of_a_person_gets_a_mark(text):
    assert masked(text) == OF_PEOPLE[text].format(**MARK) and masked(masked(text)) == masked(text)


@pytest.mark.parametrize("text", OF_NOBODY)
def test_what_is_of_nobody_stays(text):
    assert masked(text) == text


def test_finds_are_counted_by_kind():
    assert counted(found_in(f"姓名：张三，13812345678、13912345678，{IDENTITY}")) == {"name": 1, "phone": 2, "identity": 1}


def test_an_identifier_may_be_a_serial_number_with_a_letter_and_an_offices_number():
    assert not found_in_id("A13812345678") and not found_in_id("0451-84664000") and found_in_id("患者13812345678") and found_in_id(f"ID{IDENTITY}")


people = st.sampled_from([*OF_PEOPLE, "13812345678", "+86-139-0000-0000", IDENTITY, "5500000000000004"])


@given(st.text(max_size=12), people, st.text(max_size=12))
def test_the_databases_first_look_misses_nothing_that_is_found(before, person, after):
    text = before + person + after
    if found_in(text) and "\0" not in text:
        assert duckdb.execute("select regexp_matches($t, $p)", {"t": text.encode("utf-8", "replace").decode(), "p": first_look()}).fetchone()[0]


@given(st.integers(0, 10**16))
def test_of_the_eleven_signs_at_the_end_of_an_identity_number_one_closes_it(seed):
    number = f"230102{1950 + seed % 70}{1 + seed % 12:02}{1 + seed % 28:02}{seed % 1000:03}"
    sign = CHECK_SIGNS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=True)) % 11]
    assert [s for s in "0123456789X" if any(one.kind == "identity" for one in found_in(number + s))] == [sign]
