"""Which words about a finding may be kept: one rule for the form, the command line and a file."""

import re
import unicodedata

LONGEST_OWNER, LONGEST_NOTE = 40, 200
"""Characters: a post or a name, a sentence or two."""
LONGEST = {"owner": LONGEST_OWNER, "note": LONGEST_NOTE}
"""By column of the table `findings`."""
OF_A_PERSON = re.compile(r"(?<!\d)(?:1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}|\d{17}[\dXx])(?![\dXx])")
"""A mobile number, in one or as people group it, or an identity number: whose finding it is can be said without."""

SAID = {
    "long": ("太长", "is too long", "最多 {n} 个字", "At most {n} characters"),
    "control": ("含有控制字符或换行", "holds control characters or line breaks", "请只写文字", "Write plain words"),
    "person": ("含有手机号或身份证号", "holds a mobile or identity number",
               "不记录患者、来电人的信息；请删去", "Nothing about patients or callers is kept here: take it out"),
}  # fmt: skip


def wrong_with(column: str, text: str) -> str | None:
    """What is wrong with the words for `owner` or `note`: long, control or person; null = nothing."""
    if len(text) > LONGEST[column]:
        return "long"
    if not text.isprintable():
        return "control"
    return "person" if OF_A_PERSON.search(unicodedata.normalize("NFKC", text)) else None


def said_of(column: str, wrong: str) -> tuple[str, str, str, str]:
    """What is wrong and what is allowed, in Chinese and English: title_zh, title_en, hint_zh, hint_en, without a subject or a full stop."""
    zh, en, hint_zh, hint_en = SAID[wrong]
    return zh, en, hint_zh.format(n=LONGEST[column]), hint_en.format(n=LONGEST[column])
