"""A disk that fills at the checkpoint: said as what it is, nothing taken in, nothing left behind. DuckDB calls it a fatal error."""

from pathlib import Path

import duckdb
import pytest

from dashboard.errors import StoreError
from dashboard.warehouse import publication, store
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.drills.made_batches import batch_of_cases

CITY = '[city]\nadcode = "230100"\nname = "哈尔滨市"\n'
FULL = 'FATAL Error: Failed to create checkpoint because of error: Could not write file "x": No space left on device'


class FullAtCheckpoint:
    """A connection that has no room for a checkpoint."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, sql: str, *given):
        if sql == "checkpoint":
            raise duckdb.FatalException(FULL)
        return self._connection.execute(sql, *given)

    def __getattr__(self, name: str):
        return getattr(self._connection, name)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_disk_that_fills_at_the_checkpoint_is_said(tmp_path: Path, monkeypatch, is_first):
    workspace = Workspace.create(tmp_path / "city", CITY)
    if not is_first:
        store.commit(workspace, [batch_of_cases(tmp_path, "before")])
    files = sorted(file.name for file in workspace.store.glob("*"))
    connect = duckdb.connect
    monkeypatch.setattr(publication.duckdb, "connect", lambda *given, **named: FullAtCheckpoint(connect(*given, **named)))
    with pytest.raises(StoreError) as refused:
        store.commit(workspace, [batch_of_cases(tmp_path, "after")])
    assert refused.value.title("zh").startswith("磁盘已满")
    monkeypatch.undo()
    publication.discard_unfinished(workspace)
    assert sorted(file.name for file in workspace.store.glob("*")) == files
    assert len(store.batch_log(workspace)) == (0 if is_first else 1)
    store.commit(workspace, [batch_of_cases(tmp_path, "after")])
    assert Reader.current(workspace).rows("select count(*) from main.cases", {})[0][0] > 0
