"""What is wrong with a file, cell by cell, in the words of a clerk."""

from dataclasses import dataclass, replace

from dashboard.errors import SandtableError
from dashboard.i18n.messages import Words, advice, both
from dashboard.people.recognition import NUMBERS, masked

SEVERITIES = ("refuse", "left_out", "assumed", "warn")
"""Of problems, by what a list that is cut must not lose."""
LISTED = 100
"""Problems listed of one file; the rest are counted."""
NOTHING = Words("", "")


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where, what it says, and what is allowed."""

    file: str
    """Name of the file, without folders."""
    rule: str
    """Short code of the rule, such as required, unread, min, duplicate."""
    message: Words
    allowed: Words = NOTHING
    row: int | None = None
    """Row of the spreadsheet, header = 1 (a quoted line break does not start a row); null = the file as a whole."""
    column: str | None = None
    """The header as the file itself writes it; null = the row as a whole."""
    value: str | None = None
    severity: str = "refuse"
    """refuse: nothing is loaded. warn: loaded, and shown with the batch. left_out: loaded without this part of the file.
    assumed: loaded, by a reading of the file that it does not state itself."""

    def line(self, lang: str = "zh") -> str:
        """`file:row:column: what is wrong, and what is allowed`; parts that do not apply are left out."""
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part is not None)
        wrong, allowed = self.message.say(lang), self.allowed.say(lang)
        mark = Words("", " ") if wrong.endswith(("。", ".")) else Words("；", "; ")  # what the log says is a whole sentence
        line = f"{place}: {wrong}{mark.say(lang) + allowed if allowed else ''}"
        # One line, whatever a cell says: a control character would move a terminal's cursor.
        return "".join(c if c.isprintable() else "·" for c in line)

    def to_dict(self) -> dict[str, object]:
        """The problem as JSON, and as the store has it with its batch."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "rule": self.rule,
            "severity": self.severity,
            "message_zh": self.message.zh,
            "message_en": self.message.en,
            "allowed_zh": self.allowed.zh,
            "allowed_en": self.allowed.en,
        }


def without_numbers(problem: Problem) -> Problem:
    """The problem with marks in the place of phone, identity and card numbers, whichever table it is of; in a file's name, of names too."""
    message, allowed = (Words(*(masked(words, NUMBERS) for words in pair)) for pair in (problem.message, problem.allowed))
    column, value = (masked(text, NUMBERS) if text else text for text in (problem.column, problem.value))
    return replace(problem, file=masked(problem.file), message=message, allowed=allowed, column=column, value=value)


@dataclass(frozen=True)
class Where:
    """Where in a file a problem is; all null = the file as a whole."""

    row: int | None = None
    column: str | None = None
    value: str | None = None


WHOLE_FILE = Where()


def refusal(file: str, rule: str, key: str, place: Where = WHOLE_FILE, **values: object) -> Problem:
    """A problem for which nothing of the file is loaded, in the words of the message `key` filled with `values`."""
    return Problem(file, rule, both(key, **values), advice(key, **values), place.row, place.column, place.value)


def warning(file: str, rule: str, key: str, place: Where = WHOLE_FILE, **values: object) -> Problem:
    """A problem that is shown with the batch, for which nothing is left out."""
    return Problem(file, rule, both(key, **values), advice(key, **values), place.row, place.column, place.value, "warn")


def left_out(file: str, rule: str, key: str, place: Where = WHOLE_FILE, **values: object) -> Problem:
    """A part of the file that is not taken in: a sheet, a row of totals, a column, a remark; the rest of the file is."""
    return Problem(file, rule, both(key, **values), advice(key, **values), place.row, place.column, place.value, "left_out")


def assumed(file: str, rule: str, key: str, place: Where = WHOLE_FILE, **values: object) -> Problem:
    """How a part of the file was read that does not say so itself: an encoding, the header's row, a unit in a header."""
    return Problem(file, rule, both(key, **values), advice(key, **values), place.row, place.column, place.value, "assumed")


def of_error(file: str, error: SandtableError) -> Problem:
    """The refusal of a file as a whole, in the error's words."""
    title, hint = (Words(say("zh"), say("en")) for say in (error.title, error.hint))
    return Problem(file, "file", title, hint)
