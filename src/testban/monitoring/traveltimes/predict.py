"""`TravelTimes`: when a phase arrives, how steeply, and how that changes with the source."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from testban.errors import UsageError
from testban.monitoring.sphere import KM_PER_DEG
from testban.monitoring.traveltimes import cache
from testban.monitoring.traveltimes.build import build
from testban.monitoring.traveltimes.earth import load_model
from testban.monitoring.traveltimes.ellipticity import ellipticity_s
from testban.monitoring.traveltimes.kernel import Tables, lookup_many
from testban.monitoring.traveltimes.model_errors import ErrorTable, model_error_s, shipped_errors

__all__ = ["Prediction", "TravelTimes"]

Array = NDArray[np.float64]

DISTANCES_DEG, DEPTHS_KM = (0.0, 180.0), (-10.0, 760.0)
"""What the tables hold."""
# Surface velocities of both models (km/s); Kennett (2005), Seismological Tables: ak135.
_SURFACE = {"P": 5.8, "S": 3.46}
# Phases whose last leg arrives as neither P nor S: their stations' heights say nothing.
_NO_ELEVATION = ("T", "I", "LR", "LQ")


@dataclass(frozen=True)
class Prediction:
    """What is predicted, as arrays of one shape; NaN where the phase has no arrival.

    `slowness_s_per_deg` is dT/d(distance): negative for waves that come the long way round.
    `depth_derivative_s_per_km` is dT/d(depth), `slowness_derivative_s_per_deg2` d(slowness)/d(distance).
    """

    time_s: Array
    slowness_s_per_deg: Array
    depth_derivative_s_per_km: Array
    slowness_derivative_s_per_deg2: Array


class TravelTimes:
    """Travel times of a velocity model.

    Made once a process for each model; the tables behind it are built on first use (about ten seconds)
    and kept in the user's cache folder.

    Parameters
    ----------
    model
        `ak135`, `iasp91`, a file with a velocity model (`.tvel`, `.nd`), or a folder of LocSAT tables.

    Raises
    ------
    ReferenceError
        There is no such model, or it cannot be read.

    Examples
    --------
    >>> tt = TravelTimes("ak135")
    >>> float(tt.predict("P", 60.0, 10.0).time_s.round(1))
    606.7
    """

    name: str
    """The model."""
    phases: tuple[str, ...]
    """Names of all phases, in the order of their index."""
    kernel: Tables
    """What `lookup` reads."""
    _errors: dict[str, ErrorTable]
    _index: dict[str, int]
    _model: str

    def __new__(cls, model: str | Path = "ak135") -> TravelTimes:
        return _load(str(model))

    def __reduce__(self) -> tuple[type[TravelTimes], tuple[str]]:
        """Copied or sent to another process it is the same model there, made once."""
        return TravelTimes, (self._model,)

    def index(self, phase: str) -> int:
        """The number of a phase in the tables.

        Raises
        ------
        UsageError
            The model has no such phase.
        """
        found = self._index.get(phase)
        if found is None:
            near = difflib.get_close_matches(phase, self.phases, 1)
            hint = f"Did you mean {near[0]}? " if near else ""
            raise UsageError(
                f"no phase {phase[:40]!r} in {self.name}",
                cure=f"{hint}The phases are {', '.join(self.phases)}",
            )
        return found

    def predict(
        self, phase: str | Sequence[str], distance_deg: ArrayLike, depth_km: ArrayLike
    ) -> Prediction:
        """Predict arrivals; names, distances and depths are broadcast against each other.

        Parameters
        ----------
        phase
            A name, or as many as there are distances. A short name (`P`, `S`, `PKP`) is the first
            of those it stands for: P of Pg, Pn, P and Pdiff.
        distance_deg
            0 to 180.
        depth_km
            To 760; to 10 km above sea level it goes on as at the surface.

        Returns
        -------
        Of one shape; NaN where the phase does not arrive, and where a distance or depth is NaN.

        Raises
        ------
        UsageError
            The model has no such phase, or a distance or depth is outside these bounds.
        """
        numbers = (
            np.int64(self.index(phase))
            if isinstance(phase, str)
            else np.array([self.index(name) for name in phase], dtype=np.int64)
        )
        arrays = (numbers, np.asarray(distance_deg, float), np.asarray(depth_km, float))
        index, x, z = np.broadcast_arrays(*arrays)
        _check(x, DISTANCES_DEG, "distance", "degrees", "along the shorter arc")
        _check(z, DEPTHS_KM, "depth", "km", "below sea level")
        out = np.empty((4, x.size))
        # Copies: what is broadcast from one value must not be handed on to be written to.
        flat = [a.flatten() for a in (index, x, z)]
        lookup_many(self.kernel, flat[0], flat[1], flat[2], out)
        return Prediction(*(row.reshape(x.shape) for row in out))

    def model_error_s(
        self, phase: str, distance_deg: ArrayLike, depth_km: ArrayLike = 0.0
    ) -> Array:
        """A-priori standard deviation of the model's time (s)."""
        return model_error_s(self._errors, phase, distance_deg, depth_km)

    def ellipticity_s(
        self,
        phase: str,
        distance_deg: ArrayLike,
        depth_km: ArrayLike,
        source_latitude: ArrayLike,
        azimuth_deg: ArrayLike,
    ) -> Array:
        """Seconds to add for the Earth's ellipticity; `azimuth_deg` is from source to station."""
        return ellipticity_s(phase, distance_deg, depth_km, source_latitude, azimuth_deg)

    def elevation_s(
        self, phase: str, slowness_s_per_deg: ArrayLike, elevation_m: ArrayLike
    ) -> Array:
        """Seconds to add for a station above sea level: the last leg goes on to its height.

        The vertical slowness under the station, with the surface velocity of the wave that the phase
        arrives as; 0 for phases that travel along the surface.
        """
        p, height = np.broadcast_arrays(
            np.asarray(slowness_s_per_deg, float), np.asarray(elevation_m, float)
        )
        if phase in _NO_ELEVATION:
            return np.zeros(p.shape)
        v = _SURFACE[_arrives_as(phase)]
        vertical = np.sqrt(np.maximum(v**-2 - (p / KM_PER_DEG) ** 2, 0.0))
        return np.asarray(vertical * height / 1000.0)


def _check(values: Array, bounds: tuple[float, float], what: str, unit: str, how: str) -> None:
    """Refuse what no table holds."""
    outside = values[(values < bounds[0]) | (values > bounds[1])]
    if outside.size:
        raise UsageError(
            f"no travel time for a {what} of {outside.flat[0]:g} {unit}",
            cure=f"Give {bounds[0]:g} to {bounds[1]:g} {unit} {how}",
        )


def _arrives_as(phase: str) -> str:
    """P or S: the last letter that names a wave."""
    last = next((letter for letter in reversed(phase) if letter in "PpSsLR"), "P")
    return "P" if last in "Pp" else "S"


@lru_cache(maxsize=8)
def _load(model: str) -> TravelTimes:
    self: TravelTimes = object.__new__(TravelTimes)
    self._model, self._errors = model, shipped_errors()
    if Path(model).is_dir():
        from testban.monitoring.traveltimes.locsat_tables import build_folder

        self.name = model
        self.kernel, self.phases, errors = build_folder(Path(model))
        self._errors = {**self._errors, **errors}
    else:
        earth = load_model(model)
        self.name = earth.name
        kept = cache.load(earth)
        if kept is None:
            kept = build(earth)
            cache.save(earth, *kept)
        self.kernel, self.phases = kept
    self._index = {name: number for number, name in enumerate(self.phases)}
    return self
