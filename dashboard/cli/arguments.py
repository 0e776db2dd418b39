"""What is typed behind a command, as values: moments, parameters, folders."""

import os
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from pathlib import Path

from dashboard.errors import UsageError
from dashboard.moments import parse_moment
from dashboard.plain_text import on_terminal, shortened

LAST_PORT = 65_535


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


def batches(text: str) -> range:
    """A batch by its number, or the first to the last of several: 7, 2-16. Raises ArgumentTypeError for anything else."""
    first, dash, last = text.partition("-")
    if not first.isdecimal() or (dash and not (last.isdecimal() and int(first) <= int(last))):
        raise ArgumentTypeError(f"{shortened(on_terminal(text))} is no batch: a number, or 2-16")
    return range(int(first), int(last or first) + 1)


def port(text: str) -> int:
    """A port to listen on. Raises ArgumentTypeError for what is none."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= LAST_PORT):
        raise ArgumentTypeError(f"{shortened(on_terminal(text))} is no port: a number from 1 to {LAST_PORT}")
    return int(text)


def as_typed(numbers: Iterable[int]) -> list[str]:
    """Batches as `batches` reads them, neighbours as one: 7, 2-16."""
    runs = [[n for _, n in run] for _, run in groupby(enumerate(sorted(numbers)), key=lambda one: one[1] - one[0])]
    return [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def folder(text: str) -> Path:
    """A folder as it was typed, `~` resolved; an unknown `~name` stays as it stands."""
    return Path(os.path.expanduser(text))
