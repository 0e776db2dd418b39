"""Districts as they are called where there is little room."""

import pytest

from dashboard.geography.short_names import short_name


@pytest.mark.parametrize(("name", "lang", "short"), [
    ("道里区", "zh", "道里"), ("尚志市", "zh", "尚志"), ("宾县", "zh", "宾县"), ("城步苗族自治县", "zh", "城步"), ("高新技术开发区", "zh", "高新技术开发"),
    ("浦东新区", "zh", "浦东"), ("清新区", "zh", "清新"), ("新巴尔虎左旗", "zh", "新巴尔虎左旗"), ("莫力达瓦达斡尔族自治旗", "zh", "莫力达瓦"),
    ("鄂温克族自治旗", "zh", "鄂温克"), ("东乡族自治县", "zh", "东乡"), ("长白朝鲜族自治县", "zh", "长白"), ("巴里坤哈萨克自治县", "zh", "巴里坤"),
    ("Daoli District", "en", "Daoli"), ("Binxian County", "en", "Binxian"), ("Shangzhi City", "en", "Shangzhi"), ("Songbei", "en", "Songbei"),
])
def test_a_name_loses_the_word_for_its_kind_and_stays_a_name(name, lang, short):
    assert short_name(name, lang) == short
