"""The commands about files and batches: import, batches, rollback, templates."""

from argparse import Namespace

from dashboard.cli.arguments import moment
from dashboard.cli.terminal import as_json, as_text, say
from dashboard.errors import StoreError
from dashboard.i18n.messages import text
from dashboard.settings import default_workspace
from dashboard.warehouse import store
from dashboard.warehouse.digests import numbers
from dashboard.warehouse.workspace import Workspace

BATCH_COLUMNS = ("batch_id", "kind", "source", "file", "rows", "received_at", "rolls_back", "is_out")


def take_in(args: Namespace) -> int:
    """Take files in, or only check them, and print the receipts; 1 where one was refused."""
    from dashboard.intake import service

    received = args.received_at if args.received_at in (None, "source") else moment(args.received_at)
    receipts = service.take_in(
        Workspace.open(args.workspace), args.files, table=args.table, source=args.source, received_at=received,
        datum=args.datum, dry_run=args.dry_run,
    )
    refused = any(receipt.status == "refused" for receipt in receipts)
    if args.json:
        print(as_json({"status": "refused" if refused else "done", "files": [r.to_dict() for r in receipts]}))
    else:
        for receipt in receipts:
            say(*receipt.lines(args.lang), wrong=receipt.status == "refused")
    return 1 if refused else 0


def batches(args: Namespace) -> int:
    """Print the log of batches."""
    log = store.batch_log(Workspace.open(args.workspace))
    if args.json:
        print(as_json(log))
    else:
        print(as_text(list(BATCH_COLUMNS), [tuple(b[c] for c in BATCH_COLUMNS) for b in log], "table"))
    return 0


def roll_back(args: Namespace) -> int:
    """Take batches out, the newest first, and print the batch that each of these is; stops at the first that cannot be taken out."""
    from dashboard.intake import service

    workspace = Workspace.open(args.workspace)
    newest = max(numbers(workspace), default=0)
    if beyond := [several[-1] for several in args.batches if several[-1] > newest]:  # said before a long list is made of them
        raise StoreError("store.no_batch", batch=beyond[0])
    wanted = sorted({batch for several in args.batches for batch in several}, reverse=True)
    receipts = []
    for batch in wanted:
        receipts.append(service.roll_back(workspace, batch))
        if not args.json:
            say(receipts[-1].line(args.lang))
    if args.json:
        told = [receipt.to_dict() for receipt in receipts]
        print(as_json(told[0] if len(told) == 1 else {"rollbacks": told}))
    return 0


def templates(args: Namespace) -> int:
    """Write the empty templates into a folder, with the lists of the workspace's city; without them where there is no workspace."""
    from dashboard.intake.store_state import lists_of
    from dashboard.intake.templates.writing import write_templates

    is_named = args.workspace != default_workspace() or (args.workspace / "city.toml").exists()
    lists = lists_of(Workspace.open(args.workspace)) if is_named else None
    write_templates(args.dir, lists)
    key = "command.templates_of_city" if lists else "command.templates_written"
    say(text(key, args.lang, folder=args.dir, city=lists.city.say(args.lang) if lists else ""))
    return 0
