"""What became of one file: the receipt that the command line prints and the board shows."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dashboard.intake.checks.problems import LISTED, Finding
from dashboard.schema.declaration import tables

WORDS = {
    "taken": ("已接收", "taken in"),
    "checked": ("检查通过，未接收（仅检查）", "passes, not taken in (dry run)"),
    "already": ("此前已接收，未作改动", "was taken in before; nothing was changed"),
    "twice": ("与本次另一文件内容相同，只收一次", "has the content of another file of this command, which counts once"),
    "held": ("本身没有问题，但因其他文件被拒，未接收", "passes, but another file was refused, so it was not taken in"),
    "refused": ("被拒，未接收任何数据", "refused; nothing was taken in"),
}


@dataclass
class Receipt:
    """One file of one command."""

    file: str
    """Its name, without folders."""
    sha256: str
    status: str
    """taken, checked (dry run), already, held (passes, but another file of the command was refused), or refused."""
    source: str | None = None
    """The adapter's name, or the table's for a plain file."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows by table."""
    batch_id: int | None = None
    """The batch that has it: the new one, or for `already` the old one."""
    findings: list[Finding] = field(default_factory=list)
    """The first hundred."""
    refusals: int = 0
    warnings: int = 0
    unknown_columns: list[str] = field(default_factory=list)
    """Headers that were kept out."""
    encoding: str | None = None
    """Of a CSV file."""
    received_at: datetime | None = None
    note: str | None = None

    def to_dict(self) -> dict:
        """The receipt as JSON."""
        return {
            "file": self.file, "sha256": self.sha256, "status": self.status, "source": self.source, "rows": self.rows,
            "batch_id": self.batch_id, "refusals": self.refusals, "warnings": self.warnings,
            "unknown_columns": self.unknown_columns, "encoding": self.encoding,
            "received_at": self.received_at.isoformat() if self.received_at else None, "note": self.note,
            "findings": [finding.to_dict() for finding in self.findings],
        }  # fmt: skip

    def lines(self, lang: str = "zh") -> list[str]:
        """The receipt as lines for a terminal: what happened, then each finding, then how many more there are."""
        is_chinese = lang.startswith("zh")
        is_twice = self.status == "already" and self.batch_id is None
        first = f"{self.file}: {WORDS['twice' if is_twice else self.status][not is_chinese]}"
        if self.batch_id is not None:
            first += f"（第 {self.batch_id} 批）" if is_chinese else f" (batch {self.batch_id})"
        if self.rows and self.status != "refused":
            parts = [f"{tables()[t].title(lang)} {n:,}" for t, n in self.rows.items()]
            first += ("：" + "、".join(parts) + " 行") if is_chinese else ": " + ", ".join(parts) + " rows"
        lines = [first, *(finding.line(lang) for finding in self.findings)]
        more = self.refusals + self.warnings - len(self.findings)
        if more > 0:
            total = self.refusals + self.warnings
            lines.append(
                f"共 {total} 处，只列出 {len(self.findings)} 处" if is_chinese
                else f"{total} findings in all, {len(self.findings)} listed"
            )  # fmt: skip
        return lines

    def add(self, findings: list[Finding], refusals: int | None = None, warnings: int | None = None) -> None:
        """Add findings and their numbers; the numbers are those of the list unless given."""
        self.refusals += sum(f.severity == "refuse" for f in findings) if refusals is None else refusals
        self.warnings += sum(f.severity == "warn" for f in findings) if warnings is None else warnings
        together = sorted([*self.findings, *findings], key=lambda f: f.severity != "refuse")[:LISTED]
        self.findings = sorted(together, key=lambda f: f.row or 0)


@dataclass
class Intake:
    """One file on its way in: its receipt, and the Parquet files that a batch needs."""

    receipt: Receipt
    parquet: dict[str, Path] = field(default_factory=dict)
    published_at: datetime | None = None
    effective_at: datetime | None = None
