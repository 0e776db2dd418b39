"""What a district is called where there is little room: 道里 for 道里区, 城步 for 城步苗族自治县."""

from dashboard.geography.names import core_of

BANNER, OWN_BANNER = "旗", "自治旗"
ENGLISH_ENDINGS = (" District", " County", " City")


def short_name(name: str, lang: str) -> str:
    """The name without the word for its kind. 宾县 and the like keep it: a name of one character is never said without."""
    if lang != "zh":
        for ending in ENGLISH_ENDINGS:
            name = name.removesuffix(ending)
        return name
    if name.endswith(BANNER) and not name.endswith(OWN_BANNER):
        return name  # 新巴尔虎左 is no name, 新巴尔虎左旗 is
    return core_of(name)
