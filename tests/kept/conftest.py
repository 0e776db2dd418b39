"""A small workspace with nothing kept in it, its clock running."""

import pytest

from dashboard.warehouse.workspace import Workspace

CITY = '[city]\nadcode = "230100"\nname = "哈尔滨市"\n'


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace.create(tmp_path / "city", CITY)
