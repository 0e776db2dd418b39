"""The page's moment and what it knows."""

from datetime import timedelta

from dashboard.data import fetch as data
from dashboard.data.page_moment import moment
from dashboard.demo.build import create_city
from dashboard.intake.service import take_in

CASES = "病例编号,报告时间,区县,病例类别\nA1,2022-11-28 09:00,道里区,确诊\n"


def test_what_was_just_taken_in_is_on_the_page_with_a_running_clock(tmp_path, monkeypatch):
    workspace = create_city(tmp_path / "w", "230100")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    take_in(workspace, [("cases.csv", CASES.encode())], table="cases")
    shown = moment()
    assert workspace.now() - timedelta(minutes=1) < shown.at and shown.at.second == 59
    batches = data.fetch("batches_recent")
    assert "cases.csv" in set(batches["file"])


def test_an_earlier_moment_of_the_same_minute_gives_the_same_answer_key(tmp_path, monkeypatch):
    workspace = create_city(tmp_path / "w", "230100")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    first, second = moment(), moment()
    assert second.at - first.at in (timedelta(0), timedelta(minutes=1))


def test_answers_are_cached_by_generation_and_nobody_can_change_what_another_gets(tmp_path, monkeypatch):
    workspace = create_city(tmp_path / "w", "230100")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    first = data.fetch("batches_recent")
    first.loc[:, "file"] = "changed by a page"
    first.pop("source")
    again = data.fetch("batches_recent")
    assert len(again) == 1 and set(again["file"]) != {"changed by a page"}
    take_in(workspace, [("cases.csv", CASES.encode())], table="cases")
    assert "cases.csv" in set(data.fetch("batches_recent")["file"])


def test_names_of_areas_follow_the_language_of_each_reader(harbin_demo, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(harbin_demo.root))
    for lang, name in (("zh", "道里区"), ("en", "Daoli"), ("zh", "道里区")):
        monkeypatch.setattr(data, "page_language", lambda lang=lang: lang)
        assert name in set(data.fetch("cases_by_area")["area_name"])
