"""A city of 2020 that is known by the numbers of its press conference: what was said is where its readers look, and nothing else is claimed."""

import re

import pandas as pd
import pytest

from dashboard.i18n.forms import fmt_day, fmt_end, fmt_moment, fmt_window, present_year
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown, worded
from tests.press_city import press_city, press_city_with

PAGES = ("overview", "cases", "zones", "businesses", "supply", "hotline", "community", "data", "wall")
NOTHING_YET = {"zh": "这里还没有数据", "en": "Nothing here yet"}


@pytest.fixture(scope="module")
def press(tmp_path_factory) -> Workspace:
    return press_city(tmp_path_factory.mktemp("press"))


def tables_of(app) -> str:
    return " ".join(frame.value.to_csv() for frame in app.dataframe)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_and_calls_nothing_empty_that_has_rows(name, lang, press, monkeypatch):
    app = open_page(name, press.root, monkeypatch, lang=lang)
    assert not app.exception and "此页暂时无法显示" not in shown(app) and "cannot be shown" not in shown(app)
    assert NOTHING_YET[lang] not in shown(app) or name == "data"


def test_cumulative_bulletins_and_contacts_lead_the_cases_page(press, monkeypatch):
    markup = shown(open_page("cases", press.root, monkeypatch, lang="zh", section="published"))
    first = markup[: markup.index("近7日新增阳性")]
    for said in ("累计病例", ">850<", "治愈", ">61<", "死亡", ">6<", "累计追踪密接", ">4,210<", "正在医学观察", ">1,830<", "已解除观察", ">2,380<"):
        assert said in first, said
    section = markup[markup.index("密接与存量</h2>"):]
    assert "较前一日 +39" in section and "大冶市" in section and "居家 1,200、医院 30、集中 600" in section
    assert "居家 1,200" not in first, "the map comes before the tables of what the headline says"
    assert "未公布" in section, "a district that publishes no deaths has no 0"
    assert "发热门诊接诊" in markup, "published figures of the subject"


def test_midnight_is_the_end_of_its_day(press, monkeypatch):
    markup = worded(open_page("cases", press.root, monkeypatch, lang="zh"))
    assert "截至 2月10日 24:00" in markup and "2月11日 00:00" not in markup


def test_what_is_closed_comes_first_where_there_are_no_zones(press, monkeypatch):
    app = open_page("zones", press.root, monkeypatch, lang="zh", section="published")
    markup = shown(app)
    first = markup[: markup.index('class="part"')]
    for said in ("470", "749", "值守 至少 4,680 人", "139 家", "至少 312 家", "时间未公布", "疫情防控征用的除外", "每户每 2 天 1 人", "第9号"):
        assert said in first, said
    assert "高风险区" not in markup and "九不准" not in markup and "解除时钟" not in markup
    assert "封闭国省道路口" in markup and "156 处开始时间未公布" in markup
    assert "比期初" not in markup, "closures without a start say nothing about how it was before"


def test_what_may_open_and_where_comes_first_without_changes_of_the_register(press, monkeypatch):
    app = open_page("businesses", press.root, monkeypatch, lang="zh")
    markup, rows = shown(app), tables_of(app)
    assert "农贸市场,限流营业,大冶市" in rows and "药店,营业,全市" in rows
    assert "示例口罩厂,防疫物资生产,阳新县,在册,只有登记" in rows, "no event and no rule: as registered, not open"
    assert "营业药店" in markup[: markup.index("在册保供单位（家）")]
    assert "尚未收到《保供企业变动》" in markup and "都没有坐标" in markup


def test_who_delivers_is_on_the_first_screen_of_supply(press, monkeypatch):
    markup = shown(open_page("supply", press.root, monkeypatch, lang="zh"))
    for said in ("16万", "人次", "团城山街道", "900", "市直机关", "社区值守、代购配送", "日供应蔬菜", "供电可靠率"):
        assert said in markup, said
    assert "保障不足的保供点" not in markup and "两天内无配送记录" not in markup, "no 0 of what was never reported"
    assert "尚未收到《保供点》、《库存上报》" in markup


def test_the_headline_is_what_is_known_and_the_rest_one_line(press, monkeypatch):
    markup = shown(open_page("overview", press.root, monkeypatch, lang="zh"))
    assert "累计病例" in markup and "卡口与查验点" in markup and "近30天下沉人员" in markup
    assert "高风险区" not in markup and "接通率" not in markup and "逾期工单" not in markup
    assert markup.count("尚未收到") == 1 and "《热线来电》" in markup


def test_the_wall_leaves_out_scenes_of_nothing(press, monkeypatch):
    markup = shown(open_page("wall", press.root, monkeypatch, lang="en"))
    assert '"id": "zones"' not in markup and '"id": "hotline"' not in markup
    assert "Cumulative cases by district" in markup and "What may open" in markup and "139" in markup


def test_stock_is_not_called_sufficient_without_a_report(tmp_path, monkeypatch):
    points = "supply_point_id,name,kind,area_id,state\np-1,示例超市,supermarket,420202,open\np-2,示例市场,market,420281,open\n"
    workspace = press_city_with(tmp_path, {"supply_points": points})
    markup = shown(open_page("supply", workspace.root, monkeypatch, lang="zh"))
    assert "尚未收到《库存上报》" in markup and "没有低于保障天数" not in markup
    assert "收到 2 处，都没有坐标" in markup
    overview = shown(open_page("overview", workspace.root, monkeypatch, lang="zh"))
    assert "营业保供点" in overview and "保障不足的保供点" not in overview


def test_bulletins_without_a_line_list_agree_with_nothing(tmp_path, monkeypatch):
    bulletins = "bulletin_id,area_id,title,window_start,window_end,published_at,revision\nn-9,420200,x,2020-02-09,2020-02-10,2020-02-10T08:00,0\n"
    cells = "bulletin_id,measure,class,n\nn-9,new,confirmed,51\n"
    workspace = press_city_with(tmp_path, {"bulletins": bulletins, "bulletin_cells": cells})
    markup = shown(open_page("cases", workspace.root, monkeypatch, lang="zh", section="bulletins"))
    assert "无从对照" in markup and "全部相符" not in markup
    assert "通报没有写明发现途径" in markup


def test_a_bulletin_of_several_days_is_one_statement_on_every_page(tmp_path, monkeypatch):
    bulletins = """bulletin_id,area_id,title,window_start,window_end,published_at,revision
n-7,420200,x,2020-02-06,2020-02-07,2020-02-07T08:00,0
n-10,420200,x,2020-02-07,2020-02-11,2020-02-11T08:00,0
"""
    cells = "bulletin_id,measure,class,n\nn-7,new,confirmed,10\nn-10,new,confirmed,90\n"
    workspace = press_city_with(tmp_path, {"bulletins": bulletins, "bulletin_cells": cells})
    for name in ("overview", "cases"):
        markup = shown(open_page(name, workspace.root, monkeypatch, lang="zh"))
        assert ">90<" in markup and "2月7日–10日 合计，不分日" in re.sub(r'</?span[^>]*>', "", markup), name
        assert "未计入下面按日的图" in markup


def test_a_moment_of_another_year_says_its_year():
    day = pd.Timestamp("2021-12-31 08:30")
    token = present_year.set(2023)
    try:
        assert fmt_moment(day, "zh") == "2021年12月31日 08:30" and fmt_day(day, "en") == "31 Dec 2021"
        assert fmt_window(pd.Timestamp("2023-01-03"), pd.Timestamp("2023-01-04"), "zh") == "1月3日 0–24时"
    finally:
        present_year.reset(token)
    assert fmt_moment(day, "zh") == "12月31日 08:30"


def test_whole_days_are_named_by_their_days():
    assert fmt_window(pd.Timestamp("2022-12-09"), pd.Timestamp("2022-12-12"), "zh") == "12月9日–11日"
    assert fmt_end(pd.Timestamp("2020-02-04"), "en") == "3 Feb 24:00" and fmt_end(pd.Timestamp("2020-02-03 15:00"), "zh") == "2月3日 15:00"
    assert fmt_end(None, "zh") == "未知"


def test_a_feed_of_last_year_is_said_with_its_year(tmp_path, monkeypatch):
    feeds = "feed_id,name,table_name,cadence_minutes,grace_minutes\nf-1,疫情通报,bulletins,1440,120\n"
    workspace = press_city_with(tmp_path, {"feeds": feeds}, stopped_at="2021-01-05T10:00:00")
    assert "2020年2月11日" in shown(open_page("overview", workspace.root, monkeypatch, lang="zh"))
