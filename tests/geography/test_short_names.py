"""Districts as they are called where there is little room."""

import pytest

from dashboard.geography.short_names import short_name


@pytest.mark.parametrize(("name", "lang", "short"), [
    ("道里区", "zh", "道里"), ("尚志市", "zh", "尚志"), ("宾县", "zh", "宾县"), ("城步苗族自治县", "zh", "城步"), ("高新技术开发区", "zh", "高新技术开发"),
    ("Daoli District", "en", "Daoli"), ("Binxian County", "en", "Binxian"), ("Shangzhi City", "en", "Shangzhi"), ("Songbei", "en", "Songbei"),
])
def test_a_name_loses_the_word_for_its_kind_and_stays_a_name(name, lang, short):
    assert short_name(name, lang) == short
