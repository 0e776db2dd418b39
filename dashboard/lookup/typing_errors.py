"""Names that are nearly what was typed, for when none is just that: letters that sound the same, then spellings that are near."""

import numpy as np

from dashboard.lookup.index import Index
from dashboard.lookup.matching import HOW_WELL, NOTHING, Matches, matching
from dashboard.lookup.readings import usual_readings

ALIKE = 83
"""Of 100: how near a spelling must be; of six letters, one may be wrong, missing or too much, or two have changed places."""
SHORTEST = 4
"""Letters of pinyin or English: of fewer, too much is near."""
MOST = 30


def nearly(index: Index, words: tuple[str, ...], near: str = "") -> Matches:
    """Entries whose names sound the same, else those whose spelling is near, the nearest first. Chinese is compared as it is read."""
    alike = matching(index, words, near, sounds=True)
    if len(alike.entries):
        return alike
    from rapidfuzz import fuzz, process  # a server in which nobody errs need not pay for it

    typed = "".join(words).translate(usual_readings())
    if len(typed) < SHORTEST:
        return NOTHING
    names = index.spelled.split("\n")[:-1]
    found = process.extract(typed, names, scorer=fuzz.partial_ratio, score_cutoff=ALIKE, limit=MOST)
    # A name much shorter than what was typed may be a part of it, whatever else was typed.
    held = [(place, score) for name, score, place in found if 4 * len(name) >= 3 * len(typed)]
    ranked = sorted(held, key=lambda one: (-one[1], len(names[one[0]])))
    entries = list(dict.fromkeys(int(index.entries[place]) for place, _ in ranked))
    return Matches(np.array(entries, dtype=np.int64), np.arange(len(entries), dtype=np.int64) << HOW_WELL)
