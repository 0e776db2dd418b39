"""Names of areas in pinyin and in English, and the kind of area that a name says."""

import csv
import re
from functools import cache

from dashboard.settings import folder

PEOPLES = (
    "满|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|鄂伦春|裕固|独龙|保安|各"
)
SUFFIX = re.compile(
    rf"(?:(?<=..)(?:(?:{PEOPLES})族?)*(?:自治县|自治州|自治旗)|(?<=..)(?:特别行政区|行政委员会|新区|林区|特区|地区|街道)|[区县市盟旗州省镇乡])$"
)
"""What names the kind of an area, with the peoples of an autonomous one; two characters stay before a long one (清新区 is not 清)."""
A_PEOPLE = re.compile(r"(?<=..)族$")
COUNTY_KINDS = {"区": "district", "县": "county", "旗": "county", "市": "county_city", "会": "county"}  # 会: 大柴旦行政委员会
VOWELS = tuple("aoe")
PLACE_READINGS = {"都": "du", "长": "chang", "曾": "zeng"}  # in place names; pypinyin's first guess is another


def kind_of(name: str) -> str:
    """The `area_kind` of a county-level unit by the last character of its name; "unknown" where it says nothing."""
    return COUNTY_KINDS.get(name[-1], "unknown")


def core_of(name: str) -> str:
    """A name without what says its kind: 道里, 城步, 德宏, 鄂温克. 宾县 stays whole: it is never said without."""
    core = A_PEOPLE.sub("", SUFFIX.sub("", name))
    return core if len(core) > 1 else name


def pinyin_of(name: str, adcode: str | None = None) -> str:
    """Sort key of a name: lower case, tone-less, one space between syllables, ü as v ("dao li qu")."""
    from pypinyin import lazy_pinyin  # its dictionary takes 56 MB of memory, needed only where areas are named

    known = name_exceptions().get(adcode, {})
    return known.get("name_pinyin") or " ".join(map(_reading, name, lazy_pinyin(name)))


def english_of(name: str, adcode: str | None = None) -> str:
    """English name of an area: its own exception if there is one, else pinyin of the name without 区, 县, 市.

    A name of one character keeps its suffix (宾县 Binxian), since it is never said without. Only Han pronunciation:
    places with names in other languages come out as Chinese reads them, unless `geodata/place_names.csv` has them.
    """
    known = name_exceptions().get(adcode, {})
    if known.get("name_en"):
        return known["name_en"]
    shown = core_of(name)
    # Read with the suffix, since pypinyin knows places as whole words (六安市, 乐亭县), then cut.
    head, *rest = pinyin_of(name, adcode).replace("v", "ü").split()[: len(shown)]
    return (head + "".join(f"'{part}" if part.startswith(VOWELS) else part for part in rest)).capitalize()


@cache
def name_exceptions() -> dict[str, dict[str, str]]:
    """By adcode: name_pinyin and name_en where the rule is wrong, "" where it is right. `geodata/place_names.csv`."""
    with (folder("geodata") / "place_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["adcode"]: row for row in csv.DictReader(file)}


def _reading(character: str, syllable: str) -> str:
    return PLACE_READINGS.get(character, syllable)
