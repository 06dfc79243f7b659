"""Arrays: from where, and how fast, a wave comes, and the sum of all elements along it.

- `fk`: broadband f-k analysis in sliding windows (`settings` asked, `windows` worked on, `result`);
- `detections`: where coherent power rises above its noise;
- `beams`: sums with fractional delays;
- `geometry`, `traces`: which channels make an array, on one clock;
- `kernel`: power over a grid of slownesses, and its peak.
"""

from testban.monitoring.arrays.beams import beam
from testban.monitoring.arrays.detections import FkDetection, detections, fk_detections
from testban.monitoring.arrays.fk import fk
from testban.monitoring.arrays.geometry import array_channels, offsets_km
from testban.monitoring.arrays.result import FkResult
from testban.monitoring.arrays.settings import FkSettings, settings_for

__all__ = [
    "FkDetection",
    "FkResult",
    "FkSettings",
    "array_channels",
    "beam",
    "detections",
    "fk",
    "fk_detections",
    "offsets_km",
    "settings_for",
]
