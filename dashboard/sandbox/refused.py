"""What an analyst hears where a statement is not carried out: in words, never the engine's text, SQL or a path."""

from collections.abc import Mapping
from typing import Any

from dashboard.errors import RefusedInput
from dashboard.i18n.messages import Words, both, messages

SHOWN = 60
"""Characters of a person's own words that a message repeats."""


class StatementRefused(RefusedInput):
    """A statement that is not let in, cannot be carried out, or asks for more than a question may have."""

    def __init__(self, key: str, *, line: int | None = None, nearest: tuple[str, ...] = (), **values: object) -> None:
        told = {name: _shown(value) for name, value in values.items()}
        where = both("sandbox.at_line", line=line) if line else Words("", "")
        near = Words("", "")
        if nearest:
            comma = both("sandbox.comma")
            near = both("sandbox.nearest", names=Words(comma.zh.join(nearest), comma.en.join(nearest)))
        super().__init__(key, where=where, near=near, **told)
        self.key = key
        self.values = told
        self.line = line
        """The line of the statement that is meant, from 1; null where it is none in particular."""
        self.nearest = nearest
        """The known names nearest to the mistaken one, best first."""

    def title(self, lang: str = "zh") -> str:
        """One sentence: where, and what went wrong."""
        told = super().title(lang)
        return told[:1].upper() + told[1:]

    def as_json(self) -> dict[str, Any]:
        """What `told` makes it from again, in another process."""
        return {"key": self.key, "line": self.line, "nearest": list(self.nearest), "values": self.values}


class SandboxBusy(StatementRefused):
    """Nothing is wrong with the statement: too many are being answered just now."""


def told(said: Mapping[str, Any]) -> StatementRefused:
    """The refusal that a child has told. One that cannot be understood says that the statement ended unexpectedly."""
    try:
        key, line, values = str(said["key"]), said["line"], dict(said["values"])
        if not key.startswith("sandbox.") or key not in messages() or not isinstance(line, int | None):
            raise ValueError(key)
        return StatementRefused(key, line=line, nearest=tuple(map(str, said["nearest"])), **values)
    except (KeyError, TypeError, ValueError, IndexError):
        return StatementRefused("sandbox.failed")


def _shown(value: object) -> object:
    if not isinstance(value, str):
        return value
    clean = "".join(sign if sign.isprintable() else " " for sign in value)
    return clean if len(clean) <= SHOWN else clean[:SHOWN] + "…"
