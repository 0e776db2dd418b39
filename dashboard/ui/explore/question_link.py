"""A statement in an address: as it is while it is short, squeezed when it is long, not at all when no browser would keep it."""

import base64
import binascii
import zlib
from urllib.parse import quote

SQUEEZED = "z:"
PLAIN_MOST, SQUEEZED_MOST = 1_200, 6_000
"""Letters of an address that a statement may take."""
LONGEST = 20_000
"""Letters of a statement; no more are made of what an address holds."""


def packed(sql: str) -> str | None:
    """The statement as an address holds it; null where it is too long for one."""
    if len(quote(sql)) <= PLAIN_MOST:
        return sql
    squeezed = SQUEEZED + base64.urlsafe_b64encode(zlib.compress(sql.encode(), 9)).decode().rstrip("=")
    return squeezed if len(squeezed) <= SQUEEZED_MOST and len(sql) <= LONGEST else None


def unpacked(held: str) -> str | None:
    """The statement that an address holds; "" for none, null for what cannot be read."""
    if not held.startswith(SQUEEZED):
        return held if len(held) <= LONGEST else None
    body = held.removeprefix(SQUEEZED)
    try:
        opened = zlib.decompressobj()
        sql = opened.decompress(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)), 4 * LONGEST).decode()
    except (binascii.Error, zlib.error, ValueError):  # a link that lost its end, or was typed
        return None
    return sql if opened.eof and len(sql) <= LONGEST else None
