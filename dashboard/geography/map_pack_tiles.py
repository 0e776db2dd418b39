"""Vector tiles in one PMTiles file, read locally: only those of the city, at the level of detail that its maps are drawn at.

The header of PMTiles version 3, little-endian: "PMTiles", version, eleven places and counts of eight bytes each; byte 99 is the type of the
tiles (1 = vector), 100 and 101 their first and last zoom, from 102 on west, south, east, north as int32 in 1e-7 degree.
Source: the specification of PMTiles, version 3.
"""

import math
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dashboard.errors import RefusedInput

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

Box = tuple[float, float, float, float]
HEADER, MAGIC = 127, b"PMTiles\x03"
VECTOR = 1
ACROSS = 10
"""Tiles across the city that are read at most: 4,096 steps each, finer than any map of the whole city is drawn."""
EARTH = 20_037_508.342789244
"""Metres of Web Mercator from the middle to the edge."""
TILES = "EPSG:3857"


def read_tiles(file: Path, box: Box) -> "dict[str, gpd.GeoDataFrame]":
    """The layers of a file, in degrees, by name. `box`: west, south, east, north of what is read.

    Raises: RefusedInput for a file that is broken, has pictures for tiles, or none for this box.
    """
    import pyogrio  # GDAL takes 29 MB of memory, needed only where a file is read

    zoom = _zoom(file, box)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        tiles = Path(folder) / "tiles.pmtiles"  # a name of our own: the reader would follow one that looks like an address
        tiles.symlink_to(file.resolve())
        try:
            for name, _ in pyogrio.list_layers(tiles):
                frame = pyogrio.read_dataframe(tiles, layer=name, bbox=_in_metres(box), ZOOM_LEVEL=str(zoom))
                if len(frame):
                    found[str(name)] = frame.set_crs(TILES, allow_override=True).to_crs("EPSG:4326")
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError, ValueError) as error:
            raise RefusedInput("map_pack.broken", file=file.name) from error
    if not found:
        raise RefusedInput("map_pack.no_tiles", file=file.name)
    return found


def _zoom(file: Path, box: Box) -> int:
    with file.open("rb") as opened:
        header = opened.read(HEADER)
    places = np.frombuffer(header[8:96], "<u8") if len(header) == HEADER else np.array([])
    if len(header) < HEADER or not header.startswith(MAGIC) or (places[:8] > file.stat().st_size).any():
        raise RefusedInput("map_pack.broken", file=file.name)
    if header[99] != VECTOR:
        raise RefusedInput("map_pack.pictures", file=file.name)
    west, south, east, north = (np.frombuffer(header[102:118], "<i4") / 1e7).tolist()
    if west > box[2] or east < box[0] or south > box[3] or north < box[1]:
        raise RefusedInput("map_pack.no_tiles", file=file.name)
    wanted = math.floor(math.log2(360 / max(box[2] - box[0], 1e-3) * ACROSS))
    return min(max(wanted, header[100]), header[101])


def _in_metres(box: Box) -> Box:
    def x(lon: float) -> float:
        return lon / 180 * EARTH

    def y(lat: float) -> float:
        return math.asinh(math.tan(math.radians(lat))) / math.pi * EARTH

    return x(box[0]), y(box[1]), x(box[2]), y(box[3])
