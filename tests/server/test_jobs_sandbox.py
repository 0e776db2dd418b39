"""The warm-up has children of the sandbox stand ready, and goes on where it cannot."""

from dashboard.sandbox import ask
from dashboard.server import jobs


def test_children_stand_ready_before_anybody_asks(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    ready = []
    monkeypatch.setattr(ask, "get_ready", ready.append)
    jobs._warm_sandbox()
    assert [workspace.root for workspace in ready] == [city_workspace.root]


def test_a_sandbox_that_cannot_start_keeps_nobody_waiting(city_workspace, monkeypatch, caplog):
    def broken(workspace):
        raise OSError("no more processes")

    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    monkeypatch.setattr(ask, "get_ready", broken)
    jobs._warm_sandbox()
    assert "no child of the sandbox stands ready" in caplog.text
