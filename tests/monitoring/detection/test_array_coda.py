"""One wave is one arrival: coda behind what is far stronger, and infrasound that goes on."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from testban.monitoring.detection import detect
from testban.monitoring.detection.array_coda import one_for_each_signal, without_coda
from testban.monitoring.model import Arrival
from testban.monitoring.waveforms import read_waveforms


def _at(time: float, snr: float, azimuth: float = 320.0, slowness: float = 290.0) -> Arrival:
    return Arrival("ARR", time, azimuth_deg=azimuth, slowness_s_per_deg=slowness, snr=snr)


def test_weak_detections_behind_a_far_stronger_one_are_its_coda() -> None:
    strong, weak, onset = _at(0.0, 1000.0), _at(300.0, 2.0), _at(400.0, 2.0)
    late, before = _at(600.0 * 2.7 + 1, 2.0), _at(-10.0, 2.0)
    given = [(strong, True), (weak, False), (onset, True), (late, False), (before, False)]
    assert without_coda(given) == ([before, strong, onset, late], 1)
    # One that stands out by itself is told, however strong the other was.
    assert without_coda([(strong, True), (_at(40.0, 57.0), False)])[1] == 0
    # An arrival nine times stronger hides none.
    assert without_coda([(_at(0.0, 18.0), True), (weak, False)])[1] == 0


def test_infrasound_from_one_direction_is_one_signal() -> None:
    first, best, other = _at(0.0, 5.0), _at(7.0, 17.0), _at(9.0, 4.0, azimuth=250.0)
    again = _at(40.0, 3.0)
    assert one_for_each_signal([first, best, other, again]) == [best, other, again]


def test_the_signal_recorded_at_brp_comes_once(shared: Path) -> None:
    found = detect(read_waveforms(shared / "monitoring" / "infrasound" / "infrapy_BRP"))
    about = [a.time for a in found if abs((a.azimuth_deg or 0.0) - 320.0) < 5.0]
    assert about
    assert all(b - a > 60.0 for a, b in pairwise(about))
