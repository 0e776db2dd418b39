"""A map pack made from the files that an operator has: each read, checked and thinned; nothing is written here."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.locate import city_box
from dashboard.geography.map_pack import FORMAT, KINDS
from dashboard.geography.map_pack_checks import require_city, require_datum
from dashboard.geography.map_pack_making import levels_of
from dashboard.geography.map_pack_reading import Layer, read_layers
from dashboard.geography.map_pack_words import called_kind, kind_called
from dashboard.plain_text import LINE_EMS, on_screen, shortened
from dashboard.settings import wall_clock

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

MOST_WORDS = 120
"""Letters of an attribution or approval number: a line under a map, not a licence."""


@dataclass(frozen=True)
class Said:
    """What the operator says of his files."""

    kind: str | None = None
    """Null = what the names of the layers say."""
    datum: str | None = None
    """Null = what the file says itself."""
    attribution: str = ""
    approval: str = ""


def packs_of(files: list[Path], said: Said, districts: "gpd.GeoDataFrame", places: dict[str, Any], city: str) -> list[dict[str, Any]]:
    """The packs that these files make, one a kind. `districts`: `areas.parquet`; `places`: `districts.json`; `city`: its name.

    Raises: RefusedInput for a file that cannot be used, with the reason and what to do.
    """
    for words, name in ((said.attribution, "attribution"), (said.approval, "approval")):
        if len(words) > MOST_WORDS:
            raise RefusedInput("map_pack.too_long", option=f"--{name}", most=MOST_WORDS)
    outlines = shapely.make_valid(districts.geometry.to_numpy())
    outline = shapely.union_all(outlines)
    by_kind: dict[str, list[tuple[Path, Layer]]] = {}
    for file in files:
        layers = read_layers(file, said.datum, city_box(districts))
        for kind, layer in _chosen(layers, said.kind, file.name):
            shapes = layer.shapes.geometry.to_numpy()
            require_city(shapes, outline, file.name, city)
            require_datum(shapes, layer.datum, districts, file.name)
            by_kind.setdefault(kind, []).append((file, layer))
    return [_pack(kind, by_kind[kind], said, outlines, places) for kind in KINDS if kind in by_kind]


def _chosen(layers: list[Layer], kind: str | None, file: str) -> list[tuple[str, Layer]]:
    """The layers that are taken, each with its kind. A file of one layer is of the kind that was said, whatever it is called."""
    if kind and len(layers) == 1:
        return [(kind, layers[0])]
    called = [(found, layer) for layer in layers if (found := kind_called(layer.called))]
    taken = [one for one in called if kind in (None, one[0])]
    if not taken:
        listed = "、".join(shortened(on_screen(layer.called)) for layer in layers[:12])
        key = "map_pack.no_layer" if kind else "map_pack.which_kind"
        raise RefusedInput(key, file=file, listed=listed, kind=kind and called_kind(kind))
    return taken


def _pack(kind: str, of: list[tuple[Path, Layer]], said: Said, districts: np.ndarray, places: dict[str, Any]) -> dict[str, Any]:
    files = list(dict.fromkeys(file for file, _ in of))
    shapes = pd.concat([layer.shapes for _, layer in of], ignore_index=True)
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    named = "、".join(shortened(on_screen(file.name), LINE_EMS) for file in files[:3])
    return {
        "format": FORMAT, "kind": kind, "name": named, "city": places["city"], "attribution": _line(said.attribution),
        "approval": _line(said.approval), "datum": of[0][1].datum, "source": digest.hexdigest(),
        "made": wall_clock().isoformat(timespec="seconds"), "shapes": len(shapes),
        "levels": levels_of(kind, shapes, districts, places, files[0].name),
    }


def _line(words: str) -> str:
    return " ".join(on_screen(words).split())
