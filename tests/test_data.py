"""The page's moment and what it knows."""

from datetime import timedelta

from dashboard import data
from dashboard.demo.build import create_city
from dashboard.intake.take import take

CASES = "病例编号,报告时间,区县,病例类别\nA1,2022-11-28 09:00,道里区,确诊\n"


def test_what_was_just_taken_in_is_on_the_page_with_a_running_clock(tmp_path, monkeypatch):
    workspace = create_city(tmp_path / "w", "230100")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    take(workspace, [("cases.csv", CASES.encode())], table="cases")
    shown = data.moment()
    assert workspace.now() - timedelta(minutes=1) < shown.at and shown.at.second == 59
    batches = data.fetch("batches_recent")
    assert "cases.csv" in set(batches["file"])


def test_an_earlier_moment_of_the_same_minute_gives_the_same_answer_key(tmp_path, monkeypatch):
    workspace = create_city(tmp_path / "w", "230100")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    first, second = data.moment(), data.moment()
    assert second.at - first.at in (timedelta(0), timedelta(minutes=1))
