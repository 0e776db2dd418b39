"""What can be brushed: tables, and the dimensions along which their rows are counted. Each one's rows stand in sql/rows_<name>.sql."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["day", "hour", "area", "enum", "word", "text"]


@dataclass(frozen=True)
class Dimension:
    """A column of a subject's rows, and one chart."""

    name: str
    """The column's name, and the dimension's in the address."""
    kind: Kind
    """day and hour are in order and have no null; of the others a value is one of a list, or null, which is a bin of its own."""
    enum: str = ""
    """The enumeration of the schema that has the labels of its values."""

    @property
    def is_ordered(self) -> bool:
        return self.kind in ("day", "hour")


@dataclass(frozen=True)
class Subject:
    """A table that can be brushed."""

    name: str
    table: str
    """Of the schema."""
    dimensions: tuple[Dimension, ...]
    moments: tuple[str, ...]
    """SQL of the moments at which a row begins to be counted, or counts elsewhere, beside the receipt of batches."""

    def dimension(self, name: str) -> Dimension:
        """The dimension of that name. Raises KeyError."""
        return {one.name: one for one in self.dimensions}[name]


_DAY, _HOUR, _AREA = Dimension("day", "day"), Dimension("hour", "hour"), Dimension("area_id", "area")
_TOPIC, _CHANNEL = Dimension("topic", "enum", "hotline_topic"), Dimension("channel", "enum", "hotline_channel")

SUBJECTS = {
    subject.name: subject for subject in (
        Subject(
            "calls", "hotline_calls", (_DAY, _HOUR, _AREA, _TOPIC, _CHANNEL, Dimension("outcome", "enum", "call_outcome")),
            ("started_at",),
        ),
        Subject(
            "tickets", "hotline_tickets", (_DAY, Dimension("state", "word"), _AREA, _TOPIC, _CHANNEL, Dimension("unit", "text")),
            # One microsecond after the deadline: at the deadline itself a ticket is not overdue.
            ("received_at", "closed_at", "due_at + interval 1 microsecond"),
        ),
        Subject(
            "cases", "cases",
            (
                _DAY, Dimension("class", "enum", "case_class"), _AREA, Dimension("route", "enum", "route"),
                Dimension("origin", "enum", "origin"), Dimension("in_zone", "word"),
            ),
            ("reported_at",),
        ),
    )
}
