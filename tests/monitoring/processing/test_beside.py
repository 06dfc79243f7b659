"""What stations beside each other must agree on."""

from __future__ import annotations

from testban.monitoring.model import Arrival, Station
from testban.monitoring.processing.beside import nearest_beside, together
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.rays import Ray

# A and B are 11 km apart, C is 67 km from both.
STATIONS = {
    code: Station(code, latitude, 5.0, 0.0)
    for code, latitude in [("A", 60.0), ("B", 60.1), ("C", 60.7)]
}
RAYS = {"A": Ray(3.0, 90.0, 270.0, 100.0), "B": Ray(3.1, 90.0, 270.0, 101.4)}


def test_the_nearest_station_is_beside_if_it_is_near() -> None:
    network = Network(STATIONS)
    assert nearest_beside("A", ["C", "B"], network) == "B"
    assert nearest_beside("A", ["C"], network) is None
    assert nearest_beside("A", [], network) is None


def test_a_wave_is_alike_late_at_neighbours() -> None:
    first = Arrival(station="A", time=103.0, phase="P", time_uncertainty_s=0.1)

    def beside(late: float, sd: float) -> Arrival:
        return Arrival(station="B", time=101.4 + late, phase="P", time_uncertainty_s=sd)

    assert together(first, beside(3.2, 0.1), RAYS)
    assert not together(first, beside(-1.0, 0.1), RAYS)
    assert together(first, beside(-1.0, 1.0), RAYS)  # an onset that is hardly known
