"""What an operator may set from outside, and where the product's own files lie."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

PACKAGE = Path(__file__).parent
REPOSITORY = PACKAGE.parent
CITY_ZONE = ZoneInfo("Asia/Shanghai")

MAX_FILE_BYTES = int(os.environ.get("SANDTABLE_MAX_FILE_BYTES", 1 << 30))
"""Largest file that intake reads, bytes (default 1 GiB)."""
MAX_UPLOAD_MB = int(text) if (text := os.environ.get("SANDTABLE_UPLOAD_MB", "")).isdecimal() else 200
"""Largest file from a browser, MB (default 200): it lies in the server's memory. Larger ones go through the command line."""


def folder(name: str) -> Path:
    """`queries` or `geodata`: beside the package in a checkout, inside it in an installed wheel."""
    beside = REPOSITORY / name
    return beside if beside.is_dir() else PACKAGE / name


def default_workspace() -> Path:
    """The workspace that commands use when none is named."""
    return Path(os.environ.get("SANDTABLE_WORKSPACE", "workspace"))


def wall_clock() -> datetime:
    """The machine's time as the city's wall clock shows it, without zone."""
    return datetime.now(CITY_ZONE).replace(tzinfo=None)
