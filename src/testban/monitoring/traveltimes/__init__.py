"""Travel times: phase tables from a velocity model, and what corrects them."""

from testban.monitoring.traveltimes.corrections import (
    Correction,
    RayPath,
    Region,
    RegionalModel,
    Shift,
    SourceSpecific,
    StationTerms,
    total,
)
from testban.monitoring.traveltimes.kernel import Tables, lookup
from testban.monitoring.traveltimes.predict import Prediction, TravelTimes
from testban.monitoring.traveltimes.reading import load_correction
from testban.monitoring.traveltimes.sasc import SlownessAzimuth

__all__ = [
    "Correction",
    "Prediction",
    "RayPath",
    "Region",
    "RegionalModel",
    "Shift",
    "SlownessAzimuth",
    "SourceSpecific",
    "StationTerms",
    "Tables",
    "TravelTimes",
    "load_correction",
    "lookup",
    "total",
]
