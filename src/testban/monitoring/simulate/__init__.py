"""Made-up events with known truth, to test what the other modules claim."""

from testban.monitoring.simulate.arrivals import SCENARIOS, Scenario, Truth, simulate
from testban.monitoring.simulate.day import Exercise, Outage, Settings, simulate_day
from testban.monitoring.simulate.network import Kind, Sensor, primary_seismic, sensors
from testban.monitoring.simulate.recordings import inventory, recorded
from testban.monitoring.simulate.sources import Explosion, Region, Source, read_explosions

__all__ = [
    "SCENARIOS",
    "Exercise",
    "Explosion",
    "Kind",
    "Outage",
    "Region",
    "Scenario",
    "Sensor",
    "Settings",
    "Source",
    "Truth",
    "inventory",
    "primary_seismic",
    "read_explosions",
    "recorded",
    "sensors",
    "simulate",
    "simulate_day",
]
