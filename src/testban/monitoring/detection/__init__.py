"""Detection: from recordings to arrivals.

- `detector`: all of it, `detect`;
- `kernel`: filter, short-term power and adaptive noise level, compiled;
- `bands`: the filters;
- `triggering`: rises of power in several bands, and their grouping;
- `onset`: where a signal begins, and how well that is known;
- `amplitude`, `polarisation`: what is measured there.
"""

from testban.monitoring.detection.detector import Detections, detect, detect_all

__all__ = ["Detections", "detect", "detect_all"]
