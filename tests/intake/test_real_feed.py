"""The main job on real input: 311 snapshots of the national risk-area feed, by the command line, into an empty workspace."""

import json
from pathlib import Path

import pytest

from dashboard.cli.main import main

FEED = Path(__file__).parents[3] / "shared" / "real" / "risk_areas" / "heilongjiang"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FEED.is_dir(), reason="the real risk-area feed is not beside the repository"),
]
HIGH_ON_29_NOVEMBER = {
    "南岗区": 194, "香坊区": 84, "道里区": 52, "道外区": 34, "松北区": 20, "尚志市": 14, "呼兰区": 13, "阿城区": 10, "平房区": 8,
    "双城区": 7, "五常市": 6, "通河县": 4, "宾县": 3, "巴彦县": 2, "延寿县": 2, "方正县": 1,
}


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> str:
    root = str(tmp_path_factory.mktemp("feed") / "harbin")
    assert main(["init", root, "--city", "230100"]) == 0
    assert _import(root) == 0
    return root


def _import(root: str) -> int:
    files = [str(file) for file in sorted(FEED.glob("*.json"))]
    return main(["import", *files, "--source", "risk-areas", "--received-at", "source", "--workspace", root, "--lang", "en"])


def _said(capsys, *command: str) -> list[dict]:
    capsys.readouterr()
    assert main(list(command)) == 0
    return json.loads(capsys.readouterr().out)


def _zones(capsys, root: str, as_of: str, level: str) -> dict[str, int]:
    rows = _said(capsys, "query", "zones_open_by_area", "--as-of", as_of, "--format", "json", "--workspace", root)
    return {row["area_name"]: row["zones"] for row in rows if row["level"] == level and row["zones"]}


def test_what_was_open_at_four_moments(capsys, root):
    assert _zones(capsys, root, "2022-11-29T21:30", "high") == HIGH_ON_29_NOVEMBER
    assert sum(HIGH_ON_29_NOVEMBER.values()) == 454
    high, medium = (_zones(capsys, root, "2022-11-05T09:30", level) for level in ("high", "medium"))
    assert (sum(high.values()), len(high), sum(medium.values())) == (38, 4, 39)
    assert sum(_zones(capsys, root, "2022-11-30T08:30", "high").values()) == 498
    last = _zones(capsys, root, "2022-12-05T11:30", "high")
    assert (sum(last.values()), len(last)) == (763, 16)


def test_the_rule_set_follows_the_date_of_the_feed(capsys, root):
    due = _said(capsys, "query", "zones_due", "--as-of", "2022-11-29T21:30", "--format", "json", "--workspace", root)
    states = [row["state"] for row in due]
    assert (len(due), states.count("overdue"), states.count("due_waiting_round")) == (454, 0, 111)
    assert {row["scheme_used"] for row in due} == {"twenty_plan"}


def test_opened_less_lifted_is_the_change_every_day_at_every_level(capsys, root):
    period = ("--param", "start=2022-10-25", "--param", "end=2022-12-09", "--as-of", "2022-12-31T00:00")
    rows = _said(capsys, "query", "zone_flow_by_day", *period, "--format", "json", "--workspace", root)
    assert {row["level"] for row in rows} >= {"high", "medium"} and len({row["day"] for row in rows}) == 46
    open_before: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: row["day"]):
        if row["open_at_end"] is None:  # before the feed's first event nothing is known
            assert row["level"] not in open_before
            continue
        if row["level"] in open_before:
            assert row["open_at_end"] - open_before[row["level"]] == row["opened"] - row["lifted"], row
        open_before[row["level"]] = row["open_at_end"]
    assert set(open_before) >= {"high", "medium"}


def test_a_level_that_is_lowered_is_neither_declared_nor_lifted(capsys, root):
    day = ("--param", "start=2022-11-10", "--param", "end=2022-11-10", "--as-of", "2022-12-31T00:00")
    rows = _said(capsys, "query", "zone_flow_by_day", *day, "--format", "json", "--workspace", root)
    said = {name: sum(row[name] for row in rows) for name in ("declared", "released", "lowered", "opened", "lifted")}
    assert said == {"declared": 6, "released": 15, "lowered": 14, "opened": 20, "lifted": 29}


def test_the_same_files_again_change_nothing(capsys, root):
    before = _said(capsys, "batches", "--json", "--workspace", root)
    assert _import(root) == 0
    assert "taken in (batch" not in capsys.readouterr().out.replace("was taken in before", "")
    assert _said(capsys, "batches", "--json", "--workspace", root) == before
