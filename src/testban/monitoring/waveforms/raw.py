"""What a reader of one format finds, before channels are put together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Piece"]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Samples from one file, with what its header says of station and instrument.

    `nm_per_count` is the calibration at `calibration_s` seconds.
    """

    network: str
    station: str
    location: str
    code: str
    rate: float
    start: float
    samples: NDArray[np.float64]
    where: str
    latitude: float | None = None
    longitude: float | None = None
    elevation_m: float | None = None
    azimuth_deg: float | None = None
    incidence_deg: float | None = None
    nm_per_count: float | None = None
    calibration_s: float | None = None
    unit: str = "counts"
