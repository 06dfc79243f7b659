"""The world's land in outline: each State's, and that of areas that are no State's own mainland.

Outlines are simplified (a tenth of a degree) and are for maps of the whole world alone: nobody may
measure in them, or take a line for a boundary. What an area is, and whose, the table of territories
says with its source; areas whose status the United Nations treat as not settled belong to nobody there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from types import MappingProxyType

from testban.reference.states import states
from testban.reference.tables import read_table

__all__ = ["Area", "Ring", "Territory", "areas", "land", "state_of_area", "territories"]

Ring = tuple[tuple[float, float], ...]
"""Corners as (longitude, latitude) in degrees, without the first one again at the end."""

_AREA_COLUMNS = ("area", "latitude", "longitude", "small", "rings", "source")
_TERRITORY_COLUMNS = (
    "area", "name_en", "name_zh", "state", "status", "note_en", "note_zh", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the map.

    Attributes
    ----------
    id
        UN statistical code (M49), three digits, or a word where there is none (``abyei``).
    latitude, longitude
        Degrees: a place in or beside its largest part, for a mark.
    small
        Too small to be seen on a map of the world: a dot should stand for it.
    rings
        The edges of its parts and of holes in them, cut at 180 degrees; a point is inside where an
        odd number of rings goes round it. None where the area is too small.
    """

    id: str
    latitude: float
    longitude: float
    small: bool
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """An area that is not a State, or not one State's alone.

    Attributes
    ----------
    area
        As in `Area.id`.
    state
        ISO 3166-1 alpha-3 code of the State that it is shown with; empty where it is shown with none.
    status
        ``territory``, ``province``, ``disputed`` (dashed on maps, and given no colour) or
        ``antarctica``.
    note_en, note_zh
        How the United Nations treat it, where that has to be said.
    source
        Of the status.
    """

    area: str
    name_en: str
    name_zh: str
    state: str
    status: str
    note_en: str
    note_zh: str
    source: str


@cache
def _rows() -> Mapping[str, Area]:
    return {
        row[0]: Area(row[0], float(row[1]), float(row[2]), row[3] == "1", _rings(row[4]))
        for row in read_table("boundaries.csv", _AREA_COLUMNS)
    }


def land() -> tuple[Ring, ...]:
    """The edges of all land and of holes in it, without the lines between areas."""
    return _rows()["land"].rings


@cache
def areas() -> Mapping[str, Area]:
    """All areas by their identifier; the disputed ones last, since they lie over others.

    Examples
    --------
    >>> areas()["336"].small, len(areas()["426"].rings)  # the Holy See; Lesotho
    (True, 1)
    """
    found = [area for area in _rows().values() if area.id != "land"]
    found.sort(key=lambda area: _disputed(area.id))
    return MappingProxyType({area.id: area for area in found})


def _disputed(area: str) -> bool:
    return area in territories() and territories()[area].status == "disputed"


def _rings(text: str) -> tuple[Ring, ...]:
    """Rings as the table writes them: tenths of a degree, the first corner whole, then steps."""
    found = []
    for ring in text.split(";") if text else ():
        steps = [int(step) for step in ring.split()]
        found.append(
            tuple(
                (x / 10, y / 10)
                for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
            )
        )
    return tuple(found)


@cache
def territories() -> Mapping[str, Territory]:
    """The areas that are no State's own, by their identifier.

    Examples
    --------
    >>> territories()["304"].state, territories()["732"].status
    ('DNK', 'disputed')
    """
    rows = read_table("territories.csv", _TERRITORY_COLUMNS)
    return MappingProxyType({row[0]: Territory(*row) for row in rows})


@cache
def _by_m49() -> Mapping[str, str]:
    return {state.m49: state.iso3 for state in states().values()}


def state_of_area(area: str) -> str:
    """ISO 3166-1 alpha-3 code of the State an area is shown with; empty for none."""
    territory = territories().get(area)
    return territory.state if territory else _by_m49()[area]
