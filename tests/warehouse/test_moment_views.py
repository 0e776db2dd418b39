"""Views cached in memory for the questions of one moment: the same answers, of that moment alone, and gone with it."""

import re
from datetime import datetime, timedelta
from itertools import count

import duckdb
import pytest

from dashboard.schema.declaration import tables
from dashboard.settings import folder
from dashboard.warehouse import moment_views
from dashboard.warehouse.catalogue import bind, catalogue, checks
from dashboard.warehouse.moment_views import CachedMoment, cached_moment, cached_views, views_read
from dashboard.warehouse.reader import Reader

MOMENTS = [datetime(2022, 11, 29, 18), datetime(2022, 10, 14, 12)]
CALL = re.compile(r"\b(\w+)\((\$?\w[^,()]*)")
NAMES = "select table_name from duckdb_tables() where database_name = 'beside'"
TABLES = f"select count(*) from ({NAMES})"


@pytest.mark.parametrize("at", MOMENTS)
def test_every_question_of_a_moment_has_the_same_answer(city_workspace, at):
    plain = Reader.current(city_workspace)
    for query in [q for q in [*catalogue().values(), *checks().values()] if "since" not in q.params]:
        bound = bind(query, {}, at)
        assert plain.sharing_views().records(query.sql, bound) == plain.records(query.sql, bound), f"{query.name} at {at}"


def test_each_view_comes_after_those_that_it_reads():
    assert cached_views().index("zone_spell") < cached_views().index("zone_open") < cached_views().index("zone_fact")


@pytest.mark.parametrize("view", cached_views())
def test_another_moment_is_an_error_not_another_moments_answer(city_workspace, view):
    with cached_moment(Reader.current(city_workspace)._connection, MOMENTS[0]).cursor(f"{view}(as_of)") as cursor:
        cursor.execute(f"select * from {view}($at)", {"at": MOMENTS[0]}).fetchall()
        with pytest.raises(duckdb.InvalidInputException, match="another moment"):
            cursor.execute(f"select * from {view}($at)", {"at": MOMENTS[1]}).fetchall()


def test_a_question_without_since_asks_of_one_moment():
    """A cached view without rows could not tell, so the files are read: every relation as of a moment is asked as of as_of itself."""
    files = [f for f in folder("queries").rglob("*.sql") if "rollups" not in f.parts]
    views = {f.stem for f in files if f.parent.name == "views"} | {f"current_{table}" for table in tables()}
    comparing = {f for f in files if re.search(r"param: \$since|macro \w+\(since", f.read_text(encoding="utf-8"))}
    asked = [(f.name, view, moment) for f in files if f not in comparing for view, moment in CALL.findall(f.read_text(encoding="utf-8")) if view in views]
    assert len(asked) > 200 and {moment for _, _, moment in asked} == {"as_of", "$as_of"}, [call for call in asked if "as_of" not in call[2]]


def test_moments_that_nobody_asks_about_leave_nothing_behind(city_workspace):
    reader = Reader.current(city_workspace)
    query, days = catalogue()["zones_open_by_area"], count()
    for _ in range(6):
        reader.sharing_views().rows(query.sql, bind(query, {}, MOMENTS[0] - timedelta(days=next(days))))
    assert reader.rows(TABLES, {}) == [(3 * len(_below("zone_open")),)]


def test_a_view_is_computed_by_the_first_question_that_reads_it_and_by_no_other(city_workspace):
    reader, at = Reader.current(city_workspace), MOMENTS[0] - timedelta(minutes=7)
    rows = reader.sharing_views().rows
    before, counts = reader.rows(NAMES, {}), []
    for name in ("tickets_by_unit", "tickets_by_state", "tickets_ageing", "businesses_by_mode", "businesses_by_category"):
        rows(catalogue()[name].sql, bind(catalogue()[name], {"areas": ["230103"]}, at))
        counts.append(len(set(reader.rows(NAMES, {})) - set(before)))
    tickets, businesses = len(_below("ticket_state")), len(_below("ticket_state") | _below("business_state"))
    assert counts == [tickets] * 3 + [businesses] * 2 and 0 < tickets < businesses


def test_what_is_cached_is_compressed_once_nobody_reads(city_workspace, monkeypatch):
    monkeypatch.setattr(moment_views, "LOOSE_ROWS", 1)
    cached = CachedMoment(Reader.current(city_workspace)._connection, MOMENTS[0])
    for _ in range(2):
        with cached.cursor("counted_row(as_of)") as cursor:
            rows = cursor.execute("select * from counted_row($at)", {"at": MOMENTS[0]}).fetchall()
    kinds = f"select distinct compression from pragma_storage_info('beside.main.{cached._tables[-1]}')"
    assert {kind for (kind,) in cached._store.cursor().execute(kinds).fetchall()} - {"Uncompressed", "Constant", "Empty Validity"}
    assert sorted(rows, key=str) == sorted(Reader.current(city_workspace).rows("select * from counted_row($at)", {"at": MOMENTS[0]}), key=str)


def _below(view: str) -> set[str]:
    """A cached view and the cached ones that it is computed from."""
    sql = (folder("queries") / "views" / f"{view}.sql").read_text(encoding="utf-8")
    return {view}.union(*(_below(read) for read in views_read(sql) - {view}))


def test_two_cursors_of_a_moment_read_at_once(city_workspace):
    cached = CachedMoment(Reader.current(city_workspace)._connection, MOMENTS[0])
    with cached.cursor("zone_open(as_of)") as one, cached.cursor("zone_open(as_of)") as other:
        answers = [cursor.execute("select count(*) from zone_open($at)", {"at": MOMENTS[0]}).fetchall() for cursor in (one, other)]
    assert one is not other and answers[0] == answers[1]
