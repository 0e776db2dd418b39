"""The list of components: what an installation of the board consists of, from its lock file, with licences, as CycloneDX (`make docs`)."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
NAME = "components.cdx.json"
LONGEST_LICENCE = 60
"""Of a free text that names a licence; a longer one is the licence itself."""


class Locked(NamedTuple):
    """A package of a lock file."""

    name: str
    version: str
    marker: str
    """Where alone it is installed; "" = everywhere."""


def locked(lock: str) -> list[Locked]:
    """The packages of a lock file by its name."""
    pattern = re.compile(r"^([a-z0-9-]+)==([^ ;]+)(?: ; (.+?))? \\$", re.M)
    return [Locked(name, version, marker) for name, version, marker in pattern.findall((ROOT / lock).read_text(encoding="utf-8"))]


def components() -> str:
    """The document, as text. Raises: LookupError for a package whose licence neither its installation nor the document says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    known, board = written(), project["project"]
    parts = [component(package, known) for package in locked("requirements.lock")]
    refs, asked = {part["name"]: part["bom-ref"] for part in parts}, [*board["dependencies"], *project["dependency-groups"]["build"]]
    direct = sorted(refs[re.match(r"[a-z0-9-]+", wanted)[0]] for wanted in asked)
    itself = {"type": "application", "bom-ref": "sandtable", "name": board["name"], "version": board["version"]}
    itself |= {"licenses": [{"license": {"id": board["license"]}}], "components": bundled()}
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": itself}, "components": parts, "dependencies": [{"ref": "sandtable", "dependsOn": direct}],
    }
    return json.dumps(bom, ensure_ascii=False, indent=1) + "\n"


def bundled() -> list[dict]:
    """The packages in the bundle of the SQL editor, which lies in the package itself."""
    lines = (ROOT / "dashboard/ui/explore/editor/codemirror.packages.txt").read_text(encoding="utf-8").splitlines()
    refs = [(name, version, f"pkg:npm/{name.replace('@', '%40')}@{version}") for name, version in (line.split() for line in lines)]
    return [
        {"type": "library", "bom-ref": ref, "name": name, "version": version, "purl": ref, "licenses": [{"license": {"id": "MIT"}}]}
        for name, version, ref in refs
    ]


def component(package: Locked, known: dict[tuple[str, str], list]) -> dict:
    """A package as the document has it."""
    ref = f"pkg:pypi/{package.name}@{package.version}"
    made = {"type": "library", "bom-ref": ref, "name": package.name, "version": package.version, "purl": ref}
    made["licenses"] = licences(package) or known.get((package.name, package.version)) or missing(package)
    if package.marker:
        made["properties"] = [{"name": "sandtable:installed-where", "value": package.marker}]
    return made


def licences(package: Locked) -> list[dict]:
    """What an installed package says of its licence; nothing where another version is installed, or none."""
    try:
        said = metadata(package.name)
    except PackageNotFoundError:
        return []
    if said["Version"] != package.version:
        return []
    if said["License-Expression"]:
        return [{"expression": said["License-Expression"]}]
    classes = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier", []) if c.startswith("License :: OSI Approved :: ")]
    text = (said["License"] or "").strip()
    names = classes or ([text] if text and len(text) <= LONGEST_LICENCE and "\n" not in text else [])
    return [{"license": {"name": name}} for name in names]


def written() -> dict[tuple[str, str], list]:
    """The licences of the document as it is, by name and version: of packages that this machine does not install."""
    file = ROOT / "docs" / NAME
    parts = json.loads(file.read_text(encoding="utf-8"))["components"] if file.is_file() else []
    return {(part["name"], part["version"]): part["licenses"] for part in parts}


def missing(package: Locked) -> list[dict]:
    """Raises LookupError."""
    raise LookupError(f"the licence of {package.name} {package.version} is not known: install it, then make docs")
