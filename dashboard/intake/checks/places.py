"""Which area of the city a text means: by id, code, full or short name, or English name."""

import re
import unicodedata
from collections.abc import Hashable, Mapping
from typing import Any

import pandas

from dashboard.i18n.messages import LANGUAGES, Words, both
from dashboard.nearest import nearest

WHOLE_CITY = frozenset({"全市", "合计", "总计", "全市合计", "全域", "city", "wholecity", "total", "all"})
SUFFIX = re.compile(r"(自治县|新区|街道|区|县|市|旗|镇|乡)$")
ENGLISH_SUFFIX = re.compile(r"(district|county|city|qu|xian|shi)$")
Area = Mapping[Hashable, Any]
NEAR = 50
"""Likeness, 0 to 100, from which a name may have been meant: 道理区 is 67 like 道里区, any other district 33."""
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "na", "n/a", "null", "\\n"})


def folded(text: str) -> str:
    """A spelling without what does not matter: width, letter case, spaces, and the joints of English words."""
    return re.sub(r"[\s_'’·-]+", "", unicodedata.normalize("NFKC", text).casefold())


class Places:
    """The areas of one city, by every spelling that names exactly one of them."""

    def __init__(self, areas: pandas.DataFrame, city: str) -> None:
        self.city = city
        self._areas = areas
        self._by_spelling: dict[str, str] = {}
        sure: dict[str, set[str]] = {}
        short: dict[str, set[str]] = {}
        for area in areas.to_dict("records"):
            for spelling in _full(area):
                sure.setdefault(folded(spelling), set()).add(area["area_id"])
            for spelling in _short(area):
                short.setdefault(spelling, set()).add(area["area_id"])
        # A short name that two areas share (邵阳 the city and the county) names neither.
        for known in (short, sure):
            self._by_spelling |= {s: next(iter(ids)) for s, ids in known.items() if s and len(ids) == 1}

    def area_id(self, text: str) -> str | None:
        """The area's id; "" for a text that means the whole city; null for one that is not known or says nothing."""
        spelling = folded(text)
        if spelling in NOTHING:
            return None
        if spelling in WHOLE_CITY:
            return ""
        return self._by_spelling.get(spelling)

    def area_or_city(self, text: str) -> str | None:
        """As `area_id`, with the city's own id for the whole city: for columns that must be filled."""
        found = self.area_id(text)
        return self.city if found == "" else found

    def nearest(self, text: str) -> Words | None:
        """The name of the area whose spelling is nearest; null where none is near."""
        spelling = nearest(folded(text), self._by_spelling, NEAR)
        if spelling is None:
            return None
        area_id = self._by_spelling[spelling]
        area = self._areas.loc[self._areas["area_id"] == area_id].to_dict("records")[0]
        return Words(area["name"], _english(area) or area["name"])

    def hint(self, text: str) -> Words:
        """What may have been meant, where a name is near, and what is allowed."""
        near = self.nearest(text)
        ask = both("checks.near_area", name=near) if near else Words("", "")
        return both("checks.areas", near=ask, listed=Words(*map(self.listed, LANGUAGES)))

    def listed(self, lang: str) -> str:
        """The names of the areas, for a hint."""
        areas = self._areas.to_dict("records")
        names = [a["name"] if lang == "zh" else _english(a) or a["name"] for a in areas if a["area_id"] != self.city]
        return ("、" if lang == "zh" else ", ").join(names or [a["name"] for a in areas])


def _english(area: Area) -> str | None:
    name = area.get("name_en")
    return name if isinstance(name, str) else None


def _full(area: Area) -> list[str]:
    return [text for text in (area["area_id"], area.get("adcode"), area["name"], _english(area)) if isinstance(text, str)]


def _short(area: Area) -> list[str]:
    chinese = SUFFIX.sub("", folded(area["name"]))
    english = folded(_english(area) or "")
    return [chinese] * (len(chinese) > 1) + [english + ending for ending in ("district", "county", "city") if english] + (
        [ENGLISH_SUFFIX.sub("", english)] if len(english) > 5 else []
    )
