"""Streamlit's scripts and styles, compressed once and kept: a first page of 12 MB becomes 3 MB on the wire."""

import os
import re
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import brotli

ROOT = Path(find_spec("streamlit").origin).parent / "static" / "static"
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
SCRIPT = re.compile(r'\./static/js/([\w.\-]+\.js)"')
IMPORT = re.compile(r'(?:\bfrom|\bimport)\s*"\./([\w.\-]+\.js)"')
"""A script that another cannot run without; `import("…")`, which asks for one when it is needed, has another form."""
SMALLEST = 1_000
"""Bytes; below that compression saves less than a packet."""
QUALITY = 9
"""Brotli: within 4 % of the best at a tenth of the time; the whole set takes seconds once."""


def cache_folder() -> Path:
    """Where the compressed files lie; a folder of its own for each version, since file names are hashes of content."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "sandtable" / f"static-{version('streamlit')}"


def compressed(name: str) -> Path | None:
    """The Brotli file of a static file ("js/index.abc.js"); null while there is none."""
    file = cache_folder() / f"{name}.br"
    return file if file.is_file() else None


@cache
def scripts_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The scripts of these parts of the interface ("PlotlyChart") with all that they import, none that the document names itself.

    The document names them, so that they load and are compiled while the interface starts: else one asks for the next, and the
    largest begins last. A part that this version of the interface does not have is left out.
    """
    named = set(SCRIPT.findall((ROOT.parent / "index.html").read_text(encoding="utf-8")))
    found: dict[str, None] = {}
    waiting = [file.name for part in parts for file in sorted((ROOT / "js").glob(f"{part}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in named or name in found:
            continue
        found[name] = None
        waiting += IMPORT.findall((ROOT / "js" / name).read_text(encoding="utf-8"))
    return tuple(found)


def compress_all() -> None:
    """Compress what is not compressed yet, the largest first. A folder that cannot be written is not an error: files go out as they are."""
    sources = [file for file in ROOT.rglob("*") if file.suffix in KINDS and file.stat().st_size >= SMALLEST]
    for source in sorted(sources, key=lambda file: -file.stat().st_size):
        name = source.relative_to(ROOT).as_posix()
        if compressed(name) is None:
            try:
                _write(cache_folder() / f"{name}.br", brotli.compress(source.read_bytes(), quality=QUALITY))
            except OSError:
                return


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)  # whole or not at all: another board may be serving from this folder
