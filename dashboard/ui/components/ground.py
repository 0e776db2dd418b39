"""What a map with ground needs beside its figures: the packs' addresses, where they come from with their approval number, the scale."""

from typing import Any

from markupsafe import Markup

from dashboard.data.ground import Sight, damaged_packs, packs
from dashboard.figures.svg.map_ground import HALF_WIDE
from dashboard.tokens import Ground
from dashboard.ui.shell.language import gap, listed, t

ROUTE = "ground"
IMAGE = Markup('<image href="{}" x="{}" y="{}" width="{}" height="{}"/>')


def ground_packs() -> list[dict[str, Any]]:
    """The contents of the packs, in the order in which they are drawn."""
    return [pack.content for pack in packs()]


def ground_files() -> list[str]:
    """Addresses of the packs, relative to the board, in the order in which they are drawn; [] = the workspace has none."""
    return [f"{ROUTE}/{pack.name}" for pack in packs()]


def ground_image(view: dict, high: int, ground: Ground, digest: str) -> Markup:
    """The ground of a still map, from its middle, as a picture that the browser keeps. `digest`: of the packs; "" = there are none."""
    if not digest:
        return Markup("")
    sight = Sight(view["zoom"], view["longitude"], view["latitude"], high, ground.name, digest)
    return IMAGE.format(f"{ROUTE}/{sight.name}", -HALF_WIDE, -high / 2, 2 * HALF_WIDE, high)


def ground_line() -> Markup:
    """Where the ground comes from, as a line under a map of points; nothing without ground."""
    notes = ground_notes()
    return Markup('<p class="prov ground-source">{}</p>').format((t("punctuation.stop") + gap()).join(notes)) if notes else Markup("")


def ground_notes() -> list[str]:
    """Where the ground comes from, each source once, with its approval number or that none was given; [] without ground."""
    by_source: dict[tuple[str, str], list[str]] = {}
    for pack in packs():
        said = pack.content["attribution"], pack.content["approval"]
        by_source.setdefault(said, []).append(t(f"map_pack.kind_{pack.kind}"))
    notes = [_note(*source, kinds) for source, kinds in by_source.items()]
    damaged = damaged_packs()
    return [*notes, *([t("map_pack.damaged", files=listed([*damaged]))] if damaged else [])]


def scale_words(outlines: dict[str, Any]) -> dict[str, Any]:
    """What the bar of kilometres under a map is drawn from. `outlines`: `districts.json`."""
    words = {"km": t("map_pack.scale", n="{n}"), "m": t("map_pack.scale_metres", n="{n}")}
    words |= {"label": t("map_pack.scale_label", said="{said}")}
    return words | {"metres_per_unit": outlines["projection"]["metres_per_unit"]}


def _note(attribution: str, approval: str, kinds: list[str]) -> str:
    number = t("map_pack.approval", number=approval) if approval else t("map_pack.approval_unstated")
    return t("map_pack.ground", kinds=listed(kinds), attribution=attribution or t("map_pack.source_unstated"), approval=number)
