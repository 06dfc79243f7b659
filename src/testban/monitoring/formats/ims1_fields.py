"""The columns of IMS1.0:short bulletins, which are those of the ISC's ISF.

Source: IDC-3.4.1, Formats and Protocols for Messages, and the ISC's description of ISF. What the
format has no column for travels in comments, which it allows after every line.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from testban.monitoring.formats.fixed import Field

__all__ = [
    "ARRIVAL",
    "ARRIVAL_HEAD",
    "MAGNITUDE",
    "MAGNITUDE_HEAD",
    "ORIGIN",
    "ORIGIN_HEAD",
    "on_clock",
    "pairs",
    "remark",
]

ORIGIN_HEAD = (
    "   Date       Time        Err   RMS Latitude Longitude  Smaj  Smin  Az Depth   Err Ndef Nsta "
    "Gap  mdist  Mdist Qual   Author      OrigID"
)
ORIGIN = (
    Field("date", 1, 10), Field("time", 12, 22), Field("time_fixed", 23, 23),
    Field("time_error", 25, 29, "f", 2), Field("rms", 31, 35, "f", 2),
    Field("latitude", 37, 44, "f", 4), Field("longitude", 46, 54, "f", 4),
    Field("epicentre_fixed", 55, 55), Field("semi_major", 56, 60, "f", 1),
    Field("semi_minor", 62, 66, "f", 1), Field("strike", 68, 70, "i"),
    Field("depth", 72, 76, "f", 1), Field("depth_fixed", 77, 77),
    Field("depth_error", 79, 82, "f", 1), Field("ndef", 84, 87, "i"), Field("nsta", 89, 92, "i"),
    Field("gap", 94, 96, "i"), Field("nearest", 98, 103, "f", 2),
    Field("farthest", 105, 110, "f", 2), Field("analysis", 112, 112), Field("method", 114, 114),
    Field("event_type", 116, 117), Field("author", 119, 127), Field("id", 129, 136),
)  # fmt: skip

MAGNITUDE_HEAD = "Magnitude  Err Nsta Author      OrigID"
MAGNITUDE = (
    Field("type", 1, 5), Field("bound", 6, 6), Field("value", 7, 10, "f", 1),
    Field("error", 12, 14, "f", 1), Field("stations", 16, 19, "i"), Field("author", 21, 29),
    Field("origin", 31, 38),
)  # fmt: skip

ARRIVAL_HEAD = (
    "Sta     Dist  EvAz Phase        Time      TRes  Azim AzRes   Slow   SRes Def   SNR       Amp   "
    "Per Qual Magnitude    ArrID"
)
ARRIVAL = (
    Field("station", 1, 5), Field("distance", 7, 12, "f", 2), Field("event_azimuth", 14, 18, "f", 1),
    Field("phase", 20, 27), Field("time", 29, 40), Field("residual", 42, 46, "f", 1),
    Field("azimuth", 48, 52, "f", 1), Field("azimuth_residual", 54, 58, "f", 1),
    Field("slowness", 60, 65, "f", 1), Field("slowness_residual", 67, 71, "f", 1),
    Field("time_defining", 74, 74), Field("azimuth_defining", 75, 75),
    Field("slowness_defining", 76, 76), Field("snr", 78, 82, "f", 1),
    Field("amplitude", 84, 92, "f", 1), Field("period", 94, 98, "f", 2), Field("analysis", 100, 100),
    Field("polarity", 101, 101), Field("onset", 102, 102), Field("magnitude_type", 104, 108),
    Field("magnitude_bound", 109, 109), Field("magnitude", 110, 113, "f", 1), Field("id", 115, 122),
)  # fmt: skip


_TIME = re.compile(r"(\d\d):(\d\d):(\d\d(?:\.\d*)?)")
_DAY_S = 86400.0
# An arrival may stand a little before its origin; further back it is of the next day.
_EARLY_S = 60.0


def on_clock(text: str, after: float) -> float:
    """The first moment at which the clock showed `text`, not long before the moment `after`.

    Arrival lines have a time but no day.

    Raises
    ------
    ValueError
        The text is no time of day.
    """
    read = _TIME.fullmatch(text)
    if read is None:
        raise ValueError(f"{text!r:.30} is no time" if text else "there is no time")
    moment = after // _DAY_S * _DAY_S + int(read[1]) * 3600 + int(read[2]) * 60 + float(read[3])
    return moment + _DAY_S if moment < after - _EARLY_S else moment


def remark(tag: str, values: dict[str, object]) -> list[str]:
    """A comment line of named values; none where there is no value.

    >>> remark("PARAM", {"depth_basis": "no depth phase", "gap": None})
    [' (#PARAM depth_basis=no_depth_phase)']
    """
    words = [f"{name}={_word(value)}" for name, value in values.items() if value not in (None, "")]
    return [f" (#{tag} {' '.join(words)})"] if words else []


def _word(value: object) -> str:
    text = repr(value) if isinstance(value, float) else str(value)
    return quote(text, safe=" /:,.;+<>~*!'@").replace("_", "%5F").replace(" ", "_")


def pairs(comment: str) -> dict[str, str]:
    """The named values in a comment line, as they went into `remark`.

    >>> pairs(" (#PARAM depth_basis=no_depth_phase)")
    {'depth_basis': 'no depth phase'}
    """
    found = {}
    for word in comment.strip().strip("()").split()[1:]:
        name, equals, value = word.partition("=")
        if equals:
            found[name] = unquote(value.replace("_", " "))
    return found
