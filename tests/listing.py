"""One test for a rule that holds of many, all that break it named together; and of many cases those that every run takes."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pytest


def all_keep(rule: Callable[[Any], Iterable[str] | None], items: Iterable[Any], name: Callable[[Any], str] = str) -> None:
    """Try a rule on every item. A rule asserts, or returns what is wrong; an error of another kind is a complaint as well, so that the
    first bad item hides no other. Raises: AssertionError with a line "item: rule: what is wrong" for each complaint, or without items."""
    __tracebackhide__ = True
    items, said = list(items), getattr(rule, "func", rule).__name__.replace("_", " ")  # a rule may be given its store by `partial`
    assert items, f"nothing to try: {said}"
    if found := [f"{name(item)}: {said}: {wrong}" for item in items for wrong in tried(rule, item)]:
        raise AssertionError(f"{len(found)} of {len(items)}:\n" + "\n".join(found))


def some(cases: Iterable[Any], always: Collection[Any]) -> list[Any]:
    """Cases of a test: those of `always` in every run, the others in the whole count (`make test-long`)."""
    return [case if case in always else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long) for case in cases]


def tried(rule: Callable[[Any], Iterable[str] | None], item: object) -> list[str]:
    """What one item has wrong."""
    try:
        return list(rule(item) or [])
    except AssertionError as error:
        return [str(error)]
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
