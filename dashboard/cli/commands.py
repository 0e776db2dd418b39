"""What each command does. A command prints its answer and returns its exit status; errors are raised for the command line to say."""

import os
import socket
import sys
from argparse import Namespace
from pathlib import Path

from dashboard.cli.terminal import as_json, as_text
from dashboard.errors import UsageError
from dashboard.moments import parse_moment
from dashboard.warehouse import store
from dashboard.warehouse.workspace import Workspace

BATCH_COLUMNS = ("batch_id", "kind", "source", "file", "rows", "received_at", "rolls_back", "is_out")


def run(args: Namespace) -> int:
    from dashboard.server.app import serve

    if not args.workspace.exists():
        from dashboard.demo.build import build_demo  # only here: its imports cost a start 0.7 s

        building = {"zh": "正在生成演示工作区（哈尔滨，2022-11-29）……", "en": "Building the demo workspace (Harbin, 2022-11-29) ..."}
        print(building[args.lang], flush=True)
        build_demo(args.workspace, "harbin")
    up_to_date(args.workspace)
    address = args.address or os.environ.get("SANDTABLE_ADDRESS", "127.0.0.1")
    free_port(address, args.port)
    print({"zh": "沙盘：", "en": "Sandtable: "}[args.lang] + f"http://{address}:{args.port}", flush=True)
    serve(args.workspace, port=args.port, address=address)
    return 0


def up_to_date(root: Path) -> Workspace:
    """The workspace, its store published anew where the log or the program is ahead of it: after a crash or an upgrade."""
    workspace = Workspace.open(root)
    store.catch_up_if_idle(workspace)
    return workspace


def free_port(address: str, port: int) -> None:
    """Raises UsageError where the port cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as taken:
            raise UsageError.worded(
                f"端口 {port} 无法使用。", f"Port {port} cannot be used.",
                "可能已有一个沙盘在运行；请换一个，例如 --port 8502。",
                "Perhaps a board is running already; choose another, such as --port 8502.",
            ) from taken


def init(args: Namespace) -> int:
    from dashboard.demo.build import create_city

    workspace = create_city(args.dir, args.city)
    name = workspace.city_name(args.lang)
    print({"zh": f"已建立{name}的空工作区：{args.dir}", "en": f"Made an empty workspace for {name}: {args.dir}"}[args.lang])
    return 0


def demo(args: Namespace) -> int:
    from dashboard.demo.build import add_real_zone_history, build_demo

    workspace = build_demo(args.dir, args.city)
    if args.zones:
        taken = sum(receipt.status == "taken" for receipt in add_real_zone_history(workspace, args.zones))
        print({"zh": f"已加入 {taken} 份真实风险区快照", "en": f"Added {taken} real snapshots of the risk-area feed"}[args.lang])
    said = {"zh": f"已生成演示工作区：{args.dir}（含合成数据）", "en": f"Made a demo workspace: {args.dir} (with synthetic data)"}
    print(said[args.lang])
    return 0


def take_in(args: Namespace) -> int:
    from dashboard.intake.taking import take

    received = args.received_at if args.received_at in (None, "source") else moment(args.received_at)
    receipts = take(
        Workspace.open(args.workspace), args.files, table=args.table, source=args.source, received_at=received,
        datum=args.datum, dry_run=args.dry_run,
    )
    refused = any(receipt.status == "refused" for receipt in receipts)
    if args.json:
        print(as_json({"status": "refused" if refused else "done", "files": [r.to_dict() for r in receipts]}))
    else:
        for receipt in receipts:
            print("\n".join(receipt.lines(args.lang)), file=sys.stderr if receipt.status == "refused" else sys.stdout)
    return 1 if refused else 0


def batches(args: Namespace) -> int:
    log = store.batch_log(Workspace.open(args.workspace))
    if args.json:
        print(as_json(log))
    else:
        print(as_text(list(BATCH_COLUMNS), [tuple(b[c] for c in BATCH_COLUMNS) for b in log], "table"))
    return 0


def roll_back(args: Namespace) -> int:
    new_id = store.rollback(Workspace.open(args.workspace), args.batch)
    if args.json:
        print(as_json({"batch_id": new_id, "rolls_back": args.batch}))
    else:
        zh, en = f"已撤回第 {args.batch} 批（记为第 {new_id} 批）。", f"Rolled back batch {args.batch} (as batch {new_id})."
        print({"zh": zh, "en": en}[args.lang])
    return 0


def query(args: Namespace) -> int:
    from dashboard.warehouse.ask import ask
    from dashboard.warehouse.catalogue import catalogue

    if args.name is None:
        rows = [(q.name, q.notes.get("zh", "") if args.lang == "zh" else q.sentence) for q in catalogue().values()]
        print(as_text(["query", "answers"], rows, args.format))
        return 0
    answer = ask(up_to_date(args.workspace), args.name, dict(map(parameter, args.param)), as_of(args))
    print(as_text(list(answer.columns), answer.rows, args.format))
    return 0


def templates(args: Namespace) -> int:
    from dashboard.intake.templates.writing import write_templates

    write_templates(args.dir)
    print({"zh": f"模板已写入 {args.dir}", "en": f"Templates written to {args.dir}"}[args.lang])
    return 0


def doctor(args: Namespace) -> int:
    from dashboard.cli.doctor import examine

    examined = examine(args.workspace)
    if args.json:
        print(as_json(examined))
    else:
        for one in examined:
            advice = one["advice_" + args.lang]
            print(f"{'✓' if one['well'] else '✗'} {one[args.lang]}" + (f" — {advice}" if advice else ""))
    return 0


def rebuild(args: Namespace) -> int:
    print(store.rebuild(Workspace.open(args.workspace)))
    return 0


def as_of(args: Namespace):
    return moment(args.as_of) if args.as_of else None


def moment(text: str):
    """A moment from the command line. Raises UsageError where it is not one."""
    try:
        return parse_moment(text)
    except ValueError as wrong:
        raise UsageError.worded(
            f"“{text}”不是时间。", f"“{text}” is not a time.",
            "请写作 2022-11-29T21:30。", "Write it as 2022-11-29T21:30.",
        ) from wrong


def parameter(text: str) -> tuple[str, str]:
    """`name=value` from the command line. Raises UsageError for anything else."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError.worded(f"参数应写作 名称=值，而不是“{text}”。", f"Write a parameter as name=value, not “{text}”.")
    return name, value


def folder(text: str) -> Path:
    return Path(os.path.expanduser(text))  # leaves an unknown ~name as it stands
