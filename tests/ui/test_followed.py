"""A file says the filters that its rows follow, and no others."""

from datetime import date

import pandas as pd
import pytest

from dashboard.data.page_address import address
from dashboard.ui.components import followed
from dashboard.ui.components.followed import followed_filters
from dashboard.ui.components.provenance import provenance_text, synthetic_mark
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.staleness import remember

DAYS = {"start": date(2022, 11, 2), "end": date(2022, 11, 29)}
NANGANG = Filters("230103", "南岗区", "230100", **DAYS)


def rows(of: list[str] | None, **given) -> pd.DataFrame:
    frame = pd.DataFrame({"n": range(len(of or "xx"))} | ({"area_id": of} if of else {}))
    frame.attrs = {"parameters": given}
    return frame


@pytest.mark.parametrize(("frame", "words"), [
    (rows(["230103"], areas=["230103"], **DAYS), "南岗区，11月2日 至 11月29日"),
    (rows(["230103"], areas=["230103"]), "南岗区"),
    (rows(["230102", "230103"]), "全市"),
    (rows(None, **DAYS), "全市，11月2日 至 11月29日"),
    (rows(None, areas=["230103"], **DAYS), "南岗区，11月2日 至 11月29日"),
    (rows(["230103", "230100"]), "南岗区"),
    (rows(["230100"]), "全市"),
])
def test_the_filters_said_are_those_that_the_rows_follow(frame, words, city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    monkeypatch.setattr(followed, "asked", lambda name: "230103")
    with address({"lang": "zh"}):
        assert followed_filters(frame, NANGANG.words) == words
        assert followed_filters(frame) == words.partition("，")[0]


def test_without_a_district_nothing_is_put_in(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    with address({"lang": "zh"}):
        assert followed_filters(rows(["230102", "230103"])) == ""
        assert followed_filters(pd.DataFrame({"n": [1]}), "一家店") == "一家店"


def test_counts_that_do_not_say_what_is_made_up_bear_the_mark_of_their_tables():
    remember(pd.DataFrame({"table_name": [], "state": []}), pd.DataFrame({"table_name": ["zones"]}))
    counted = pd.DataFrame({"n": [1]})
    counted.attrs = {"query": "zones_due_by_scheme", "as_of": pd.Timestamp("2022-11-29 15:00"), "tables": ("zones",)}
    with address({"lang": "zh"}):
        assert synthetic_mark(counted) and provenance_text(counted).endswith("含模拟数据")
        real = counted.assign(is_synthetic=False)
        assert not synthetic_mark(real) and not provenance_text(real).endswith("含模拟数据")
    remember(pd.DataFrame({"table_name": [], "state": []}), pd.DataFrame({"table_name": []}))
    assert not synthetic_mark(counted)
