"""A run of a page looks once: what is published meanwhile, or a minute that begins meanwhile, is the next run's."""

from datetime import datetime, timedelta

import pytest

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.page_address import address
from dashboard.data.page_moment import moment
from dashboard.data.served import generation, generation_now, one_present, workspace
from dashboard.errors import StoreError
from dashboard.intake.service import take_in
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, workspace_from
from tests.soak.departments import set_clock

AT = datetime(2022, 11, 29, 18, 10)
CASE = "病例编号,报告时间,区县,病例类别\n{id},2022-11-29 17:30,道里区,确诊\n"


@pytest.fixture
def city(tmp_path, monkeypatch):
    """The workspace that is served, its clock at ten past six and running."""
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    set_clock(workspace, AT)
    with address({"lang": "zh"}):
        yield workspace


def deliver(city, desk, name):
    file = desk / f"{name}.csv"
    file.write_text(CASE.format(id=name), encoding="utf-8")
    assert take_in(Workspace.open(city.root), [file])[0].status == "taken"


def listed():
    return len(fetch("batches_recent", limit=None))


def test_what_is_published_while_a_page_runs_is_the_next_runs(city, tmp_path):
    with one_present():
        first, before = generation(), listed()
        deliver(city, tmp_path, "N-1")
        assert (generation(), listed()) == (first, before) and generation_now() != first
        assert fetch("feeds_freshness").attrs["generation"] == first, "a question that comes later is asked of the same generation"
        fetch_contradictions()
        with one_present():
            assert generation() == first, "a part of the page looks as the page does"
    assert generation() != first and listed() == before + 1


def test_a_minute_that_begins_while_a_page_runs_is_the_next_runs(city):
    with one_present():
        at, root = moment(), workspace().root
        set_clock(city, AT + timedelta(minutes=1))
        assert moment() == at and workspace().root == root
    assert moment().at == at.at + timedelta(minutes=1)


def test_a_look_that_failed_fails_where_the_store_is_needed_and_nowhere_else(city):
    (city.root / "store" / "CURRENT").write_bytes(b"\xff\xfe")
    with one_present():
        assert workspace().root == city.root
        with pytest.raises(StoreError):
            generation()


def test_a_generation_that_is_gone_is_answered_by_the_present_one(city):
    assert Reader.of(city, "gen-000001-00000000.duckdb").generation == Reader.of(city, None).generation == generation()
