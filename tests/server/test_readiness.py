"""/ready and doctor fail where a page would, and only there; a heartbeat costs no question."""

import asyncio
import json
import shutil
import time

import pytest

from dashboard.cli.doctor import examine
from dashboard.data import fetch as fetching
from dashboard.data.first_questions import FIRST_QUESTIONS, HOT
from dashboard.demo.build import create_city
from dashboard.errors import StoreError
from dashboard.server import readiness
from dashboard.server.readiness import Readiness
from dashboard.warehouse import publication
from dashboard.warehouse.catalogue import catalogue
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown


def asked(root, monkeypatch, asker=None):
    """Status and content of /ready."""
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(root))
    if asker is None:
        monkeypatch.setattr(readiness, "WITHIN", 60.0)  # a test's machine may be busy
    answer = asyncio.run((asker or Readiness()).ready(None))
    return answer.status_code, json.loads(answer.body)


@pytest.fixture
def city(tmp_path, city_workspace):
    """A copy of the fixture city."""
    return Workspace.open(shutil.copytree(city_workspace.root, tmp_path / "city"))


def torn(workspace):
    (workspace.store / publication.current_name(workspace)).write_bytes(b"torn")


def no_generation(workspace):
    (workspace.store / "CURRENT").unlink()


def generation_gone(workspace):
    (workspace.store / publication.current_name(workspace)).unlink()


def current_unreadable(workspace):
    (workspace.store / "CURRENT").write_bytes(b"\xff\xfe")


def config_broken(workspace):
    (workspace.root / "city.toml").write_text("[city", encoding="utf-8")


@pytest.mark.parametrize("damage", [torn, no_generation, generation_gone, current_unreadable, config_broken])
def test_what_stops_pages_stops_ready_and_doctor(damage, city, monkeypatch):
    damage(city)
    status, said = asked(city.root, monkeypatch)
    assert status == 503 and said["workspace"] != "ok" and str(city.root) not in json.dumps(said)
    assert [one["name"] for one in examine(city.root) if not one["well"] and one["name"] in ("pages", "store")]
    page = open_page("overview", city.root, monkeypatch, lang="en")
    assert not page.exception and 'class="calm' in shown(page), "the page stops too"


def test_what_does_not_stop_pages_stops_neither(city, monkeypatch):
    shutil.rmtree(city.batches / sorted(file.name for file in city.batches.iterdir() if file.is_dir())[-1])
    status, said = asked(city.root, monkeypatch)
    assert (status, said["workspace"], said["log"]) == (200, "ok", "damaged")
    assert next(one for one in examine(city.root) if one["name"] == "pages")["well"]
    page = open_page("overview", city.root, monkeypatch, lang="en")
    assert not page.exception and 'class="calm' not in shown(page)


def test_a_well_board_is_ready(city, monkeypatch):
    status, said = asked(city.root, monkeypatch)
    assert abs(said.pop("at") - time.time() * 1000) < 60_000
    assert status == 200 and said == {"workspace": "ok", "log": "ok", "generation": publication.current_name(city), "now": "2022-11-29T18:00", "clock": "2022-11-29T18:00:00"}


def test_a_city_that_nothing_was_taken_in_for_is_ready(tmp_path, monkeypatch):
    status, said = asked(create_city(tmp_path / "suizhou", "421300").root, monkeypatch)
    assert status == 200 and said["workspace"] == "ok"


@pytest.mark.parametrize("raised, why", [(StoreError("store.damaged"), "damaged"), (KeyError("/secret/path"), "zones_open")])
def test_question_of_another_page_that_fails_is_seen(city, monkeypatch, raised, why):
    whole = fetching.fetch

    def failing(name, **params):
        if name == "zones_open":
            raise raised
        return whole(name, **params)

    monkeypatch.setattr(fetching, "fetch", failing)
    status, said = asked(city.root, monkeypatch)
    assert status == 503 and said["workspace"] == "failing" and why in said["why"] and "secret" not in said["why"]
    assert said["generation"] and said["clock"], "open pages go on by it"


def test_doctor_says_which_question_fails(city, monkeypatch):
    from dashboard.cli import doctor

    whole = doctor.ask
    monkeypatch.setattr(doctor, "ask", lambda workspace, name: 1 / 0 if name == "zones_open" else whole(workspace, name))
    found = next(one for one in examine(city.root) if one["name"] == "pages")
    assert not found["well"] and "zones_open" in found["zh"] and found["advice_en"]


def test_heartbeats_ask_nothing_and_wait_for_nothing(city, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city.root))
    asks, now = [], [0.0]
    monkeypatch.setattr(readiness, "answered", lambda: asks.append(1) or {"workspace": "ok"})
    monkeypatch.setattr(readiness.time, "monotonic", lambda: now[0])

    async def beats():
        asker = Readiness()
        await asyncio.gather(*(asker.ready(None) for _ in range(50)))
        first = len(asks)
        now[0] += readiness.ASKED_EVERY
        await asyncio.gather(*(asker.ready(None) for _ in range(50)))
        await asker.asking
        return first, len(asks)

    assert asyncio.run(beats()) == (1, 2)


def test_a_store_that_does_not_answer_is_said_within_a_heartbeat(city, monkeypatch):
    assert readiness.WITHIN < 3
    monkeypatch.setattr(readiness, "WITHIN", 0.05)
    monkeypatch.setattr(readiness, "answered", lambda: time.sleep(0.5) or {"workspace": "ok"})
    status, said = asked(city.root, monkeypatch, Readiness())
    assert status == 503 and said["workspace"] == "starting" and said["generation"]


def test_a_store_that_has_fallen_silent_is_not_believed_for_ever(city, monkeypatch):
    monkeypatch.setattr(readiness, "WITHIN", 0.05)
    monkeypatch.setattr(readiness, "answered", lambda: time.sleep(0.5) or {"workspace": "ok"})
    asker = Readiness()
    for silent, state in ((readiness.SILENT_AFTER / 2, "ok"), (readiness.SILENT_AFTER, "failing")):
        asker.known = (str(Workspace.open(city.root).root), time.monotonic() - silent, {"workspace": "ok"})
        asker.asking = None
        assert asked(city.root, monkeypatch, asker)[1]["workspace"] == state


def test_that_nobody_asked_for_a_while_is_no_silence_of_the_store(city, monkeypatch):
    monkeypatch.setattr(readiness, "WITHIN", 60.0)
    monkeypatch.setattr(readiness, "answered", lambda: {"workspace": "ok"})
    asker, begun = Readiness(), time.monotonic()
    asker.known = (str(Workspace.open(city.root).root), begun - 10 * readiness.SILENT_AFTER, {"workspace": "ok"})
    status, said = asked(city.root, monkeypatch, asker)
    assert status == 200 and said["workspace"] == "ok"
    assert asker.known[1] >= begun, "the store was asked, not the past believed"


def test_first_questions_are_questions():
    assert set(HOT) < set(FIRST_QUESTIONS) <= set(catalogue())
