"""Erlang A and Erlang C against a hotline that is simulated call by call by code that knows no formula (Ciw)."""

import math

import pytest

from dashboard.statistics import erlang_a, erlang_c

ciw = pytest.importorskip("ciw", reason="make installs it for development")
pytestmark = [pytest.mark.slow, pytest.mark.long]
WITHIN, DAYS, WARM_UP = 20, 30, 4 * 3600


def simulated(calls_per_hour, handle, patience, staff, seed):
    """Offered, and shares of them: who waited, gave up, was served in time; and their mean wait in seconds."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(calls_per_hour / 3600)], service_distributions=[ciw.dists.Exponential(1 / handle)],
        number_of_servers=[staff], **({} if patience is None else {"reneging_time_distributions": [ciw.dists.Exponential(1 / patience)]}),
    )
    line = ciw.Simulation(network)
    line.simulate_until_max_time(DAYS * 86400)
    calls = [call for call in line.get_all_records() if call.arrival_date > WARM_UP and call.record_type in ("service", "renege")]
    waits = [call.waiting_time for call in calls]
    served = [call.waiting_time for call in calls if call.record_type == "service"]
    return len(calls), sum(w > 0 for w in waits) / len(calls), 1 - len(served) / len(calls), sum(w <= WITHIN for w in served) / len(calls), sum(waits) / len(calls)


@pytest.mark.parametrize("calls, handle, patience, staff", [(200, 180, 300, 14), (200, 180, 300, 10), (200, 180, 60, 8), (45, 400, 120, 4)])
def test_erlang_a_is_what_a_simulated_hotline_does(calls, handle, patience, staff):
    known = erlang_a(calls, handle, patience, staff, WITHIN)
    offered, waited, gave_up, in_time, wait = simulated(calls, handle, patience, staff, seed=staff)
    close = 20 / math.sqrt(offered)  # calls near one another fare alike, so a share errs by several times 0.5 / sqrt(n)
    assert (waited, gave_up, in_time) == pytest.approx((known.wait_probability, known.abandon_share, known.service_level), abs=min(close, 0.015))
    assert wait == pytest.approx(known.mean_wait_seconds, rel=0.05)


def test_erlang_c_is_what_a_simulated_hotline_does_where_nobody_gives_up():
    known = erlang_c(10, 14, 180, WITHIN)
    _, waited, gave_up, in_time, wait = simulated(200, 180, None, 14, seed=1)
    assert gave_up == 0 and (waited, in_time) == pytest.approx((known.wait_probability, known.service_level), abs=0.015)
    assert wait == pytest.approx(known.mean_wait_seconds, rel=0.08)
