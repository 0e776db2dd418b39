"""The commands that make a workspace and serve it: run, init, demo."""

import os
import socket
from argparse import Namespace
from errno import EACCES, EADDRINUSE

from dashboard.cli.arguments import moment
from dashboard.cli.terminal import say
from dashboard.cli.upkeep import up_to_date
from dashboard.errors import UsageError
from dashboard.i18n.messages import text
from dashboard.plain_text import shortened


def run(args: Namespace) -> int:
    """Serve the board until stopped; where there is no workspace, the demo is built first."""
    from dashboard.server.app import serve

    if not args.workspace.exists():
        from dashboard.demo.build import build_demo  # only here: its imports cost a start 0.7 s

        print(text("command.building", args.lang), flush=True)
        build_demo(args.workspace, "harbin")
    up_to_date(args.workspace)
    address = args.address or os.environ.get("SANDTABLE_ADDRESS", "127.0.0.1")
    free_port(address, args.port)
    print(text("command.serving", args.lang, address=f"http://{address}:{args.port}"), flush=True)
    serve(args.workspace, port=args.port, address=address)
    return 0


def free_port(address: str, port: int) -> None:
    """Raises UsageError where the port cannot be listened on, or the address is none of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except (OSError, TypeError, ValueError) as wrong:
            if isinstance(wrong, OSError) and wrong.errno in (EADDRINUSE, EACCES):
                raise UsageError("command.port_taken", port=port) from wrong
            raise UsageError("command.no_address", address=shortened(address)) from wrong


def init(args: Namespace) -> int:
    """Make an empty workspace for a city of the register, or for a place whose areas a file has."""
    from dashboard.demo.build import create_city
    from dashboard.demo.own_place import create_place

    stopped_at = moment(args.stopped_at) if args.stopped_at else None
    if args.boundaries and not args.areas:
        raise UsageError("own_areas.boundaries_alone")
    if args.areas:
        workspace = create_place(args.dir, args.areas, args.boundaries, args.datum, stopped_at)
    else:
        workspace = create_city(args.dir, args.city, stopped_at)
    said = {"city": workspace.city_name(args.lang), "folder": args.dir}
    say(*(text(f"command.{key}", args.lang, **said) for key in ("city_made", "city_next")))
    return 0


def demo(args: Namespace) -> int:
    """Make a demo workspace, with real snapshots of the risk-area feed where they are given."""
    from dashboard.demo.build import add_real_zone_history, build_demo

    workspace = build_demo(args.dir, args.city)
    if args.zones:
        taken = sum(receipt.status == "taken" for receipt in add_real_zone_history(workspace, args.zones))
        print(text("command.snapshots_added", args.lang, n=taken))
    say(text("command.demo_made", args.lang, folder=args.dir))
    return 0
