"""Where a channel stands, which way it points and what its instrument does, by channel and time.

From StationXML (through ObsPy) and SAC pole-zero files.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np

from testban.monitoring.model import iso
from testban.monitoring.waveforms.misfits import Misfit
from testban.monitoring.waveforms.model import Note
from testban.monitoring.waveforms.response import Response

__all__ = ["Epoch", "Metadata", "from_inventory", "is_sacpz", "read_sacpz", "read_stationxml"]

_FOREVER = math.inf
_POINTS = 160
_LOWEST_HZ = 1e-3
_MOST_ROOTS = 200
_PRESSURE_PA = {"PA": 1.0, "PASCAL": 1.0, "PASCALS": 1.0, "HPA": 100.0, "MBAR": 100.0}
"""Units of pressure in pascals: ObsPy evaluates a response in the unit that it is given in."""
_MOTION = frozenset(
    [
        *(
            length + rate
            for length in ("M", "CM", "MM", "NM")
            for rate in ("", "/S", "/SEC", "/S**2")
        ),
        *("M/S/S", "M/SEC**2", "M/(S**2)", "M/(SEC**2)"),
    ]
)
"""Units of motion that ObsPy turns into metres. Others it takes without a word for what they are not: M/S2 for a
velocity, CM/S/S for metres."""


@dataclass(frozen=True, eq=False)
class Epoch:
    """A channel between two times. `instrument` is an ObsPy response, evaluated when asked for."""

    network: str
    station: str
    location: str
    code: str
    start: float
    end: float
    latitude: float | None = None
    longitude: float | None = None
    elevation_m: float | None = None
    azimuth_deg: float | None = None
    incidence_deg: float | None = None
    response: Response | None = None
    instrument: Any = None
    source: str = ""

    @property
    def responds(self) -> bool:
        """Whether more than the place of the channel is known: StationXML may stop at channels."""
        stages = getattr(self.instrument, "response_stages", None)
        return self.response is not None or bool(stages)

    def evaluated(self, rate: float) -> tuple[Response | None, str]:
        """The response up to the Nyquist frequency of this rate, and why there is none."""
        if self.response is not None or self.instrument is None:
            return self.response, "" if self.response else "no response given"
        return _evaluated(self.instrument, rate, self.source)


@dataclass(frozen=True)
class Metadata:
    """Epochs by station code."""

    by_station: Mapping[str, tuple[Epoch, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, epochs: Iterable[Epoch]) -> Metadata:
        """Sorted by station."""
        found: dict[str, list[Epoch]] = {}
        for epoch in epochs:
            found.setdefault(epoch.station.upper(), []).append(epoch)
        return cls({key: tuple(value) for key, value in found.items()})

    def channel(
        self, network: str, station: str, location: str, code: str, time: float
    ) -> tuple[Epoch | None, Misfit | None]:
        """The epoch of a channel at a time, and what does not fit where there is none.

        A network or location that only one side gives counts as agreeing.
        """
        known = [
            each
            for each in self.by_station.get(station.upper(), ())
            if _agree(each.network, network) and each.code.upper() == code.upper()
        ]
        here = [each for each in known if _agree(each.location, location)]
        if not here:
            where = sorted({each.location or "--" for each in known})
            if not where:
                return None, None
            cause = f"is given only for location {', '.join(where)}"
            return None, Misfit(cause, f"Give that of location {location or '--'}", known[0].source)
        now = [each for each in here if each.start - 1.0 <= time <= each.end + 1.0]
        if not now:
            spans = ", ".join(dict.fromkeys(f"{_day(e.start)} to {_day(e.end)}" for e in here[:3]))
            cause = f"is given only for {spans}, and the recording is of {_day(time)}"
            return None, Misfit(cause, "Give that of the day of the recording", here[0].source)
        # The exact location first, then what has a response, then the newest epoch.
        best = max(now, key=lambda each: (each.location == location, each.responds, each.start))
        return best, None

    def site(self, network: str, station: str, time: float) -> Epoch | None:
        """Any epoch of the station that gives its place, rather one that covers the time."""
        placed = [
            each
            for each in self.by_station.get(station.upper(), ())
            if _agree(each.network, network) and each.latitude is not None
        ]
        return max(placed, key=lambda e: (e.start <= time <= e.end, e.start), default=None)


def _day(time: float) -> str:
    """The day of a time, or that there is no end."""
    if not math.isfinite(time):
        return "the beginning" if time < 0 else "now"
    return iso(time, 0)[:10]


def _agree(one: str, other: str) -> bool:
    one, other = one.strip("- "), other.strip("- ")
    return not one or not other or one.upper() == other.upper()


# -- StationXML ---------------------------------------------------------------------------------


def read_stationxml(data: bytes, where: str) -> tuple[list[Epoch], list[Note]]:
    """The channels of a StationXML document."""
    from obspy import read_inventory

    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        text = "XML with a document type of its own is not read; save it without its DOCTYPE"
        return [], [Note("unreadable", where, text, lost=True)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            inventory = read_inventory(io.BytesIO(data), format="STATIONXML")
    except Exception as error:  # noqa: BLE001 - ObsPy raises whatever its parser does
        text = f"StationXML that cannot be read ({_short(error)}); left out"
        return [], [Note("unreadable", where, text, lost=True)]
    return list(from_inventory(inventory, where)), []


def from_inventory(inventory: Any, where: str = "inventory") -> Iterator[Epoch]:
    """The channels of an ObsPy `Inventory`; a station without channels counts as one."""
    for network in inventory.networks:
        for station in network.stations:
            for each in station.channels or (None,):
                yield _epoch(network, station, each, where)


def _epoch(network: Any, station: Any, channel: Any, where: str) -> Epoch:
    at = channel if channel is not None else station
    dip = getattr(channel, "dip", None)
    azimuth = getattr(channel, "azimuth", None)
    return Epoch(
        network=network.code or "",
        station=station.code or "",
        location=(channel.location_code or "") if channel is not None else "",
        code=channel.code if channel is not None else "",
        start=at.start_date.timestamp if at.start_date else -_FOREVER,
        end=at.end_date.timestamp if at.end_date else _FOREVER,
        latitude=_finite(at.latitude if at.latitude is not None else station.latitude),
        longitude=_finite(at.longitude if at.longitude is not None else station.longitude),
        elevation_m=_finite(at.elevation if at.elevation is not None else station.elevation),
        azimuth_deg=_finite(azimuth),
        incidence_deg=_incidence(_finite(dip)),
        instrument=getattr(channel, "response", None),
        source=where,
    )


def _finite(value: Any) -> float | None:
    return None if value is None or not math.isfinite(float(value)) else float(value)


def _incidence(dip: float | None) -> float | None:
    """From the dip of SEED, degrees down from the horizontal: -90 is up."""
    return None if dip is None else dip + 90.0


def _evaluated(instrument: Any, rate: float, source: str) -> tuple[Response | None, str]:
    """Tabulated, so that digital filters and all stages count."""
    unit = str(getattr(instrument.instrument_sensitivity, "input_units", "") or "").upper()
    if not unit and instrument.response_stages:
        unit = str(instrument.response_stages[0].input_units or "").upper()
    pressure_pa = _PRESSURE_PA.get(unit)
    if pressure_pa is None and unit not in _MOTION:
        return (
            None,
            f"the response's input unit {unit or 'none'!r} is none of motion or pressure that is known",
        )
    frequencies = np.geomspace(_LOWEST_HZ, 0.49 * rate, _POINTS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = instrument.get_evalresp_response_for_frequencies(
                frequencies, output="DISP" if pressure_pa is None else "DEF"
            )
    except Exception as error:  # noqa: BLE001 - evalresp and ObsPy raise many kinds
        return None, f"the response cannot be evaluated ({_short(error)})"
    if not np.isfinite(values).all() or not (np.abs(values) > 0).all():
        return None, "the response is zero or no number somewhere"
    if pressure_pa is not None:
        values = values / pressure_pa
    unit = "m" if pressure_pa is None else "Pa"
    return Response(1.0, table=(frequencies, values), unit=unit, source=source), ""


def _short(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:100]


# -- SAC pole-zero files ------------------------------------------------------------------------

_HEADER = re.compile(r"^\* *(?P<name>[A-Z][A-Z ]*?) *(?:\((?P<short>[A-Z]+)\))? *: *(?P<value>.*)$")
_FILE_NAME = re.compile(r"SAC_?PZs?[._]([^._]*)[._]([^._]+)[._]([^._]*)[._]([^._]+)", re.I)


def is_sacpz(data: bytes) -> bool:
    """Whether a text holds poles, zeros and a constant."""
    head = data[: 1 << 16]
    return b"\0" not in head and b"ZEROS" in head and b"CONSTANT" in head


def read_sacpz(data: bytes, where: str) -> tuple[list[Epoch], list[Note]]:
    """The responses of a SAC pole-zero file (displacement in metres to counts), one or many."""
    epochs: list[Epoch] = []
    notes: list[Note] = []
    head: dict[str, str] = {}
    roots: dict[str, list[complex]] = {}
    due: list[complex] | None = None
    for number, line in enumerate(data.decode("latin-1").splitlines(), 1):
        words = line.split()
        if not words:
            continue
        if found := _HEADER.match(line):
            head[(found["short"] or found["name"]).strip()] = found["value"].strip()
        elif words[0] in ("ZEROS", "POLES"):
            due = roots.setdefault(words[0], [])
            due.extend([0j] * _count(words))
        elif words[0] == "CONSTANT":
            try:
                epochs.append(_sacpz(head, roots, float(words[1]), where))
            except (IndexError, ValueError) as error:
                text = f"a response that cannot be used ({error}); left out"
                notes.append(Note("response", f"{where}:{number}", text, lost=True))
            head, roots, due = {}, {}, None
        elif due is not None and not line.startswith("*"):
            _root(due, words)
    return epochs, notes


def _count(words: list[str]) -> int:
    return min(int(words[1]), _MOST_ROOTS) if len(words) > 1 and words[1].isdigit() else 0


def _root(due: list[complex], words: list[str]) -> None:
    """Roots that the file does not list lie at zero, so those listed replace zeros from the front."""
    try:
        value = complex(float(words[0]), float(words[1]))
    except (IndexError, ValueError):
        value = complex(math.nan)
    for j, old in enumerate(due):
        if old == 0j:
            due[j] = value if value != 0 else complex(1e-300)
            return
    # More than were announced: one that is no number says so.
    if len(due) <= _MOST_ROOTS:
        due.append(complex(math.nan))


def _sacpz(
    head: dict[str, str], roots: dict[str, list[complex]], constant: float, where: str
) -> Epoch:
    zeros, poles = (
        tuple(0j if abs(root) < 1e-200 else root for root in roots.get(name, ()))
        for name in ("ZEROS", "POLES")
    )
    if not np.isfinite([constant, *zeros, *poles]).all() or constant == 0.0 or not poles:
        raise ValueError("its roots and constant are not all numbers")
    unit = head.get("INPUT UNIT", "M").split()[0].upper() if head.get("INPUT UNIT") else "M"
    if unit not in ("M", "M/S", "M/S**2", "NM", "PA"):
        raise ValueError(f"input unit {unit}")
    # The format is for displacement; some producers leave the zeros of velocity out and say so.
    zeros += (0j,) * {"M/S": 1, "M/S**2": 2}.get(unit, 0)
    if unit == "NM":
        constant *= 1e9
    name = _FILE_NAME.search(where.rsplit("/", 1)[-1])
    by_name = (
        dict(zip(("KNETWK", "KSTNM", "KHOLE", "KCMPNM"), name.groups(), strict=True))
        if name
        else {}
    )

    def code(short: str, long: str) -> str:
        return head.get(short) or head.get(long) or by_name.get(short, "")

    dip, elevation = _decimal(head.get("DIP")), _decimal(head.get("ELEVATION"))
    return Epoch(
        network=code("KNETWK", "NETWORK"),
        station=code("KSTNM", "STATION"),
        location=code("KHOLE", "LOCATION").strip("-"),
        code=code("KCMPNM", "CHANNEL"),
        start=_when(head.get("START"), -_FOREVER),
        end=_when(head.get("END"), _FOREVER),
        latitude=_decimal(head.get("LATITUDE")),
        longitude=_decimal(head.get("LONGITUDE")),
        elevation_m=elevation,
        azimuth_deg=_decimal(head.get("AZIMUTH")),
        # In these files a dip is the angle from the vertical, as `cmpinc` is.
        incidence_deg=dip,
        response=Response(constant, zeros, poles, unit="Pa" if unit == "PA" else "m", source=where),
        source=where,
    )


def _decimal(text: str | None) -> float | None:
    try:
        return _finite(float(text)) if text else None
    except ValueError:
        return None


def _when(text: str | None, otherwise: float) -> float:
    try:
        when = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return otherwise
    try:
        return when.replace(tzinfo=when.tzinfo or UTC).timestamp()
    except (OverflowError, ValueError):
        return otherwise
