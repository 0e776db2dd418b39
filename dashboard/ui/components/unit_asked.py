"""The unit that an address names, to which tickets are narrowed: on their page, in the links from it, and behind its figures."""

from dashboard.ui.shell.address import asked

UNIT, NO_UNIT = "unit", "-"
"""The parameter, and what it says of tickets without a unit."""


def asked_unit() -> str | None:
    """The unit of the address, as queries name it (empty = tickets without one); null = all."""
    return unit_of(asked(UNIT))


def unit_of(given: str | None) -> str | None:
    """What an address gives, as queries name it; null = all."""
    return None if not given else "" if given == NO_UNIT else given
