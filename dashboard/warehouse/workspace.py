"""A workspace: one city's folder with its settings, batches, store and boundaries."""

import os
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.errors import StoreError, UsageError
from dashboard.settings import wall_clock

SUBFOLDERS = ("batches", "store", "geodata", "inbox", "done", "refused")


@dataclass(frozen=True)
class Workspace:
    root: Path
    config: dict = field(hash=False, compare=False)
    """The parsed city.toml."""

    @classmethod
    def open(cls, root: Path | str) -> "Workspace":
        """The workspace in `root`. Raises StoreError where there is none, or its city.toml cannot be read."""
        root = Path(root)
        file = root / "city.toml"
        try:
            config = tomllib.loads(file.read_text(encoding="utf-8"))
            config["city"]["adcode"]
        except FileNotFoundError as missing:
            raise StoreError.worded(
                f"“{root.name}”不是沙盘工作区。", f"“{root.name}” is not a Sandtable workspace.",
                "请先运行 sandtable init 或 sandtable demo。", "Run sandtable init or sandtable demo first.",
            ) from missing
        except (OSError, KeyError, ValueError) as broken:
            raise StoreError.worded(
                "工作区的 city.toml 无法读取。", "The workspace's city.toml cannot be read.",
                "请检查该文件的内容与权限，或从备份恢复。", "Check the file's content and permissions, or restore it from a backup.",
            ) from broken
        return cls(root, config)

    @classmethod
    def create(cls, root: Path | str, city_toml: str) -> "Workspace":
        """A new workspace with the given city.toml. Raises UsageError where `root` already holds something."""
        root = Path(root)
        if root.exists() and any(root.iterdir()):
            raise UsageError.worded(
                f"文件夹“{root.name}”不是空的。", f"The folder “{root.name}” is not empty.",
                "请换一个文件夹，原有内容未改动。", "Choose another folder; nothing in this one was changed.",
            )
        for name in SUBFOLDERS:
            (root / name).mkdir(parents=True, exist_ok=True)
        os.chmod(root, 0o750)
        (root / "city.toml").write_text(city_toml, encoding="utf-8")
        return cls.open(root)

    @property
    def city(self) -> str:
        return self.config["city"]["adcode"]

    def city_name(self, lang: str = "zh") -> str:
        city = self.config["city"]
        return city["name"] if lang == "zh" else city.get("name_en", city["name"])

    @property
    def stopped(self) -> bool:
        """Whether the clock stands still, as in a demonstration."""
        return "stopped_at" in self.config.get("clock", {})

    @property
    def shift(self) -> timedelta:
        """How far the running clock of an exercise is from the machine's; zero at work."""
        return timedelta(seconds=self.config.get("clock", {}).get("shift_seconds", 0))

    def now(self) -> datetime:
        """The moment the workspace lives at, in the city's wall clock."""
        return self.config["clock"]["stopped_at"].replace(tzinfo=None) if self.stopped else wall_clock() + self.shift

    @property
    def geodata(self) -> Path:
        return self.root / "geodata"

    @property
    def batches(self) -> Path:
        return self.root / "batches"

    @property
    def store(self) -> Path:
        return self.root / "store"
