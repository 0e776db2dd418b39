"""Which words about a finding may be kept, and which case numbers: one rule for the form, the command line and a file."""

import re
import unicodedata

LONGEST_OWNER, LONGEST_NOTE = 40, 200
"""Characters: a post or a name, a sentence or two."""
LONGEST = {"owner": LONGEST_OWNER, "note": LONGEST_NOTE}
"""By column of the table `findings`."""
NUMBERS = ("case_id",)
"""Columns of numbers that stand for people: nobody's own may stand there."""
OF_A_PERSON = re.compile(r"(?<!\d)(?:1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}|\d{17}[\dXx])(?![\dXx])")
"""A mobile number, in one or as people group it, or an identity number: whose finding it is can be said without."""

WEIGHTS, CHECK_SIGNS = tuple(2 ** (17 - place) % 11 for place in range(17)), "10X98765432"
"""Of an identity number, GB 11643."""

SAID = {
    "long": ("太长", "is too long", "最多 {n} 个字", "At most {n} characters"),
    "control": ("含有控制字符或换行", "holds control characters or line breaks", "请只写文字", "Write plain words"),
    "person": ("含有手机号或身份证号", "holds a mobile or identity number",
               "不记录患者、来电人的信息；请删去", "Nothing about patients or callers is kept here: take it out"),
    "number": ("是手机号或身份证号", "is a mobile or identity number",
               "请改用认不出本人的编号", "Use a number that tells nobody who the person is"),
}  # fmt: skip


def wrong_with(column: str, text: str) -> str | None:
    """What is wrong with the words for `owner` or `note`: long, control or person; with a `case_id`: number; null = nothing."""
    plain = unicodedata.normalize("NFKC", text)
    if column in NUMBERS:
        found = OF_A_PERSON.fullmatch(plain)
        return "number" if found and (found["gap"] is not None or _closes(plain)) else None
    if len(text) > LONGEST[column]:
        return "long"
    if not text.isprintable():
        return "control"
    return "person" if OF_A_PERSON.search(plain) else None


def _closes(number: str) -> bool:
    """Whether the last sign of 18 is what an identity number's other 17 ask for (GB 11643): a serial number's hardly ever is."""
    return CHECK_SIGNS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True)) % 11] == number[17].upper()


def said_of(column: str, wrong: str) -> tuple[str, str, str, str]:
    """What is wrong and what is allowed, in Chinese and English: title_zh, title_en, hint_zh, hint_en, without a subject or a full stop."""
    zh, en, hint_zh, hint_en = SAID[wrong]
    most = LONGEST.get(column)
    return zh, en, hint_zh.format(n=most), hint_en.format(n=most)
