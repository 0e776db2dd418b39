"""How wide a text is taken to be, and where it is broken."""

from dashboard.figures.svg.text_width import width_of, wrapped


def test_a_list_breaks_after_commas_only():
    shown = wrapped("甲区 1、乙区 22、丙区 333", "、", width_of("甲区 1、乙区 22"))
    assert shown == ["甲区 1、乙区 22、", "丙区 333"]
