"""The parts that carry out and judge a soak of the wall, by hand-made logs. Three minutes of it: tests/browser/test_soak.py."""

import socket
import threading
import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta

import pytest

from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML
from tests.soak import plan
from tests.soak.cable import Cable
from tests.soak.ceilings import RESTARTS, SCENES, Verdict, verdict
from tests.soak.departments import set_clock
from tests.soak.plot import plot


def log_of(*more: dict) -> list[dict]:
    """A log of ten minutes in which nothing is wrong, and what a test adds. Generation 2 is drawn 1.5 s after its publication."""
    sample = {"kind": "sample", "server": 1, "server_mb": 200, "heap_mb": 10, "elements": 1000, "load": 1.0}
    return [
        *({"kind": "scene", "at": 10.0 * n, "value": scene} for n, scene in enumerate(SCENES, 1)),
        *({**sample, "at": 60.0 * n} for n in range(10)),
        {"kind": "published", "at": 100.0, "value": "gen-000002"}, {"kind": "generation", "at": 101.5, "value": "gen-000002"},
        disturbed("server killed", 300, 350, recovered_s=4.0), {"kind": "link", "at": 306.0, "value": "lost"},
        disturbed("cable pulled", 400, 430), {"kind": "link", "at": 405.0, "value": "lost"},
        {"kind": "sample", **sample, "at": 600.0}, *more,
    ]


def disturbed(name: str, began: float, ended: float, **seen: object) -> dict:
    return {"kind": "disturbance", "at": ended, "name": name, "began": began, "returned": ended - 5, "ended": ended, "recovered_s": 1.0} | seen


def judged(*more: dict) -> Verdict:
    return verdict(log_of(*more), {"server killed", "cable pulled"})


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_of_the_wall_must_have_been_shown(scene):
    log = [seen for seen in log_of() if (seen["kind"], seen.get("value")) != ("scene", scene)]
    assert verdict(log, {"server killed", "cable pulled"}).over == ["scenes never shown"]


def test_a_good_log_holds_every_ceiling():
    found = judged()
    assert found.holds and found.over == []
    assert found.figures["s from publication to picture, median"] == 1.5
    assert found.figures["ms without a picture outside restarts"] == 0


@pytest.mark.parametrize(("wrong", "says"), [
    ({"kind": "blank", "at": 201.2, "value": {"s": 1.2, "why": "no scene"}}, "longest time without a picture outside a restart"),
    ({"kind": "sample", "at": 550.0, "server": 1, "server_mb": 401, "heap_mb": 10, "elements": 1, "load": 1.0}, "growth of the server, MB"),
    ({"kind": "sample", "at": 550.0, "server": 1, "server_mb": 200, "heap_mb": 61, "elements": 1, "load": 1.0}, "growth of the browser's heap, MB"),
    ({"kind": "error_box", "at": 200.0, "text": "boom"}, "error boxes"),
    ({"kind": "console", "at": 200.0, "text": "TypeError"}, "errors in the browser's console"),
    ({"kind": "refused", "at": 200.0, "text": "row 1"}, "files that the importer refused"),
    (disturbed("server frozen", 500, 530), "slowest word that the wall is cut off"),
    (disturbed("server frozen", 394, 430), "slowest word that the wall is cut off"),
    (disturbed("connection cut", 500, 530, recovered_s=10.1), "slowest recovery after the cause was gone"),
    (disturbed("connection cut", 500, 530, recovered_s=None), "slowest recovery after the cause was gone"),
    (disturbed("browser's clock changed", 500, 530, veils_changed=True), "veils that did not come, or came for no reason"),
    (disturbed("feed gone and back", 500, 530, veiled=False), "veils that did not come, or came for no reason"),
    (disturbed("browser's clock changed", 500, 530, **{"clock_off_s_at_-93600": 93_600}), "the wall's time off while its machine's clock was wrong"),
])
def test_each_fault_breaks_its_own_ceiling(wrong, says):
    assert judged(wrong).over == [says]


def test_what_did_not_happen_is_not_passed_over():
    assert verdict(log_of(), {"server killed", "cable pulled", "midnight"}).over == ["disturbances that did not take place"]
    without = [entry for entry in log_of() if entry.get("value") != "hotline"]
    assert verdict(without, set()).over == ["scenes never shown"]


def test_a_page_that_loads_anew_in_a_restart_is_accounted_apart():
    found = judged({"kind": "blank", "at": 345.0, "value": {"s": 3.0, "why": "loading"}}, {"kind": "blank", "at": 20.0, "value": {"s": 9.0, "why": "first load"}})
    assert found.holds and found.figures["ms without a picture in restarts"] == 3000


def test_a_new_process_is_not_growth():
    again = [{"kind": "sample", "at": 610.0 + 20 * n, "server": 2, "server_mb": 450, "heap_mb": 10, "elements": 1, "load": 1.0} for n in range(12)]
    assert judged(*again).holds


def test_the_plot_marks_every_disturbance_and_is_well_formed():
    drawn = plot(log_of({"kind": "blank", "at": 201.2, "value": {"s": 1.2, "why": "no scene"}}))
    words = " ".join(ElementTree.fromstring(drawn).itertext())
    assert "1 · at 5.0 min, server killed: recovered 4.0 s after the cause was gone; said after 6.0 s" in " ".join(words.split())
    assert "1200 ms without a picture" in words and drawn.count("stroke-dasharray") == 2


def test_every_disturbance_of_the_plan_is_expected():
    assert len(plan.EXPECTED) == len(plan.ORDER) - 1, "a feed that goes and comes is one disturbance of two steps"
    assert set(RESTARTS) <= plan.EXPECTED


def test_an_exercise_clock_runs_on_from_where_it_was_set(tmp_path):
    workspace = Workspace.create(tmp_path / "w", CITY_TOML)
    set_clock(workspace, datetime(2022, 11, 29, 23, 59))
    running = Workspace.open(workspace.root)
    assert not running.stopped and abs(running.now() - datetime(2022, 11, 29, 23, 59)) < timedelta(minutes=1)
    set_clock(workspace, datetime(2022, 11, 28, 12))
    assert f"{Workspace.open(workspace.root).now():%Y-%m-%d}" == "2022-11-28"


@pytest.fixture
def echo():
    """A port that sends back what it receives."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def answer() -> None:
            while True:
                try:
                    caller, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=lambda c=caller: [c.sendall(d) for d in iter(lambda: c.recv(100), b"")], daemon=True).start()

        threading.Thread(target=answer, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def test_a_pulled_cable_holds_everything_back_and_loses_nothing(echo):
    with Cable(echo) as cable, socket.create_connection(("127.0.0.1", int(cable.address.rsplit(":", 1)[1])), timeout=10) as call:
        call.sendall(b"GET /a\r\n")
        assert call.recv(100) == b"GET /a\r\n"
        cable.pull()
        call.sendall(b"second")
        call.settimeout(0.3)
        with pytest.raises(TimeoutError):
            call.recv(100)
        cable.plug()
        call.settimeout(10)
        assert call.recv(100) == b"second"
        assert cable.cut(b"/other") == 0 and cable.cut(b"/a") == 1
        assert is_closed(call)


def is_closed(call: socket.socket) -> bool:
    try:
        return call.recv(100) == b""
    except ConnectionError:
        return True
