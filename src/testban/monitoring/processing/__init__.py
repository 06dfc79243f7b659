"""Recordings of one event to the event: detections named, false ones left out, the place found."""

from testban.monitoring.processing.process import Processed, process

__all__ = ["Processed", "process"]
