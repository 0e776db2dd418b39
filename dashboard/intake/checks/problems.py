"""What is wrong with a file, cell by cell, in the words of a clerk."""

from dataclasses import dataclass

LISTED = 100
"""Findings listed of one file; the rest are counted."""


@dataclass(frozen=True)
class Finding:
    """One thing wrong: where, what it says, and what is allowed."""

    file: str
    """Name of the file, without folders."""
    row: int | None
    """Row of the spreadsheet, header = 1 (a quoted line break does not start a row); null = the file as a whole."""
    column: str | None
    """The header as the file itself writes it; null = the row as a whole."""
    value: str | None
    rule: str
    """Short code of the rule, such as required, unread, min, duplicate."""
    message_zh: str
    message_en: str
    allowed_zh: str = ""
    allowed_en: str = ""
    severity: str = "refuse"
    """refuse: nothing is loaded. warn: loaded, and shown with the batch."""

    def line(self, lang: str = "zh") -> str:
        """`file:row:column: what is wrong, and what is allowed`; parts that do not apply are left out."""
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part is not None)
        message, allowed = (
            (self.message_zh, self.allowed_zh) if lang.startswith("zh") else (self.message_en, self.allowed_en)
        )
        mark = "；" if lang.startswith("zh") else "; "
        line = f"{place}: {message}{mark + allowed if allowed else ''}"
        # One line, whatever a cell holds: a control character would move a terminal's cursor.
        return "".join(c if c.isprintable() else "·" for c in line)

    def to_dict(self) -> dict:
        """The finding as JSON, and as the store keeps it with its batch."""
        return {
            "file": self.file, "row": self.row, "column": self.column, "value": self.value, "rule": self.rule,
            "severity": self.severity, "message_zh": self.message_zh, "message_en": self.message_en,
            "allowed_zh": self.allowed_zh, "allowed_en": self.allowed_en,
        }  # fmt: skip


def of_file(file: str, rule: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "", **place) -> Finding:
    """A refusal of the file as a whole, or of the `row` and `column` given."""
    where = {"row": None, "column": None, "value": None, "severity": "refuse"} | place
    return Finding(file=file, rule=rule, message_zh=zh, message_en=en, allowed_zh=hint_zh, allowed_en=hint_en, **where)
