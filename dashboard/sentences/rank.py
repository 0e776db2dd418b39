"""The place of a district among the others, in words."""

from dashboard.i18n.messages import text
from dashboard.rows.rank import Rank

BESIDE = {1: "above", 0: "at", -1: "below"}


def rank_words(rank: Rank | None, lang: str, by: str = "") -> str:
    """第 3 / 18，高于中位数, with who shares the place and who has none; empty where there is no place.

    `by`: what it is ranked by, where that is not the figure itself (a key of the section `rank`: by_residents).
    """
    if rank is None:
        return ""
    if rank.tied == rank.of - 1:
        said = text("rank.all_same", lang, of=rank.of)
    else:
        place = text("rank.tied" if rank.tied else "rank.alone", lang, place=rank.place, of=rank.of, tied=rank.tied)
        said = text("rank.said", lang, place=place, beside=text(f"rank.{BESIDE[rank.beside_median]}", lang))
    before = text(f"rank.{by}", lang) if by else ""
    after = [text("rank.unknown", lang, n=rank.unknown)] if rank.unknown else []
    after += [text("rank.bounded", lang)] if rank.is_bounded else []
    return before + said + "".join(after)
