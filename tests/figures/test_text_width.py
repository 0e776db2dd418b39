"""How wide a text is taken to be, and where it is broken or shortened."""

from dashboard.figures.svg.text_width import shortened, width_of, wrapped


def test_a_long_name_beside_a_bar_keeps_its_beginning_and_its_end():
    name = "湖南省邵阳市城步苗族自治县农村电子商务与冷链物流配送服务中心股份有限公司第十七分公司 · 粮食"
    assert shortened(name) == "湖南省邵阳市城步苗族自治县…第十七分公司 · 粮食"
    assert shortened("红星超市 · 粮食") == "红星超市 · 粮食"


def test_a_list_breaks_after_commas_only():
    shown = wrapped("甲区 1、乙区 22、丙区 333", "、", width_of("甲区 1、乙区 22"))
    assert shown == ["甲区 1、乙区 22、", "丙区 333"]
