"""Making workspaces: a demonstration city with its history, or an empty one for any city of the country."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.demo import published
from dashboard.demo.synthesis.everything import deliveries, everything
from dashboard.demo.synthesis.ground import Ground
from dashboard.demo.synthesis.scene import Scene, plan_of
from dashboard.errors import UsageError
from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import city_adcode
from dashboard.geography.outline import write_geodata
from dashboard.intake.actors import Actor
from dashboard.intake.receipts import Receipt
from dashboard.intake.service import take_in, take_rows
from dashboard.warehouse.durable import disk_in_words, rename
from dashboard.warehouse.workspace import Workspace

REAL_ZONES = "risk-areas"
SINCE_ALWAYS = datetime(2000, 1, 1)
"""When the product's own register of areas counts as received: a replayed history must know the names of places at any moment."""
BUILDER = Actor(surface="demo")


def create_city(folder: Path | str, city: str, stopped_at: datetime | None = None) -> Workspace:
    """An empty workspace for a city given by adcode or name, with a running clock; `stopped_at`: one that stands still, for a day gone by.

    Raises: UsageError for an unknown city, or a folder that already holds something.
    """
    adcode = city_adcode(city)
    with built_beside(Path(folder).absolute()) as work:
        workspace = _founded(work, adcode, stopped_at=stopped_at)
        _take_areas(workspace)
    return Workspace.open(folder)


def build_demo(folder: Path | str, city: str) -> Workspace:
    """A demonstration workspace of harbin, suizhou, zhuzhou or shaoyang, its clock stopped.

    Published facts come in as files would, at the moments they were published; made-up rows around them are flagged.
    Raises: UsageError for another city, or a folder that already holds something.
    """
    about = published.about(city)
    with built_beside(Path(folder).absolute()) as work:
        workspace = _founded(work, about["adcode"], about, city, about["stopped_at"])
        scene = scene_of(workspace, city)
        _take_areas(workspace)
        published.take_published(workspace, city)
        take_rows(workspace, deliveries(everything(scene), scene.moments()), is_synthetic=True, actor=BUILDER)
    return Workspace.open(folder)


def add_real_zone_history(workspace: Workspace, files: list[Path | str]) -> list[Receipt]:
    """Add real snapshots of the national risk-area feed to a demonstration; made-up zones then disappear from view.

    Each snapshot is known from its own publication time; those after the stopped clock are taken in, and not seen.
    Raises: as `take_in`.
    """
    return take_in(workspace, files, source=REAL_ZONES, received_at="source", actor=BUILDER)


@contextmanager
def built_beside(folder: Path) -> Iterator[Path]:
    """A hidden sibling to work in, renamed to `folder` at the end, removed where the work fails.

    Nothing stands in `folder` before it is whole. What a killed build left behind is removed by the next one.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("demo.folder_in_use", name=folder.name)
    with disk_in_words():
        folder.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{folder.name}.building-"
        for leftover in folder.parent.glob(f"{prefix}*"):
            if not _is_running(leftover.name.removeprefix(prefix)):
                shutil.rmtree(leftover, ignore_errors=True)
        work = folder.parent / f"{prefix}{os.getpid()}"
        try:
            yield work
            if folder.exists():
                folder.rmdir()
            rename(work, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return int(pid) != os.getpid()


def _founded(
    work: Path, adcode: str, about: dict | None = None, city: str | None = None, stopped_at: datetime | None = None,
) -> Workspace:
    """A workspace with its settings and boundaries; `about` and `city` for a demonstration, `stopped_at` where its clock stands still."""
    names = areas_for(adcode)[0]
    lines = ["[city]", f'adcode = "{adcode}"', f'name = "{names["name"]}"', f'name_en = "{names["name_en"]}"']
    if about:
        lines.append(f'scheme = "{about["scheme"]}"')
    if stopped_at:
        lines += ["", "[clock]", f"stopped_at = {stopped_at.isoformat()}"]
    if about:
        lines += ["", "[demo]", f'city = "{city}"', "synthetic = true", f'newspaper = "{about["newspaper"]}"']
        lines += [f'newspaper_en = "{about["newspaper_en"]}"', f"published_on = {about['published_on'].isoformat()}"]
        lines += hotline_lines(about.get("hotline"))
    workspace = Workspace.create(work, "\n".join(lines) + "\n")
    write_geodata(workspace.geodata, adcode)
    return workspace


def hotline_lines(settings: dict | None) -> list[str]:
    """The section on the hotline's centre; nothing where a city's is not known."""
    return ["", "[hotline]", f"shifts = {json.dumps(settings['shifts'])}", f"seats = {settings['seats']}"] if settings else []


def scene_of(workspace: Workspace, city: str) -> Scene:
    """What the made-up rows of a demonstration city are drawn from; its areas and outlines are those of the workspace."""
    districts = gpd.read_parquet(workspace.geodata / "areas.parquet")
    areas = pd.DataFrame(areas_for(workspace.city))
    ground = Ground(districts, plan_of(city)["seats"])
    return Scene(city, workspace.city, workspace.now(), areas, ground, published.rows_of(city))


def _take_areas(workspace: Workspace) -> None:
    whole_numbers = {"population_year": "Int64", "population": "Int64", "households": "Int64"}
    frame = pd.DataFrame(areas_for(workspace.city)).astype(whole_numbers)
    take_rows(workspace, [(SINCE_ALWAYS, {"areas": frame})], is_synthetic=False, actor=BUILDER)
