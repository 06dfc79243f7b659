"""Files of arrivals and events, in and out.

`Bulletin` is what every reader gives and every writer takes.
"""

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.io import FORMATS, read_bulletin, write_bulletin

__all__ = ["FORMATS", "Bulletin", "read_bulletin", "write_bulletin"]
