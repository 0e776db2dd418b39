"""The list of the register: a page at a time in the order of the readings, and whole in the files that are taken away."""

from dashboard.ui.components import take_away as taking
from dashboard.ui.panels import businesses
from tests.page_runs import open_page, shown


def test_a_page_of_the_register_is_shown_and_all_of_it_taken_away(city_workspace, monkeypatch):
    taken = {}
    monkeypatch.setattr(taking, "take_away", lambda frame, *, key, columns=(), **_: taken.update({key: (frame, columns)}))
    monkeypatch.setattr(businesses, "PAGE", 5)
    page = open_page("businesses", city_workspace.root, monkeypatch, lang="zh", business_page="1")
    rows = next(table.value for table in page.dataframe if {"name", "mode_reason"} <= set(table.value) and len(table.value) == 5)
    whole, columns = taken["business-list"]
    assert len(whole) == 12 and list(whole["name"])[5:10] == list(rows["name"])
    assert columns[-2:] == ["lon", "lat"], "a map of the file needs them"
    assert "找到 12 家，按名称拼音排列；下表是第 6 至 10 家，导出的文件含全部。" in shown(page)
    assert "申请、核查中 2 家" in shown(page), "they are not on the whitelist"
