"""The commands about contradictions: what the rules find and what became of it, and who owns what."""

import shlex
from argparse import Namespace
from datetime import datetime
from typing import Any

from dashboard.cli.arguments import as_of
from dashboard.cli.terminal import as_json, say
from dashboard.cli.upkeep import up_to_date
from dashboard.i18n.messages import text
from dashboard.sentences.contradictions import verdict_words
from dashboard.warehouse.workspace import Workspace


def check(args: Namespace) -> int:
    from dashboard.warehouse.contradictions import closed, contradictions

    workspace, at = up_to_date(args.workspace), as_of(args)
    found = contradictions(workspace, at)
    if args.json:
        print(as_json(found))
        return 0
    for one in found:
        say(*lines(one, args.lang))
    settled = sum(one["acknowledged_at"] is not None for one in found)
    print(text("found.cli_total", args.lang, n=len(found), settled=settled, closed=len(closed(workspace, found, at))))
    return 0


def lines(one: dict[str, Any], lang: str) -> list[str]:
    """A contradiction in two lines: what contradicts; then its identity, as `acknowledge` takes it, its age and what became of it."""
    said = [shlex.join((one["check"], str(one["finding_key"])))]
    if one["age_hours"] is None:
        said.append(text("found.cli_no_age", lang))
    else:
        said.append(text("found.cli_since", lang, since=_minute(one["since_at"]), hours=f"{one['age_hours']:g}"))
    said.append(text("found.owned", lang, owner=one["owner"]) if one["owner"] else text("found.nobody", lang))
    if one["acknowledged_at"]:
        said.append(text("found.acknowledged", lang, moment=_minute(one["acknowledged_at"])))
    said += verdict_words(one, lang)
    if one["note"]:
        said.append(text("found.noted", lang, note=one["note"]))
    if one["earlier_owner"]:
        said.append(text("found.earlier", lang, owner=one["earlier_owner"]))
    return [f"[{one['severity']}] {one['title_' + lang]}: {one['detail_' + lang]}", "    " + " · ".join(said)]


def acknowledge(args: Namespace) -> int:
    from dashboard.intake import service

    workspace = Workspace.open(args.workspace)
    verdict = {"verification": args.verified, "disposition": args.disposition}
    how: dict[str, Any] = {"is_acknowledged": not args.only_own, "verdict": verdict}
    receipt = service.acknowledge(workspace, args.check, args.key, args.owner, args.note, **how)
    print(as_json(receipt.to_dict())) if args.json else say(receipt.line(args.lang))
    return 0


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
