"""A city of 2020 that is known by what its press conference said: cumulative bulletins, contacts, closures and checkpoints in numbers.

It has no zones, no hotline, no stock reports and no line list: what its board may say of them is that nothing was received.
"""

from pathlib import Path

from dashboard.warehouse import store
from dashboard.warehouse.workspace import Workspace
from tests.conftest import batch_of

PRESS = Path(__file__).parent / "fixtures" / "press"
CITY_TOML = """
[city]
adcode = "420200"
name = "黄石市"
name_en = "Huangshi"
scheme = "county_2020"

[clock]
stopped_at = 2020-02-11T09:00:00
"""


def press_city(work: Path) -> Workspace:
    """The workspace in `work`/city, published."""
    (work / "batches").mkdir(parents=True)
    workspace = Workspace.create(work / "city", CITY_TOML)
    store.commit(workspace, [batch_of(folder, work / "batches") for folder in sorted(PRESS.iterdir())])
    return workspace
