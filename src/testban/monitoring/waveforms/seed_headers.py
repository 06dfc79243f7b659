"""Channels in SEED volumes (dataless or full) and in RESP files, through ObsPy.

Source: SEED Reference Manual 2.4 (FDSN 2012), chapters 4 to 6 and appendix on RESP.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace

from testban.monitoring.waveforms.metadata import Epoch, from_inventory
from testban.monitoring.waveforms.miniseed import CONTROL, quiet
from testban.monitoring.waveforms.model import Note

__all__ = ["is_resp", "is_seed_volume", "read_resp", "read_seed_volume"]

# The lines of a RESP file name blockette and field: B052F04 is a channel's code.
_RESP = re.compile(rb"^B05[0-9]F[0-9]{2}", re.MULTILINE)
_HEAD = 1 << 14


def is_seed_volume(data: bytes) -> bool:
    """Whether a file begins with a header of a SEED volume; records of data may follow."""
    return CONTROL.match(data) is not None


def is_resp(data: bytes) -> bool:
    """Whether a text holds fields of a RESP file."""
    head = data[:_HEAD]
    return b"\0" not in head and _RESP.search(head) is not None


def read_seed_volume(data: bytes, where: str) -> tuple[list[Epoch], list[Note]]:
    """The channels that the headers of a volume describe."""
    return _channels(data, where, "SEED", "headers of a SEED volume")


def read_resp(data: bytes, where: str) -> tuple[list[Epoch], list[Note]]:
    """The responses of a RESP file; where the stations stand is not in it."""
    found, notes = _channels(data, where, "RESP", "RESP")
    return [replace(each, latitude=None, longitude=None, elevation_m=None) for each in found], notes


def _channels(data: bytes, where: str, form: str, what: str) -> tuple[list[Epoch], list[Note]]:
    from obspy import read_inventory

    try:
        with quiet(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(from_inventory(read_inventory(io.BytesIO(data), format=form), where)), []
    except Exception as error:  # noqa: BLE001 - ObsPy raises whatever its parsers do
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:100]
        text = f"{what} that cannot be read ({reason}); left out. Give StationXML"
        return [], [Note("unreadable", where, text, lost=True)]
