"""The commands that look after a workspace: doctor, verify, rebuild; and the publication that an upgrade or a crash left undone."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from dashboard.cli.terminal import as_json, say
from dashboard.i18n.messages import text
from dashboard.warehouse import store
from dashboard.warehouse.digests import numbers
from dashboard.warehouse.workspace import Workspace

PROVED_BETWEEN = 100
"""Batches proved between two words on how far it is."""


def up_to_date(root: Path) -> Workspace:
    """The workspace, its store published anew where the log or the program is ahead of it: after a crash or an upgrade."""
    workspace = Workspace.open(root)
    store.catch_up_if_idle(workspace)
    return workspace


def doctor(args: Namespace) -> int:
    """Print what was examined; 1 where the board itself is not well.

    A feed that is late is its owner's matter, and settings may have been changed on purpose: both are said.
    """
    from dashboard.cli.doctor import FEED, examine

    examined = examine(args.workspace)
    if args.json:
        print(as_json(examined))
    else:
        for one in examined:
            said, advice = (one["zh"], one["advice_zh"]) if args.lang == "zh" else (one["en"], one["advice_en"])
            say(f"{'✓' if one['well'] else '✗'} {said}" + (f" — {advice}" if advice else ""))
    return 0 if all(one["well"] or one["name"].startswith((FEED, "settings")) for one in examined) else 1


def verify(args: Namespace) -> int:
    """Prove every batch of the log, and name what does not verify; 1 where anything does not. Changed settings are said as well."""
    from dashboard.warehouse import integrity
    from dashboard.warehouse.beside import changed_beside

    faults = integrity.verify(workspace := Workspace.open(args.workspace), progress(args.lang))
    changed = changed_beside(workspace)
    if args.json:
        said = changed[0].say(args.lang) if changed else None
        print(as_json({"status": "damaged" if faults else "done", "faults": [fault.to_dict() for fault in faults], "changed": said}))
    elif not faults:
        print(text("log.none_damaged", args.lang, n=len(numbers(workspace))))
    for fault in faults if not args.json else ():
        say(fault.words.say(args.lang), wrong=True)
    for words in changed or () if not args.json else ():
        say(words.say(args.lang), wrong=True)
    return 1 if faults else 0


def progress(lang: str) -> Callable[[int, int], None]:
    """What says on the error stream, every hundred batches, how many are proved."""
    def told(proved: int, of: int) -> None:
        if proved % PROVED_BETWEEN == 0:
            print(text("log.progress", lang, n=proved, of=of), file=sys.stderr, flush=True)

    return told


def rebuild(args: Namespace) -> int:
    """Make the store anew from the accepted batches, and print its name."""
    print(store.rebuild(Workspace.open(args.workspace)))
    return 0
