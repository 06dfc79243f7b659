"""Ellipticity corrections: how much later a wave arrives than in the spherical model.

Dziewonski and Gilbert (1976), Geophys. J. R. astr. Soc. 44, 7-17, equation 26: with the geocentric
colatitude c of the source and the azimuth z from source to station

    dt = tau0 (1 + 3 cos 2c) / 4 + tau1 sqrt(3)/2 sin 2c cos z + tau2 sqrt(3)/2 sin^2 c cos 2z

tau0, tau1 and tau2 by distance and depth are shipped for ak135, as distributed with SNL-GMS/GMS-PI25;
they serve every model, since models differ in tau by less than a hundredth of a second.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import ArrayLike, NDArray

from testban.monitoring.compiled import njit

__all__ = ["ellipticity_s"]

Array = NDArray[np.float64]

# Flattening of the reference ellipsoid (WGS84), for the geocentric latitude.
_FLATTENING = 1 / 298.257223563
_SAME = {"PKIKP": "PKPdf", "p": "P", "s": "S", "P*": "Pb", "S*": "Sb", "P'P'": "PKPPKP"}


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[Array, Array, Array]]:
    path = files("testban.monitoring.traveltimes").joinpath("data", "ellipticity.npz")
    with path.open("rb") as raw, np.load(raw, allow_pickle=False) as kept:
        phases = {name.rsplit(".", 1)[0] for name in kept.files}
        return {
            phase: (
                kept[f"{phase}.depth_km"].astype(float),
                kept[f"{phase}.distance_deg"].astype(float),
                kept[f"{phase}.tau"].astype(float) * 1e-4,
            )
            for phase in phases
        }


def _coefficients(phase: str) -> tuple[Array, Array, Array] | None:
    """Depths, distances and tau of a phase, or of the phase that it is a branch of."""
    name = _SAME.get(phase, phase)
    found = _tables()
    return found.get(name, found.get(name[:-2]))


@njit(cache=True)
def _shifts(
    depths: Array,
    distances: Array,
    tau: Array,
    distance: Array,
    depth: Array,
    latitude: Array,
    azimuth: Array,
) -> Array:
    """The formula; tau0, tau1 and tau2 bilinear, beyond the table as at its edge."""
    out = np.empty(distance.size)
    root = np.sqrt(3.0) / 2.0
    for k in range(distance.size):
        i = min(max(np.searchsorted(distances, distance[k]) - 1, 0), distances.size - 2)
        u = (distance[k] - distances[i]) / (distances[i + 1] - distances[i])
        j = min(max(np.searchsorted(depths, depth[k]) - 1, 0), depths.size - 2)
        v = (depth[k] - depths[j]) / (depths[j + 1] - depths[j])
        u, v = min(max(u, 0.0), 1.0), min(max(v, 0.0), 1.0)
        geocentric = np.arctan((1 - _FLATTENING) ** 2 * np.tan(np.radians(latitude[k])))
        colatitude = np.pi / 2 - geocentric
        z = np.radians(azimuth[k])
        terms = (
            (1 + 3 * np.cos(2 * colatitude)) / 4,
            root * np.sin(2 * colatitude) * np.cos(z),
            root * np.sin(colatitude) ** 2 * np.cos(2 * z),
        )
        total = 0.0
        for m in range(3):
            upper = (1 - u) * tau[j, i, m] + u * tau[j, i + 1, m]
            lower = (1 - u) * tau[j + 1, i, m] + u * tau[j + 1, i + 1, m]
            total += ((1 - v) * upper + v * lower) * terms[m]
        out[k] = total
    return out


def ellipticity_s(
    phase: str,
    distance_deg: ArrayLike,
    depth_km: ArrayLike,
    source_latitude: ArrayLike,
    azimuth_deg: ArrayLike,
) -> Array:
    """Seconds to add to the time in the spherical model; 0 for a phase without coefficients.

    Parameters
    ----------
    phase
        Its name.
    distance_deg, depth_km
        Distance along the surface and depth of the source.
    source_latitude
        Geographic latitude of the source (deg).
    azimuth_deg
        From the source to the station, clockwise from north (CSS3.0 `esaz`).
    """
    arrays = (distance_deg, depth_km, source_latitude, azimuth_deg)
    columns = np.broadcast_arrays(*(np.asarray(a, float) for a in arrays))
    known = _coefficients(phase)
    if known is None:
        return np.zeros(columns[0].shape)
    found: Array = _shifts(*known, *(c.flatten() for c in columns))
    return found.reshape(columns[0].shape)
