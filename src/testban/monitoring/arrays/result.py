"""What an f-k analysis finds, window by window."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.arrays.settings import FkSettings
from testban.monitoring.sphere import KM_PER_DEG

if TYPE_CHECKING:
    from testban.monitoring.traveltimes.sasc import StationTable

__all__ = ["FkResult"]


@dataclass(frozen=True, eq=False)
class FkResult:
    """What each window of an array recording says, as arrays of the same length.

    `time` is that of a window's middle (seconds since 1970), `azimuth_deg` points to where the wave comes
    from, slownesses are horizontal. `semblance` is the beam's power over the mean power of the elements
    (1 where all see the same), `f_statistic` the ratio of what is common to what is not. Uncertainties
    are standard deviations. `elements` is how many took part, `rms` their root mean square in the band,
    `beam_power` the power of the beam in units of the noise (where frequencies are whitened).
    """

    array: str
    latitude: float
    longitude: float
    channels: tuple[str, ...]
    settings: FkSettings
    time: NDArray[np.float64]
    azimuth_deg: NDArray[np.float64]
    slowness_s_per_km: NDArray[np.float64]
    azimuth_uncertainty_deg: NDArray[np.float64]
    slowness_uncertainty_s_per_km: NDArray[np.float64]
    semblance: NDArray[np.float64]
    f_statistic: NDArray[np.float64]
    rms: NDArray[np.float64]
    beam_power: NDArray[np.float64]
    elements: NDArray[np.int64]
    infrasound: bool = False
    notes: tuple[str, ...] = ()
    best_map: NDArray[np.float64] | None = field(default=None, repr=False)
    """Semblance over the grid (east, north) of the window with the largest F."""

    def __len__(self) -> int:
        return len(self.time)

    @property
    def slowness_s_per_deg(self) -> NDArray[np.float64]:
        """Slowness in seconds a degree."""
        return self.slowness_s_per_km * KM_PER_DEG

    @property
    def velocity_km_s(self) -> NDArray[np.float64]:
        """Apparent (trace) velocity."""
        with np.errstate(divide="ignore"):
            return np.asarray(1.0 / self.slowness_s_per_km)

    def corrected(self, table: StationTable) -> FkResult:
        """Azimuths and slownesses after a slowness-azimuth station correction, with its errors added."""
        rows = [
            table.correct(slow, azimuth)
            for slow, azimuth in zip(
                self.slowness_s_per_deg.tolist(), self.azimuth_deg.tolist(), strict=True
            )
        ]
        slowness, azimuth, error, azimuth_error = np.array(rows).T
        return replace(
            self,
            azimuth_deg=azimuth,
            slowness_s_per_km=slowness / KM_PER_DEG,
            azimuth_uncertainty_deg=np.minimum(
                np.hypot(self.azimuth_uncertainty_deg, azimuth_error), 180.0
            ),
            slowness_uncertainty_s_per_km=np.hypot(
                self.slowness_uncertainty_s_per_km, error / KM_PER_DEG
            ),
        )

    def peaks(self, count: int = 20) -> NDArray[np.int64]:
        """The windows in which F is greatest, no two of them overlapping, in order of time."""
        apart = self.settings.window_s
        kept: list[int] = []
        for at in np.argsort(-self.f_statistic):
            if all(abs(self.time[at] - self.time[other]) >= apart for other in kept):
                kept.append(int(at))
            if len(kept) == count:
                break
        return np.array(sorted(kept), dtype=np.int64)

    @property
    def best(self) -> int:
        """The window with the largest F."""
        return int(np.nanargmax(self.f_statistic))
