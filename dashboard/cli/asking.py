"""The command that asks: the answer of a named query, or the list of them."""

from argparse import Namespace

from dashboard.cli.arguments import as_of, parameter
from dashboard.cli.terminal import as_text
from dashboard.cli.upkeep import up_to_date


def query(args: Namespace) -> int:
    """Print the answer of a query as a table, CSV or JSON; without a name, what can be asked."""
    from dashboard.warehouse.ask import ask
    from dashboard.warehouse.catalogue import catalogue

    if args.name is None:
        rows = [(q.name, q.notes.get("zh", "") if args.lang == "zh" else q.sentence) for q in catalogue().values()]
        print(as_text(["query", "answers"], rows, args.format))
        return 0
    answer = ask(up_to_date(args.workspace), args.name, dict(map(parameter, args.param)), as_of(args))
    print(as_text(list(answer.columns), answer.rows, args.format))
    return 0
