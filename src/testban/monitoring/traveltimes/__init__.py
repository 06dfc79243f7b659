"""Travel times: phase tables from a velocity model, and what corrects them."""

from testban.monitoring.traveltimes.kernel import Tables, lookup
from testban.monitoring.traveltimes.predict import Prediction, TravelTimes

__all__ = ["Prediction", "Tables", "TravelTimes", "lookup"]
