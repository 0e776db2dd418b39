"""The one tree of errors that a person may see: title and hint, in a duty officer's words, in Chinese and English."""


class SandtableError(Exception):
    """What went wrong and what to do about it, in both languages; `exit_status` is the command line's."""

    exit_status = 1

    def __init__(self, title_zh: str, title_en: str, hint_zh: str = "", hint_en: str = "") -> None:
        super().__init__(title_zh, title_en, hint_zh, hint_en)
        self._titles = {"zh": title_zh, "en": title_en}
        self._hints = {"zh": hint_zh, "en": hint_en}

    def title(self, lang: str = "zh") -> str:
        """One sentence: what went wrong. `lang` is "zh", "en" or a tag such as "zh-CN"; any other reads English."""
        return self._titles[_base(lang)]

    def hint(self, lang: str = "zh") -> str:
        """What to do now; "" when there is nothing to add."""
        return self._hints[_base(lang)]

    def __str__(self) -> str:
        return self._titles["en"]


class RefusedInput(SandtableError):
    """A file or value that was not taken; nothing of it was loaded."""


class UsageError(SandtableError):
    """A command, option or parameter that cannot be carried out as it was given."""

    exit_status = 2


class StoreError(SandtableError):
    """The store cannot be opened, read or written."""


def _base(lang: str) -> str:
    return "zh" if lang.lower().startswith("zh") else "en"
