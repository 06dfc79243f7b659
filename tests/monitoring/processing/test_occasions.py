"""An event needs the more evidence the longer it was listened to."""

from __future__ import annotations

import numpy as np
import pytest

from testban.monitoring.detection.records import Instrument, Record
from testban.monitoring.processing.network import Network


def test_what_was_recorded_is_without_gaps_and_of_one_instrument() -> None:
    def record(start: float, seconds: float) -> Record:
        return Record("ABC", "", "", "BHZ", start, 1.0, np.zeros(int(seconds) + 1))

    days = Instrument("ABC", (record(0.0, 600.0), record(86400.0, 300.0)))
    other = Instrument("ABC", (record(0.0, 700.0),))
    assert Network({}, {"ABC": (other, days)}).recorded_s == pytest.approx(900.0)
    assert Network({}, {}).recorded_s == 1.0
