"""One spelling for a zone's address, so that a change of spelling is not taken for a change of place.

`normalise_address` does this, in this order, and nothing else:
1. compatibility form (NFKC): full-width digits, letters, brackets, commas and colons become their ASCII forms, "Ⅱ" becomes "II";
2. every space is removed, inside the text as well as around it;
3. the separators 、 , ; and their full-width forms become 、, and runs of them one;
4. brackets of every shape (（）〔〕【】[]《》) become ( and );
5. dashes (— – ― － ~ ～) become -, and middle dots (• ・ ‧) become ·;
6. Latin letters become capitals;
7. separators and full stops at either end are removed.

What is left alone, because it says something else or because nobody can tell: 号楼, 栋 and 座; Chinese and Arabic
numerals (三单元, 3单元); a missing or additional word ("兰河街道", "小区"); and the order of the parts.
"1栋二单元、三单元、2栋一单元" and "1栋二单元、2栋一单元、三单元" have the same parts and are different doors: parts are never sorted.
"""

import re
import unicodedata
from functools import lru_cache

SAME_SIGN = str.maketrans(
    {sign: "、" for sign in ",;，；､"}
    | {sign: "(" for sign in "〔【[《〈「{"}
    | {sign: ")" for sign in "〕】]》〉」}"}
    | {sign: "-" for sign in "—–―‐‑−~～"}
    | {sign: "·" for sign in "•・‧∙"}
)
SPACES = re.compile(r"[\s\u200b\u200c\u200d\ufeff]+")
RUNS = re.compile("、{2,}")
DOOR = re.compile("第?[0-9A-Z一二三四五六七八九十百]+(?:-[0-9]+)*(?:号楼|号院|栋|座|楼|单元|门)")
OPEN_END = re.compile("[0-9A-Z一二三四五六七八九十百第-]$")
"""An address that ends so may go on to another number: 178 is not the beginning of 178-1."""


@lru_cache(maxsize=65_536)  # an address stays in the feed for days, seven files a day
def normalise_address(text: str) -> str:
    """The address in the one spelling that zones are compared by; "" for a text of nothing but spaces and separators."""
    folded = SPACES.sub("", unicodedata.normalize("NFKC", text)).translate(SAME_SIGN).upper()
    return RUNS.sub("、", folded).strip("、。.")


def same_address(one: str, other: str) -> bool:
    """Whether two addresses in the one spelling are the same with a building, a unit or a listed place more or fewer.

    True for "3号楼" and "3号楼2单元", a building or unit that is added or left out at the end; and for lists of which one holds all parts
    of the other. False where an exclusion (除…外) says what is meant, and wherever nothing is left in common.
    """
    if one == other or "除" in one + other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and not OPEN_END.search(shorter) and DOOR.match(longer[len(shorter) :]):
        return True
    parts = [set(text.split("、")) for text in (shorter, longer)] if "(" not in one + other else [set(), set()]
    return bool(parts[0]) and (parts[0] < parts[1] or parts[1] < parts[0])
