"""A soak's log as a picture: memory, heap, elements and delays over time, with every disturbance marked. SVG, drawn by hand."""

from html import escape

from dashboard.tokens import FONT
from tests.soak.ceilings import Observations, blank_spells, follow_delays_at, of_kind, said_after

WIDTH, LEFT, RIGHT, TOP = 1200, 84, 24, 92
PANEL, GAP, LINE = 118, 46, 20
PAPER, INK, GREY, HAIRLINE, ACCENT, ACT = "#FAF8F3", "#1B1F24", "#565C64", "#D8D2C4", "#1D4F91", "#D55E00"
STEPS = (1, 2, 5)
MINUTE = 60


def plot(log: Observations) -> str:
    """The picture of a log."""
    samples, disturbances = of_kind(log, "sample"), of_kind(log, "disturbance")
    end = max(entry["at"] for entry in log)
    panels = [
        ("Server memory, MB (a gap: another process)", _lives(samples), False),
        ("Browser heap after a forced collection, MB", [[(s["at"], s["heap_mb"]) for s in samples]], False),
        ("Elements in the page", [[(s["at"], s["elements"]) for s in samples]], False),
        ("Seconds from the publication of a generation until the wall shows it", [follow_delays_at(log)], True),
    ]
    notes = [_note(n, seen, log) for n, seen in enumerate(disturbances, 1)]
    bottom = TOP + len(panels) * (PANEL + GAP)
    height = bottom + LINE * (len(notes) + 3)
    parts = [_text(LEFT, 34, "The wall under soak", 22, INK), _text(LEFT, 58, _finding(log, end), 14, GREY)]
    for number, seen in enumerate(disturbances, 1):
        x = _x(seen["began"], end)
        parts.append(f'<path d="M{x:.1f} {TOP - 8}V{bottom - GAP}" stroke="{GREY}" stroke-dasharray="2 3"/>' + _text(x, TOP - 12, str(number), 12, GREY, "middle"))
    for row, (title, lines, dots) in enumerate(panels):
        parts.append(_panel(title, lines, dots, TOP + row * (PANEL + GAP), end))
    parts += [f'<path d="M{_x(s["from"], end):.1f} {TOP}v{PANEL}" stroke="{ACT}" stroke-width="2"/>' for s in blank_spells(log) if s["s"] > 0.2]
    parts += [_text(LEFT, bottom + LINE * (row + 1), words, 13, INK) for row, words in enumerate(notes)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="{escape(FONT, quote=True)}" role="img" '
        f'aria-label="{escape(_finding(log, end), quote=True)}"><rect width="100%" height="100%" fill="{PAPER}"/>{"".join(parts)}</svg>\n'
    )


def _panel(title: str, lines: list[list[tuple[float, float]]], dots: bool, top: float, end: float) -> str:
    values = [value for line in lines for _, value in line]
    step = _step(max(values, default=1))
    most = step * max(1, -(-max(values, default=1) // step))
    parts = [_text(LEFT, top - 6, title, 13, GREY)]
    for mark in range(round(most / step) + 1):
        y = top + PANEL * (1 - mark * step / most)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{HAIRLINE}"/>' + _text(LEFT - 8, y + 4, f"{mark * step:g}", 12, GREY, "end"))
    for line in lines:
        points = [(_x(at, end), top + PANEL * (1 - value / most)) for at, value in line]
        if dots:
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{ACCENT}"/>' for x, y in points]
        elif points:
            parts.append(f'<path d="M{" L".join(f"{x:.1f} {y:.1f}" for x, y in points)}" fill="none" stroke="{ACCENT}" stroke-width="1.8"/>')
    minutes = _step(end / MINUTE, 8)
    for mark in range(int(end / MINUTE / minutes) + 1):
        parts.append(_text(_x(mark * minutes * MINUTE, end), top + PANEL + 15, f"{mark * minutes:g} min", 11, GREY, "middle"))
    return "".join(parts)


def _lives(samples: Observations) -> list[list[tuple[float, float]]]:
    servers = dict.fromkeys(sample["server"] for sample in samples)
    return [[(s["at"], s["server_mb"]) for s in samples if s["server"] == server and s["server_mb"] is not None] for server in servers]


def _note(number: int, seen: dict, log: Observations) -> str:
    after = said_after(seen, log)
    said = f"; said after {after:.1f} s" if after is not None else ""
    back = f'recovered {seen["recovered_s"]:.1f} s after the cause was gone' if seen["recovered_s"] is not None else "did not recover"
    return f'{number} · at {seen["began"] / MINUTE:.1f} min, {seen["name"]}: {back}{said}'


def _finding(log: Observations, end: float) -> str:
    blank = 1000 * sum(spell["s"] for spell in blank_spells(log))
    shown = {kind: len(of_kind(log, kind)) for kind in ("scene", "generation")}
    return f'{end / MINUTE:.0f} minutes: {shown["scene"]} scenes, {shown["generation"]} pictures of new generations, {blank:.0f} ms without a picture (orange lines)'


def _step(most: float, marks: int = 4) -> float:
    size = 10.0 ** (len(str(int(max(most, 1)))) - 2)
    return next(s * size * scale for scale in (1, 10, 100) for s in STEPS if most / (s * size * scale) <= marks)


def _x(at: float, end: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * at / end


def _text(x: float, y: float, words: str, size: int, colour: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'
