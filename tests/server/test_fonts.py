"""The board's small fonts: every icon that a page can show is in them."""

from dashboard.server.fixed import FONTS
from tests import icons


def test_every_icon_that_the_board_or_its_interface_names_is_in_the_font():
    there = set((icons.FONTS / "icons.txt").read_text(encoding="utf-8").split())
    missing = (icons.named_by_the_board() | icons.named_by_the_interface()) - there
    assert missing <= icons.DRAWN_OTHERWISE, f"python -m tests.icons: {sorted(missing)}"


def test_the_fonts_are_small():
    sizes = {name: (icons.FONTS / name).stat().st_size for name in FONTS.values()}
    assert sizes["icons.woff2"] < 60_000 and sizes["blank.woff2"] < 1_000
