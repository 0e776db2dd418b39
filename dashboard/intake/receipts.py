"""What became of a change: the receipts that the command line prints and the board shows."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dashboard.i18n.messages import LANGUAGES, text
from dashboard.intake.problems import LISTED, SEVERITIES, Problem, without_numbers
from dashboard.schema.declaration import tables
from dashboard.warehouse.purge import Reduced


@dataclass
class Receipt:
    """One file of one command."""

    file: str
    """Its name, without folders."""
    sha256: str
    status: str
    """taken, checked (dry run), already, unfilled (a template with its example row alone), held (passes, but another file of the command
    was refused), or refused."""
    source: str | None = None
    """The adapter's name, or the table's for a plain file."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows by table."""
    batch_id: int | None = None
    """The batch that has it: the new one, or for `already` the old one."""
    problems: list[Problem] = field(default_factory=list)
    """The first hundred."""
    refusals: int = 0
    warnings: int = 0
    unknown_columns: list[str] = field(default_factory=list)
    """Headers that were left out."""
    encoding: str | None = None
    """Of a CSV file."""
    received_at: datetime | None = None
    note: str | None = None

    @property
    def wrong(self) -> list[Problem]:
        """What is refused or asked about."""
        return [problem for problem in self.problems if problem.severity in ("refuse", "warn")]

    @property
    def not_taken(self) -> list[Problem]:
        """Parts of the file that are not taken in."""
        return [problem for problem in self.problems if problem.severity == "left_out"]

    @property
    def assumed(self) -> list[Problem]:
        """Readings that the file does not state itself."""
        return [problem for problem in self.problems if problem.severity == "assumed"]

    def to_dict(self) -> dict[str, object]:
        """The receipt as JSON."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "status": self.status,
            "source": self.source,
            "rows": self.rows,
            "batch_id": self.batch_id,
            "refusals": self.refusals,
            "warnings": self.warnings,
            "unknown_columns": self.unknown_columns,
            "encoding": self.encoding,
            "received_at": self.received_at.isoformat() if self.received_at else None,
            "note": self.note,
            "not_taken": [problem.to_dict() for problem in self.not_taken],
            "assumed": [problem.to_dict() for problem in self.assumed],
            "findings": [problem.to_dict() for problem in self.problems],
        }

    def lines(self, lang: str = "zh") -> list[str]:
        """The receipt as lines for a terminal: what happened, each problem, how many more, what was left out, what was assumed."""
        lang = LANGUAGES[not lang.startswith("zh")]
        status = "twice" if self.status == "already" and self.batch_id is None else self.status
        first = f"{self.file}: {text(f'receipt.{status}', lang)}"
        if self.batch_id is not None:
            first += text("receipt.batch", lang, n=self.batch_id)
        if self.rows and self.status != "refused":
            parts = [text("receipt.rows_of", lang, table=tables()[table].title(lang), n=n) for table, n in self.rows.items()]
            first += text("receipt.rows", lang, listed=("、" if lang == "zh" else ", ").join(parts))
        lines = [first, *(problem.line(lang) for problem in self.wrong)]
        in_all, listed = self.refusals + self.warnings, len(self.wrong)
        if in_all > listed:
            lines.append(text("receipt.more", lang, n=in_all, shown=listed))
        for key, said in (("not_taken", self.not_taken), ("assumed", self.assumed)):
            lines += [text(f"receipt.{key}", lang), *(f"  {problem.line(lang)}" for problem in said)] if said else []
        return lines

    def add(self, problems: list[Problem], refusals: int | None = None, warnings: int | None = None) -> None:
        """Add problems and their numbers; the numbers are those of the list unless given."""
        self.refusals += sum(p.severity == "refuse" for p in problems) if refusals is None else refusals
        self.warnings += sum(p.severity == "warn" for p in problems) if warnings is None else warnings
        together = sorted([*self.problems, *problems], key=lambda p: SEVERITIES.index(p.severity))[:LISTED]
        self.problems = sorted(map(without_numbers, together), key=lambda p: p.row or 0)


@dataclass(frozen=True)
class RollbackReceipt:
    """A batch that was taken out, or brought back by rolling back its rollback."""

    batch_id: int
    """The new batch that says so."""
    rolls_back: int

    def to_dict(self) -> dict[str, object]:
        """The receipt as JSON."""
        return {"batch_id": self.batch_id, "rolls_back": self.rolls_back}

    def line(self, lang: str = "zh") -> str:
        """The receipt as a line for a terminal."""
        return text("receipt.rolled_back", lang, n=self.rolls_back, new=self.batch_id)


@dataclass(frozen=True)
class PurgeReceipt:
    """A batch whose person-level rows were reduced to what the figures need, or would be."""

    batch_id: int | None
    """The new batch that says so; null for a dry run."""
    reduced: Reduced

    def to_dict(self) -> dict[str, object]:
        """The receipt as JSON."""
        done = self.reduced
        return {"batch_id": self.batch_id, "purges": done.batch, "rows": done.rows, "emptied": done.emptied, "masked": done.masked}

    def lines(self, lang: str = "zh") -> list[str]:
        """The receipt as lines for a terminal: what happened, then each column that was emptied, then what was masked."""
        done = self.reduced
        key = "purge.would" if self.batch_id is None else "purge.done" if done.rows else "purge.already"
        lines = [text(key, lang, n=sum(done.rows.values()), batch=done.batch, new=self.batch_id)]
        for place, n in done.emptied.items():
            table, _, column = place.partition(".")
            declared = tables()[table]
            name = declared.columns[column].zh if lang == "zh" else column
            lines.append(text("purge.emptied", lang, table=declared.title(lang), column=name, n=n))
        return lines + [text("purge.masked", lang, kind=text(f"people.{kind}", lang, n=n)) for kind, n in done.masked.items()]


@dataclass(frozen=True)
class Acknowledgement:
    """What somebody decided about a contradiction."""

    batch_id: int
    """The batch that says so."""
    check: str
    key: str
    owner: str
    is_acknowledged: bool
    """False: it was only taken over."""

    def to_dict(self) -> dict[str, object]:
        """The receipt as JSON."""
        return {
            "batch_id": self.batch_id,
            "check": self.check,
            "finding_key": self.key,
            "owner": self.owner,
            "is_acknowledged": self.is_acknowledged,
        }

    def line(self, lang: str = "zh") -> str:
        """The receipt as a line for a person."""
        return text("found.done" if self.is_acknowledged else "found.taken_over", lang, owner=self.owner, n=self.batch_id)


@dataclass
class Intake:
    """One file on its way in: its receipt, and the Parquet files that a batch needs."""

    receipt: Receipt
    parquet: dict[str, Path] = field(default_factory=dict)
    published_at: datetime | None = None
    effective_at: datetime | None = None
