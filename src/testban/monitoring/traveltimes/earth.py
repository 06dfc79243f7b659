"""Velocity models of a layered spherical Earth: reading them, and where their layers end.

ak135: Kennett, Engdahl and Buland (1995), Geophys. J. Int. 122, 108-124. iasp91: Kennett and
Engdahl (1991), Geophys. J. Int. 105, 429-465. Both ship with the package as depth, P and S
velocity; between two depths the velocity is linear in depth, and a depth given twice is a
discontinuity.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from testban.errors import ReferenceError

__all__ = ["SHIPPED", "EarthModel", "load_model"]

SHIPPED = ("ak135", "iasp91")
_LARGEST = 5_000_000
_KNOTS = 500
# A mantle P velocity; what is slower above a discontinuity is crust (both models: 6.5 over 8.04).
_MANTLE_VP = 7.6


@dataclass(frozen=True)
class EarthModel:
    """P and S velocity (km/s) against depth (km), from the surface to the centre."""

    name: str
    depth_km: NDArray[np.float64]
    vp: NDArray[np.float64]
    vs: NDArray[np.float64]

    @property
    def radius_km(self) -> float:
        """Radius of the Earth."""
        return float(self.depth_km[-1])

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the numbers: the tables of another model never pass for this one's."""
        return hashlib.sha256(
            b"".join(a.astype("<f8").tobytes() for a in (self.depth_km, self.vp, self.vs))
        ).hexdigest()

    @cached_property
    def discontinuities_km(self) -> tuple[float, ...]:
        """Depths where the P or the S velocity jumps."""
        same = np.flatnonzero(np.diff(self.depth_km) == 0.0)
        return tuple(float(self.depth_km[i]) for i in same)

    @cached_property
    def core_km(self) -> float:
        """Depth of the core-mantle boundary: where S ends."""
        fluid = np.flatnonzero((self.vs[1:] == 0.0) & (self.vs[:-1] > 0.0))
        if not fluid.size or self.depth_km[fluid[0]] < 1000.0:
            raise ReferenceError(
                "no fluid core",
                where=self.name,
                cure="Give S velocities; they are 0 in the outer core and nowhere above it",
            )
        return float(self.depth_km[fluid[0]])

    @cached_property
    def inner_core_km(self) -> float:
        """Depth of the boundary of outer and inner core."""
        below = [z for z in self.discontinuities_km if z > self.core_km]
        if not below:
            raise ReferenceError(
                "no inner core",
                where=self.name,
                cure="Give its boundary as a depth that stands twice",
            )
        return below[0]

    @cached_property
    def moho_km(self) -> float:
        """Depth of the Moho: the first jump to a mantle velocity."""
        for i in np.flatnonzero(np.diff(self.depth_km) == 0.0):
            if self.vp[i] < _MANTLE_VP <= self.vp[i + 1]:
                return float(self.depth_km[i])
        raise ReferenceError(
            "no Moho", where=self.name, cure=f"No jump leads to a P velocity over {_MANTLE_VP} km/s"
        )

    @cached_property
    def conrad_km(self) -> float:
        """Depth of the last discontinuity in the crust; 0 where the crust has none."""
        return max((z for z in self.discontinuities_km if z < self.moho_km), default=0.0)

    def transition_km(self) -> float:
        """Depth of the discontinuity near 410 km, where the uppermost mantle ends."""
        near = [z for z in self.discontinuities_km if 350.0 <= z <= 450.0]
        return near[0] if near else 410.0

    def velocity(self, depth_km: float, wave: str, *, below: bool) -> float:
        """Velocity of `wave` (P or S) at a depth; at a discontinuity on the side asked for."""
        values = self.vp if wave == "P" else self.vs
        j = int(np.searchsorted(self.depth_km, depth_km, side="right" if below else "left"))
        j = min(max(j, 1), len(self.depth_km) - 1)
        z0, z1 = self.depth_km[j - 1], self.depth_km[j]
        if z1 == z0:
            return float(values[j - 1])
        return float(values[j - 1] + (values[j] - values[j - 1]) * (depth_km - z0) / (z1 - z0))


def load_model(name: str | Path) -> EarthModel:
    """A shipped model by name, or one from a file (`.tvel`, `.nd`, or CSV as those shipped).

    Raises
    ------
    ReferenceError
        There is no such model or file, or it is no velocity model.
    """
    if str(name).lower() in SHIPPED:
        short = str(name).lower()
        text = (
            files("testban.monitoring.traveltimes")
            .joinpath("data", f"{short}.csv")
            .read_text("utf-8")
        )
        return _parse(text, short)
    path = Path(name)
    if not path.is_file():
        raise ReferenceError(
            "no such velocity model",
            where=str(name),
            cure=f"Use {' or '.join(SHIPPED)}, a .tvel or .nd file, or a folder of LocSAT tables",
        )
    if path.stat().st_size > _LARGEST:
        raise ReferenceError(
            "too large for a velocity model", where=str(name), cure="Give another file"
        )
    return _parse(path.read_text(encoding="utf-8", errors="replace"), str(path))


def _parse(text: str, name: str) -> EarthModel:
    """Rows of depth, P and S velocity; titles, comments and names of boundaries are passed over."""
    rows: list[tuple[float, float, float]] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("#")[0].replace(",", " ").split()
        try:
            values = [float(cell) for cell in cells[:3]]
        except ValueError:
            if rows and len(cells) > 1:
                raise ReferenceError(
                    "not a row of numbers", where=f"{name}:{number}", cure="Give depth, vp and vs"
                ) from None
            continue
        if len(values) < 3:
            continue
        depth, vp, vs = values
        if not (np.isfinite(values).all() and 0 <= depth < 7e3 and 0.1 < vp < 50 and 0 <= vs < vp):
            raise ReferenceError(
                "no possible depth and velocities",
                where=f"{name}:{number}",
                cure="Depths are km, velocities km/s, and S is slower than P",
            )
        if rows and depth < rows[-1][0]:
            raise ReferenceError(
                "the depths go back", where=f"{name}:{number}", cure="Sort the rows"
            )
        if not rows or (depth, vp, vs) != rows[-1]:
            rows.append((depth, vp, vs))
        if len(rows) > _KNOTS:
            raise ReferenceError(f"more than {_KNOTS} depths", where=name, cure="Thin them out")
    if len(rows) < 4 or rows[0][0] != 0.0 or rows[-1][0] < 6000.0:
        raise ReferenceError(
            "no velocity model from the surface to the centre",
            where=name,
            cure="Give rows of depth, vp and vs from 0 km to the Earth's radius",
        )
    return EarthModel(name, *(np.array(column) for column in zip(*rows, strict=True)))
