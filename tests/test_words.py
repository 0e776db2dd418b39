"""The words that a person reads stand in the catalogue, dashboard/i18n/*.toml: no message is dead, none is missing, and none is in Python."""

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

from dashboard.app import NAVIGATION
from dashboard.i18n.messages import messages
from dashboard.measures.declaration import dimensions, measures
from dashboard.metrics import METRICS
from dashboard.schema.declaration import enums, tables
from dashboard.warehouse.catalogue import catalogue

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "dashboard"
MODULES = sorted(PACKAGE.rglob("*.py"))
HAN = re.compile(r"[\u4e00-\u9fff]")
KEY = re.compile(r"[a-z_]+\.[a-z0-9_-]+")

NAMED_BY_DATA = ("source", "issuer", "unit", "publisher", "topic", "statement", "qualifier", "outline_fault", "pick_yes_no", "pick_whole", "behind_param")
"""Sections whose entries are named by what stands in the tables (feeds' sources, publishers, issuers of documents, published units, topics),
by what GEOS finds in an outline, by codes that picks make (dashboard/measures/sources.toml), or by parameters of queries."""

CHINESE_ALLOWED = {
    "i18n/forms.py": "how numbers, days and lists are written",
    "geography/names.py": "names of places, as they are recognised",
    "geography/short_names.py": "endings of names of places",
    "geography/boundaries.py": "the line that the source of the boundaries asks for",
    "geography/repair.py": "columns of a file that name an outline",
    "demo": "facts and synthesis of the four demo cities",
    "intake/adapters": "the vocabulary of the sources that are read",
    "intake/reading/encodings.py": "Chinese characters by which an encoding, or text that was spoilt, is told",
    "intake/reading/header_row.py": "units and names of periods that are recognised in a header",
    "intake/reading/odd_cells.py": "the unit of a percentage, as a file may write it",
    "intake/reading/records.py": "labels of totals and of remarks that are recognised in a row",
    "intake/reading/spoilt.py": "what text that was read in another encoding has in it",
    "intake/reading/unpacking.py": "names of sheets that explain others",
    "intake/checks/amounts.py": "words around a number that are recognised in a cell",
    "intake/reading/header_words.py": "headers that are recognised in a file",
    "intake/checks/header_units.py": "units and time zones that are recognised in a header",
    "intake/checks/units.py": "units that are recognised in a header or a cell",
    "intake/checks/odd_texts.py": "weekdays, halves of the day and sides of the world that are recognised in a cell",
    "intake/checks/places.py": "names of places that are recognised in a cell",
    "intake/checks/spellings.py": "yes, no and names of datums that are recognised in a cell",
    "intake/templates/examples.py": "the place of an example",
    "rows/community.py": "values of a column, as they are published",
}
"""Modules in which Chinese is data, not words to a reader; a folder or a file."""
CHINESE_LEFT = {
    "cli/main.py": 1,
    "warehouse/batches.py": 6,
    "warehouse/catalogue.py": 5,
    "warehouse/durable.py": 9,
    "warehouse/publication.py": 2,
    "warehouse/reader.py": 10,
    "warehouse/store.py": 2,
    "warehouse/workspace.py": 6,
}
"""Lines of Chinese in Python that are to go into the catalogue yet, by module: may only become fewer."""


@cache
def constants() -> frozenset[str]:
    """Every string in the code but docstrings, and the parts of those made of several."""
    found = set()
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        silent = docstrings(tree)
        found |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent}
    return frozenset(found)


@cache
def patterns() -> frozenset[str]:
    """The keys that the code makes from a value: "nav.{}"."""
    found = {constant + "{}" for constant in constants() if re.fullmatch(r"[a-z_]+\.", constant)}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                key = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
                found |= {key} if re.fullmatch(r"[a-z_]+\.[a-z_{}]+", key) else set()
    return frozenset(found)


def docstrings(tree: ast.Module) -> set[ast.AST]:
    """The nodes of strings that stand by themselves: docstrings and the remarks under a value."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def fillings() -> set[str]:
    """What may stand in the place of a value: words of the code, of the queries, of the schema, of the navigation, figures' names, small numbers."""
    named = {value for enum in enums().values() for value in enum} | set(NAVIGATION) | set(METRICS)
    counted = {metric.of for metric in METRICS.values()}
    named |= {*measures(), *dimensions(), *(reason for measure in measures().values() for reason in measure.never.values())}
    counted |= {measure.counts for measure in measures().values()} | {measure.group for measure in measures().values()}
    in_sql = {word for query in (ROOT / "queries").rglob("*.sql") for word in re.findall(r"'(\w+)'", query.read_text(encoding="utf-8"))}
    return set(constants()) | named | counted | in_sql | {str(n) for n in range(10)}


def is_used(key: str, known: set[str]) -> bool:
    section, _, name = key.partition(".")
    if section in NAMED_BY_DATA or key in constants() or (section == "column" and name in columns()):
        return True
    if any(name.endswith(end) and key.removesuffix(end) in constants() for end in ("_one", "_none")):
        return True  # sentences.standing adds these where a district is chosen
    return any(made(key, pattern, known) for pattern in patterns())


def made(key: str, pattern: str, known: set[str]) -> bool:
    """Whether the pattern gives the key, with known words in the places of its values."""
    start, value, end = pattern.partition("{}")
    if not value:
        return key == start
    rest = key.removeprefix(start)
    return key.startswith(start) and any(rest[:n] in known and made(rest[n:], end, known) for n in range(1, len(rest) + 1))


@cache
def columns() -> frozenset[str]:
    """Names of columns of tables and queries, and those that pages add."""
    of_queries = {column.name for query in catalogue().values() for column in query.columns}
    sandbox = (PACKAGE / "sandbox" / "views.toml").read_text(encoding="utf-8")
    written = (file.read_text(encoding="utf-8") for file in (PACKAGE / "ui" / "explore" / "starters").glob("*.sql"))
    of_queries |= {*re.findall(r"^(\w+) = ", sandbox, re.M), *re.findall(r"\bas (\w+)", "\n".join(written))}
    return frozenset(of_queries | {name for table in tables().values() for name in table.columns} | constants())


def test_every_message_is_used():
    known = fillings()
    assert [key for key in messages() if not is_used(key, known)] == []


def test_every_message_that_the_code_names_exists():
    sections = {key.partition(".")[0] for key in messages()}
    named = {c for c in constants() if KEY.fullmatch(c) and c.partition(".")[0] in sections and not c.endswith((".js", ".css", ".html", ".py", ".toml"))}
    missing = {key for key in named if key not in messages() and key + "{}" not in patterns()}
    assert {key for key in missing if not any(p.startswith(key) for p in patterns())} == set()


def chinese_lines(module: Path) -> int:
    """Lines with Chinese in strings that are no docstring; comments do not count."""
    text = module.read_text(encoding="utf-8")
    said = {line for node in docstrings(ast.parse(text)) for line in range(node.lineno, node.end_lineno + 1)}
    kinds = (tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING))
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type in kinds and HAN.search(token.string)]
    return len({token.start[0] for token in tokens} - said)


def test_chinese_stands_in_the_catalogue():
    found = {str(module.relative_to(PACKAGE)): chinese_lines(module) for module in MODULES}
    counted = {name: n for name, n in found.items() if n and not any(name.startswith(allowed) for allowed in CHINESE_ALLOWED)}
    more = {name: n for name, n in counted.items() if n > CHINESE_LEFT.get(name, 0)}
    assert more == {}, "words belong into dashboard/i18n; what is data goes on the list of what is allowed"


def test_the_screen_says_contradiction_or_problem_and_never_finding():
    assert [key for key, words in messages().items() if any(re.search(r"\bfindings?\b", said, re.I) for said in words[1::2])] == []
