"""What is drawn from answers, cached: figures are pure functions of their rows, and building one costs more than sending it."""

import hashlib
import pickle
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import pandas as pd

from dashboard.memo import BoundedCache

Made = TypeVar("Made")
MOST_BYTES = 12 << 20
DRAWN_PER_BYTE, DERIVED_BYTES = 4, 100_000
"""Estimates: a figure's objects take about so many times the bytes of its rows; what is made of a figure, as much as the largest."""


def drawn(make: Callable[..., Made], *frames: object, **options: object) -> Made:
    """What `make(*frames, **options)` returns, cached. Whoever gets it shares it with others and may not change it.

    The key is the function and everything that is handed to it, rows and provenance included, so another answer is drawn anew. What
    `make` gets are the rows alone: each column that it takes from a frame would have the frame's provenance copied to it.
    """
    content = pickle.dumps((make.__module__, make.__qualname__, frames, sorted(options.items())), protocol=5)
    size = DRAWN_PER_BYTE * len(content)
    figure: Made = _pictures.get(hashlib.blake2b(content).digest(), lambda: (make(*map(_bare, frames), **options), size, None))[0]
    if figure is not None:
        _known[id(figure)] = figure
    return figure


def derived(figure: object, make: Callable[..., Made], **options: object) -> Made:
    """What `make(figure, **options)` returns, cached where the figure comes from `drawn`. Whoever gets it may not change it.

    `options` must name everything that the result depends on beside the figure.
    """
    if _known.get(id(figure)) is not figure:
        return make(figure, **options)
    # The figure stays alive with what was made from it, so that no other can have its id.
    key = (id(figure), make.__module__, make.__qualname__, pickle.dumps(sorted(options.items())))
    made: Made = _pictures.get(key, lambda: (make(figure, **options), DERIVED_BYTES, figure))[0]
    return made


def _bare(given: object) -> object:
    if not isinstance(given, pd.DataFrame) or not given.attrs:
        return given
    rows = given.copy(deep=False)
    rows.attrs = {}
    return rows


_pictures: BoundedCache[tuple[Any, int, object]] = BoundedCache(MOST_BYTES, lambda made: made[1])
_known: WeakValueDictionary[int, object] = WeakValueDictionary()
"""Figures that `drawn` gave out, by id."""
