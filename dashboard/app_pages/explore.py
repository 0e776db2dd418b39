"""Explore: ask anything of the city's data, look at the answer as a table, chart, map or pivot, and take it away."""

from dashboard.ui.explore.tabs import tabs
from dashboard.ui.shell.filters import filters

tabs(filters(dates=False))
