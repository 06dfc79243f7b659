"""Arrivals of a network into events, on the whole sphere."""

from testban.monitoring.association.associate import Associated, associate
from testban.monitoring.association.definition import Definition, weighted_count
from testban.monitoring.association.outages import read_outages
from testban.monitoring.association.settings import Settings

__all__ = [
    "Associated", "Definition", "Settings", "associate", "read_outages", "weighted_count",
]  # fmt: skip
