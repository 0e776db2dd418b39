"""What is typed behind a command, as values: moments, parameters, folders."""

import os
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from dashboard.errors import UsageError
from dashboard.moments import parse_moment


def as_of(args: Namespace) -> datetime | None:
    """The moment that `--as-of` asks for; null = the workspace's present. Raises UsageError where it is not one."""
    return moment(args.as_of) if args.as_of else None


def moment(text: str) -> datetime:
    """A moment from the command line. Raises UsageError where it is not one."""
    try:
        return parse_moment(text)
    except ValueError as wrong:
        raise UsageError("command.not_a_time", text=text) from wrong


def parameter(text: str) -> tuple[str, str]:
    """`name=value` from the command line. Raises UsageError for anything else."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError("command.not_a_parameter", text=text)
    return name, value


def folder(text: str) -> Path:
    """A folder as it was typed, `~` resolved; an unknown `~name` stays as it stands."""
    return Path(os.path.expanduser(text))
