"""One arrival is predicted as quietly as many are."""

from __future__ import annotations

import subprocess
import sys


def test_a_single_prediction_warns_of_nothing() -> None:
    """In a process of its own: a kernel's types are looked at once."""
    code = (
        "import numpy as np\n"
        "from testban.monitoring.traveltimes import TravelTimes\n"
        "print(round(float(TravelTimes().predict('P', np.array([60.0]), 10.0).time_s[0]), 1))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error::FutureWarning", "-c", code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("606.7", "")
