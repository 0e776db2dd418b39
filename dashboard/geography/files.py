"""Where the small tables of `geodata/` are: beside the package in a checkout, inside it in an installation."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def geodata_file(name: str) -> Path:
    """Path of `geodata/<name>`. Raises: FileNotFoundError if the installation is incomplete."""
    for folder in (PACKAGE / "geodata", PACKAGE.parent / "geodata"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"geodata/{name}")
