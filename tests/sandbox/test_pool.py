"""The children: sealed, warm, replaced, retired, and gone with the process that asked."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dashboard.sandbox import ask as asking
from dashboard.sandbox.child import NICENESS
from dashboard.sandbox.pool import pool
from dashboard.sandbox.question import Question
from dashboard.sandbox.refused import SandboxBusy
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace
from tests.sandbox.conftest import NOW, bounded, forget
from tests.sandbox.test_bounds import children_of

SLOW = "select count(*) from range(1000000) a, range(1000000) b"
ROOT = Path(__file__).parents[2]


def wait_for(what, seconds=20.0):
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, "it has not come to be"
        time.sleep(0.05)
    return found


def status(pid) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def is_there(pid) -> bool:
    try:
        return status(pid)["State"][0] != "Z"
    except OSError:
        return False


def opened(pid) -> list[str]:
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.append(os.readlink(link))
        except OSError:
            continue
    return found


@pytest.fixture
def warm(ask, city):
    """The children that wait, after a first question; none of those that earlier tests of this process had made for other cities."""
    forget()
    ask("select 1")
    store = str(city.store / current_name(city))
    return wait_for(lambda: found if len(found := [pid for pid in alive() if is_ready(pid, store)]) == pool().bounds.questions_warm else None)


def alive() -> list[int]:
    return [pid for pid in children_of(pool().nursery_pid) if is_there(pid)]


def is_ready(pid, store) -> bool:
    """Whether a child has the store open and is as sealed as it will be."""
    try:
        return store in opened(pid) and "Max open files            16 " in Path(f"/proc/{pid}/limits").read_text()
    except OSError:
        return False


def test_a_child_is_sealed(warm, city):
    for pid in warm:
        assert status(pid)["PPid"] == str(pool().nursery_pid)
        assert not [word for word in Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0") if "HOME" in word or "SANDTABLE" in word]
        assert os.getpriority(os.PRIO_PROCESS, pid) == NICENESS
        files = [name for name in opened(pid) if not name.startswith(("socket:", "pipe:", "anon_inode:")) and name != "/dev/null"]
        assert files == [str(city.store / current_name(city))], "its generation alone is open"
        assert len([name for name in opened(pid) if name.startswith("socket:")]) == 1
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert "Max file size             0 " in limits and "Max core file size        0 " in limits and "Max open files            16 " in limits
        assert os.readlink(f"/proc/{pid}/cwd") == "/"


def test_the_nursery_has_one_thread_and_nothing_open(warm):
    assert status(pool().nursery_pid)["Threads"] == "1"
    assert not [name for name in opened(pool().nursery_pid) if name.endswith((".duckdb", ".parquet"))]
    environment = Path(f"/proc/{pool().nursery_pid}/environ").read_bytes().decode()
    assert "PATH" not in environment and "SANDTABLE" not in environment and "HOME" not in environment


def test_a_child_answers_one_question_and_another_takes_its_place(ask, warm):
    ask("select 1")
    wait_for(lambda: len(set(warm) & set(alive())) == len(warm) - 1)
    wait_for(lambda: len(alive()) == pool().bounds.questions_warm)


def test_children_on_an_old_generation_are_let_go(city, tmp_path):
    copy = Workspace.open(shutil.copytree(city.root, tmp_path / "city"))
    old = current_name(copy)
    assert asking.ask(copy, Question("select 1", NOW)).generation == old
    new = "gen-999999-aaaaaaaa.duckdb"
    shutil.copy(copy.store / old, copy.store / new)
    (copy.store / "CURRENT").write_text(new + "\n")
    assert asking.ask(copy, Question("select 1", NOW)).generation == new
    wait_for(lambda: not [pid for pid in alive() if is_ready(pid, str(copy.store / old))])


def test_a_nursery_and_children_that_were_killed_are_made_anew(ask, warm):
    for pid in warm:
        os.kill(pid, signal.SIGKILL)
    assert ask("select 2 as x").table.to_pylist() == [{"x": 2}]
    os.kill(pool().nursery_pid, signal.SIGKILL)
    assert ask("select 3 as x").table.to_pylist() == [{"x": 3}]


def test_a_child_killed_at_its_work_is_a_refusal_and_the_next_question_is_answered(ask, warm):
    failures = []

    def slow():
        with pytest.raises(asking.StatementRefused) as caught:
            ask(SLOW)
        failures.append(caught.value.key)

    asked = threading.Thread(target=slow)
    asked.start()
    busy = wait_for(lambda: [pid for pid in alive() if _cpu(pid) > 0.5])
    os.kill(busy[0], signal.SIGKILL)
    asked.join()
    assert failures == ["sandbox.too_much"] and ask("select 1").total == 1


def test_questions_beyond_the_bound_wait_and_beyond_that_are_told_to_come_again(ask, monkeypatch):
    with bounded(monkeypatch, question_seconds=2, questions_at_once=1, questions_waiting=1, questions_wait_seconds=30):
        ends = []

        def one(sql):
            try:
                ends.append(ask(sql).total)
            except asking.StatementRefused as refused:
                ends.append(type(refused).__name__ + refused.key)

        threads = [threading.Thread(target=one, args=(SLOW,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        wait_for(lambda: asking._places()._all._value == 0)
        with pytest.raises(SandboxBusy):
            ask("select 1")
        for thread in threads:
            thread.join()
        assert ends == ["StatementRefusedsandbox.too_slow"] * 2 and ask("select 1").total == 1


def test_many_threads_ask_at_once_and_each_has_its_own_answer(ask, monkeypatch):
    with bounded(monkeypatch, questions_waiting=50, questions_wait_seconds=60):
        found = {}
        threads = [threading.Thread(target=lambda n=n: found.update({n: ask(f"select {n} as n").table.to_pylist()})) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {n: [{"n": n}] for n in range(12)}


def test_nursery_and_children_end_with_the_process_that_asked(city):
    code = ("import sys, time\nfrom datetime import datetime\nfrom dashboard.sandbox.ask import ask\nfrom dashboard.sandbox.pool import pool\n"
            "from dashboard.sandbox.question import Question\nfrom dashboard.warehouse.workspace import Workspace\n"
            "ask(Workspace.open(sys.argv[1]), Question('select 1', datetime(2022, 11, 29)))\nprint(pool().nursery_pid, flush=True)\ntime.sleep(60)")
    asker = subprocess.Popen([sys.executable, "-c", code, str(city.root)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    nursery = int(asker.stdout.readline())
    children = wait_for(lambda: children_of(nursery))
    asker.kill()
    asker.wait()
    wait_for(lambda: not any(is_there(pid) for pid in (nursery, *children)))


def _cpu(pid) -> float:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
