"""The command line: for clerks, operators, scripts and tests. Exit status: 0 done, 1 input refused, 2 wrong usage."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from dashboard.cli import asking, contradictions, map_packs, safekeeping, serving, taking_in, upkeep
from dashboard.cli.arguments import batches, folder, port
from dashboard.cli.terminal import as_json, language, say
from dashboard.errors import SandtableError, StoreError
from dashboard.geography.map_pack import KINDS
from dashboard.plain_text import shortened
from dashboard.settings import default_workspace

Subcommands: TypeAlias = "_SubParsersAction[ArgumentParser]"  # argparse has no public name for what add_subparsers returns
DEMO_CITIES = ("harbin", "suizhou", "zhuzhou", "shaoyang")


def main(argv: list[str] | None = None) -> int:
    """Carry out one command; `sys.exit` takes what it returns."""
    args = _parser().parse_args(argv)
    try:
        status: int = args.command(args)
        return status
    except SandtableError as wrong:
        return _refused(wrong, args)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as unusable:  # a name that is too long, a folder that this account may not enter
        return _refused(StoreError("command.unusable", name=shortened(Path(str(unusable.filename or "")).name)), args)


def _refused(wrong: SandtableError, args: Namespace) -> int:
    if getattr(args, "json", False):
        print(as_json({"status": "refused", "title": wrong.title(args.lang), "hint": wrong.hint(args.lang)}))
    say(f"{wrong.title(args.lang)} {wrong.hint(args.lang)}", wrong=True)
    return wrong.exit_status


def _parser() -> ArgumentParser:
    about = "沙盘: the situational-awareness board of a city's epidemic command centre"
    parser = ArgumentParser(prog="sandtable", description=about)
    subs = parser.add_subparsers(required=True, metavar="COMMAND")
    _serving(subs)
    _taking_in(subs)
    _asking(subs)
    return parser


def _command(subs: Subcommands, name: str, does: Callable[[Namespace], int], help_text: str, json: bool = False) -> ArgumentParser:
    sub: ArgumentParser = subs.add_parser(name, help=help_text, description=help_text)
    where = "default: SANDTABLE_WORKSPACE, then ./workspace"
    sub.add_argument("--workspace", type=folder, default=default_workspace(), metavar="DIR", help=where)
    sub.add_argument("--lang", choices=("zh", "en"), default=language(), help="language of messages")
    if json:
        sub.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    sub.set_defaults(command=does)
    return sub


def _serving(subs: Subcommands) -> None:
    run = _command(subs, "run", serving.run, "serve the board; builds the demo workspace where there is none")
    run.add_argument("--port", type=port, default=8501)
    run.add_argument("--address", default=None, help="address to listen on; default 127.0.0.1, this machine alone")
    init = _command(subs, "init", serving.init, "an empty workspace for any prefecture-level city, or a place of your own")
    init.add_argument("dir", type=folder, metavar="DIR")
    place = init.add_mutually_exclusive_group(required=True)
    place.add_argument("--city", metavar="ADCODE", help="such as 421300, or the city's Chinese name")
    place.add_argument("--areas", type=folder, metavar="FILE", help="instead: a filled template of areas, for a place of your own")
    init.add_argument("--boundaries", type=folder, metavar="FILE", help="outlines of these areas: GeoJSON, or a Shapefile packed as .zip")
    init.add_argument("--datum", choices=("wgs84", "gcj02", "bd09"), help="the datum of the coordinates of both files")
    init.add_argument("--stopped-at", metavar="TIME", help="for a day gone by or an exercise: the present stands still at this time")
    demo = _command(subs, "demo", serving.demo, "a demo workspace, without serving it")
    demo.add_argument("dir", type=folder, metavar="DIR")
    demo.add_argument("--city", choices=DEMO_CITIES, default="harbin")
    demo.add_argument("--zones", nargs="+", metavar="FILE", help="real snapshots of the risk-area feed, in place of the synthetic zones")
    _command(subs, "doctor", upkeep.doctor, "environment, store, feeds: what is wrong and what to do", json=True)
    _command(subs, "verify", upkeep.verify, "prove the whole log of batches by its digests", json=True)
    _command(subs, "rebuild", upkeep.rebuild, "make the store anew from the accepted batches")
    keep = _command(subs, "backup", safekeeping.backup, "copy what cannot be made again, and prove the copy", json=True)
    keep.add_argument("place", type=folder, metavar="DIR|FILE", help="a folder, of which only what is new is written, or a .tar or .zip")
    back = _command(subs, "restore", safekeeping.restore, "a workspace from a backup that verifies", json=True)
    back.add_argument("place", type=folder, metavar="DIR|FILE", help="what sandtable backup wrote")
    back.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    _map_pack(subs)
    purge = _command(subs, "purge", safekeeping.purge, "reduce a batch's rows about people to what the figures need", json=True)
    purge.add_argument("batch", type=int, metavar="BATCH")
    purge.add_argument("--dry-run", action="store_true", help="say what would be emptied, and do nothing")
    purge.add_argument("--yes", action="store_true", help="do it: what is purged is kept nowhere")


def _map_pack(subs: Subcommands) -> None:
    pack = _command(subs, "map-pack", map_packs.map_pack, "rivers, roads, names under the maps, from files that you have", json=True)
    pack.add_argument("files", nargs="*", metavar="FILE", help="GeoJSON, a Shapefile (.shp, or packed as .zip), or vector tiles (.pmtiles)")
    pack.add_argument("--kind", choices=KINDS, help="what the files hold; default: what the names of their layers say")
    pack.add_argument("--datum", choices=("wgs84", "gcj02", "bd09"), help="the datum of the files' coordinates")
    pack.add_argument("--attribution", metavar="TEXT", help="where they come from, as it stands under the maps")
    pack.add_argument("--approval", metavar="NUMBER", help="the number under which the map was approved, such as GS(2024)0650")
    pack.add_argument("--list", action="store_true", help="the packs that there are")
    pack.add_argument("--remove", choices=KINDS, help="take a pack off the maps; it is kept")
    pack.add_argument("--restore", choices=KINDS, help="bring back the pack that was removed or replaced last")


def _taking_in(subs: Subcommands) -> None:
    take = _command(subs, "import", taking_in.take_in, "take files in, or say which cell is wrong", json=True)
    take.add_argument("files", nargs="+", metavar="FILE")
    kind = take.add_mutually_exclusive_group()
    kind.add_argument("--table", metavar="T", help="the table the file fills")
    kind.add_argument("--source", metavar="S", help="the source whose format the file has")
    take.add_argument("--received-at", metavar="TIME|source", help="when it was known: a time, or the file's own publication time")
    take.add_argument("--datum", choices=("wgs84", "gcj02", "bd09"), help="the datum of the file's coordinates")
    take.add_argument("--dry-run", action="store_true", help="check, and load nothing")
    _command(subs, "batches", taking_in.batches, "what was taken in", json=True)
    back = _command(subs, "rollback", taking_in.roll_back, "take batches out again", json=True)
    back.add_argument("batches", type=batches, nargs="+", metavar="BATCH", help="its number, or the first and last of several, as 2-16")
    templates = _command(subs, "templates", taking_in.templates, "empty CSV and XLSX templates with the lists of the workspace's city")
    templates.add_argument("dir", type=folder, metavar="DIR")


def _asking_sql(subs: Subcommands) -> None:
    ask = _command(subs, "ask", asking.ask, "the answer of one SELECT, from the sandbox of the Explore page")
    ask.add_argument("sql", metavar="SQL", help="the statement, with $as_of, $since, $district; - reads it from standard input")
    ask.add_argument("--as-of", metavar="TIME", help="the moment whose knowledge is shown; default: now")
    ask.add_argument("--since", metavar="TIME", help="$since: the moment that it is compared with")
    ask.add_argument("--district", metavar="AREA", help="$district: an area_id; default: null, the whole city")
    ask.add_argument("--rows", type=int, default=10_000, metavar="N", help="rows at most; default: 10000")
    ask.add_argument("--format", choices=("table", "csv", "json", "parquet"), default="table")
    ask.add_argument("-o", "--output", type=folder, metavar="FILE", help="write into a file")


def _asking(subs: Subcommands) -> None:
    query = _command(subs, "query", asking.query, "the answer of a named query; without a name, the list of queries")
    query.add_argument("name", nargs="?", metavar="NAME")
    query.add_argument("--param", action="append", default=[], metavar="k=v")
    query.add_argument("--as-of", metavar="TIME")
    query.add_argument("--format", choices=("table", "csv", "json"), default="table")
    _asking_sql(subs)
    check = _command(subs, "check", contradictions.check, "contradictions in the data, each with its rule and key", json=True)
    check.add_argument("--as-of", metavar="TIME")
    own = _command(subs, "acknowledge", contradictions.acknowledge, "say whose a contradiction is, and acknowledge it", json=True)
    own.add_argument("check", metavar="RULE", help="the rule that finds it, as sandtable check says")
    own.add_argument("key", metavar="KEY", help="its key, as sandtable check says")
    own.add_argument("--owner", required=True, metavar="NAME", help="the post or person who owns it")
    own.add_argument("--note", metavar="TEXT", help="what is being done; nothing about patients or callers")
    own.add_argument("--verified", metavar="AS", help="of a case_signal: real, artefact or reporting_delay")
    own.add_argument("--disposition", metavar="WHAT", help="of a case_signal: investigate, watch or none")
    own.add_argument("--only-own", action="store_true", help="take it over, and leave it unacknowledged")
