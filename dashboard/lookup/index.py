"""The index: names one behind the other as code units, and what each leads to, in a few arrays; about 150 bytes a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.lookup.folding import folded
from dashboard.lookup.readings import Letters, usual_readings


class Named(NamedTuple):
    """One thing that can be found."""

    kind: str
    id: str
    name: str
    """As it is shown, in Chinese where it has a Chinese name."""
    name_en: str = ""
    also: str = ""
    """A number, or pinyin that the file of readings does not have, by which it is found too."""
    area_id: str = ""
    """Empty = the city, or no place at all."""
    detail: str = ""
    """What its page is asked for: the text to search there, the statement of a query, the day of a notice."""


class Texts:
    """Many texts as one, since a string of Python costs 50 bytes before its first letter."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.joined = "".join(texts)
        self.ends = np.cumsum([0, *map(len, texts)], dtype=np.uint32)

    def __getitem__(self, place: int) -> str:
        return self.joined[self.ends[place] : self.ends[place + 1]]

    def __len__(self) -> int:
        return len(self.ends) - 1

    @property
    def bytes(self) -> int:
        widest = max(self.joined, default="")
        width = 1 if widest < "\u0100" else 2 if widest < "\U00010000" else 4
        return len(self.joined) * width + self.ends.nbytes


@dataclass(frozen=True)
class Index:
    """Names of a moment. A segment is one folded text of an entry: its name, its English name or its number."""

    units: Letters
    begins_word: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.uint32]
    """Where each segment begins among the units, and at the end where the last one ends."""
    entries: npt.NDArray[np.uint32]
    """The entry of each segment."""
    names: int
    """The first so many segments are names, the others numbers."""
    codes: tuple[str, ...]
    """Kinds and districts that the next two name by their place here."""
    kinds: npt.NDArray[np.uint16]
    areas: npt.NDArray[np.uint16]
    fields: dict[str, Texts]
    spelled: str
    """The names in both languages, as they are read: Chinese in pinyin; one a line."""

    def __len__(self) -> int:
        return len(self.kinds)

    def named(self, entry: int) -> Named:
        """The entry at a place."""
        words = {name: texts[entry] for name, texts in self.fields.items()}
        return Named(self.codes[self.kinds[entry]], area_id=self.codes[self.areas[entry]], **words)

    def of_kind(self, kind: str) -> list[Named]:
        """All of one kind, in their order."""
        if kind not in self.codes:
            return []
        return [self.named(int(entry)) for entry in np.flatnonzero(self.kinds == self.codes.index(kind))]

    @property
    def bytes(self) -> int:
        """What it takes of the memory."""
        arrays = (self.units, self.begins_word, self.starts, self.entries, self.kinds, self.areas)
        return sum(array.nbytes for array in arrays) + sum(texts.bytes for texts in self.fields.values()) + len(self.spelled)


FIELDS = ("id", "name", "name_en", "also", "detail")
NAMES = ("name", "name_en")
FOUND_BY = (*NAMES, "also")


def indexed(named: Iterable[Named]) -> Index:
    """The index of these things, in their order."""
    every = list(named)
    fields = {field: Texts([getattr(one, field) for one in every]) for field in FIELDS}
    segments = [(entry, text) for field in FOUND_BY for entry, one in enumerate(every) if (text := getattr(one, field))]
    text = folded(words for _, words in segments)
    ends = np.flatnonzero(text.units == ord("\n")) + 1
    names = sum(1 for one in every for field in NAMES if getattr(one, field))
    spelled = text.units[: ends[names - 1]].tobytes().decode("utf-16-le", "replace").translate(usual_readings()) if names else ""
    places: dict[str, int] = {}
    kinds, areas = ([places.setdefault(getattr(one, name), len(places)) for one in every] for name in ("kind", "area_id"))
    return Index(
        text.units, text.begins_word, np.concatenate([[0], ends]).astype(np.uint32),
        np.array([entry for entry, _ in segments], dtype=np.uint32), names, tuple(places),
        np.array(kinds, dtype=np.uint16), np.array(areas, dtype=np.uint16), fields, spelled,
    )
