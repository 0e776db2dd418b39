"""Who asks for a change, and what he may do: the one place that will know roles."""

from dataclasses import dataclass

from dashboard.errors import RefusedInput

ACTS = frozenset({"take_in", "draw", "acknowledge", "roll_back", "purge", "save_view", "pin", "write_note"})
"""What can be done to the data of a workspace, and to what people keep beside them."""
EVERYBODY = "everybody"
"""The role of whom nobody asked who he is; the only one today."""


@dataclass(frozen=True)
class Actor:
    """Who asks, from where."""

    name: str | None = None
    """As the record of the batch names him; null where nobody said."""
    role: str = EVERYBODY
    surface: str = "command line"
    """command line, desk (the Data page), page (any other) or demo."""


COMMAND_LINE = Actor()


def permitted(actor: Actor) -> frozenset[str]:
    """Which of `ACTS` this actor may do: today everybody may do all of them."""
    return ACTS


def permit(actor: Actor, act: str) -> None:
    """Raises RefusedInput for what this actor may not do."""
    if act not in permitted(actor):
        raise RefusedInput("actor.not_permitted")
