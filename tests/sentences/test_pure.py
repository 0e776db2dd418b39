"""Sentences, figures and rows can be used without the board: an interface or a brief needs no framework for them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_NEEDED = ("streamlit", "duckdb", "dashboard.ui", "dashboard.data", "dashboard.warehouse", "dashboard.intake")


@pytest.mark.parametrize("room", ["sentences", "figures", "rows"])
def test_no_framework_and_no_store_is_loaded(room):
    folder = ROOT / "dashboard" / room
    modules = sorted(".".join(file.relative_to(ROOT).with_suffix("").parts) for file in folder.rglob("*.py") if file.stem != "__init__")
    loaded = f"print(sorted(name for name in sys.modules if name in {NOT_NEEDED!r}))"
    result = subprocess.run([sys.executable, "-c", f"import sys, {', '.join(modules)}; {loaded}"], cwd=ROOT, capture_output=True, text=True)
    assert modules and result.stdout == "[]\n", result.stderr
