"""The one door: rows with where they come from, for whoever asks; what is refused is refused in words."""

from datetime import datetime

import pytest

from dashboard.errors import UsageError
from dashboard.warehouse import ask as door
from dashboard.warehouse.ask import Asker, BatchesKnown, ask, ask_frame
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import Reader

AT = datetime(2022, 11, 29, 18)
EARLY = datetime(2022, 10, 13, 12)
KNOWN = "select count(*), max(batch_id) from batch_known($as_of)"


@pytest.mark.parametrize("at", [AT, EARLY])
def test_an_answer_says_where_it_comes_from(city_workspace, at):
    origin = ask(city_workspace, "cases_by_day_area", {"start": "2022-10-12", "areas": "230102"}, at).provenance
    assert (origin.query, origin.as_of, origin.generation) == ("cases_by_day_area", at, current_name(city_workspace))
    assert origin.parameters == {"start": datetime(2022, 10, 12).date(), "end": None, "areas": ["230102"], "as_of": at}
    assert "bulletin_cells" in origin.tables and "zones" not in origin.tables
    [(known, last)] = Reader.current(city_workspace).rows(KNOWN, {"as_of": at})
    assert origin.batches == BatchesKnown(known, last) and known > 1


def test_nothing_known_is_no_batch(city_workspace):
    assert ask(city_workspace, "areas", {}, datetime(2000, 1, 1)).provenance.batches == BatchesKnown(0, None)


def test_every_surface_is_told_the_same(city_workspace):
    told = [ask(city_workspace, "zones_open_by_area", {}, AT, asker=Asker(surface)).rows
            for surface in ("page", "wall", "document", "command", "check", "intake", "docs", "test")]
    assert told[0] and all(rows == told[0] for rows in told)


def test_rows_and_frame_are_the_same_answer(city_workspace):
    rows, frame = ask(city_workspace, "zones_open_by_area", {}, AT), ask_frame(city_workspace, "zones_open_by_area", {}, AT)
    assert rows.provenance == frame.provenance and list(rows.columns) == list(frame.frame.columns)
    assert [record["zones"] for record in rows.records()] == frame.frame["zones"].tolist()


def test_the_moment_is_the_workspaces_now_where_none_is_given(city_workspace):
    assert ask(city_workspace, "areas").provenance.as_of == city_workspace.now()


def test_an_as_of_among_the_parameters_is_the_moment_of_the_answer(city_workspace):
    origin = ask(city_workspace, "areas", {"as_of": "2022-10-13T12:00"}, AT).provenance
    assert origin.as_of == origin.parameters["as_of"] == EARLY


def test_a_check_is_asked_as_any_question(city_workspace):
    answer = ask(city_workspace, checks()["zone_overdue"], {}, AT, asker=Asker("check"))
    assert {row["finding_key"] for row in answer.records()} >= {"z-a"} and answer.provenance.query == "zone_overdue"


def test_several_questions_can_be_answered_by_one_generation(city_workspace):
    reader = Reader.current(city_workspace)
    assert ask(city_workspace, "areas", {}, AT, reader=reader).provenance.generation == reader.generation


def test_who_may_not_ask_is_refused_in_words_before_anything_is_asked(city_workspace, monkeypatch):
    monkeypatch.setattr(door, "may_ask", lambda asker, query: asker.role != "guest")
    with pytest.raises(UsageError, match="may not ask areas"):
        ask(city_workspace, "areas", {}, AT, asker=Asker("page", "guest"))
    assert ask(city_workspace, "areas", {}, AT, asker=Asker("page", "duty officer")).rows


@pytest.mark.parametrize(("name", "given", "said"), [
    ("zones_opn", {}, "no query named “zones_opn”"), ("areas", {"day": "2022-11-29"}, "has no parameter day"),
    ("cases_by_day_area", {"start": "0222-10-12"}, "“0222-10-12” is not a date"), ("areas", {"as_of": "0222-10-12T00:00"}, "is not a timestamp"),
])
def test_what_cannot_be_asked_is_said(city_workspace, name, given, said):
    with pytest.raises(UsageError, match=said):
        ask(city_workspace, name, given, AT)
