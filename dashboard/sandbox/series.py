"""Series of numbers or moments as relations: their bounds are written down, so that what they make is known before it is made."""

from collections.abc import Iterator
from typing import Any

from dashboard.sandbox.refused import StatementRefused

LONGEST = 1_000_000
"""Rows of a series."""


def refuse_endless_series(call: dict[str, Any], line: int | None) -> None:
    """Raises StatementRefused for range or generate_series with bounds from rows, or with more numbers than a series may have.

    Moments are not counted: how many there are stands in an interval, and the time of a question bounds them.
    """
    name = call["function_name"]
    if any(part.get("class") in ("COLUMN_REF", "SUBQUERY", "STAR") for child in call["children"] for part in _parts(child)):
        raise StatementRefused("sandbox.series_open", line=line, name=name)
    numbers = [_number(child) for child in call["children"]]
    if not numbers or len(numbers) > 3 or any(number is None for number in numbers):
        return
    start, stop, step = [0, *numbers, 1] if len(numbers) == 1 else [*numbers, 1][:3]
    count = abs(stop - start) // abs(step) if step else 0  # a step of 0 is the engine's to refuse
    if count > LONGEST:
        raise StatementRefused("sandbox.series_long", line=line, name=name, n=f"{count:,}", limit=f"{LONGEST:,}")


def _number(node: dict[str, Any]) -> Any:
    """The whole number that an expression is; null where it is anything else."""
    if node.get("class") == "FUNCTION" and node["function_name"] == "-" and len(node["children"]) == 1:
        inner = _number(node["children"][0])
        return None if inner is None else -inner
    if node.get("class") == "CAST":
        return _number(node["child"])
    if node.get("class") == "CONSTANT" and isinstance(value := node["value"].get("value"), int):
        return value
    return None


def _parts(node: Any) -> Iterator[dict[str, Any]]:
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
