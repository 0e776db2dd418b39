"""Measures, the dimensions they are split by and the relations they are read from, declared once in the TOML files beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dashboard.i18n.messages import text
from dashboard.metrics import METRICS

HERE = Path(__file__).parent
GROUPS = ("cases", "zones", "closures", "businesses", "supply", "calls", "tickets")
"""In the order of the screen; each a message pick_group.<group>."""
GRAINS = ("hour", "day", "week")
Adds = Literal["sum", "ratio", "stock", "distinct", "least"]


@dataclass(frozen=True)
class Dimension:
    id: str
    column: str
    """How it is called in a result."""
    codes: str | None
    """The schema's enumeration, or a section of the messages with a trailing dot, that says its codes; null where it has none."""
    beside: str | None
    """The column of a result that says it in words."""
    is_grain: bool

    def label(self, lang: str) -> str:
        return text(f"dimension.{self.id}", lang)


@dataclass(frozen=True)
class Source:
    """A relation of an analyst, and what it can be asked; the fields are explained in sources.toml."""

    id: str
    relation: str
    columns: dict[str, str]
    time: str | None = None
    grains: tuple[str, ...] = ()
    always: str = ""
    usual: tuple[tuple[str, str], ...] = ()
    of_city: str = ""
    of_districts: str = ""
    known: str = ""
    today: str = ""
    needs_today: bool = False
    covered: str = ""
    begins: str = ""
    ends: str = ""
    district_name: str = "area_name"

    @property
    def dimensions(self) -> frozenset[str]:
        """Everything that it can be split by."""
        return frozenset(self.columns) | frozenset(self.grains)

    @property
    def is_of_days(self) -> bool:
        """Whether its things hold for a time and are counted at the end of each day."""
        return bool(self.begins)


@dataclass(frozen=True)
class Value:
    """A call and the rows that it takes; of a ratio, what it is over."""

    call: str
    when: str = ""
    over: str = ""
    over_when: str = ""
    zero: bool = False
    """Whether a sum over nothing is 0: where the things are known, none of them is none."""


@dataclass(frozen=True)
class Measure:
    id: str
    group: str
    counts: str
    """Its unit, a message metric_unit.<counts>; empty for a share."""
    adds: Adds
    values: dict[str, Value]
    """By source, in order of preference."""
    never: dict[str, str]
    """Dimensions by which it must not be split, and the reason, a message pick_reason.<reason>."""
    needs: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    added_with: tuple[str, ...] = ()
    unless: str = ""
    """SQL of when nothing is known of a group, so that it has no figure."""
    least_of: str = ""
    """The dimension whose smallest value it is."""
    own_decimals: int = 0

    @property
    def is_share(self) -> bool:
        """Whether its value is 0-1 and shown as per cent."""
        return not self.counts

    @property
    def decimals(self) -> int:
        return METRICS[self.id].decimals if self.id in METRICS else 1 if self.is_share else self.own_decimals

    @property
    def worse(self) -> str | None:
        """"up", "down", or null where neither direction is worse or nobody has said."""
        return METRICS[self.id].worse if self.id in METRICS else None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What it can be split by, in the order of the declaration."""
        has = frozenset().union(*(sources()[name].dimensions for name in self.values)) - set(self.never) - {self.least_of}
        return tuple(name for name in dimensions() if name in has)

    def label(self, lang: str) -> str:
        """As the board calls the figure, where the board has it."""
        return METRICS[self.id].label(lang) if self.id in METRICS else text(f"measure.{self.id}", lang)

    def about(self, lang: str) -> str:
        """Its definition, in a sentence."""
        return text(f"measure_about.{self.id}", lang)

    def unit(self, lang: str) -> str:
        return text(f"metric_unit.{self.counts}", lang, n="") if self.counts else "%"


@cache
def dimensions() -> dict[str, Dimension]:
    """Every dimension by name, in the order of the screen."""
    declared = _read("dimensions").items()
    return {name: Dimension(name, d["column"], d.get("codes"), d.get("beside"), d.get("grain", False)) for name, d in declared}


@cache
def sources() -> dict[str, Source]:
    """Every relation that figures are read from, by the name of the declaration."""
    return {name: _source(name, dict(declared)) for name, declared in _read("sources").items()}


@cache
def todays() -> dict[str, str]:
    """SQL of the day before which the days of a subject are whole, as `whole_until`, by name."""
    return {name: str(declared["sql"]).strip() for name, declared in _read("todays").items()}


@cache
def measures() -> dict[str, Measure]:
    """Every measure by name, in the order of the screen."""
    return {name: _measure(name, dict(declared)) for name, declared in _read("measures").items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _source(name: str, declared: dict[str, Any]) -> Source:
    usual, grains = tuple(declared.pop("usual", {}).items()), tuple(declared.pop("grains", ()))
    begins, ends = declared.pop("from", ""), declared.pop("until", "")
    return Source(name, usual=usual, grains=grains, begins=begins, ends=ends, **declared)


def _measure(name: str, declared: dict[str, Any]) -> Measure:
    values = {source: Value(**value) for source, value in declared.pop("in").items()}
    never, needs, apart, added = declared.pop("never", {}), declared.pop("needs", ()), declared.pop("apart", ()), declared.pop("with", ())
    return Measure(
        name, values=values, never=never, needs=tuple(needs), apart=tuple(apart), added_with=tuple(added),
        own_decimals=declared.pop("decimals", 0), **declared,
    )
