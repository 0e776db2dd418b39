"""The room has the name of a module of the standard library; whoever asks for that one gets it, also while the framework runs a script."""

import subprocess
import sys
from pathlib import Path

DASHBOARD = Path(__file__).parents[2] / "dashboard"
ASKS = """
import dashboard, sys
sys.path.insert(0, sys.argv[1])
from dashboard.statistics import doubling_time
from statistics import NormalDist
assert NormalDist().inv_cdf(0.5) == 0 and doubling_time([1, 2, 4, 8, 16]).days > 0
"""


def test_the_standard_library_s_statistics_stay_its_own():
    subprocess.run([sys.executable, "-c", ASKS, str(DASHBOARD)], cwd=DASHBOARD.parent, check=True)
