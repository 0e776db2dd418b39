"""What the editor loads apart from the page: the library and the schema, by addresses that change when their content does."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from dashboard.data.explore import schema_document

PATH = "/editor/"
LIBRARY = Path(__file__).with_name("codemirror.js")
KINDS = {".js": "text/javascript; charset=utf-8", ".json": "application/json"}
DIGITS = 16
"""Of a part's digest, in its address."""


@cache
def parts() -> dict[str, bytes]:
    """The parts by file name, as bytes: one that changes gets another name, so that browsers may hold it for good."""
    found = {"codemirror.js": LIBRARY.read_bytes(), "schema.json": schema_document()}
    return {_named(name, content): content for name, content in found.items()}


@cache
def address_of(kind: str) -> str:
    """Where the part with this ending (".js", ".json") is served."""
    return PATH + next(name for name in parts() if name.endswith(kind))


def _named(name: str, content: bytes) -> str:
    stem, _, kind = name.partition(".")
    return f"{stem}.{sha256(content).hexdigest()[:DIGITS]}.{kind}"
