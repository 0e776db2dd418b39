"""The example row of a template: the marks by which intake knows it, said in one place, so that it is never taken for data.

A template has both marks in its example row: the words in its last column, and the made-up identifier. Either is enough.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from dashboard.i18n.messages import LANGUAGES, both, text


def example_mark(lang: str) -> str:
    """What the marker cell of an example row says."""
    return text("example.mark", lang)


def example_id(lang: str) -> str:
    """The identifier in an example row."""
    return text("example.id", lang)


def is_example(cells: Iterable[str]) -> bool:
    """Whether a row has a mark in any cell. Width and spaces make no difference."""
    return any(_folded(cell) in _marks() for cell in cells if cell)


@cache
def fragments() -> tuple[str, ...]:
    """The first words of the marks, one of which stands in every row that has a mark: a quick look before `is_example`."""
    return tuple({re.split(r"\W", mark(lang))[0] for lang in LANGUAGES for mark in (example_mark, example_id)})


@cache
def _marks() -> frozenset[str]:
    return frozenset(_folded(mark) for key in ("example.mark", "example.id") for mark in both(key))


def _folded(cell: str) -> str:
    return "".join(unicodedata.normalize("NFKC", cell).split())
