"""A city of 2020 that is known by what its press conference said: cumulative bulletins, contacts, closures and checkpoints in numbers.

It has no zones, no hotline, no stock reports and no line list: what its board may say of them is that nothing was received.
"""

from pathlib import Path

from dashboard.warehouse import store
from dashboard.warehouse.workspace import Workspace
from tests.conftest import batch_of

PRESS = Path(__file__).parent / "fixtures" / "press"
STOPPED_AT = "2020-02-11T09:00:00"
CITY_TOML = """
[city]
adcode = "420200"
name = "黄石市"
name_en = "Huangshi"
scheme = "county_2020"

[clock]
stopped_at = {stopped_at}
"""


def press_city(work: Path, stopped_at: str = STOPPED_AT, folders: list[Path] | None = None) -> Workspace:
    """The workspace in `work`/city, published. `folders`: batches instead of those of the fixture."""
    (work / "batches").mkdir(parents=True)
    workspace = Workspace.create(work / "city", CITY_TOML.format(stopped_at=stopped_at))
    store.commit(workspace, [batch_of(folder, work / "batches") for folder in folders or sorted(PRESS.iterdir())])
    return workspace


def press_city_with(work: Path, rows: dict[str, str], stopped_at: str = STOPPED_AT) -> Workspace:
    """The same city with a further batch: CSV text by table, received half an hour before nine; bulletins of it instead of the others."""
    more = work / "20200211T0830_more"
    more.mkdir(parents=True)
    for table, text in rows.items():
        (more / f"{table}.csv").write_text(text, encoding="utf-8")
    mine = sorted(PRESS.iterdir())
    return press_city(work, stopped_at, [*(mine[:1] if "bulletins" in rows else mine), more])
