"""A zipped Shapefile, unpacked with care: which layer it holds, and in which encoding its names are."""

import codecs
import io
import re
import zipfile
from pathlib import Path

from dashboard.errors import RefusedInput

MAX_ENTRIES = 200
MAX_UNPACKED_BYTES = 200_000_000  # a city's compounds as polygons take 20 MB; a bomb takes thousands
NEEDED = (".shp", ".dbf")
WANTED = (*NEEDED, ".shx", ".prj", ".cpg")
ENCODINGS = ("utf-8", "gb18030")  # tried in this order: GBK text is hardly ever valid UTF-8, the reverse often is
CODE_PAGES = {"936": "gb18030", "54936": "gb18030", "65001": "utf-8", "950": "big5"}


def unpack_shapefile(content: bytes, folder: Path) -> Path:
    """Write the zip's one Shapefile to `folder` under the name `layer.*` and return the path of `layer.shp`.

    Only the five wanted members are written, under our own names, so that no name in the zip can reach another place.
    Raises: RefusedInput for a broken zip, one without .shp or .dbf, one with several layers, or one that unpacks to
    more than `MAX_UNPACKED_BYTES` (counted while reading, since a zip's own figures can lie).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = _members(archive)
            room = MAX_UNPACKED_BYTES
            for suffix, name in members.items():
                with archive.open(name) as member:
                    data = member.read(room + 1)
                room -= len(data)
                if room < 0:
                    raise _too_large()
                (folder / f"layer{suffix}").write_bytes(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise RefusedInput("boundary_file.zip_broken") from error
    return folder / "layer.shp"


def declared_encoding(cpg: str) -> str | None:
    """The encoding that a .cpg names, as Python knows it: UTF-8, GBK, cp936, and Windows' bare 936 or "ANSI 936"; null for any other."""
    said = cpg.strip().strip("\ufeff").casefold()
    number = re.fullmatch(r"(?:ansi|windows|oem|cp)?[ _-]*(\d{3,5})", said)
    try:
        return codecs.lookup(CODE_PAGES.get(number[1], f"cp{number[1]}") if number else said).name
    except LookupError:
        return None


def names_encoding(dbf: bytes, declared: str | None) -> str:
    """The encoding of a .dbf's text: the one that reads the most values, the declared one (.cpg) first on a tie.

    Null: a table without text is read as UTF-8. Source: dBASE III header: 32-byte field descriptors from byte 32.
    """
    values = [value for value in _text_values(dbf) if not value.isascii()]
    candidates = list(dict.fromkeys([*([declared] if declared else []), *ENCODINGS]))
    return min(candidates, key=lambda encoding: sum(not _reads(value, encoding) for value in values))


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    names = archive.namelist()
    if len(names) > MAX_ENTRIES:
        raise _too_large()
    layers = [name for name in names if name.lower().endswith(".shp") and not name.startswith("__MACOSX/")]
    if not layers:
        raise RefusedInput("boundary_file.zip_lacks", suffix=".shp")
    if len(layers) > 1:
        raise RefusedInput("boundary_file.zip_layers", n=len(layers))
    stem = layers[0][:-4]
    by_lower = {name.lower(): name for name in names}
    found = {suffix: by_lower[(stem + suffix).lower()] for suffix in WANTED if (stem + suffix).lower() in by_lower}
    for suffix in NEEDED:
        if suffix not in found:
            raise RefusedInput("boundary_file.zip_lacks", suffix=suffix)
    return found


def _text_values(dbf: bytes) -> list[bytes]:
    if len(dbf) < 33:
        return []
    rows, start, width = (int.from_bytes(dbf[a:b], "little") for a, b in ((4, 8), (8, 10), (10, 12)))
    fields, at, offset = [], 32, 1  # byte 0 of a record is the deletion mark
    while at + 32 <= start and dbf[at] != 0x0D:
        length = dbf[at + 16]
        if dbf[at + 11 : at + 12] == b"C":
            fields.append((offset, offset + length))
        offset, at = offset + length, at + 32
    records = (dbf[start + row * width : start + (row + 1) * width] for row in range(rows))
    return [record[a:b].strip(b" \0") for record in records for a, b in fields]


def _reads(value: bytes, encoding: str) -> bool:
    try:
        value.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _too_large() -> RefusedInput:
    return RefusedInput("boundary_file.zip_too_large", megabytes=MAX_UNPACKED_BYTES // 1_000_000, files=MAX_ENTRIES)
