"""What people type stays text: in a terminal, in JSON, in a spreadsheet, in a figure and on a screen, by one function each."""

import re

from markupsafe import Markup, escape

_BREAKS = "\t\n\r"
_CONTROLS = "\\x00-\\x1f\\x7f-\\x9f"
_TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # which change the direction of what follows
_WIDTHLESS = "\u00ad\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_LONE = "\ud800-\udfff"  # halves of letters: bytes of a file name that are not UTF-8
_UNSEEN = re.compile(f"[{_CONTROLS}{_TURNS}{_WIDTHLESS}{_LONE}]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_STRANGE = "\ufffd"
_INVISIBLE = re.compile(f"[{_WIDTHLESS}]")
_LATIN_EMS, _LAST_LATIN = 0.55, "\u2e7f"
_TOGETHER = re.compile(
    r"\d{4}-\d\d-\d\d|(?:\d{4}\u5e74)?\d+\u6708\d+\u65e5 \d+:\d\d|\d+ [A-Z][a-z]{2}(?: \d{4})? \d+:\d\d|"
    r"(?:(?:\d+\u6708)?\d+\u65e5 |\d+ [A-Z][a-z]{2} )?(?:\d+\u6708)?\d[\d,.]*\u65e5?[\u2013~](?:\d+\u6708)?\d[\d,.]*"
    r"(?:[\u65f6\u65e5\u5929\u70b9%]| h\b| [A-Z][a-z]{2}\b)?|\d[\d,.]* (?:%|h\b|min\b|\u4e2a\u767e\u5206\u70b9)"
)
NAME_EMS = 24
"""Width of a name beside a bar, in widths of a Chinese letter: half of half a tablet page."""
LINE_EMS = 60
"""Of a name that has a line of its own: a choice, a file, an address."""
TEXT_EMS = 240
"""Of a text that is read: a remark, a reason, a sentence with names in it. Only what nobody meant to be read there is longer."""
SENTENCES_EMS = 600
"""What stands under a chart: several sentences of the board's own, of which none may lose its middle."""


def has_unseen(text: str) -> bool:
    """Whether a text has a character that is not seen as it stands: a control, a turn of direction, one without width."""
    return _UNSEEN.search(text) is not None


def on_terminal(text: str) -> str:
    """One line for a terminal: controls as their pictures, turns of direction as �, what has no width left out."""
    return _UNSEEN.sub(lambda found: _seen(found[0]), text)


def on_screen(text: str) -> str:
    """A text for a page: as in a terminal, but its breaks stay, which a browser sets as spaces."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in _BREAKS else _seen(found[0]), text)


def shortened(name: str, most: float = NAME_EMS) -> str:
    """A long name with its middle left out, so that beginning and end can still be told apart; whole in its title and in the table.

    `most`: the width that it may have, in widths of a Chinese letter.
    """
    if len(name) <= most or _ems(name) <= most:
        return name
    head = tail = 0
    while _ems(name[:head + 1]) <= most * 0.55:
        head += 1
    while _ems(name[len(name) - tail - 1:]) <= most * 0.41:
        tail += 1
    return f"{name[:head]}…{name[len(name) - tail:]}"


def on_page(words: str, most: float = TEXT_EMS) -> Markup:
    """Words as markup: nothing unseen in them, and where they are wider than `most`, shortened with the whole as their title."""
    if isinstance(words, Markup):
        return words
    whole = on_screen(str(words))
    shown = shortened(whole, most)
    return escape(whole) if shown == whole else Markup('<span title="{}">{}</span>').format(whole, shown)


def unbroken(words: str, most: float = TEXT_EMS) -> Markup:
    """As `on_page`, with what means something only together on one line: a day and its hours, a moment, a number and its unit."""
    page = on_page(words, most)
    return page if "title=" in page else Markup(_TOGETHER.sub(r'<span class="together">\g<0></span>', str(page)))


def in_json(document: str) -> str:
    """A JSON document whose strings have every unseen character as an escape; the breaks between its values stay."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in _BREAKS else _escaped(found[0]), document)


def in_spreadsheet(value: object) -> object:
    """A cell that no spreadsheet works out: text that begins as a formula gets an apostrophe before it; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    shown = on_screen(value).replace("\r\n", "\n").replace("\r", "\n")  # a lone return ends the row for most readers
    begins = shown.lstrip(" \u3000\u00a0")[:1]
    return f"'{shown}" if begins and begins in "=+-@＝＋－＠\t\r\n" and not _NUMBER.fullmatch(shown.strip()) else shown


def in_figure(name: str) -> str:
    """A name whose < and & are letters to Plotly, which reads a little HTML in every label."""
    return on_screen(name).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_template(name: str) -> str:
    """A name inside a hover template of Plotly, where %{ begins a value too."""
    return in_figure(name).replace("%{", "%&#123;")


def _ems(name: str) -> float:
    return sum(1 if letter > _LAST_LATIN else _LATIN_EMS for letter in name)


def _seen(letter: str) -> str:
    if letter <= "\x1f":
        return chr(0x2400 + ord(letter))
    return "\u2421" if letter == "\x7f" else "" if _INVISIBLE.match(letter) else _STRANGE


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at:at + 4]}" for at in range(0, len(units), 4))
