"""What stands behind the numbers: rows that add up to them, at every moment; the batches and moments; parameters in an address."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from dashboard.data.behind import MOST_MOMENTS, batches_about, given_of, given_text, moments_of
from dashboard.data.page_address import address
from dashboard.errors import UsageError
from dashboard.measures.row_lists import equals
from dashboard.metrics import METRICS
from dashboard.ui.components.kpi import is_unknown
from dashboard.warehouse.catalogue import find
from dashboard.warehouse.workspace import Workspace
from tests.behind_numbers import found_by_rows, numbers, sample


def not_adding_up(city: Workspace, chosen, at: datetime) -> list:
    with address({"lang": "zh", "as_of": at.isoformat()}):
        told = found_by_rows(chosen, at)
    return [(one, found) for one, found in told.items() if not equals(one.figure, found)]


def test_thirty_numbers_of_a_city_are_the_sum_of_their_rows(city_workspace, monkeypatch):
    at = city_workspace.now()
    every = numbers(city_workspace, at, monkeypatch, districts=1)
    chosen = sample(every, 30, seed=11)
    assert len({one.where for one in every}) > 25 and len({one.where for one in chosen}) > 12
    assert not_adding_up(city_workspace, chosen, at) == []


@pytest.mark.long
def test_every_number_of_a_city_is_the_sum_of_its_rows(city_workspace, monkeypatch):
    at = city_workspace.now()
    assert not_adding_up(city_workspace, numbers(city_workspace, at, monkeypatch), at) == []


def test_published_numbers_are_the_sum_of_their_rows(told_city, monkeypatch):
    at = told_city.now()
    told = ("closures", "checkpoints", "grids", "contacts")
    every = [one for one in numbers(told_city, at, monkeypatch, districts=1) if one.name in METRICS and METRICS[one.name].source in told]
    assert any(one.name == "contacts_traced" for one in every) and not_adding_up(told_city, every, at) == []


def test_earlier_moments_know_no_more_than_was_known(city_workspace, monkeypatch):
    """What is unknown on the strip is unknown by the rows: no 0 in its place."""
    at = city_workspace.now() - timedelta(days=20)
    every = sample(numbers(city_workspace, at, monkeypatch, districts=0), 24, seed=7)
    with address({"lang": "zh", "as_of": at.isoformat()}):
        told = found_by_rows(every, at)
    assert [(one, found) for one, found in told.items() if is_unknown(one.figure) and not is_unknown(found)] == []
    assert [(one, found) for one, found in told.items() if not equals(one.figure, found)] == []


@pytest.mark.long
@pytest.mark.parametrize("city", ["harbin_demo", "shaoyang_demo"])
def test_thirty_numbers_of_a_demonstration_are_the_sum_of_their_rows(city, request, monkeypatch):
    workspace = request.getfixturevalue(city)
    at = workspace.now()
    chosen = sample(numbers(workspace, at, monkeypatch), 30, seed=2022)
    assert len(chosen) == 30 and not_adding_up(workspace, chosen, at) == []


def test_parameters_in_an_address_come_back():
    query = find("businesses_search")
    given = {"text": "米;面: 1", "areas": ["230102", "230103"], "limit": 5, "category": None}
    assert given_text(given) == "areas:230102,230103;limit:5;text:%E7%B1%B3%3B%E9%9D%A2%3A%201"
    assert given_of(given_text(given), query) == {"text": "米;面: 1", "areas": "230102,230103", "limit": "5"}
    assert given_text({"start": datetime(2022, 11, 1).date(), "areas": []}) == "start:2022-11-01"


@pytest.mark.parametrize("text", ["nothing:1", "text", "as_of:2022-11-01", "text:" + "a" * 2_000])
def test_parameters_that_the_query_does_not_have_are_refused(text):
    with pytest.raises(UsageError):
        given_of(text, find("businesses_search"))


def batch(number: int, hour: int, kind: str = "import", tables: str = '{"zones": 3}', rolls_back: float = float("nan")) -> dict:
    return {"batch_id": number, "kind": kind, "tables": tables, "rolls_back": rolls_back, "received_at": pd.Timestamp(2022, 11, 1, hour)}


def test_batches_of_a_table_and_those_that_took_them_out():
    every = [batch(1, 1), batch(2, 2, tables='{"cases": 1}'), batch(3, 3, "rollback", "{}", 1), batch(4, 4, "rollback", "{}", 3)]
    found = batches_about(("zones",), every)
    assert [row["batch_id"] for row in found] == [4, 3, 1]
    assert [(at.hour, [row["batch_id"] for row in rows]) for at, rows in moments_of(found, datetime(2022, 11, 1, 3))] == [(1, [1]), (3, [3])]


def test_no_more_moments_than_can_be_asked():
    every = [batch(n, 0) | {"received_at": pd.Timestamp(2022, 11, 1) + timedelta(minutes=n)} for n in range(60)]
    found = moments_of(every, datetime(2022, 11, 2))
    assert len(found) == MOST_MOMENTS and found[-1][0].minute == 59
