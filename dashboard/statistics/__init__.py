"""Statistics of surveillance and of hotlines: pure functions of numbers, with the standard library and numpy; no frame, no store, no clock.

Each docstring says shapes, units, what nan means, what is refused and the source. Alone among the rooms this package names its functions
here: formulas are known by names that are short (`ears`, `cusum`, `erlang_a`), modules hold a family, and whoever looks for a formula
should not have to know its family: `from dashboard.statistics import ears`. Each name has its one home in the module beside.
"""

from dashboard.statistics.backlog import Backlog, backlog
from dashboard.statistics.cumulative_sum import CumulativeSum, cusum
from dashboard.statistics.early_aberration import ears
from dashboard.statistics.growth import DoublingTime, doubling_time
from dashboard.statistics.lead import Lead, lead
from dashboard.statistics.queueing import Service, ServiceWithPatience, erlang_a, erlang_b, erlang_c
from dashboard.statistics.reproduction import ReproductionNumber, infectivity, reproduction_number, serial_interval
from dashboard.statistics.smoothing import RobustBaseline, robust_baseline, trailing_mean
from dashboard.statistics.staffing import StaffNeed, lines_for, staff_for, with_shrinkage
from dashboard.statistics.stock_out import StockOut, stock_out
from dashboard.statistics.surge import surge_life

__all__ = [
    "Backlog", "CumulativeSum", "DoublingTime", "Lead", "ReproductionNumber", "RobustBaseline", "Service", "ServiceWithPatience",
    "StaffNeed", "StockOut", "backlog", "cusum", "doubling_time", "ears", "erlang_a", "erlang_b", "erlang_c", "infectivity", "lead",
    "lines_for", "reproduction_number", "robust_baseline", "serial_interval", "staff_for", "stock_out", "surge_life", "trailing_mean",
    "with_shrinkage",
]
