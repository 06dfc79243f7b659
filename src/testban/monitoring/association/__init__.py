"""Arrivals of a network into events, on the whole sphere."""

from testban.monitoring.association.associate import Associated, Settings, associate

__all__ = ["Associated", "Settings", "associate"]
