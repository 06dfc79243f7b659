"""Pictures of an event: its stations, its fit, what its depth hangs on; and its recordings.

Nothing here is shown on a screen; a figure is drawn with Agg and saved, or handed to a notebook.
"""

from testban.monitoring.plotting.depth import DepthTrial, depth_trials
from testban.monitoring.plotting.figure import (
    FORMATS,
    can_draw,
    chinese_font,
    plot_event,
    save_event,
)
from testban.monitoring.plotting.section import plot_section, save_section

__all__ = [
    "FORMATS",
    "DepthTrial",
    "can_draw",
    "chinese_font",
    "depth_trials",
    "plot_event",
    "plot_section",
    "save_event",
    "save_section",
]
