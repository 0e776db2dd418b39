"""The fixture city with hostile words in every free text, name and identifier of every table, and in its files, sources and districts.

The same value becomes the same hostile word everywhere, so that whatever belongs together still does; kinds of words take turns.
"""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.geography.outline import write_geodata
from dashboard.schema.declaration import Column, tables
from dashboard.warehouse import store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML, FIXTURE_CITY, batch_of

HOST = "evil.invalid"
UNSEEN = "\x1b[2J\u202e\u200b"
WORDS = (
    f"=<u>evil</u>{UNSEEN}",
    f"<script>window.evil=1</script>{UNSEEN}",
    f"<img src=//{HOST}/x onerror=window.evil=1>",
    f'"><svg/onload=window.evil=1><a href="javascript:window.evil=1">evil</a>{UNSEEN}',
    f"[evil](javascript:window.evil=1) ![evil](http://{HOST}/x.png) :red[evil] $evil$ `evil`",
    f"<a href='http://{HOST}/'>evil</a> data:text/html,<script>window.evil=1</script>",
    "evil城市" * 600,
    "evil\n\r\n" * 60,
    "'};window.evil=1;//{tip}%{x}%{customdata}${evil}{0}{{evil}}</textarea></style></script>",
)
"""Markup, scripts, addresses, formulas, escapes, a turn of direction, nothing to be seen, a very long word, many lines, placeholders."""
STRUCTURE = {"area_id", "adcode", "parent_id", "nested_in", "located_area_id", "table_name", "geometry", "name_pinyin"}
"""Texts that are no words: what districts and boundaries hang on."""
FILE_WORD = f"=<img src=//{HOST}/x onerror=window.evil=1>{UNSEEN}"


def hostile(value: str) -> str:
    """The hostile word of a value, the value at its end; the same for the same value."""
    return WORDS[crc32(value.encode()) % len(WORDS)] + value


def is_word(column: Column) -> bool:
    """Whether a column holds what people type."""
    return column.kind == "text" and column.name not in STRUCTURE


def hostile_city(work: Path) -> Workspace:
    """A workspace in `work`, published, with boundaries, whose words are hostile wherever a person could have typed them."""
    return _city(work, {"哈尔滨市": hostile("哈尔滨市"), "Harbin": hostile("Harbin")}, [_poisoned(batch) for batch in _batches(work)])


def ordinary_city(work: Path) -> Workspace:
    """The same city with its own words, boundaries included."""
    return _city(work, {}, [batch for batch, _ in _batches(work)])


def _city(work: Path, names: dict[str, str], batches: list[Batch]) -> Workspace:
    settings = CITY_TOML
    for name, changed in names.items():
        settings = settings.replace(f'"{name}"', json.dumps(changed))
    workspace = Workspace.create(work / "city", settings)
    store.commit(workspace, batches)
    write_geodata(workspace.geodata, "230100")
    if names:
        for file in workspace.geodata.glob("*.*json"):
            file.write_text(json.dumps(_named(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
    return workspace


def _named(part: object) -> object:
    """Boundaries with hostile names."""
    if isinstance(part, list):
        return [_named(each) for each in part]
    if isinstance(part, dict):
        return {key: hostile(each) if key in ("name", "name_en") else _named(each) for key, each in part.items()}
    return part


def _batches(work: Path) -> Iterator[tuple[Batch, Path]]:
    shutil.rmtree(work / "batches", ignore_errors=True)
    (work / "batches").mkdir()
    for folder in sorted(each for each in FIXTURE_CITY.iterdir() if each.is_dir()):
        yield batch_of(folder, work / "batches"), folder


def _poisoned(given: tuple[Batch, Path]) -> Batch:
    batch, folder = given
    for name, parquet in batch.tables.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        _poison(tables()[name], rows, parquet)
    return replace(batch, file=f"{FILE_WORD}{batch.file}", source=f"{FILE_WORD}{batch.source}", operator=hostile("operator"))


def _poison(table, rows: list[dict[str, str]], parquet: Path) -> None:
    words = [column.name for column in table.columns.values() if is_word(column)]
    changed = [row | {name: hostile(row[name]) for name in words if row.get(name)} for row in rows]
    held = pq.read_table(parquet)
    columns = {name: [row[name] or None for row in changed] for name in words if name in rows[0]}
    columns["row_key"] = ["|".join(row.get(key) or "" for key in table.key) for row in changed]
    for name, values in columns.items():
        held = held.set_column(held.column_names.index(name), name, pa.array(values, pa.string()))
    pq.write_table(held, parquet)
