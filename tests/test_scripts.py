"""Scripts for the browser stay small, as modules and functions of Python do, and a script's parts are all sent."""

import re
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "dashboard"
SCRIPTS = sorted(PACKAGE.rglob("*.js"))
LONGEST_SCRIPT, LONGEST_FUNCTION = 200, 60


def long_functions(source: str) -> list[str]:
    """Heads of the functions that are longer than the limit, by the indentation that closes them: a class may be longer."""
    lines = source.splitlines()
    found = []
    for start, line in enumerate(lines):
        if not line.rstrip().endswith("{") or re.match(r"\s*(export default )?class ", line):
            continue
        indent = len(line) - len(line.lstrip())
        end = next((n for n in range(start + 1, len(lines)) if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip()) <= indent), None)
        if end is None or not lines[end].lstrip().startswith("}"):
            found.append(f"{start + 1}: a block that nothing closes at its own indentation")
        elif end - start >= LONGEST_FUNCTION:
            found.append(f"{start + 1}: {line.strip()}")
    return found


def test_a_long_function_is_found():
    body = "  x()\n" * LONGEST_FUNCTION
    assert long_functions(f"function f() {{\n{body}}}\n") == ["1: function f() {"]
    assert long_functions(f"class A {{\n{body}}}\n") == [] and long_functions("function f() {\n  x()\n}\n") == []
    assert long_functions("function f() {\nx()\n}\n") == ["1: a block that nothing closes at its own indentation"]


def test_scripts_and_their_functions_stay_small():
    sources = {str(script.relative_to(PACKAGE)): script.read_text(encoding="utf-8") for script in SCRIPTS}
    assert {name: lines for name, source in sources.items() if (lines := len(source.splitlines())) > LONGEST_SCRIPT} == {}
    assert {name: found for name, source in sources.items() if (found := long_functions(source))} == {}


def test_every_script_says_what_it_does_and_is_sent():
    for script in SCRIPTS:
        assert script.read_text(encoding="utf-8").startswith("// "), f"{script.name} begins with no word on what it does"
        senders = [module for module in script.parent.glob("*.py") if f'"{script.name}"' in module.read_text(encoding="utf-8")]
        assert senders, f"no module sends {script.name}"
