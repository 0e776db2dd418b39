"""Which area of the city a text means: by id, code, full or short name, or English name."""

import re
import unicodedata
from collections.abc import Hashable, Mapping
from typing import Any

import pandas

from dashboard.geography.names import core_of
from dashboard.i18n.messages import LANGUAGES, Words, both
from dashboard.nearest import nearest

WHOLE_CITY = frozenset({"全市", "合计", "总计", "全市合计", "全域", "city", "wholecity", "total", "all"})
SUFFIX = re.compile(r"(自治县|新区|街道|区|县|市|旗|镇|乡)$")
PROVINCE_SUFFIX = re.compile(r"(特别行政区|(维吾尔|壮族|回族)?自治区|自治州|地区|省|市|盟)$")
LONG_CODE = re.compile(r"(\d{6})(?:000|000000)")
"""A district's own code as statistics write it: of 9 digits, or 12, of which the last stand for streets and communities."""
ENGLISH_SUFFIX = re.compile(r"(district|county|city|qu|xian|shi)$")
Area = Mapping[Hashable, Any]
NEAR = 50
"""Likeness, 0 to 100, from which a name may have been meant: 道理区 is 67 like 道里区, any other district 33."""
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "na", "n/a", "null", "\\n", "无", "–"})


def folded(text: str) -> str:
    """A spelling without what does not matter: width, letter case, spaces, and the joints of English words."""
    return re.sub(r"[\s_'’·-]+", "", unicodedata.normalize("NFKC", text).casefold())


class Places:
    """The areas of one city, by every spelling that names exactly one of them.

    `province`: its name, which a file may write before the city's. `former`: area by a name that it no longer has. `gone`: areas that
    were abolished, each with its successor; a name that one of them shares with an area that stands is that area's.
    """

    def __init__(
        self, areas: pandas.DataFrame, city: str, province: str | None = None, former: Mapping[str, str] | None = None,
        gone: Mapping[str, str] | None = None,
    ) -> None:
        self.city = city
        self.former, self.gone = dict(former or {}), dict(gone or {})
        self._areas = areas
        is_gone = areas["area_id"].isin(self.gone)
        before = {folded(name): area_id for name, area_id in self.former.items()}
        self._by_spelling = before | _spellings(areas[is_gone]) | _spellings(areas[~is_gone])
        self._before = _before(areas[areas["area_id"] == city].to_dict("records"), province)

    def area_id(self, text: str) -> str | None:
        """The area's id; "" for a text that means the whole city; null for one that is not known or says nothing."""
        spelling = folded(text)
        if spelling in NOTHING:
            return None
        if spelling in WHOLE_CITY:
            return ""
        found = self._by_spelling.get(spelling)
        return found if found is not None else self._below(spelling)

    def _below(self, spelling: str) -> str | None:
        """The area of a spelling with province or city before it, of one with the city after it, or of a longer official code."""
        if code := LONG_CODE.fullmatch(spelling):
            return self._by_spelling.get(code[1])
        for before in self._before:
            rest = before.sub("", spelling)
            if rest != spelling and (rest in WHOLE_CITY or rest in self._by_spelling):
                return "" if rest in WHOLE_CITY else self._by_spelling[rest]
        return None

    def name(self, area_id: str) -> Words:
        """What an area is called; its id where it is not known."""
        areas = self._areas.loc[self._areas["area_id"] == area_id].to_dict("records")
        return Words(areas[0]["name"], _english(areas[0]) or areas[0]["name"]) if areas else Words(area_id, area_id)

    def area_or_city(self, text: str) -> str | None:
        """As `area_id`, with the city's own id for the whole city: for columns that must be filled."""
        found = self.area_id(text)
        return self.city if found == "" else found

    def nearest(self, text: str) -> Words | None:
        """The name of the area whose spelling is nearest; null where none is near. The whole city is never meant by part of its name."""
        spelling = folded(text)
        for before in self._before:
            spelling = before.sub("", spelling) or spelling
        below = {known: area_id for known, area_id in self._by_spelling.items() if area_id != self.city}
        near = nearest(spelling, below or self._by_spelling, NEAR)
        return None if near is None else self.name(self._by_spelling[near])

    def hint(self, text: str) -> Words:
        """What may have been meant, where a name is near, and what is allowed."""
        near = self.nearest(text)
        ask = both("checks.near_area", name=near) if near else Words("", "")
        return both("checks.areas", near=ask, listed=Words(*map(self.listed, LANGUAGES)))

    def listed(self, lang: str) -> str:
        """The names of the areas, for a hint."""
        areas = self._areas[~self._areas["area_id"].isin(self.gone)].to_dict("records")
        names = [a["name"] if lang == "zh" else _english(a) or a["name"] for a in areas if a["area_id"] != self.city]
        return ("、" if lang == "zh" else ", ").join(names or [a["name"] for a in areas])


def _spellings(areas: pandas.DataFrame) -> dict[str, str]:
    """Area by every spelling that names exactly one of them."""
    sure: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for area in areas.to_dict("records"):
        for spelling in _full(area):
            sure.setdefault(folded(spelling), set()).add(area["area_id"])
        for spelling in _short(area):
            short.setdefault(spelling, set()).add(area["area_id"])
    # A short name that two areas share (邵阳 the city and the county) names neither.
    return {s: next(iter(ids)) for known in (short, sure) for s, ids in known.items() if s and len(ids) == 1}


def _before(cities: list[dict[Hashable, Any]], province: str | None) -> list[re.Pattern[str]]:
    """What may stand before a district's name (黑龙江省哈尔滨市), or after it in English; none where the city is not known."""
    if not cities:
        return []
    city, names = folded(cities[0]["name"]), []
    for whole in (folded(province or ""), city):
        spelled = (whole, PROVINCE_SUFFIX.sub("", whole), *_cores(whole))
        names.append("|".join(re.escape(name) for name in sorted({*spelled}, key=len, reverse=True) if len(name) > 1) or "(?!)")
    english = re.escape(folded(_english(cities[0]) or "")) or "(?!)"
    return [re.compile(rf"^(?:{names[0]})?(?:{names[1]})(?=.)|,{english}(?:city|prefecture)?$"), re.compile(rf"^(?:{names[0]})(?=.)")]


def _english(area: Area) -> str | None:
    name = area.get("name_en")
    return name if isinstance(name, str) else None


def _full(area: Area) -> list[str]:
    return [text for text in (area["area_id"], area.get("adcode"), area["name"], _english(area)) if isinstance(text, str)]


def _short(area: Area) -> list[str]:
    chinese = SUFFIX.sub("", folded(area["name"]))
    english = folded(_english(area) or "")
    spelled = [chinese] * (len(chinese) > 1) + _cores(folded(area["name"]))
    return spelled + [english + ending for ending in ("district", "county", "city") if english] + (
        [ENGLISH_SUFFIX.sub("", english)] if len(english) > 5 else []
    )


def _cores(name: str) -> list[str]:
    """A name without the words for its kind, and with the last of them alone: 城步 and 城步县 for 城步苗族自治县, 德宏 and 德宏州."""
    core = core_of(name)
    return [core, core + name[-1]] if name else []
