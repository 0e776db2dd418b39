"""A city without districts is its own only area: its figures count once, its map is the city, and nothing is said of districts that it lacks."""

import json
from datetime import datetime

import pytest

from dashboard.demo.build import create_city
from dashboard.intake.service import take_in
from dashboard.warehouse.ask import ask
from tests.page_runs import open_page, shown, worded

FILES = {
    "bulletins": "通报编号,发布地区,标题,统计起,统计止,发布时间\nB1,东莞市,通报,2022-11-28 00:00,2022-11-28 24:00,2022-11-29 08:00\n",
    "bulletin_cells": "通报编号,统计量,类别,地区,数量\nB1,新增,阳性感染者,,9\nB1,新增,阳性感染者,东莞市,9\nB1,新增,确诊病例,东莞,7\n",
    "zones": "风险区编号,区县,标准,风险等级,范围\nZ1,东莞市,第九版防控方案,高风险区,示例小区\n",
    "zone_events": "风险区编号,变动,时间,变动后等级\nZ1,划定,2022-11-27 12:00,高风险区\n",
}


@pytest.fixture(scope="module")
def dongguan(tmp_path_factory):
    folder = tmp_path_factory.mktemp("one-area")
    workspace = create_city(folder / "dongguan", "东莞", datetime(2022, 11, 29, 18))
    for table, text in FILES.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    receipts = take_in(workspace, [folder / f"{table}.csv" for table in FILES])
    assert {receipt.status for receipt in receipts} == {"taken"}, [receipt.lines("zh") for receipt in receipts]
    return workspace


def test_the_city_named_as_the_area_is_the_city_and_counts_once(dongguan):
    (latest,) = ask(dongguan, "bulletin_latest", {}, dongguan.now()).records()
    assert (latest["new_positive"], latest["new_confirmed"]) == (9, 7)
    assert [row["area_name"] for row in ask(dongguan, "cases_by_area", {}, dongguan.now()).records()] == ["东莞市"]


@pytest.mark.parametrize(("page", "not_said"), [("cases", "各区县每日新增"), ("zones", "有 1 个风险区的通告未写明区县")])
def test_pages_say_nothing_of_districts(page, not_said, dongguan, monkeypatch):
    app = open_page(page, dongguan.root, monkeypatch, lang="zh")
    assert not app.exception and not_said not in worded(app)


def test_the_wall_ranks_the_city_itself(dongguan, monkeypatch):
    sent = shown(open_page("wall", dongguan.root, monkeypatch, lang="zh"))
    scenes, _ = json.JSONDecoder().raw_decode(sent[sent.index('{"scenes"'):])
    cases = next(scene["pages"][0]["html"] for scene in scenes["scenes"] if scene["id"] == "cases")
    assert "东莞市" in cases
