"""Documents say what the code says."""

import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from dashboard.app import NAVIGATION
from dashboard.cli.main import _parser
from dashboard.sandbox.bounds import Bounds
from dashboard.server.limits import Limits
from dashboard.warehouse.catalogue import catalogue
from tests.components import NAME as COMPONENTS
from tests.components import Locked, component, locked
from tests.docs import DOCS, generated

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("name", generated())
def test_generated_documents_are_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == generated()[name], "run make docs"


def test_commands_of_the_readme_exist():
    commands = next(a for a in _parser()._actions if a.dest != "help").choices
    assert set(re.findall(r"sandtable ([\w-]+)", README)) <= set(commands)
    targets = set(re.findall(r"^([\w-]+):", MAKEFILE, re.M))
    assert set(re.findall(r"^make (\w+)", README, re.M)) <= targets
    assert {"run", "test", "check", "e2e", "bench", "pictures"} <= targets


def test_links_and_pictures_are_there():
    for document in (ROOT / "README.md", *DOCS.glob("*.md")):
        for link in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (document.parent / link).exists(), f"{document.name} names {link}"


def test_the_stated_python_is_the_required_one():
    required = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))[1]
    assert f"Python {required} or later" in README and f"(3, {required.split('.')[1]})" in MAKEFILE


def test_queries_that_others_rely_on_exist_with_their_columns():
    promised = {
        "cases_by_day_area": "area_id area_name day new_positive new_confirmed new_asymptomatic is_partial source",
        "cases_by_route": "route outside_control new_positive",
        "bulletin_latest": "window_start window_end new_positive new_confirmed new_asymptomatic adds_up",
        "zones_open_by_area": "area_id area_name level zones",
        "zone_flow_by_day": "day level opened lifted open_at_end",
        "zones_due": "zone_id area_name extent_text level anchor_on clear_days due_on state overdue_days",
        "closures_active_by_kind_area": "kind area_name closures",
        "businesses_by_state_area": "area_name category state businesses",
        "supply_cover_by_point": "supply_point_id name area_name item stock cover_days state",
        "hotline_by_hour": "hour offered answered abandoned connect_share baseline surge",
        "hotline_by_day": "day offered answered abandoned connect_share baseline surge",
        "tickets_overdue": "ticket_id unit area_name topic due_at overdue_hours",
        "indicators_latest": "indicator area_name value unit qualifier as_of",
    }
    for name, columns in promised.items():
        assert set(columns.split()) <= {c.name for c in catalogue()[name].columns}, name


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_versions_and_digests_and_no_place_to_fetch_them_from(name):
    lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pinned = r"[a-z0-9.-]+==[\w.+!]+( ; [^;]+)? \\"
    assert lines and re.fullmatch(pinned, lines[0])
    assert all(re.fullmatch(pinned, line) or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines)
    with_digests = sum(bool(re.fullmatch(pinned, before)) and after.startswith("    --hash=") for before, after in pairwise(lines))
    assert with_digests == len(locked(name)) > 20


def test_run_time_and_development_are_locked_apart_and_alike():
    run, develop = (dict((package.name, package.version) for package in locked(name)) for name in LOCKS)
    assert {"streamlit", "duckdb", "hatchling"} <= set(run) and not {"pytest", "mypy", "ruff", "playwright", "uv"} & set(run)
    assert {"pytest", "mypy", "ruff", "playwright", "uv"} <= set(develop)
    assert {name: run[name] for name in set(run) & set(develop)} == {name: develop[name] for name in set(run) & set(develop)}


@pytest.mark.parametrize("name, asked", [
    (LOCKS[0], [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]), (LOCKS[1], PROJECT["dependency-groups"]["dev"]),
])
def test_a_lock_file_has_everything_that_is_asked_for(name, asked):
    versions = {package.name: package.version for package in locked(name)}
    for wanted in map(Requirement, asked):
        assert wanted.specifier.contains(versions[wanted.name]), f"{wanted}: make lock"


def test_the_makefile_installs_nothing_without_its_digest():
    assert "--require-hashes" in re.search(r"^LOCKED := (.*)$", MAKEFILE, re.M)[1]
    installs = [line for line in MAKEFILE.splitlines() if "$(PIP)" in line and "LOCKED :=" not in line]
    assert installs and all("--no-deps --no-index --no-build-isolation" in line for line in installs)
    assert len(re.findall(r"pip install", MAKEFILE)) == 1, "through PIP alone"


def test_the_list_of_components_agrees_with_the_lock_file():
    bom = json.loads((DOCS / COMPONENTS).read_text(encoding="utf-8"))
    assert (bom["bomFormat"], bom["specVersion"], bom["metadata"]["component"]["version"]) == ("CycloneDX", "1.6", PROJECT["project"]["version"])
    parts = bom["components"]
    assert [(part["name"], part["version"]) for part in parts] == [package[:2] for package in locked(LOCKS[0])]
    assert all(part["purl"] == part["bom-ref"] == f"pkg:pypi/{part['name']}@{part['version']}" for part in parts)
    for part in parts:
        assert part["licenses"] and all(one.get("expression") or one["license"]["name"] for one in part["licenses"]), part["name"]
    assert set(bom["dependencies"][0]["dependsOn"]) <= {part["bom-ref"] for part in parts}


def test_the_list_of_components_has_what_is_bundled_in_the_package():
    bundled = json.loads((DOCS / COMPONENTS).read_text(encoding="utf-8"))["metadata"]["component"]["components"]
    lines = (ROOT / "dashboard/ui/explore/editor/codemirror.packages.txt").read_text(encoding="utf-8").splitlines()
    assert [f"{part['name']} {part['version']}" for part in bundled] == lines and all(part["licenses"] for part in bundled)


def test_a_component_of_unknown_licence_is_not_passed_over():
    with pytest.raises(LookupError, match="nobody-has-this"):
        component(Locked("nobody-has-this", "1.0", ""), {})


def test_every_page_has_a_picture():
    assert {p.stem.split("-")[0] for p in (DOCS / "pictures").glob("*.png")} >= set(NAVIGATION)


def test_the_glossary_has_each_word_once_and_names_what_exists():
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in glossary.splitlines() if line.startswith("|") and "---" not in line]
    rows = [row for row in rows if row[1] != "English"]
    words = [word for row in rows for word in row[1].split(", ")]
    assert len(rows) > 40 and len(words) == len(set(words))
    places = re.findall(r"`([a-z_/]+(?:/|\.py))`", " ".join(row[3] for row in rows))
    missing = [place for place in places if not any((base / place).exists() for base in (ROOT, ROOT / "dashboard")) and place != "batches/"]
    assert missing == []


def test_the_changelog_says_one_thing_a_line_once():
    lines = [line for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not line.startswith("- ") or len(line) > 140] == [] and len(lines) == len(set(lines))


def test_the_readme_lists_every_room():
    named = re.search(r"^dashboard/ .*?^```", README, re.S | re.M)[0]
    rooms = {one.name for one in (ROOT / "dashboard").iterdir() if (one / "__init__.py").exists()}
    assert {room for room in rooms if not re.search(rf"^  .*\b{room}/", named, re.M)} == set()


def test_the_tables_of_the_documents_say_the_bounds_that_the_code_has():
    operation = (DOCS / "operation.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in row.split("|")[1:4]] for row in operation.splitlines() if row.startswith("| `SANDTABLE_")]
    written: dict[str, str] = {}
    for names, _, values in rows:
        ids = [name.removeprefix("SANDTABLE_").lower().lstrip("_") for name in re.findall(r"`(\w+)`", names)]
        written |= dict(zip(ids, values.split(", "), strict=False))
    for name, value in {**Limits._field_defaults, **Bounds._field_defaults}.items():
        assert written[name] == str(value), name
