"""Workspaces that several test files share."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import settings

from dashboard.schema.declaration import Table, tables
from dashboard.warehouse import blank, store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.fingerprint import fingerprint
from dashboard.warehouse.workspace import Workspace

FIXTURE_CITY = Path(__file__).parent / "fixtures" / "city"
CITY_TOML = """
[city]
adcode = "230100"
name = "哈尔滨市"
name_en = "Harbin"

[clock]
stopped_at = 2022-11-29T18:00:00
"""


os.environ.setdefault("SANDTABLE_AHEAD", "0")  # servers of tests work nothing out for nobody
settings.register_profile(
    "no clock",
    deadline=None,  # how long an example takes says how busy the machine is, and nothing of the code
    derandomize=not os.environ.get("SANDTABLE_LONG"),  # `make test` says the same of the same code; `make test-long` looks further each time
)
settings.load_profile("no clock")
DEMOS = {"harbin_demo", "shaoyang_demo"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs a demo is slow, since building one takes longer than the tests of a room: `make test-fast` leaves it out.

    Whole counts of which a part runs always are for a person with time: `make test-long`.
    """
    for item in items:
        if "long" in item.keywords and not os.environ.get("SANDTABLE_LONG"):
            item.add_marker(pytest.mark.skip(reason="a whole count of which a part runs always: make test-long"))
        if DEMOS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def one_blank_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store is made from nothing once in a process and for each schema, and copied from then on: it has no row, and takes a second."""
    made, make = tmp_path_factory.mktemp("blank"), blank.make

    def copied(file: Path) -> None:
        template = made / f"{fingerprint()}.duckdb"
        if not template.exists():
            make(template)
        shutil.copyfile(template, file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blank, "make", copied)
        yield


def typed_parquet(table: Table, csv: Path, target: Path) -> Path:
    """A table's CSV with the schema's types, as a batch holds it."""
    con = duckdb.connect()
    raw = con.read_csv(str(csv), all_varchar=True, header=True)
    unknown = set(raw.columns) - set(table.columns) - {"is_synthetic"}
    assert not unknown, f"{csv.name}: no such columns: {unknown}"
    given = [
        f'cast("{c.name}" as {c.sql_type}) as "{c.name}"' for c in table.columns.values() if c.name in raw.columns
    ]
    key = ", ".join(f"""coalesce("{k}", '')""" if k in raw.columns else "''" for k in table.key)
    synthetic = "coalesce(is_synthetic, 'false')::boolean" if "is_synthetic" in raw.columns else "false"
    rows = raw.project(", ".join([
        *given, f"concat_ws('|', {key}) as row_key", "(row_number() over ())::integer + 1 as source_row",
        f"{synthetic} as is_synthetic",
    ]))
    rows.write_parquet(str(target))
    return target


def batch_of(folder: Path, work: Path) -> Batch:
    """One folder of CSV files as a batch, received at the moment in the folder's name."""
    moment, _, name = folder.name.partition("_")
    files = sorted(folder.glob("*.csv"))
    (work / folder.name).mkdir()
    parquet = {f.stem: typed_parquet(tables()[f.stem], f, work / folder.name / f"{f.stem}.parquet") for f in files}
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    return Batch(parquet, name, f"{name}.csv", digest, datetime.strptime(moment, "%Y%m%dT%H%M"))


def workspace_from(folder: Path, work: Path) -> Workspace:
    """A workspace in `work` with every batch of `folder`; the fixture city's is published once in a process and copied from then on."""
    if folder == FIXTURE_CITY:
        return Workspace.open(shutil.copytree(Path(fixture_city().name) / "city", work / "city"))
    return published(folder, work)


@cache
def fixture_city() -> TemporaryDirectory:
    """A folder with the fixture city, removed at the end of the process."""
    work = TemporaryDirectory(prefix="sandtable-city-")
    published(FIXTURE_CITY, Path(work.name))
    return work


def published(folder: Path, work: Path) -> Workspace:
    """A workspace in `work` with every batch of `folder`, published."""
    workspace = Workspace.create(work / "city", CITY_TOML)
    store.commit(workspace, [batch_of(f, work) for f in sorted(folder.iterdir()) if f.is_dir()])
    return workspace


@pytest.fixture(scope="session")
def city_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The fixture city at 2022-11-29 18:00. Shared: tests only read it."""
    return workspace_from(FIXTURE_CITY, tmp_path_factory.mktemp("fixture"))


@pytest.fixture
def kept_city(city_workspace: Workspace) -> Iterator[Workspace]:
    """The fixture city; what a test keeps in it (views, notes, what was asked) is taken away afterwards."""
    yield city_workspace
    for file in (city_workspace.root / "kept").glob("*"):
        file.unlink()


@pytest.fixture(scope="session")
def told_city(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The fixture city, and what a press conference says of it in numbers. Shared: tests only read it."""
    work = tmp_path_factory.mktemp("told")
    folder = shutil.copytree(FIXTURE_CITY, work / "batches")
    shutil.copytree(FIXTURE_CITY.parent / "numbers", folder, dirs_exist_ok=True)
    return published(folder, work)


@pytest.fixture(scope="session")
def harbin_demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The Harbin demo. Shared: tests only read it."""
    return demo_of_the_run(tmp_path_factory, "harbin")


@pytest.fixture(scope="session")
def shaoyang_demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The Shaoyang demo: the longest names of districts, and few figures. Shared: tests only read it."""
    return demo_of_the_run(tmp_path_factory, "shaoyang")


def demo_of_the_run(tmp_path_factory: pytest.TempPathFactory, city: str) -> Workspace:
    """A demo that the first test of the run builds that asks for it, in whichever process; the others wait for it."""
    from dashboard.demo.build import build_demo

    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # each process has a folder of its own in the folder of the run
    with (shared / f"{city}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        is_built = (shared / city).is_dir()  # it gets its name once it is whole
        return Workspace.open(shared / city) if is_built else build_demo(shared / city, city)
