"""Which names match what somebody typed, and how well: letter by letter, as syllables of pinyin, as initials, or any mixture of them.

What is typed is a path: each step reads one letter of a name, and eats as much of what was typed as that letter is read (道 eats
"dao" or "d"). All names are walked at once, as arrays, and steps that come to the same place go on as one: the time grows with the
length of what was typed, never with the number of ways to read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dashboard.lookup.index import Index
from dashboard.lookup.readings import UNITS, beginnings, sounding_like, syllables, units

Walks = npt.NDArray[np.int64]
"""Where a walk began, how many letters it has read, and how: packed, `_BEGAN`, `_READ` and three bits."""
Steps = npt.NDArray[np.uint8]
"""By code unit: how it is read by this step; `NO` where it is not."""
NO, AS_TYPED, OTHERWISE, SYLLABLE, INITIAL, ALIKE = 255, 0, 1, 2, 4, 6
"""A letter as typed; the bit of a reading that is not the usual one; a syllable; its initial; another letter that sounds the same."""
_READ, _BEGAN = 3, 11
HOW_WELL, _WHERE, _NUMBER, _ELSEWHERE = 32, 36, 35, 31
"""The bits of a score from which on it says how well a name matches, where in it, whether it is a number, and of another district."""
_LONGEST = 1 << (_BEGAN - _READ)
_EXACT, _AT_NAME, _AT_WORD, _INSIDE = range(4)
DOUBLE_INITIALS = ("zh", "ch", "sh")


_WORST = np.iinfo(np.int64).max
ENOUGH = 20
"""Names that hold all that was typed in one piece, beyond which nobody needs those that hold its words apart."""


@dataclass(frozen=True)
class Matches:
    """Entries that match, the best first, with what they were sorted by: the less the better."""

    entries: npt.NDArray[np.int64]
    scores: npt.NDArray[np.int64]


NOTHING = Matches(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def matching(index: Index, words: tuple[str, ...], near: str = "", sounds: bool = False) -> Matches:
    """The entries that match all of the words behind one another, and then those that match each of them somewhere.

    A whole name goes first, then one that begins so, then a word, then any place; names go before numbers, what is typed as it is
    before pinyin, pinyin before initials, the usual reading before another, the district `near` before others, short before long.
    `sounds`: letters match by how they are read.
    """
    whole = _of_one(index, "".join(words), near, sounds)
    if len(words) == 1 or len(whole.entries) >= ENOUGH:
        return whole
    scores = np.zeros(len(index), dtype=np.int64)
    for word in words:
        one, each = _of_one(index, word, near, sounds), np.full(len(index), _WORST, dtype=np.int64)
        each[one.entries] = one.scores
        scores = np.maximum(scores, each)
    scores[whole.entries] = _WORST
    rest = np.flatnonzero(scores != _WORST)
    order = np.argsort(scores[rest], kind="stable")
    # Beyond every score of the whole, so that they follow it.
    return Matches(np.concatenate([whole.entries, rest[order]]), np.concatenate([whole.scores, scores[rest][order] + (1 << 40)]))


def _of_one(index: Index, text: str, near: str, sounds: bool) -> Matches:
    typed = tuple(units(text).tolist())[: _LONGEST - 1]
    if not typed or not len(index):
        return NOTHING
    waiting = _begun(index, typed, sounds)
    for place in range(1, len(typed)):
        if place not in waiting:
            continue
        walks = _together(waiting.pop(place))
        for to, step in _steps(typed, place, sounds):
            if len(further := _gone_on(index, walks, step)):
                waiting.setdefault(to, []).append(further)
    return _ranked(index, _together(waiting[len(typed)]), near) if len(typed) in waiting else NOTHING


def _begun(index: Index, typed: tuple[int, ...], sounds: bool) -> dict[int, list[Walks]]:
    """The walks after their first step, by where in what was typed they came to."""
    (to, first), *others = _steps(typed, 0, sounds)
    read = first[index.units]
    places = np.flatnonzero(read != NO)
    waiting = {to: [places << _BEGAN | 1 << _READ | read[places]]}
    for to, step in others:  # which read letters that the first reads as well
        read = step[index.units[places]]
        goes = read != NO
        if goes.any():
            waiting[to] = [places[goes] << _BEGAN | 1 << _READ | read[goes]]
    return waiting


def _gone_on(index: Index, walks: Walks, step: Steps) -> Walks:
    place = (walks >> _BEGAN) + ((walks >> _READ) & (_LONGEST - 1))
    read = step[index.units[place]]
    goes = read != NO  # the separator is read by no step, so no walk leaves its segment
    further: Walks = (walks[goes] + (1 << _READ)) | read[goes]
    return further


def _together(several: list[Walks]) -> Walks:
    """Walks that came to the same place; of those that began and are at the same letter one, read the best way."""
    if len(several) == 1:
        return several[0]
    walks = np.concatenate(several)
    walks.sort(kind="stable")  # which merges what is sorted already
    at = walks >> _READ
    once: Walks = walks[np.concatenate([[True], at[1:] != at[:-1]])]
    return once


def _ranked(index: Index, walks: Walks, near: str) -> Matches:
    """The best walk of each entry."""
    began, read, how = walks >> _BEGAN, (walks >> _READ) & (_LONGEST - 1), walks & (1 << _READ) - 1
    segment = np.searchsorted(index.starts, began, side="right") - 1
    entry, first = index.entries[segment], index.starts[segment]
    length = index.starts[segment + 1].astype(np.int64) - 1 - first
    where = np.where(began == first, np.where(read == length, _EXACT, _AT_NAME), np.where(index.begins_word[began], _AT_WORD, _INSIDE))
    is_number = (segment >= index.names).astype(np.int64)
    score = where.astype(np.int64) << _WHERE | is_number << _NUMBER | how << HOW_WELL | np.minimum(length, 0x7FFF)
    if near in index.codes:
        score |= (index.areas[entry] != index.codes.index(near)).astype(np.int64) << _ELSEWHERE
    best = np.full(len(index), _WORST, dtype=np.int64)
    np.minimum.at(best, entry, score)
    found = np.flatnonzero(best != _WORST)
    order = np.argsort(best[found], kind="stable")
    return Matches(found[order], best[found][order])


def _steps(typed: tuple[int, ...], place: int, sounds: bool) -> Iterator[tuple[int, Steps]]:
    """The steps from a place in what was typed: where each comes to, and which letters it reads."""
    rest = bytes(unit for unit in typed[place : place + 6] if unit < 128).decode() if typed[place] < 128 else ""
    last = place + len(rest) == len(typed)
    yield place + 1, _one_letter(typed[place], sounds)
    for end in range(2, len(rest) + 1):
        part = rest[:end]
        if part in syllables() or part in DOUBLE_INITIALS or (last and end == len(rest) and part in beginnings()):
            yield place + end, _several_letters(part)


@lru_cache(maxsize=64)
def _one_letter(unit: int, sounds: bool) -> Steps:
    step = np.full(UNITS, NO, dtype=np.uint8)
    letter = chr(unit)
    if letter in beginnings():
        _read_as(step, beginnings()[letter], INITIAL)
        if letter in syllables():
            _read_as(step, (letter,), SYLLABLE)
    if sounds:
        step[sounding_like(unit)] = ALIKE
    step[unit] = AS_TYPED
    return step


@lru_cache(maxsize=128)
def _several_letters(part: str) -> Steps:
    """The letters that are read so; where it is no whole syllable, those whose reading begins so."""
    step = np.full(UNITS, NO, dtype=np.uint8)
    if part in beginnings():
        _read_as(step, beginnings()[part], INITIAL if part in DOUBLE_INITIALS else SYLLABLE)
    if part in syllables():
        step[:] = NO
        _read_as(step, (part,), SYLLABLE)
    return step


def _read_as(step: Steps, names: tuple[str, ...], how: int) -> None:
    for name in names:
        step[syllables()[name].also] = how | OTHERWISE
    for name in names:
        step[syllables()[name].usual] = how
