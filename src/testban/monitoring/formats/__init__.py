"""Files of arrivals and events, in and out.

`Bulletin` is what every reader gives and every writer takes.
"""

from testban.monitoring.formats.bulletin import Bulletin, WithArrivals, WithEvents
from testban.monitoring.formats.from_obspy import from_catalog
from testban.monitoring.formats.io import FORMATS, read_bulletin, write_bulletin
from testban.monitoring.formats.to_obspy import to_catalog

__all__ = [
    "FORMATS",
    "Bulletin",
    "WithArrivals",
    "WithEvents",
    "from_catalog",
    "read_bulletin",
    "to_catalog",
    "write_bulletin",
]
