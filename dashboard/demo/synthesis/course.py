"""How many zones opened and ended on each day: the course that the plan gives, as slots that are then filled with places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from dashboard.demo.synthesis.scene import Scene


@dataclass
class Slot:
    """One zone, before it has a place. Days are null where nothing of the kind happened."""

    level: str
    """When declared."""
    declared: date
    wait: float
    """A little more than the days since then, so that zones of one day do not all end together."""
    lowered: date | None = None
    raised: date | None = None
    ended: date | None = None
    now: str = ""
    since: date | None = None

    def __post_init__(self) -> None:
        self.now, self.since = self.level, self.declared

    def move(self, level: str, day: date) -> None:
        if level == "medium":
            self.lowered = day
        else:
            self.raised = day
        self.now, self.since = level, day


def slots_of(scene: Scene, rng: np.random.Generator) -> list[Slot]:
    """Every zone of the plan's course, in the order in which they are declared.

    A day of the course: day, high and medium zones in force at its end, declared of each, lowered, raised. What must end so that the
    numbers in force are reached ends, the oldest first, but never before its rule allows: then it follows on a later day.
    """
    plan = scene.plan["zones"]
    slots: list[Slot] = []
    owed = 0
    for day, high, medium, more_high, more_medium, lowered, raised in plan["course"]:
        for slot in _oldest(_open(slots, "medium"))[:raised]:
            slot.move("high", day)
        owed += lowered
        down = _due(_open(slots, "high"), day, plan)[:owed]
        owed -= len(down)
        _end(_due(_open(slots, "high", leave_out=down), day, plan), len(_open(slots, "high")) - len(down) + more_high - high, day)
        ending = _open(slots, "medium") if medium == 0 else _due(_open(slots, "medium"), day, plan)
        _end(ending, len(_open(slots, "medium")) + len(down) + more_medium - medium, day)
        for slot in down:
            slot.move("medium", day)
        declared = ["high"] * more_high + ["medium"] * more_medium
        slots += [Slot(level, day, rng.uniform(0, 1.5)) for level in declared]
    return slots


def scheme_on(plan: dict, day: date) -> tuple[str, int]:
    """The scheme under which a zone of that day is declared, and the days without a new case that it asks for."""
    return [(name, days) for start, name, days in plan["schemes"] if start <= day][-1]


def _open(slots: list[Slot], level: str, leave_out: Iterable[Slot] = ()) -> list[Slot]:
    passed = {id(slot) for slot in leave_out}
    return [slot for slot in slots if slot.ended is None and slot.now == level and id(slot) not in passed]


def _oldest(slots: list[Slot]) -> list[Slot]:
    return sorted(slots, key=lambda slot: slot.since.toordinal() + slot.wait)


def _due(slots: list[Slot], day: date, plan: dict) -> list[Slot]:
    """Those that their rule lets go, the oldest first; after a lowering fewer days are asked."""
    asked = scheme_on(plan, day)[1]
    after = plan.get("after_lowering_days", asked)
    return _oldest([slot for slot in slots if (day - slot.since).days >= (after if slot.lowered else asked)])


def _end(slots: list[Slot], number: int, day: date) -> None:
    for slot in slots[: max(number, 0)]:
        slot.ended = day
