"""Can the event be natural? What depth, Ms:mb and regional P/S allow, and what they do not."""

from testban.monitoring.screening.criteria import PhaseRatio, is_p_over_s, of_one_station
from testban.monitoring.screening.screen import overall, screen

__all__ = ["PhaseRatio", "is_p_over_s", "of_one_station", "overall", "screen"]
