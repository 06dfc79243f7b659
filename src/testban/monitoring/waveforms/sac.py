"""SAC files that are cut short: ObsPy refuses them as of no format; their whole samples are good.

Source: SAC manual, "SAC data file format": a header of 70 floats, 40 integers and 24 texts of eight
characters (632 bytes), NVHDR in word 76, NPTS in word 79, then NPTS floats for an even time series.
"""

from __future__ import annotations

import struct

from testban.monitoring.waveforms.model import Note

__all__ = ["mended_sac"]

_HEADER = 632
_NVHDR, _NPTS = 76 * 4, 79 * 4
_VERSIONS = (6, 7)
_LEAST = 2


def mended_sac(data: bytes, where: str) -> tuple[bytes, Note | None]:
    """The file as long as its header says, or with its header as long as the file, and what was done.

    What is no SAC file, or is whole, comes back as it was.
    """
    if len(data) < _HEADER:
        return data, None
    for order in "<>":
        (version,) = struct.unpack_from(order + "i", data, _NVHDR)
        (count,) = struct.unpack_from(order + "i", data, _NPTS)
        if version in _VERSIONS and count > 0:
            break
    else:
        return data, None
    there = (len(data) - _HEADER) // 4
    # Version 7 has a footer of 22 doubles.
    if there >= count or there < _LEAST:
        return data, None
    text = f"SAC cut short: {there} of {count} samples are there; the rest is lost. Fetch the file again"
    # Without its footer a file of version 7 is one of version 6.
    mended = bytearray(data[: _HEADER + 4 * there])
    struct.pack_into(order + "i", mended, _NPTS, there)
    struct.pack_into(order + "i", mended, _NVHDR, 6)
    return bytes(mended), Note("truncated", where, text, lost=True)
