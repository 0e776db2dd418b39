"""Makes the board's small fonts anew after the interface has been upgraded: `python -m tests.icons` (needs fonttools, which nothing else does).

`icons.woff2` has the icons that the interface and the board can show, out of four thousand; `blank.woff2` has no letter, and stands for a
typeface of the interface that is loaded before the board's own is known and that no text of the board is set in.
"""

import re
import sys
from pathlib import Path

import streamlit

FONTS = Path(__file__).parent.parent / "dashboard" / "server" / "fonts"
NAME = re.compile(r":material/([a-z_0-9]+)")
QUOTED = re.compile(r"""["'`]([a-z][a-z_0-9]{2,40})["'`]""")
LETTERS = [*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1), ord("_")]
OF_SCREENS = {"error", "inventory_2", "search", "dark_mode", "light_mode", "contrast"}
"""Written into pages by name, without the prefix."""
DRAWN_OTHERWISE = {"star_filled"}
"""Names of the interface that its own font has not either."""


def named_by_the_board() -> set[str]:
    """The icons that the board asks for."""
    files = [file for kind in ("*.py", "*.js", "*.html") for file in (Path(__file__).parent.parent / "dashboard").rglob(kind)]
    return OF_SCREENS | {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}


def named_by_the_interface() -> set[str]:
    """The icons that the interface's own parts ask for."""
    return {name for script in interface_scripts() for name in NAME.findall(script)}


def interface_scripts() -> list[str]:
    """The text of every script of the interface."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return [file.read_text(encoding="utf-8", errors="ignore") for file in folder.glob("*.js")]


def main() -> None:
    """Write the fonts and the list of icons."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    whole = TTFont(next(media.glob("MaterialSymbols-Rounded.*.woff2")))
    drawn = ligatures(whole)
    spoken = {name for script in interface_scripts() for name in QUOTED.findall(script)}
    names = sorted((named_by_the_board() | named_by_the_interface() | spoken) & set(drawn))
    options = subset.Options(flavor="woff2", layout_closure=False, layout_features=["*"], notdef_outline=True, hinting=False)
    keep = subset.Subsetter(options)
    keep.populate(unicodes=LETTERS, glyphs=[drawn[name] for name in names])
    keep.subset(whole)
    subset.save_font(whole, str(FONTS / "icons.woff2"), options)
    (FONTS / "icons.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    _blank().save(FONTS / "blank.woff2")
    sys.stdout.write(f"{len(names)} icons\n")


def _blank():
    """A font of one sign that no text has, and that shows nothing."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    made, nothing = FontBuilder(1000, isTTF=True), [".notdef", "none"]
    made.setupGlyphOrder(nothing)
    made.setupCharacterMap({0xE000: "none"})
    dot = TTGlyphPen(None)
    for step, point in ((dot.moveTo, (0, 0)), (dot.lineTo, (0, 1)), (dot.lineTo, (1, 0))):
        step(point)
    dot.closePath()
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "none": dot.glyph()})
    made.setupHorizontalMetrics(dict.fromkeys(nothing, (500, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Sandtable blank", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    made.setupPost()
    made.font.flavor = "woff2"
    return made.font


def ligatures(font) -> dict[str, str]:
    """The glyph of each icon by its name."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = (getattr(part, "ExtSubTable", part) for look in font["GSUB"].table.LookupList.Lookup for part in look.SubTable)
    return {
        "".join(letter.get(glyph, "?") for glyph in (first, *one.Component)): one.LigGlyph
        for part in tables if hasattr(part, "ligatures") for first, found in part.ligatures.items() for one in found
    }


if __name__ == "__main__":
    main()
