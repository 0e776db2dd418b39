"""What a district is called where there is little room: 道里 for 道里区, 城步 for 城步苗族自治县."""

import re

ENDINGS = ("区", "县", "市")
AUTONOMOUS = re.compile(r"(?:(?:苗|侗|瑶|土家|回|满|蒙古|朝鲜|壮|彝|藏|羌|黎|畲|傣|白|布依|仡佬|各)族)+自治县$")
ENGLISH_ENDINGS = (" District", " County", " City")


def short_name(name: str, lang: str) -> str:
    """The name without the word for its kind. 宾县 and the like keep it: a name of one character is never said without."""
    if lang != "zh":
        for ending in ENGLISH_ENDINGS:
            name = name.removesuffix(ending)
        return name
    name = AUTONOMOUS.sub("", name) or name
    return name[:-1] if len(name) > 2 and name[-1] in ENDINGS else name
