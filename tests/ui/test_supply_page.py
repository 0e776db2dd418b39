"""The supply page: whose norms, who delivers to closed zones, which requests could be filled, what utilities have left."""

import pytest

from tests.page_runs import open_page, worded
from tests.supply_city import made


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return made(tmp_path_factory.mktemp("supply"))


def test_the_page_says_what_a_manager_of_supply_acts_on(city, monkeypatch):
    app = open_page("supply", city.root, monkeypatch, lang="zh")
    markup, cells = worded(app), " ".join(frame.value.to_csv() for frame in app.dataframe)
    assert not app.exception and "此页暂时无法显示" not in markup
    for said in ("粮食 350 克", "泉州市 2022-03-16 通告", "无配送对接的封控户", "2 个封控区没有营业的保供点负责配送", "没有登记，未计入任何保障天数：p-nowhere",
                 "5 个封控区中 4 个的户数已知，共 200 户", "8 项待办，3 项有可调出的保供点", "不是步行距离", "中断", "2.0 天（20 吨）"):
        assert said in markup, said
    for said in ("送货上门", "附近无可调库存", "有库存的点超过 10 公里", "单位无法折算", "无配送记录", "3.0 天前", "上报不足 4 次", "鸡蛋、肉类"):
        assert said in cells, said


def test_units_of_utilities_are_said_in_the_language_of_the_page(city, monkeypatch):
    assert "2.0 days (20 t)" in worded(open_page("supply", city.root, monkeypatch, lang="en"))
