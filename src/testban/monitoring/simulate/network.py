"""What a network hears: its sensors, how noisy each is and how well it measures."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from testban.errors import UsageError
from testban.monitoring.files import decode, read_limited
from testban.monitoring.model import Station
from testban.reference.tables import read_table

__all__ = ["ARRAY", "THREE_COMPONENT", "Kind", "Sensor", "primary_seismic", "sensors"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of station can do. The figures are assumptions, in the order of what is published.

    Attributes
    ----------
    noise_log_nm
        log10 of the short-period noise as A/T in nm, after beam forming.
    azimuth_sd_deg, slowness_sd_s_per_deg
        Standard deviations at a signal-to-noise ratio of ten and more; larger for weaker signals.
    """

    name: str
    noise_log_nm: float
    azimuth_sd_deg: float
    slowness_sd_s_per_deg: float


ARRAY = Kind("array", -0.05, 6.0, 1.0)
THREE_COMPONENT = Kind("three-component", 0.45, 18.0, 3.0)
_KINDS = {kind.name: kind for kind in (ARRAY, THREE_COMPONENT)}


@dataclass(frozen=True, slots=True)
class Sensor:
    """A station or an array as one, with its own noise (log10 of A/T in nm)."""

    station: Station
    kind: Kind
    noise_log_nm: float


def primary_seismic() -> dict[str, Station]:
    """The primary seismic stations of the International Monitoring System, arrays as one each."""
    columns = (
        "code", "latitude", "longitude", "elevation_m", "array", "network", "facility", "name",
        "source",
    )  # fmt: skip
    rows = list(read_table("stations.csv", columns))
    arrays = {row[4] for row in rows if row[4]}
    found: dict[str, Station] = {}
    taken: set[str] = set()
    # An array's own row stands for all its elements; a facility counts once.
    for row in sorted(rows, key=lambda row: (row[0] not in arrays, row[0])):
        element = row[4] and row[4] != row[0]
        if row[5] != "primary seismic" or element or row[6] in taken:
            continue
        taken.add(row[6])
        place = (float(row[1]), float(row[2]), float(row[3]))
        array = row[0] if row[0] in arrays else ""
        found[row[0]] = Station(row[0], *place, network=row[5], name=row[7], array=array)
    return dict(sorted(found.items()))


def sensors(network: Mapping[str, Station], noise: Path | None = None) -> list[Sensor]:
    """One sensor for each station that is no element of an array, in the order of their codes.

    Parameters
    ----------
    noise
        CSV with the columns `station`, and `kind` (``array`` or ``three-component``) or
        `noise_log_nm` or both: what differs from the assumptions of `Kind`.

    Raises
    ------
    UsageError
        The CSV has no such columns, or a row that names no station of the network or no kind.
    """
    known = _noise(noise, network) if noise is not None else {}
    arrays = {station.array for station in network.values() if station.array}
    found = []
    for code in sorted(network):
        station = network[code]
        if station.array and station.array != code:
            continue
        kind, level = known.get(code, (None, None))
        kind = kind or (ARRAY if code in arrays else THREE_COMPONENT)
        found.append(Sensor(station, kind, kind.noise_log_nm if level is None else level))
    if not found:
        raise UsageError("the network has no station", cure="Give --network with stations")
    return found


def _noise(
    path: Path, network: Mapping[str, Station]
) -> dict[str, tuple[Kind | None, float | None]]:
    where = str(path)
    rows = csv.DictReader(io.StringIO(decode(read_limited(path)), newline=""))
    if not {"station"} < set(rows.fieldnames or ()) or not {"kind", "noise_log_nm"} & set(
        rows.fieldnames or ()
    ):
        raise UsageError(
            "no columns station and kind or noise_log_nm", where=f"{where}:1",
            cure="Give a CSV file whose first line is station,kind,noise_log_nm",
        )  # fmt: skip
    found: dict[str, tuple[Kind | None, float | None]] = {}
    for row in rows:
        line = f"{where}:{rows.line_num}"
        code = (row["station"] or "").strip().upper()
        if code not in network:
            raise UsageError(f"no station '{code[:20]}' in the network", where=line)
        kind = (row.get("kind") or "").strip()
        if kind and kind not in _KINDS:
            raise UsageError(
                f"no kind '{kind[:20]}'", where=line, cure=f"Use {' or '.join(_KINDS)}"
            )
        level = (row.get("noise_log_nm") or "").strip()
        found[code] = (_KINDS.get(kind), _level(level, line) if level else None)
    return found


def _level(text: str, where: str) -> float:
    try:
        level = float(text)
    except ValueError:
        level = math.nan
    if not -5 <= level <= 8:
        raise UsageError(f"noise_log_nm '{text[:20]}' is no number from -5 to 8", where=where)
    return level
