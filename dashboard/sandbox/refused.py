"""What an analyst hears where a statement is not carried out: in words, never the engine's text, SQL or a path."""

from dashboard.errors import RefusedInput


class StatementRefused(RefusedInput):
    """A statement that is not let in, cannot be carried out, or asks for more than a question may have."""

    def __init__(self, key: str, *, line: int | None = None, nearest: tuple[str, ...] = (), **values: object) -> None:
        super().__init__(key, **values)
        self.line = line
        """The line of the statement that is meant, from 1; null where it is none in particular."""
        self.nearest = nearest
        """The known names nearest to the mistaken one, best first."""


class SandboxBusy(StatementRefused):
    """Nothing is wrong with the statement: too many are being answered just now."""
