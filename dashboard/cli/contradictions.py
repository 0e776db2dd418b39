"""The commands about contradictions: what the rules find and what became of it, and who owns what."""

import shlex
from argparse import Namespace

from dashboard.cli.commands import as_of, up_to_date
from dashboard.cli.terminal import as_json
from dashboard.i18n.messages import text
from dashboard.warehouse.workspace import Workspace


def check(args: Namespace) -> int:
    from dashboard.warehouse.contradictions import closed, contradictions

    workspace, at = up_to_date(args.workspace), as_of(args)
    found = contradictions(workspace, at)
    if args.json:
        print(as_json(found))
        return 0
    for one in found:
        print("\n".join(lines(one, args.lang)))
    settled = sum(one["acknowledged_at"] is not None for one in found)
    print(text("found.cli_total", args.lang, n=len(found), settled=settled, closed=len(closed(workspace, found, at))))
    return 0


def lines(finding: dict, lang: str) -> list[str]:
    """A finding in two lines: what contradicts; then its identity, as `acknowledge` takes it, its age and what became of it."""
    said = [shlex.join((finding["check"], str(finding["finding_key"])))]
    if finding["age_hours"] is None:
        said.append(text("found.cli_no_age", lang))
    else:
        said.append(text("found.cli_since", lang, since=_minute(finding["since_at"]), hours=f"{finding['age_hours']:g}"))
    said.append(text("found.owned", lang, owner=finding["owner"]) if finding["owner"] else text("found.nobody", lang))
    if finding["acknowledged_at"]:
        said.append(text("found.acknowledged", lang, moment=_minute(finding["acknowledged_at"])))
    if finding["note"]:
        said.append(text("found.noted", lang, note=finding["note"]))
    if finding["earlier_owner"]:
        said.append(text("found.earlier", lang, owner=finding["earlier_owner"]))
    return [f"[{finding['severity']}] {finding['title_' + lang]}: {finding['detail_' + lang]}", "    " + " · ".join(said)]


def acknowledge(args: Namespace) -> int:
    from dashboard.intake.acknowledging import acknowledge as take_down

    workspace = Workspace.open(args.workspace)
    batch = take_down(workspace, args.check, args.key, args.owner, args.note, is_acknowledged=not args.only_own)
    if args.json:
        made = {"batch_id": batch, "check": args.check, "finding_key": args.key}
        print(as_json(made | {"owner": args.owner.strip(), "is_acknowledged": not args.only_own}))
    else:
        done = "found.taken_over" if args.only_own else "found.done"
        print(text(done, args.lang, owner=args.owner.strip(), n=batch))
    return 0


def _minute(moment) -> str:
    return moment.isoformat(timespec="minutes")
