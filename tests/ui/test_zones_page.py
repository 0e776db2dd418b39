"""The zones page as a script, on the fixture city: why a zone is still closed, within two taps, and the same from an address."""

import re
from datetime import date, datetime
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from dashboard.demo.build import create_city
from dashboard.intake.service import take_in
from dashboard.ui.panels import closures
from dashboard.ui.shell.filters import Filters
from tests.page_runs import open_page, shown

SENTENCE = {
    "zh": "依《二十条》，自11月22日（最后一例阳性）起算已满 7 天，须满 5 天；11月27日已到期，逾期 2 天。",
    "en": "Under “twenty measures”, 7 of 5 days are clear since 22 Nov, the last positive; it was due on 27 Nov, 2 days ago.",
}
"""Of z-a, declared on 20 November."""


def links(markup: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', markup)]


def followed(link: str) -> dict[str, str]:
    """What the address says after a tap on a link."""
    return dict(parse_qsl(urlsplit(link).query))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_taps_lead_from_the_overview_to_the_sentence(lang, city_workspace, monkeypatch):
    overview = shown(open_page("overview", city_workspace.root, monkeypatch, lang=lang))
    [first] = [link for link in links(overview) if link.startswith("/zones") and link.endswith("#decide")][:1]
    page = shown(open_page("zones", city_workspace.root, monkeypatch, **followed(first)))
    opened = re.search(r"<details open>(.*?)</details>", page, re.DOTALL)[1]
    [second] = [link for link in links(opened) if "zone=z-a" in link]
    assert second.endswith("#zone-history")
    why = re.search(r'<div class="why act">.*?</div>', shown(open_page("zones", city_workspace.root, monkeypatch, **followed(second))), re.DOTALL)
    assert SENTENCE[lang] in why[0] and "示例路1号" in why[0]


def test_the_due_list_names_the_most_overdue_first_and_each_row_leads_to_its_zone(city_workspace, monkeypatch):
    page = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh"))
    rows = re.findall(r'<li class="(\w+)"><details>', page[page.index('class="tracks"'):])
    assert rows == ["act", "act", "watch", "quiet", "quiet"], "z-f has no clock"
    assert SENTENCE["zh"] in page and "逾期未解除 2 个，最久 2 天" in page
    assert {followed(link)["zone"] for link in links(page) if link.startswith("?") and link.endswith("#zone-history")} >= {f"z-{n}" for n in "abcde"}
    assert "除18栋以外" in page, "what is excluded stands beside the wording"


def test_a_chosen_district_keeps_to_itself(city_workspace, monkeypatch):
    page = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", district="230103"))
    due = page[page.index('class="tracks"'):page.index("</ol>")]
    assert "南岗示例小区" in due and "道里示例路" not in due


def test_what_cannot_be_judged_is_unknown_and_not_zero(city_workspace, monkeypatch):
    page = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", as_of="2022-11-29T17:30"))
    cells = re.search(r'<div class="kpis small rules".*?出处', page, re.DOTALL)[0].split('<div class="kpi ')[1:]
    assert [re.search(r'<span class="num[^"]*">([^<]*)<', cell)[1] for cell in cells] == ["2", "未知", "未知"]
    assert "在用卡口 2 处。是否低风险地区都未知。<" in cells[1], "no number twice, and nothing of the none that name no district"
    assert cells[0].startswith("act") and cells[1].startswith("quiet")


def test_a_lifted_zone_and_the_wordings_of_an_edit_open_from_an_address(city_workspace, monkeypatch):
    page = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", zone="z-c"))
    assert "范围由“南岗示例街 2号”改为“南岗示例街2号”" in page and "2 项变动中，2 项未记录决定时间，1 项未记录文号" in page
    lifted = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh", zone="z-e", as_of="2022-11-26T12:00"))
    assert 'class="why ok"' in lifted and "已于11月21日解除。" in lifted


def test_what_notices_state_stands_beside_what_can_be_compared(city_workspace, monkeypatch):
    """72: five in force, four by notice 71 and in the register; 73 says about nine, 74 bears no date: neither is compared."""
    page = shown(open_page("zones", city_workspace.root, monkeypatch, lang="zh"))
    assert "可比对的 8 个数中，2 个不符。" in page
    ledger = page[page.index("通告所列风险区数，与上一份"):]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr><td.*?</tr>", ledger, re.DOTALL)]
    assert ["73", "11月29日", "全市", "高风险区", "0", "0", "约", "9", "不可比", "不可比"] in rows
    assert rows[0][:4] == ["74", "未写明日期", "全市", "各等级合计或未写明"]
    city = next(row for row in rows if row[0] == "72" and row[2:4] == ["全市", "高风险区"])
    assert [word for word in city[4:] if word.isdigit()] == ["1", "0", "5", "4", "4"] and len(city) == 11, "two marks"


def test_the_closures_told_first_say_of_how_many_they_are(monkeypatch):
    said, labels = [], {}
    for name in ("compared_strip", "_closed_where", "_closed_until", "fetch", "ledger", "foot_line"):
        monkeypatch.setattr(closures, name, lambda *_, **__: None)
    monkeypatch.setattr(closures, "_closed", lambda row: [""] * len(closures.HEADS))
    monkeypatch.setattr(closures, "section", lambda title, lead: said.append(lead))
    rows = pd.DataFrame({"places": [1] * 58, "starts_at": [pd.Timestamp("2020-02-01")] * 58})
    for n in (58, 12):
        closures.closed_now(rows[:n], Filters(None, "", "430500", date(2020, 2, 1), date(2020, 2, 20)))
    assert "全部 58 条" in said[0] and "全部" not in said[1]
    monkeypatch.setattr(closures, "planned_ends", lambda frame: frame["places"])
    monkeypatch.setattr(closures, "in_words", lambda frame: frame)
    monkeypatch.setattr(closures, "worded", lambda frame, *_: frame)
    monkeypatch.setattr(closures, "table", lambda *_, **given: labels.update(given["labels"]))
    monkeypatch.setattr(closures, "_order", lambda column: column)
    closures.closure_list(rows.assign(**{name: "" for name in closures.CLOSED if name not in rows}), True)
    assert labels["starts_at"] == "自", "the column's own name is that of a shift"


def test_zones_that_name_no_district_are_counted_once_and_on_no_hatched_map(tmp_path, monkeypatch):
    """As in Zhuzhou: three zones by address, none of which names a district, under clocks that nobody can reckon."""
    workspace = create_city(tmp_path / "zhuzhou", "株洲", datetime(2022, 11, 12, 9))
    rows = {
        "zones": "风险区编号,区县,标准,风险等级,范围\n" + "".join(f"z{n},株洲市,第九版防控方案,高风险区,示例路{n}号\n" for n in range(3)),
        "zone_events": "风险区编号,变动,时间,变动后等级\n" + "".join(f"z{n},划定,2022-11-05 00:00,高风险区\n" for n in range(3)),
    }
    for table, text in rows.items():
        (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
    assert {receipt.status for receipt in take_in(workspace, [tmp_path / f"{table}.csv" for table in rows])} == {"taken"}
    page = shown(open_page("zones", workspace.root, monkeypatch, lang="zh"))
    assert page.count("有 3 个风险区的通告未写明区县") == 1 and "通告都未写明区县。" in page
    assert "chart-zones-map" not in page and "图上未注名" not in page, "a map on which every district is hatched shows nothing"
