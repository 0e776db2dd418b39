"""The one door for changes: who may do what, the check before the change, and the receipt of each."""

import ast
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

import dashboard
from dashboard.errors import RefusedInput
from dashboard.intake import actors, keeping, service
from dashboard.intake.actors import COMMAND_LINE, Actor
from dashboard.intake.drawing import Declared
from dashboard.intake.rolling_back import REGISTER, RESTORE, UNDO, reversible
from dashboard.warehouse import store
from tests.intake_desk import NOW, Desk

PACKAGE = Path(dashboard.__file__).parent
RING = [(126.60, 45.75), (126.60, 45.76), (126.62, 45.76), (126.62, 45.75)]
ZONE = Declared("新-1", "230102", "twenty", "high", "道里区某小区", datetime(2022, 11, 29, 10))
CLERK = Actor("张三", surface="desk")


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


def calls_of(module: Path) -> set[str]:
    """What a module calls of the store, such as store.commit, and what it imports of it by name."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "store":
            found.add(node.attr)
        if isinstance(node, ast.ImportFrom) and node.module == "dashboard.warehouse.store":
            found |= {alias.name for alias in node.names}
    return found & {"commit", "rollback"}


def test_nothing_but_the_service_changes_the_store():
    changing = {str(m.relative_to(PACKAGE)) for m in PACKAGE.rglob("*.py") if calls_of(m) and m.parent.name != "warehouse"}
    assert changing == {"intake/service.py"}


@pytest.mark.parametrize("act", sorted(actors.ACTS))
def test_what_an_actor_may_not_do_is_refused_before_anything_is_read(desk, monkeypatch, act):
    monkeypatch.setattr(actors, "permitted", lambda actor: actors.ACTS - {act})
    asked = {
        "take_in": lambda: service.take_in(desk.workspace, ["no such file"], actor=CLERK),
        "draw": lambda: service.draw(desk.workspace, [], "no such zone", actor=CLERK),
        "acknowledge": lambda: service.acknowledge(desk.workspace, "no such check", "key", "owner", actor=CLERK),
        "roll_back": lambda: service.roll_back(desk.workspace, 99, actor=CLERK),
        "purge": lambda: service.purge(desk.workspace, 99, actor=CLERK),
        "save_view": lambda: keeping.save_view(desk.workspace, "name", {}, actor=CLERK),
        "pin": lambda: keeping.pin_view(desk.workspace, "no such view", actor=CLERK),
        "write_note": lambda: keeping.write_note(desk.workspace, "text", "no such kind", "place", "name", actor=CLERK),
    }
    with pytest.raises(RefusedInput) as refused:
        asked[act]()
    assert refused.value.title("en") == "This is not permitted to you." and desk.batches() == 0


def test_today_everybody_may_do_everything():
    assert actors.permitted(COMMAND_LINE) == actors.permitted(CLERK) == actors.ACTS


def test_the_record_names_who_took_in_and_who_took_out(desk):
    (receipt,) = desk.take("calls.csv", actor=CLERK)
    undone = service.roll_back(desk.workspace, receipt.batch_id, actor=Actor("李四"))
    back = service.roll_back(desk.workspace, undone.batch_id)
    assert [record["operator"] for record in store.batch_log(desk.workspace)] == ["张三", "李四", None]
    assert undone.to_dict() == {"batch_id": 2, "rolls_back": 1} and undone.line("zh") == "已撤回第 1 批（记为第 2 批）。"
    assert back.line("en") == "Rolled back batch 2 (as batch 3)."


def test_a_boundary_is_checked_then_taken_in_as_it_was_checked(desk):
    checked = service.draw(desk.workspace, RING, ZONE, actor=CLERK)
    assert [r.status for r in checked.receipts] == ["checked", "checked"] and desk.batches() == 0
    taken = service.draw(desk.workspace, RING, ZONE, actor=CLERK, checked=checked)
    assert [r.status for r in taken.receipts] == ["taken", "taken"] and not taken.is_changed and taken.files == checked.files


def test_a_boundary_is_checked_again_where_the_store_says_otherwise_since(desk):
    desk.take(desk.file("zones.csv", "风险区编号,区县,标准,风险等级,范围\n0071,道里区,二十条,高风险区,旧地址\n"))
    checked = service.draw(desk.workspace, RING, "0071")
    desk.take(desk.file("later.csv", "风险区编号,区县,标准,风险等级,范围\n0071,道里区,二十条,高风险区,新地址\n"))
    before = desk.batches()
    again = service.draw(desk.workspace, RING, "0071", checked=checked)
    assert again.is_changed and [r.status for r in again.receipts] == ["checked"] and desk.batches() == before
    assert [r.status for r in service.draw(desk.workspace, RING, "0071", checked=again).receipts] == ["taken"]


def test_a_boundary_that_makes_no_files_is_refused_in_words(desk):
    refused = service.draw(desk.workspace, RING[:2], ZONE)
    assert refused.refusal.title("en") == "There are 2 different corners only." and refused.receipts == []


def test_rows_that_a_program_made_are_a_batch_a_delivery(desk):
    rows = {"notices": pd.DataFrame({"notice_id": ["n-1"], "at": [NOW], "title": ["示例通告"]})}
    assert service.take_rows(desk.workspace, [(NOW, rows)], is_synthetic=True) == [1]
    (record,) = store.batch_log(desk.workspace)
    assert (record["source"], record["tables"], record["received_at"]) == ("synthetic", {"notices": 1}, NOW)


def test_what_can_be_taken_out_and_brought_back():
    def row(batch: int, kind: str = "import", is_out: bool = False, **more) -> dict:
        return {"batch_id": batch, "kind": kind, "is_out": is_out, "source": "cases", "rolls_back": None} | more

    rows = [row(6, "rollback", rolls_back=2), row(5, "rollback", is_out=True, rolls_back=4), row(4), row(3), row(2, is_out=True),
            row(1, source=REGISTER)]
    assert {batch: (act, about["batch_id"]) for batch, (act, about) in reversible(rows).items()} == {
        6: (RESTORE, 2), 4: (UNDO, 4), 3: (UNDO, 3),
    }
