"""A filled band between two lines."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from dashboard.figures.svg.scale import Point


def band(there: Iterable[Point | None], back: Iterable[Point | None], colour: str) -> Markup:
    """The area between two lines of as many points, along one and back along the other; a null in either is a gap, and a lone pair
    between gaps an upright stroke."""
    return Markup("").join(_piece(run, colour) if len(run) > 1 else _stroke(run[0], colour) for run in _runs(there, back) if run)


def _runs(there: Iterable[Point | None], back: Iterable[Point | None]) -> Iterator[list[tuple[Point, Point]]]:
    """The pairs of points that follow each other without a gap."""
    run: list[tuple[Point, Point]] = []
    for one, other in zip(there, back, strict=True):
        if one is not None and other is not None:
            run.append((one, other))
            continue
        yield run
        run = []
    yield run


def _stroke(pair: tuple[Point, Point], colour: str) -> Markup:
    (x, y), (_, other) = pair
    return Markup('<path d="M{:.1f} {:.1f}V{:.1f}" stroke="{}" stroke-width="8" vector-effect="non-scaling-stroke"/>').format(
        x, y, other, colour
    )


def _piece(run: list[tuple[Point, Point]], colour: str) -> Markup:
    edge = [one for one, _ in run] + [other for _, other in reversed(run)]
    return Markup('<path d="M{}Z" fill="{}"/>').format("L".join(f"{x:.1f} {y:.1f}" for x, y in edge), colour)
