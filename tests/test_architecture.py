"""The architecture that the folder listing promises, read from the source."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "dashboard"
MODULES = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted((PACKAGE / "app_pages").glob("*.py"))
MAY_IMPORT = {
    "duckdb": ("warehouse",),
    "streamlit": ("app.py", "app_pages", "ui", "data", "server"),
}
LONGEST_MODULE, LONGEST_PAGE, LONGEST_QUERY, LONGEST_FUNCTION = 200, 60, 80, 40


def imported(module: Path) -> set[str]:
    """First parts of what a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
            assert node.level == 0, f"{module.name} imports relatively"
    return names


@pytest.mark.parametrize("library", MAY_IMPORT)
def test_one_home_for_each_engine(library):
    allowed = MAY_IMPORT[library]
    users = [m.relative_to(PACKAGE) for m in MODULES if library in imported(m)]
    assert [str(u) for u in users if u.parts[0] not in allowed] == []


def test_contracts_hold():
    result = subprocess.run([str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_every_module_a_contract_names_exists():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    named = [f"{container}.{part.strip()}" for c in contracts if "containers" in c for container in c["containers"]
             for entry in c["layers"] for part in entry.split("|")]
    named += [name for c in contracts for name in c.get("source_modules", []) + c.get("forbidden_modules", [])]
    missing = [n for n in named if not ((p := ROOT / n.replace(".", "/")).is_dir() or p.with_suffix(".py").is_file())]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_is_a_script_that_defines_nothing(page):
    text = page.read_text(encoding="utf-8")
    tree = ast.parse(text)
    banned = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Try)
    assert not [n for n in ast.walk(tree) if isinstance(n, banned)]
    assert not {"pandas", "plotly", "duckdb", "numpy"} & imported(page)
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in ("session_state", "cache_data", "cache_resource")]
    assert len(text.splitlines()) <= LONGEST_PAGE


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(module):
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    long = [n.name for n in ast.walk(ast.parse(text))
            if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) and n.end_lineno - n.lineno >= LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("query", sorted((ROOT / "queries").rglob("*.sql")), ids=lambda q: q.stem)
def test_queries_stay_small_and_name_no_outside_file(query):
    text = query.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_QUERY
    assert not any(word in text.lower() for word in ("read_csv", "read_parquet", "attach ", "install ", " ~ "))


def test_no_drawer_for_odd_things():
    assert [m for m in MODULES if m.stem in ("utils", "helpers", "common", "misc")] == []


def test_every_module_says_what_it_holds():
    silent = []
    for module in MODULES:
        if module.parent.name == "app_pages":
            continue
        tree = ast.parse(module.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree) and tree.body:
            silent.append(str(module.relative_to(PACKAGE)))
    assert silent == []


def test_looking_at_pages_loads_no_reader_of_boundaries():
    """Twenty and thirty MB that only a clerk's upload needs; the board serves for weeks."""
    pages = sorted({node.module for page in PAGES for node in ast.walk(ast.parse(page.read_text(encoding="utf-8")))
                    if isinstance(node, ast.ImportFrom) and node.module.startswith("dashboard")})
    code = f"import sys, {', '.join(pages)}; print(sorted({{'geopandas', 'pyproj', 'pyogrio', 'openpyxl'}} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr
