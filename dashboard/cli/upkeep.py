"""The commands that look after a workspace: doctor, rebuild; and the publication that an upgrade or a crash left undone."""

from argparse import Namespace
from pathlib import Path

from dashboard.cli.terminal import as_json
from dashboard.warehouse import store
from dashboard.warehouse.workspace import Workspace


def up_to_date(root: Path) -> Workspace:
    """The workspace, its store published anew where the log or the program is ahead of it: after a crash or an upgrade."""
    workspace = Workspace.open(root)
    store.catch_up_if_idle(workspace)
    return workspace


def doctor(args: Namespace) -> int:
    """Print what was examined; what is wrong is said in the answer, not in the exit status."""
    from dashboard.cli.doctor import examine

    examined = examine(args.workspace)
    if args.json:
        print(as_json(examined))
    else:
        for one in examined:
            said, advice = (one["zh"], one["advice_zh"]) if args.lang == "zh" else (one["en"], one["advice_en"])
            print(f"{'✓' if one['well'] else '✗'} {said}" + (f" — {advice}" if advice else ""))
    return 0


def rebuild(args: Namespace) -> int:
    """Make the store anew from the accepted batches, and print its name."""
    print(store.rebuild(Workspace.open(args.workspace)))
    return 0
