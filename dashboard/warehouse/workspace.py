"""A workspace: one city's folder with its settings, batches, store and boundaries."""

import os
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dashboard.errors import StoreError, UsageError
from dashboard.settings import wall_clock

LINE = re.compile(r"at line (\d+)")
"""Where a settings file goes wrong, as tomllib says it."""
SUBFOLDERS = ("batches", "store", "geodata", "inbox", "done", "refused")


@dataclass(frozen=True)
class Workspace:
    root: Path
    config: dict[str, Any] = field(hash=False, compare=False)
    """The parsed city.toml."""

    @classmethod
    def open(cls, root: Path | str) -> "Workspace":
        """The workspace in `root`. Raises StoreError where there is none, or its city.toml cannot be read."""
        root = Path(root)
        file = root / "city.toml"
        try:
            config = tomllib.loads(file.read_text(encoding="utf-8"))
            config["city"]["adcode"]
            _require_clock(config.get("clock", {}))
        except FileNotFoundError as missing:
            raise StoreError("workspace.none", name=root.name) from missing
        except tomllib.TOMLDecodeError as broken:
            at = LINE.search(str(broken))
            raise (StoreError("workspace.line", line=int(at[1])) if at else StoreError("workspace.unreadable")) from broken
        except (AttributeError, OSError, KeyError, TypeError, ValueError) as broken:
            raise StoreError("workspace.unreadable") from broken
        return cls(root, config)

    @classmethod
    def create(cls, root: Path | str, city_toml: str) -> "Workspace":
        """A new workspace with the given city.toml. Raises UsageError where `root` already holds something."""
        root = Path(root)
        if root.exists() and any(root.iterdir()):
            raise UsageError("workspace.not_empty", name=root.name)
        for name in SUBFOLDERS:
            (root / name).mkdir(parents=True, exist_ok=True)
        os.chmod(root, 0o750)
        (root / "city.toml").write_text(city_toml, encoding="utf-8")
        return cls.open(root)

    @property
    def city(self) -> str:
        return str(self.config["city"]["adcode"])

    def city_name(self, lang: str = "zh") -> str:
        city = self.config["city"]
        return str(city["name"] if lang == "zh" else city.get("name_en", city["name"]))

    @property
    def names_own_areas(self) -> bool:
        """Whether its areas are those of its own file alone, not of the product's register of cities."""
        return bool(self.config["city"].get("areas") == "own")

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
        if not self.stopped:
            return wall_clock() + self.shift
        stopped_at: datetime = self.config["clock"]["stopped_at"]
        return stopped_at.replace(tzinfo=None)

    def settled(self, given: dict[str, Any], parameters: Collection[str]) -> dict[str, Any]:
        """What a question is given; where that is silent, what [epidemic], [hotline] and [coverage] of city.toml set of its
        parameters (serial_mean, serial_sd; shifts, seats, connect_target; radius)."""
        set_here = self.config.get("epidemic", {}) | self.config.get("hotline", {}) | self.config.get("coverage", {})
        local = {name: value for name, value in set_here.items() if name in parameters}
        return local | {name: value for name, value in given.items() if value is not None or name not in local}

    @property
    def geodata(self) -> Path:
        return self.root / "geodata"

    @property
    def batches(self) -> Path:
        return self.root / "batches"

    @property
    def store(self) -> Path:
        return self.root / "store"


def _require_clock(clock: dict[str, Any]) -> None:
    """Raises StoreError for a clock that is written as text or otherwise not as a moment, or seconds."""
    if not isinstance(clock.get("stopped_at", datetime.min), datetime) or not isinstance(clock.get("shift_seconds", 0), int | float):
        raise StoreError("workspace.clock")
