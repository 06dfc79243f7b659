"""Recordings to events: detections named, false ones left out, places found, of one event or of a day."""

from testban.monitoring.processing.availability import Availability, StationTime, availability
from testban.monitoring.processing.process import Processed, Search, process

__all__ = ["Availability", "Processed", "Search", "StationTime", "availability", "process"]
