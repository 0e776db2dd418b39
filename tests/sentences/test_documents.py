"""Numbers of notices and their issuers in the page's language."""

import pytest

from dashboard.sentences.documents import number_words, source_words


@pytest.mark.parametrize(("number", "english"), [
    ("第74号", "No. 74"), ("74号", "No. 74"), ("〔2022〕101号", "[2022] No. 101"), ("72", "72"), ("HB-7", "HB-7"),
])
def test_a_number_of_a_notice_is_said_in_english(number, english):
    assert number_words(number, "en") == english and number_words(number, "zh") == number


@pytest.mark.parametrize(("source", "english"), [
    ("市应对疫情工作指挥部通告 2022-11-26", "Notice of the city's epidemic command 2022-11-26"), ("综发〔2022〕101号", "Zongfa [2022] No. 101"),
    ("哈尔滨日报 2022-11-30", "哈尔滨日报 2022-11-30"), ("bulletin", "Bulletins"),
])
def test_an_issuer_that_is_known_is_named_in_english_and_a_paper_keeps_its_name(source, english):
    assert source_words(source, "en") == english
    assert source_words(source, "zh") == ("疫情通报" if source == "bulletin" else source)
