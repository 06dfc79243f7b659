"""A correction from whatever holds one: the content tells which it is."""

from __future__ import annotations

from pathlib import Path

from testban.errors import ReferenceError
from testban.files import read_text
from testban.monitoring.traveltimes.corrections import Correction, SourceSpecific, StationTerms
from testban.monitoring.traveltimes.sasc import SlownessAzimuth

__all__ = ["load_correction"]

_LARGEST = 50_000_000


def load_correction(path: Path) -> Correction:
    """Read a correction of travel times, or of azimuths and slownesses.

    Parameters
    ----------
    path
        A folder of slowness-azimuth station corrections or a file `sasc.STATION`; or CSV: terms of
        stations (`station,phase,time_s`) or, with columns `latitude` and `longitude`, corrections by
        source.

    Raises
    ------
    ReferenceError
        It is none of these, or a row of it cannot be read.
    """
    if path.is_dir() or path.name.startswith("sasc."):
        return SlownessAzimuth.read(path)
    head = read_text(path, _LARGEST, ReferenceError).lstrip("\ufeff").partition("\n")[0]
    columns = {name.strip() for name in head.split(",")}
    if {"latitude", "longitude"} <= columns:
        return SourceSpecific.read(path)
    if "time_s" in columns:
        return StationTerms.read(path)
    raise ReferenceError(
        "no corrections",
        where=f"{path}:1",
        cure="Give a folder of sasc.STATION files, or CSV with station,phase,time_s and, for "
        "corrections by source, latitude,longitude",
    )
