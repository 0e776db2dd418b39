"""The one tree of errors that a person may see: title and hint, in a duty officer's words, in Chinese and English."""

from dashboard.i18n.messages import Words, advice, both


class SandtableError(Exception):
    """What went wrong and what to do about it, in both languages; `exit_status` is the command line's.

    `key`: a message of the catalogue (`dashboard/i18n`), [Chinese, English] or with what to do behind them; `values` fill it.
    """

    exit_status = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self._title, self._hint = both(key, **values), advice(key, **values)

    def title(self, lang: str = "zh") -> str:
        """One sentence: what went wrong. `lang` is "zh", "en" or a tag such as "zh-CN"; any other reads English."""
        return self._title.say(lang)

    def hint(self, lang: str = "zh") -> str:
        """What to do now; "" when there is nothing to add."""
        return self._hint.say(lang)

    def whole(self) -> Words:
        """Title and hint one after the other; Chinese sentences follow each other without a space."""
        return Words(*(gap.join(filter(None, (self.title(lang), self.hint(lang)))) for lang, gap in (("zh", ""), ("en", " "))))

    def __str__(self) -> str:
        return self._title.en


class RefusedInput(SandtableError):
    """A file or value that was not taken; nothing of it was loaded."""


class UsageError(SandtableError):
    """A command, option or parameter that cannot be carried out as it was given."""

    exit_status = 2


class StoreError(SandtableError):
    """The store cannot be opened, read or written."""
