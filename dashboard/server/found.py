"""What was found, in the words and with the addresses of a page: what the palette shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from dashboard.i18n.forms import GAP, fmt_count, fmt_day
from dashboard.i18n.messages import text
from dashboard.lookup.finding import LONGEST, Found, Group, counted
from dashboard.lookup.index import Index, Named
from dashboard.lookup.names import MOST_NAMES, Board
from dashboard.lookup.places import place_of
from dashboard.moments import parse_day
from dashboard.plain_text import LINE_EMS, on_screen, shortened
from dashboard.ui.shell.links import address_from


@dataclass(frozen=True)
class Told:
    """The words for one page: its language, moment and filters are in `carried`, the parameters of its address."""

    index: Index
    board: Board
    carried: Mapping[str, str]
    at: datetime
    city: str
    """area_id of the city."""

    def found(self, found: Found, sought: str, is_cut: bool) -> dict[str, Any]:
        """What was found, by kind, and how much in words."""
        groups = [self._group(group) for group in found.groups]
        n = sum(group.total for group in found.groups)
        said = self._say("find.near") if found.is_near else self._say("find.found", n=self._count(n)) if n else ""
        if not n:
            said = self._joined(self._say("find.nothing", text=_shown(sought)), self._say("find.nothing_hint"))
        return {"groups": groups, "said": self._joined(self._say("find.cut", n=LONGEST), said) if is_cut else said}

    def hints(self) -> dict[str, Any]:
        """What can be found, and how it may be typed."""
        known = counted(self.index)
        lines = [{"title": self._say(f"find_kind.{kind}"), "n": self._count(n)} for kind, n in known.items()]
        stored = [{"title": self._say("find.tickets"), "n": ""}] if len(self.districts) else []
        cut = self._say("find.left_out", n=self._count(MOST_NAMES)) if sum(known.values()) >= MOST_NAMES else ""
        return {"hints": [*lines, *stored], "said": self._joined(self._example(), cut), "there_is": self._say("find.there_is")}

    @cached_property
    def districts(self) -> dict[str, Named]:
        """Districts and the city, by area_id."""
        return {one.id: one for one in self.index.of_kind("district")}

    @property
    def _lang(self) -> str:
        return self.carried["lang"]

    def _group(self, group: Group) -> dict[str, Any]:
        left = group.total - len(group.first)
        more = self._say("find.more", n=self._count(left)) if left else ""
        return {"title": self._say(f"find_kind.{group.kind}"), "items": [self._item(one) for one in group.first], "more": more}

    def _item(self, one: Named) -> dict[str, str]:
        own, other = _own(one, self._lang), _own(one, "en" if self._lang == "zh" else "zh")
        place = place_of(one, self.carried, self.at, frozenset(self.districts) - {self.city})
        to = address_from(f"/{self.board.pages[place.page]}", self.carried, place.params, place.anchor)
        words = {"name": own, "other": other if other != own else "", "where": self._where(one, place.page)}
        return {name: _shown(word) for name, word in words.items()} | {"href": to}

    def _where(self, one: Named, page: str) -> str:
        if one.kind in ("figure", "table", "query"):
            return self._say(f"nav.{page}")
        if one.kind in ("page", "district"):
            return ""
        area = self.districts.get(one.area_id)
        where = _own(area, self._lang) if area else self._say("word.all_areas") if one.kind == "notice" else ""
        day = fmt_day(parse_day(one.detail), self._lang) if one.kind == "notice" else ""
        return " · ".join(part for part in (day, where) if part)

    def _example(self) -> str:
        """How one may type, shown with a district of the city."""
        for one in self.districts.values():
            spelled = one.also.split()
            if one.id != self.city and spelled and "".join(spelled).isascii() and "".join(spelled).isalpha():
                initials = "".join(syllable[0] for syllable in spelled)
                return self._say("find.example", name=_shown(one.name), pinyin="".join(spelled), initials=initials)
        return self._say("find.hint")

    def _say(self, key: str, **values: object) -> str:
        return text(key, self._lang, **values)

    def _count(self, n: int) -> str:
        return fmt_count(n, self._lang)

    def _joined(self, *parts: str) -> str:
        return GAP[self._lang].join(part for part in parts if part)


def _own(one: Named, language: str) -> str:
    return one.name_en if language == "en" and one.name_en else one.name


def _shown(words: str) -> str:
    """A name as it is set in one line: nothing unseen in it, and not without end."""
    return shortened(" ".join(on_screen(words).split()), LINE_EMS)
