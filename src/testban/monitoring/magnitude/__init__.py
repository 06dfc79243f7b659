"""How large an event was: mb, Ms, ML and regional mb, of stations and of the network."""

from testban.monitoring.magnitude.network import network_magnitude
from testban.monitoring.magnitude.scales import Scale, scales
from testban.monitoring.magnitude.sizing import size
from testban.monitoring.magnitude.stations import station_limits, station_magnitudes
from testban.monitoring.model import Limit

__all__ = [
    "Limit",
    "Scale",
    "network_magnitude",
    "scales",
    "size",
    "station_limits",
    "station_magnitudes",
]
