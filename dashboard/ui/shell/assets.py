"""Scripts, style sheets and frames of HTML: text files that stand beside the module that sends them to the browser."""

from pathlib import Path


def asset(module: str, *names: str) -> str:
    """The named files beside a module (its `__file__`) as one text, in this order: a script of several parts shares one scope."""
    return "\n".join(Path(module).with_name(name).read_text(encoding="utf-8") for name in names)
