"""The architecture that the folder listing promises, read from the source. A rule that holds of every file is one test that names all
files that break it."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

from tests.listing import all_keep

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "dashboard"
MODULES = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted((PACKAGE / "app_pages").glob("*.py"))
QUERIES = sorted((ROOT / "queries").rglob("*.sql"))
ONLY_FOR_FILES = {"geopandas", "pyproj", "pyogrio", "openpyxl", "xlsxwriter", "pyarrow.parquet"}
MAY_IMPORT = {
    "duckdb": ("warehouse", "sandbox"),
    "streamlit": ("app.py", "app_pages", "ui", "data", "server"),
}
LONGEST_MODULE, LONGEST_PAGE, LONGEST_QUERY, LONGEST_FUNCTION = 200, 60, 80, 40
FULLEST_PAGE, WIDEST_PAGE = 220, 110
"""What a page may hold, in expressions and statements, and the columns of its widest statement; imports count for neither. Lines alone
can be met by cramming: two statements joined are one line and as many expressions as before. So the expressions count what a reader has to
understand, however it is laid out, and the columns keep a statement from growing sideways instead."""
BY_NAME = {"import_module", "__import__", "run_module", "run_path", "exec", "eval", "spec_from_file_location"}
"""Ways to bring in code whose name is a string: no contract sees them. Whatever must come late is imported inside a function."""
OPENERS = ("read_csv", "read_parquet", "attach ", "install ", " ~ ")


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def place(module: Path) -> str:
    return str(module.relative_to(ROOT))


def imported(module: Path) -> set[str]:
    """First parts of what a module imports, wherever in it."""
    names = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def layered(contract: dict) -> list[str]:
    """The modules that a contract of layers puts in order, by their full names."""
    names = [name for entry in contract.get("layers", []) for name in re.findall(r"[\w.]+", entry)]
    return [f"{container}.{name}" for container in contract["containers"] for name in names] if "containers" in contract else names


def test_one_home_for_each_engine():
    users = [f"{place(m)} imports {library}" for library, allowed in MAY_IMPORT.items() for m in MODULES
             if library in imported(m) and m.relative_to(PACKAGE).parts[0] not in allowed]
    assert users == []


def test_contracts_hold():
    result = subprocess.run([str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_every_module_a_contract_names_exists():
    named = [name for c in contracts() for name in [*layered(c), *c.get("source_modules", []), *c.get("forbidden_modules", [])]]
    missing = [n for n in named if not ((p := ROOT / n.replace(".", "/")).is_dir() or p.with_suffix(".py").is_file())]
    assert missing == []


def test_every_module_stands_on_a_floor_and_no_floor_can_be_forgotten():
    floors = [name for contract in contracts() for name in layered(contract)]
    names = [".".join(m.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for m in MODULES]
    outside = [name for name in names if name != "dashboard" and not any(f"{name}.".startswith(f"{floor}.") for floor in floors)]
    assert outside == []
    assert [c["name"] for c in contracts() if c["type"] == "layers" and not c.get("exhaustive")] == [], "a new module would stand nowhere"


def brings_in_no_code_by_name(module: Path) -> list[str]:
    calls = [node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]
    return [f"line {call.lineno}" for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in BY_NAME]


def test_no_module_brings_in_code_by_a_name_that_contracts_do_not_see():
    all_keep(brings_in_no_code_by_name, MODULES, place)


def test_every_import_names_its_module_in_full():
    assert [place(m) for m in MODULES for node in ast.walk(tree_of(m)) if isinstance(node, ast.ImportFrom) and node.level] == []


def is_a_script_that_defines_nothing(page: Path) -> None:
    nodes = list(ast.walk(tree_of(page)))
    assert not [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Try)]
    assert not {"pandas", "plotly", "duckdb", "numpy"} & imported(page)
    assert not [n for n in nodes if isinstance(n, ast.Attribute) and n.attr in ("session_state", "cache_data", "cache_resource")]


def holds_no_more_than_a_reader_takes_in(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_PAGE
    nodes = [n for n in ast.walk(tree_of(page)) if isinstance(n, ast.expr | ast.stmt) and not isinstance(n, ast.Import | ast.ImportFrom)]
    assert len(nodes) <= FULLEST_PAGE
    used = {n.lineno for n in nodes} - {1}  # where the docstring is
    columns = {number: sum(2 if east_asian_width(c) in "WF" else 1 for c in lines[number - 1]) for number in used}
    assert {number: wide for number, wide in columns.items() if wide > WIDEST_PAGE} == {}


def test_every_page_is_a_script_that_defines_nothing_and_can_be_taken_in():
    all_keep(is_a_script_that_defines_nothing, PAGES, place)
    all_keep(holds_no_more_than_a_reader_takes_in, PAGES, place)


def stays_small(module: Path) -> list[str]:
    functions = [n for n in ast.walk(tree_of(module)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f"{n.name} has {n.end_lineno - n.lineno + 1} lines" for n in functions if n.end_lineno - n.lineno >= LONGEST_FUNCTION]
    lines = len(module.read_text(encoding="utf-8").splitlines())
    return long + ([f"{lines} lines"] if lines > LONGEST_MODULE else [])


def test_modules_and_functions_stay_small():
    all_keep(stays_small, MODULES, place)


def stays_small_and_names_no_outside_file(query: Path) -> None:
    text = query.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_QUERY
    assert [word for word in OPENERS if word in text.lower()] == []


def test_queries_stay_small_and_name_no_outside_file():
    all_keep(stays_small_and_names_no_outside_file, QUERIES, place)


def test_no_drawer_for_odd_things():
    assert [place(m) for m in MODULES if {"utils", "helpers", "common", "misc"} & {m.stem, m.parent.name}] == []


def test_every_module_says_what_it_holds():
    silent = [m for m in MODULES if m.parent != PACKAGE / "app_pages" and tree_of(m).body and not ast.get_docstring(tree_of(m))]
    assert [place(m) for m in silent] == []


def test_looking_at_pages_loads_nothing_that_only_a_file_needs():
    """Two to thirty MB each that only an upload or a download needs; the board serves for weeks."""
    pages = sorted({node.module for page in PAGES for node in ast.walk(tree_of(page))
                    if isinstance(node, ast.ImportFrom) and node.module.startswith("dashboard")})
    code = f"import sys, {', '.join(pages)}; print(sorted({ONLY_FOR_FILES} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr
