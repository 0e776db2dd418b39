"""The file of readings says what the library says, and what is made of it."""

import numpy as np
from pypinyin import Style, lazy_pinyin

from dashboard.lookup.folding import folded, folded_words
from dashboard.lookup.readings import FILE, beginnings, sounding_like, syllables, units, usual_readings
from tests.readings import readings


def letters(text: str) -> set[int]:
    return set(units(text).tolist())


def test_the_file_is_what_the_library_says():
    assert FILE.read_text(encoding="utf-8") == readings(), "run make docs"


def test_letters_of_several_readings_have_all_of_them():
    for letter, usual, also in (("重", "zhong", "chong"), ("长", "zhang", "chang"), ("厦", "sha", "xia"), ("六", "liu", "lu"), ("都", "dou", "du")):
        assert letters(letter) <= set(syllables()[usual].usual.tolist()) and letters(letter) <= set(syllables()[also].also.tolist())
        assert usual_readings()[ord(letter)] == usual == lazy_pinyin(letter, style=Style.NORMAL)[0]


def test_syllables_with_a_u_of_two_dots_are_found_as_people_write_them():
    for written in ("lv", "lu", "lyu"):
        assert letters("绿") <= letters_of(written)
    assert "zh" in beginnings() and "chon" in beginnings() and "i" not in beginnings()


def letters_of(syllable: str) -> set[int]:
    return {*syllables()[syllable].usual.tolist(), *syllables()[syllable].also.tolist()}


def test_letters_that_sound_the_same():
    assert letters("道到稻") <= set(sounding_like(ord("到")).tolist()) and letters("外").isdisjoint(sounding_like(ord("到")).tolist())
    assert sounding_like(ord("x")).tolist() == [ord("x")]


def test_texts_are_compared_without_case_width_marks_and_punctuation_and_words_begin_where_they_change():
    assert folded_words(" Ｄào-wài　Qū ·  ") == ("daowai", "qu") and folded_words("…") == ()
    one = folded(["SYN-Z0040 道外(2)号", "a\nb"])
    assert one.units.tobytes().decode("utf-16-le") == "synz0040道外2号\nab\n"
    assert np.flatnonzero(one.begins_word).tolist() == [0, 3, 4, 8, 10, 11, 13, 14]
