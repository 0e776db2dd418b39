"""What these tests draw is read by the chart library too: a figure is plain values, which nothing else checks."""

from collections.abc import Iterator

import plotly.graph_objects as go
import pytest

from dashboard.figures.figure import Figure


@pytest.fixture(autouse=True)
def read_by_the_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The last figure that a test made holds nothing that the library does not know. Raises: ValueError that names it."""
    made: list[Figure] = []
    begin = Figure.__init__

    def noted(self: Figure, *given: object, **more: object) -> None:
        begin(self, *given, **more)
        made[:] = [self]

    monkeypatch.setattr(Figure, "__init__", noted)
    yield
    for figure in made:
        go.Figure(figure.plain())
