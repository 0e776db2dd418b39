"""The known word that is nearest to a mistaken one: what an error asks as "did you mean"."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], least: float = 0) -> str | None:
    """The most alike of the known words; null where there is none, or none that is alike to `least` of 100."""
    from rapidfuzz import process  # a server in which nobody errs need not pay for it

    match = process.extractOne(word, list(known), score_cutoff=least)
    return match[0] if match else None
