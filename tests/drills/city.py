"""The workspace that accidents happen to: made once, backed up, and copied by hard links for each accident."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from dashboard.warehouse import publication
from dashboard.warehouse.backup import back_up
from dashboard.warehouse.integrity import verify
from dashboard.warehouse.workspace import Workspace

PRIVATE = (".lock", ".turn")
"""Files that are written in place, so that copies may not share them."""


@dataclass(frozen=True)
class Original:
    """A sound workspace and its backup; neither is ever changed."""

    root: Path
    backup: Path

    @classmethod
    def of(cls, source: Path, work: Path) -> "Original":
        """A copy of the workspace in `source`, and its backup, both in `work`."""
        root = Path(shutil.copytree(source, work / "original"))
        workspace = Workspace.open(root)
        assert verify(workspace) == [], "a drill begins with a sound workspace"
        back_up(workspace, work / "backup")
        return cls(root, work / "backup")

    def copy(self, target: Path) -> Path:
        """The workspace once more, its files shared with the original: whoever damages one puts another into its place (`put`)."""
        shutil.copytree(self.root, target, copy_function=_link)
        return target

    def files(self) -> list[str]:
        """Every file of the workspace by its path, without locks and without generations that nobody reads."""
        shown = publication.current_name(Workspace.open(self.root))
        found = [file.relative_to(self.root).as_posix() for file in sorted(self.root.rglob("*")) if file.is_file() and file.name not in PRIVATE]
        return [name for name in found if not name.startswith("store/gen-") or name == f"store/{shown}"]


def _link(source: str, target: str) -> str:
    if Path(source).name in PRIVATE:
        return shutil.copy2(source, target)
    os.link(source, target)
    return target


def put(file: Path, content: bytes) -> None:
    """Put content into the place of a file, and leave alone those that share it."""
    file.unlink(missing_ok=True)
    file.write_bytes(content)


def log_of(root: Path) -> dict[str, bytes]:
    """What a rebuild reads, byte for byte: two workspaces in which it is equal have the same answers once rebuilt."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for place in ("batches", "geodata") for file in sorted((root / place).rglob("*"))
            if file.is_file()} | {name: (root / name).read_bytes() for name in ("city.toml", "NEWEST")}


def batches_of(root: Path) -> int:
    """How many batches the note of the newest says that there are."""
    return int(json.loads((root / "NEWEST").read_text(encoding="utf-8"))["batch"])
