"""Arrivals of a network into events, on the whole sphere."""

from testban.monitoring.association.associate import Associated, associate
from testban.monitoring.association.outages import read_outages
from testban.monitoring.association.settings import Settings

__all__ = ["Associated", "Settings", "associate", "read_outages"]
