"""What the measurements come to: medians, ratios to the plain yardstick, and whether each limit is met; as Markdown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles

LIMITS = {
    ("overview", "warm"): 0.6, ("overview", "reload"): 0.5, ("overview", "filter"): 0.35, ("overview", "cpu of a view"): 0.15,
    ("25 viewers", "filter p95"): 0.3,
}
"""Largest ratio of the board to the plain yardstick of the same run."""
MOST_BYTES, MOST_MEMORY_MB = 3_000_000, 300
MOST_FIRST_SECONDS, MOST_FIRST_BYTES = 2.5, 3_500_000
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


def p95(values: list[float]) -> float:
    """The value that one in twenty exceeds."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def report(measured: Measured) -> str:
    """Everything, as Markdown tables."""
    return "\n".join([*_against_yardsticks(measured), "", *_limits(measured), "", *_pages(measured), "", *_crowds(measured)])


def _against_yardsticks(measured: Measured) -> Iterable[str]:
    """The overview, by server."""
    yield "### The overview beside two yardsticks (medians; seconds, MB)"
    yield ""
    yield "| | ours | plain | pandas | ours / plain | spread of ours |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for what in ("cold", "second", "warm", "reload", "filter", "cpu of a view", "cpu of a filter", "MB of a first visit", "MB of a warm visit"):
        row = [_said(measured.middle(server, "overview", what)) for server in ("ours", "plain", "pandas")]
        ours = measured.values.get(("ours", "overview", what), [])
        spread = f"{_said(min(ours))} to {_said(max(ours))}" if ours else ""
        yield f"| {what} | {' | '.join(row)} | {_said(measured.ratio('overview', what))} | {spread} |"
    row = [_said(measured.middle(server, "server", "MB resident")) for server in ("ours", "plain", "pandas")]
    yield f"| MB resident, at the end | {' | '.join(row)} | | |"


def _limits(measured: Measured) -> Iterable[str]:
    """Each limit, what was measured, and whether it is met."""
    yield "### Limits"
    yield ""
    yield "| | measured | limit | |"
    yield "| --- | --- | --- | --- |"
    for (page, what), limit in LIMITS.items():
        yield _limit(f"{page}, {what}, relative to plain", measured.ratio(page, what), limit)
    yield _limit("first visit, MB on the wire", measured.middle("ours", "overview", "MB of a first visit"), MOST_BYTES / 1e6)
    yield _limit("server, MB resident after everything", measured.middle("ours", "server", "MB resident"), MOST_MEMORY_MB)
    yield _limit("server, most MB resident at any moment", measured.middle("ours", "server", "MB resident, most"), MOST_MEMORY_MB)
    yield _limit("tablet over 10 Mbit/s, 80 ms: figures, s", measured.middle("ours", "tablet", "figures"), MOST_FIRST_SECONDS)
    yield _limit("tablet: first page, MB on the wire", measured.middle("ours", "tablet", "MB of a first visit"), MOST_FIRST_BYTES / 1e6)


def _limit(what: str, found: float | None, limit: float) -> str:
    verdict = "not measured" if found is None else "met" if found <= limit else "**not met**"
    return f"| {what} | {_said(found)} | {_said(limit)} | {verdict} |"


def _pages(measured: Measured) -> Iterable[str]:
    """The board, page by page."""
    columns = ("cold", "warm", "reload", "filter", "cpu of a view", "cpu of a filter", "MB of a first visit")
    yield "### The board, page by page (medians; seconds, MB)"
    yield ""
    yield f"| page | {' | '.join(columns)} |"
    yield "| --- " * (len(columns) + 1) + "|"
    for page in dict.fromkeys(page for server, page, what in measured.values if server == "ours" and what == "warm"):
        yield f"| {page} | {' | '.join(_said(measured.middle('ours', page, what)) for what in columns)} |"


def _crowds(measured: Measured) -> Iterable[str]:
    """Many viewers at once."""
    columns = ("first p50", "first p95", "filter p50", "filter p95", "wrong", "failed")
    yield "### Viewers at once over the websocket, thinking 5 s (seconds)"
    yield ""
    yield f"| | {' | '.join(columns)} |"
    yield "| --- " * (len(columns) + 1) + "|"
    for server, page in dict.fromkeys((server, page) for server, page, what in measured.values if what == "first p50"):
        yield f"| {server}, {page} | {' | '.join(_said(measured.middle(server, page, what)) for what in columns)} |"


def _said(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if value >= 100 else f"{value:.3g}"
