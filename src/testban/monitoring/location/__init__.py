"""Location: from the arrivals of one event to its hypocentre with an honest uncertainty."""

from testban.monitoring.location.locator import locate
from testban.monitoring.location.many import locate_many, relocate

__all__ = ["locate", "locate_many", "relocate"]
