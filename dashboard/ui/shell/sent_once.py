"""What hardly changes (styles, scripts, outlines) as files with their digest in their name: a browser is sent each of them once.

Only the board's own server answers for them. Where a page runs without it (`streamlit run`, tests of pages), everything goes with the page.
"""

import hashlib
import threading
from collections import OrderedDict
from pathlib import PurePosixPath

ROUTE = "/fixed/"
MOST = 24
"""Files of data that are held; of more, those go that no page has named for the longest time. Scripts and the style sheet stay."""
KINDS = {".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2"}
SHEET = "board.css"
STUB = 'const part = await import(new URL("{}", location.origin))\nexport default part.default\n'
"""A component's script that is a file of its own; of two lines, since the framework takes one line for a path. From the origin, since the
stub itself has the address of a blob, which is below nothing."""

_files: OrderedDict[str, bytes] = OrderedDict()
_newest: dict[str, str] = {}
_guard = threading.Lock()
_served = threading.Event()


def begin(sheet: str) -> str:
    """From now on pages name files: a server answers for them. `sheet`: the style sheet of every page, whose address comes back."""
    _served.set()
    return address_of(SHEET, sheet)


def end() -> None:
    """From now on everything goes with the page again."""
    _served.clear()
    with _guard:
        _files.clear()
        _newest.clear()


def is_served() -> bool:
    """Whether a server answers for the files."""
    return _served.is_set()


def address_of(name: str, content: str | bytes) -> str:
    """The address of a file ("/fixed/board.1a2b3c4d5e6f.css"), which is held from now on; "" where no server answers for it."""
    if not is_served():
        return ""
    whole, as_path = content.encode() if isinstance(content, str) else content, PurePosixPath(name)
    file = f"{as_path.stem}.{hashlib.blake2b(whole, digest_size=6).hexdigest()}{as_path.suffix}"
    with _guard:
        _files[file] = whole
        _files.move_to_end(file)
        _newest[name] = file
        data = [held for held in _files if held.endswith(".json")]
        for old in data[: max(0, len(data) - MOST)]:
            del _files[old]
    return ROUTE + file


def script_of(name: str, source: str) -> str:
    """What a component is made with: the address of its script in a line, or the script itself where no server answers for it."""
    address = address_of(f"{name}.js", source)
    return STUB.format(address) if address else source


def known_address(name: str) -> str:
    """The newest address of a file by its name without digest; "" where there is none."""
    with _guard:
        file = _newest.get(name, "")
        return ROUTE + file if file in _files else ""


def file(name: str) -> bytes | None:
    """The content of a file by its name with digest; null for one that is not held."""
    with _guard:
        return _files.get(name)
