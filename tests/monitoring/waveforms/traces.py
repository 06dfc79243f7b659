"""Traces made for tests of reading, and what was noticed of recordings."""

from __future__ import annotations

from typing import Any

import numpy as np
from obspy import Trace, UTCDateTime

from testban.monitoring.waveforms import Recordings

SACPZ = """* NETWORK   (KNETWK): XX
* STATION    (KSTNM): MADE
* LOCATION   (KHOLE): {location}
* CHANNEL   (KCMPNM): BHZ
* START             : {start}
* END               : 2599-12-31T23:59:59
* LATITUDE          : 36.5
* LONGITUDE         : 138.2
* ELEVATION         : 405.0
* DIP               : 0.0
* AZIMUTH           : 0.0
* INPUT UNIT        : M
ZEROS 3
POLES 2
-4.44 4.44
-4.44 -4.44
CONSTANT {constant}
"""


def kinds(found: Recordings) -> set[str]:
    """The kinds of what was noticed."""
    return set(found.counts())


def made_trace(samples: Any, *, start: float = 0.0, rate: float = 40.0, **codes: str) -> Trace:
    """A trace of XX.MADE.00.BHZ, or of other codes, that starts so many seconds after a moment of 2001."""
    head = {"network": "XX", "station": "MADE", "location": "00", "channel": "BHZ", **codes}
    head |= {"sampling_rate": rate, "starttime": UTCDateTime(1_000_000_000 + start)}
    return Trace(np.asarray(samples, dtype=np.float64), head)
