"""Views cached in memory for the questions of one moment: the same answers, of that moment alone, and gone with it."""

import re
from datetime import datetime, timedelta
from itertools import count

import duckdb
import pytest

from dashboard.schema.declaration import tables
from dashboard.settings import folder
from dashboard.warehouse.catalogue import bind, catalogue, checks
from dashboard.warehouse.moment_views import CachedMoment, cached_moment, cached_views
from dashboard.warehouse.reader import Reader

MOMENTS = [datetime(2022, 11, 29, 18), datetime(2022, 10, 14, 12)]
CALL = re.compile(r"\b(\w+)\((\$?\w[^,()]*)")
TABLES = "select count(*) from duckdb_tables() where database_name = 'beside'"


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
    with cached_moment(Reader.current(city_workspace)._connection, MOMENTS[0]).cursor() as cursor:
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
    assert reader.rows(TABLES, {}) == [(3 * len(cached_views()),)]


def test_two_cursors_of_a_moment_read_at_once(city_workspace):
    cached = CachedMoment(Reader.current(city_workspace)._connection, MOMENTS[0])
    with cached.cursor() as one, cached.cursor() as other:
        answers = [cursor.execute("select count(*) from zone_open($at)", {"at": MOMENTS[0]}).fetchall() for cursor in (one, other)]
    assert one is not other and answers[0] == answers[1]
