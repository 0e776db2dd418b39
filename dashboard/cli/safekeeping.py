"""The commands that look after what was taken in: backup, restore, purge."""

import sys
from argparse import Namespace
from dataclasses import asdict

from dashboard.cli.arguments import as_typed
from dashboard.cli.terminal import as_json, say
from dashboard.cli.upkeep import progress
from dashboard.errors import UsageError
from dashboard.i18n.messages import text
from dashboard.warehouse.workspace import Workspace


def backup(args: Namespace) -> int:
    """Copy what cannot be made again, prove the copy, and say how many batches it has."""
    from dashboard.warehouse.backup import back_up

    done = back_up(Workspace.open(args.workspace), args.place, progress(args.lang))
    if args.json:
        print(as_json({"status": "done", "place": str(args.place)} | asdict(done)))
    else:
        print(text("backup.done", args.lang, n=done.batches, copied=done.copied, place=args.place))
        for batch in done.purged:
            print(text("backup.purged", args.lang, batch=batch))
    return 0


def restore(args: Namespace) -> int:
    """Bring a workspace to the state of a backup, or say what that would change."""
    from dashboard.warehouse.restore import restore as bring_back

    plan = bring_back(args.place, args.workspace, args.dry_run, progress(args.lang))
    if args.json:
        print(as_json({"status": "planned" if args.dry_run else "done", "workspace": str(args.workspace)} | asdict(plan)))
        return 0
    counted = {"n": plan.batches, "added": len(plan.added), "replaced": len(plan.replaced)}
    if args.dry_run:
        print(text("backup.would_restore", args.lang, **counted, files=", ".join(plan.files) or text("backup.no_files", args.lang)))
    else:
        print(text("backup.restored", args.lang, **counted, place=args.workspace))
        for file, stays in plan.set_aside.items():
            print(text("backup.set_aside", args.lang, file=file, kept=stays))
    if plan.person_rows:
        listed = ("、" if args.lang == "zh" else ", ").join(as_typed(plan.person_rows))
        print(text("backup.person_rows", args.lang, listed=listed, n=len(plan.person_rows)), file=sys.stderr)
    if plan.by_hand:
        print(text("backup.by_hand", args.lang), file=sys.stderr)
    return 0


def purge(args: Namespace) -> int:
    """Reduce a batch's rows about people to what the figures need, or say what that would come to."""
    from dashboard.intake import service

    if not args.dry_run and not args.yes:
        raise UsageError("purge.needs_yes")
    receipt = service.purge(Workspace.open(args.workspace), args.batch, dry_run=args.dry_run)
    if args.json:
        print(as_json({"status": "planned" if args.dry_run else "done"} | receipt.to_dict()))
        return 0
    say(*receipt.lines(args.lang), *([] if args.dry_run else [text("purge.backups", args.lang)]))
    return 0
