"""What the measurements come to: medians, ratios to the plain yardstick, and whether each limit is met; as Markdown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles

RELATIVE = {"warm": 0.3, "reload": 0.25, "filter": 0.2, "first filter": 0.35}
"""Largest ratio of each page of the board to the plain page of the same figures, in the same run: to the page drawn, and to its figure and
first chart, which can be read before the rest is there."""
AT_ONCE = {"view p95": 0.3, "filter p95": 0.3}
"""The same for 25 viewers who each pick a district that nobody asked for."""
TO_OVERVIEW = {"warm": 1.3, "reload": 1.3, "filter": 1.5}
"""Largest ratio of each page to the board's own overview."""
MOST = {"MB of a first visit": 2.0, "cpu of warm": 0.2, "cpu of first filter": 0.2, "cpu of filter": 0.06}
"""Of each page: MB, CPU seconds of the server."""
MEMORY_MB, MOST_MEMORY_MB = 300, 340
ON_A_TABLET = {f"tablet, {visit}: {what}": limit for visit in ("first", "warm") for what, limit in (("headline", 1.5), ("first chart", 2.5))}
"""Seconds on 10 Mbit/s and 80 ms until the headline is there, and the first chart."""
Key = tuple[str, str, str]
"""(server, page or crowd, what)."""


@dataclass
class Measured:
    values: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, server: str, page: str, what: str, *values: float) -> None:
        """Note repetitions of one measurement, and print them, so that a long run can be followed."""
        self.values[server, page, what].extend(values)
        print(f"# {server:7} {page:11} {what:22} " + " ".join(f"{value:.3g}" for value in values), flush=True)

    def middle(self, server: str, page: str, what: str) -> float | None:
        """The median; null where it was not measured."""
        found = self.values.get((server, page, what))
        return median(found) if found else None

    def ratio(self, page: str, what: str) -> float | None:
        """The median of the ratios to the plain yardstick's next value: neighbours in time share the machine's load."""
        pairs = zip(self.values.get(("ours", page, what), []), self.values.get(("plain", page, what), []), strict=False)
        ratios = [ours / plain for ours, plain in pairs if plain]
        return median(ratios) if ratios else None

    def to_overview(self, page: str, what: str) -> float | None:
        """The board's page against its overview."""
        page_took, overview_took = self.middle("ours", page, what), self.middle("ours", "overview", what)
        return page_took / overview_took if page_took and overview_took else None

    def pages(self) -> list[str]:
        """Pages that were visited, in order."""
        return list(dict.fromkeys(page for server, page, what in self.values if server == "ours" and what in ("cold", "tablet, first: headline")))

    def crowds(self) -> list[str]:
        """Crowds that came, in order."""
        return list(dict.fromkeys(page for _, page, _ in self.values if page.endswith(" viewers")))


def p95(values: list[float]) -> float:
    """The value that one in twenty exceeds."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def report(measured: Measured) -> str:
    """Everything, as Markdown tables."""
    parts = (_limits(measured), _ratios(measured), _pages(measured), _crowds(measured))
    return "\n".join(line for part in parts for line in [*part, ""])


def _limits(measured: Measured) -> Iterable[str]:
    """Each limit with the page that comes off worst, and whether it is met."""
    yield "### Limits: the page that comes off worst\n\n| | page | measured | limit | |\n| --- | --- | --- | --- | --- |"
    pages = measured.pages()
    for what, limit in RELATIVE.items():
        yield _worst(f"{what}, relative to the plain page", {page: measured.ratio(page, what) for page in pages}, limit)
        yield _worst(f"{what}, to read, relative to it", {page: measured.ratio(page, f"{what}, to read") for page in pages}, limit)
    for what, limit in TO_OVERVIEW.items():
        yield _worst(f"{what}, relative to our overview", {page: measured.to_overview(page, what) for page in pages}, limit)
    for what, limit in MOST.items():
        yield _worst(what, {page: measured.middle("ours", page, what) for page in pages}, limit)
    for what, limit in AT_ONCE.items():
        yield _worst(f"{what}, relative to the plain page", {crowd: measured.ratio(crowd, what) for crowd in measured.crowds()}, limit)
    for what, limit in (("MB resident", MEMORY_MB), ("MB resident, most", MOST_MEMORY_MB)):
        yield _worst(what, {"server": measured.middle("ours", "server", what)}, limit)
    for what, limit in ON_A_TABLET.items():
        yield _worst(f"{what}, s", {page: measured.middle("ours", page, what) for page in measured.pages()}, limit)


def _worst(what: str, found: dict[str, float | None], limit: float) -> str:
    known = {page: value for page, value in found.items() if value is not None}
    if not known:
        return f"| {what} | | not measured | {limit:g} | |"
    page = max(known, key=lambda page: known[page])
    over = len([value for value in known.values() if value > limit])
    told = "met" if not over else f"**not met** by {over} of {len(known)}"
    return f"| {what} | {page} | {_said(known[page])} | {limit:g} | {told} |"


def _ratios(measured: Measured) -> Iterable[str]:
    yield "### Each page: ours / plain, and ours / our overview\n"
    whats = [which for what in RELATIVE for which in (what, f"{what}, to read")]
    yield f"| page | {' | '.join(whats)} | {' | '.join(f'{what} / overview' for what in TO_OVERVIEW)} |"
    yield "| --- " * (1 + len(whats) + len(TO_OVERVIEW)) + "|"
    for page in measured.pages():
        cells = [measured.ratio(page, what) for what in whats] + [measured.to_overview(page, what) for what in TO_OVERVIEW]
        yield f"| {page} | {' | '.join(map(_said, cells))} |"


def _pages(measured: Measured) -> Iterable[str]:
    whats = ("cold", *RELATIVE, *(f"{what}, to read" for what in RELATIVE), *(f"cpu of {what}" for what in RELATIVE), "MB of a first visit", "MB of a warm visit", "not drawn")
    for server in ("ours", "plain"):
        yield f"### {server}: medians (seconds, MB)\n"
        yield f"| page | {' | '.join(whats)} |\n" + "| --- " * (1 + len(whats)) + "|"
        for page in measured.pages():
            yield f"| {page} | {' | '.join(_said(measured.middle(server, page, what)) for what in whats)} |"
        yield ""


def _crowds(measured: Measured) -> Iterable[str]:
    whats = [f"{what} {which}" for what in ("view", "filter", "later filter") for which in ("p50", "p95")] + ["wrong", "failed"]
    yield "### Viewers at once over the websocket, each with districts that nobody asked for\n"
    yield f"| | {' | '.join(whats)} |\n" + "| --- " * (1 + len(whats)) + "|"
    for crowd in measured.crowds():
        for server in ("ours", "plain"):
            yield f"| {server}, {crowd} | {' | '.join(_said(measured.middle(server, crowd, what)) for what in whats)} |"


def _said(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"
