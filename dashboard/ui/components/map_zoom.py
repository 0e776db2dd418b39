"""What a point map looks at, which the address says, and the buttons that bring it nearer and farther, to the city's core and to the whole.

The wheel and one finger scroll the page. Address: `look`, the key of the map, steps, "core" and a place: "zones-points:2:126.5,45.6".
"""

import math

import streamlit as st

from dashboard.figures.map_view import Sight
from dashboard.ui.shell.address import asked, remember
from dashboard.ui.shell.language import t

LOOK = "look"
"""The parameter of the address. It holds what one map looks at: the one that was moved last."""
CORE = "core"
NEAREST, FARTHEST = 9, -2
"""Steps from the view that holds every point; one doubles the scale."""
INTO = 2
"""Steps nearer that a tap on a crowd of points goes."""


def sight_of(key: str) -> Sight:
    """What the address asks the map to look at; the whole where it says nothing, or nothing that can be looked at."""
    value = asked(LOOK)
    return _read(value) or Sight() if value.partition(":")[0] == key else Sight()


def is_readable(value: str) -> bool:
    """Whether the whole of what an address says of a map can be looked at. `value`: as of `written`."""
    sight, parts = _read(value), value.split(":")[2:]
    return sight is not None and all(part == CORE or _place(part) for part in parts)


def _read(value: str) -> Sight | None:
    """What an address asks some map to look at; null where it is nothing that can be looked at."""
    _, *parts = value.split(":")
    if not parts:
        return None
    steps, is_core = parts[0], CORE in parts[1:]
    at = next((place for part in parts[1:] if (place := _place(part))), None)
    known = steps.removeprefix("-").isdecimal() and steps.isascii() and FARTHEST <= int(steps[:3]) <= NEAREST
    return Sight(int(steps[:3]), at, is_core) if known else None


def written(key: str, sight: Sight) -> str:
    """What the address says of a map that looks so; "" for the whole."""
    if sight == Sight():
        return ""
    at = [f"{sight.at[0]},{sight.at[1]}"] if sight.at else []
    return ":".join([key, f"{sight.steps}", *([CORE] if sight.is_core else []), *at])


def nearer_at(now: Sight, at: tuple[float, float]) -> Sight:
    """What a tap on a crowd of points looks at."""
    return Sight(min(NEAREST, now.steps + INTO), at, now.is_core)


def zoom_buttons(key: str, has_core: bool) -> None:
    """Nearer, farther, the city's core where it has one, and back to the whole."""
    now = sight_of(key)
    nearer, farther = Sight(now.steps + 1, now.at, now.is_core), Sight(now.steps - 1, now.at if now.steps > 1 else None, now.is_core)
    ways = [("nearer", nearer, now.steps >= NEAREST), ("farther", farther, now.steps <= FARTHEST)]
    ways += [("core", Sight(is_core=True), now == Sight(is_core=True))] if has_core else []
    ways += [("whole", Sight(), now == Sight())]
    with st.container(horizontal=True, key=f"zoom-{key}", gap="small", width="content"):
        for name, to, is_off in ways:
            st.button(t(f"zoom.{name}"), key=f"zoom-{name}-{key}", disabled=is_off, on_click=_set, args=(key, to))


def look_into(key: str, at: tuple[float, float]) -> None:
    """Bring the map nearer to a place. For callbacks."""
    _set(key, nearer_at(sight_of(key), at))


def _set(key: str, to: Sight) -> None:
    remember(LOOK, written(key, to))


def _place(given: str) -> tuple[float, float] | None:
    """A longitude and latitude; null where the text is none."""
    try:
        lon, lat = (float(part) for part in given.split(","))
    except ValueError:
        return None
    return (lon, lat) if math.isfinite(lon) and abs(lon) <= 180 and abs(lat) <= 85 else None
