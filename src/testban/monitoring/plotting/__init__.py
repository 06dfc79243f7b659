"""One picture of an event: where its stations are, how well they fit, what the depth hangs on.

Nothing here is shown on a screen; a figure is drawn with Agg and saved, or handed to a notebook.
"""

from testban.monitoring.plotting.depth import DepthTrial, depth_trials
from testban.monitoring.plotting.figure import FORMATS, chinese_font, plot_event, save_event

__all__ = ["FORMATS", "DepthTrial", "chinese_font", "depth_trials", "plot_event", "save_event"]
