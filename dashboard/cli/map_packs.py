"""The command about the ground under maps: map-pack."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from dashboard.cli.terminal import as_json, say
from dashboard.errors import UsageError
from dashboard.i18n.messages import text
from dashboard.warehouse.workspace import Workspace

TOLD = ("kind", "name", "city", "attribution", "approval", "datum", "source", "made", "shapes")
"""What is said of a pack in JSON, beside its size."""


def map_pack(args: Namespace) -> int:
    """Make map packs of files, list them, take one off the maps, or bring one back."""
    wanted = [bool(args.files), args.list, args.remove is not None, args.restore is not None]
    if sum(wanted) != 1:
        raise UsageError("map_pack.nothing_to_do")
    workspace = Workspace.open(args.workspace)
    if args.list:
        return _list(workspace, args)
    if args.remove:
        return _remove(workspace, args)
    return _restore(workspace, args) if args.restore else _make(workspace, args)


def _make(workspace: Workspace, args: Namespace) -> int:
    from dashboard.geography.map_pack_files import Said
    from dashboard.warehouse.map_packs import make

    said = Said(args.kind, args.datum, args.attribution or "", args.approval or "")
    done = make(workspace, [Path(file) for file in args.files], said)
    if args.json:
        print(as_json({"status": "done", "packs": [_told(shelved) for shelved, _ in done]}))
        return 0
    for shelved, was_there in done:
        say(text("map_pack.made", args.lang, **_values(shelved, args.lang)))
        if was_there:
            say(text("map_pack.replaced", args.lang, **_values(shelved, args.lang)))
    if not said.attribution:
        say(text("map_pack.no_attribution", args.lang), wrong=True)
    return 0


def _list(workspace: Workspace, args: Namespace) -> int:
    from dashboard.warehouse.map_packs import packs

    there = packs(workspace)
    if args.json:
        print(as_json({"packs": [_told(shelved) for shelved in there]}))
        return 0
    for shelved in there:
        if shelved.pack is None:
            say(text("map_pack.listed_damaged", args.lang, file=shelved.file), wrong=True)
        else:
            say(text("map_pack.listed", args.lang, **_values(shelved, args.lang)))
    if not there:
        say(text("map_pack.none", args.lang))
    return 0


def _remove(workspace: Workspace, args: Namespace) -> int:
    from dashboard.warehouse.map_packs import remove

    remove(workspace, args.remove)
    if args.json:
        print(as_json({"status": "done", "removed": args.remove}))
    else:
        say(text("map_pack.removed", args.lang, kind=text(f"map_pack.kind_{args.remove}", args.lang), code=args.remove))
    return 0


def _restore(workspace: Workspace, args: Namespace) -> int:
    from dashboard.warehouse.map_packs import restore

    shelved = restore(workspace, args.restore)
    if args.json:
        print(as_json({"status": "done", "packs": [_told(shelved)]}))
    else:
        say(text("map_pack.restored", args.lang, kind=text(f"map_pack.kind_{args.restore}", args.lang), file=shelved.file))
    return 0


def _told(shelved: Any) -> dict[str, object]:
    return {"file": shelved.file, "bytes": shelved.size, "is_damaged": shelved.pack is None} | {
        name: shelved.pack[name] for name in TOLD if shelved.pack is not None
    }


def _values(shelved: Any, lang: str) -> dict[str, object]:
    pack = shelved.pack
    unsaid = text("map_pack.nothing_said", lang)
    return {
        "kind": text(f"map_pack.kind_{pack['kind']}", lang), "code": pack["kind"], "file": pack["name"], "shapes": pack["shapes"],
        "kb": max(1, round(shelved.size / 1000)), "made": pack["made"], "attribution": pack["attribution"] or unsaid,
        "approval": pack["approval"] or unsaid, "digest": pack["source"],
    }
