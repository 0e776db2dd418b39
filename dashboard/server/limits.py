"""How much of the server one client, and all of them together, may have. Far more than a command centre behind one proxy needs."""

import os
from typing import NamedTuple

from dashboard.errors import UsageError
from dashboard.settings import MAX_UPLOAD_MB

MB = 1 << 20


class Limits(NamedTuple):
    """The bounds; each may be set by the environment variable SANDTABLE_ and its name."""

    upload_mb: int = MAX_UPLOAD_MB
    """The largest file from a browser, MB: it lies in the server's memory."""
    uploads_mb: int = 1_000
    """All such files together, those under way included, MB."""
    upload_seconds: int = 900
    """The time for one of them to arrive."""
    viewers: int = 400
    """Open pages, walls included."""
    viewers_an_address: int = 250
    """Of them from one address: a proxy's is one where it does not say whose request it hands on."""
    requests_a_minute: int = 12_000
    """From one address. A page's first visit asks for about 60 files, the next ones for fewer than ten."""


def limits() -> Limits:
    """The bounds as the operator has them. Raises: UsageError for a setting that is not a whole number above 0."""
    found: dict[str, int] = {}
    for name, default in Limits._field_defaults.items():
        setting = f"SANDTABLE_{name.upper()}"
        text = os.environ.get(setting, str(default)).strip()
        if not (text.isascii() and text.isdigit() and int(text[:12]) > 0 and len(text) <= 9):
            raise UsageError("door.not_a_limit", setting=setting, text=text)
        found[name] = int(text)
    return Limits(**found)
