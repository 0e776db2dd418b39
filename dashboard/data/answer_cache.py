"""Answers that are used again: a bounded cache of bytes, by everything that an answer depends on."""

import pickle
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from dashboard.memo import BoundedCache

MOST_BYTES = 16 << 20
"""A running clock asks anew every minute, so the old go by themselves; every page in every district takes 5 MB."""

Made = TypeVar("Made")


def cached(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` returns, made once a key; everybody who asks gets a copy of his own."""
    # As bytes: their size is known, nobody can change them, and in a frame that stays pandas would note down every look (30 MB, measured).
    return cast(Made, pickle.loads(_answers.get(key, lambda: pickle.dumps(make(), protocol=pickle.HIGHEST_PROTOCOL))))


_answers: BoundedCache[bytes] = BoundedCache(MOST_BYTES, len)
