"""The nouns of the monitoring wing, as in CSS3.0: station, arrival, origin, magnitude, event.

Conventions, once for all of them: times are seconds since 1970-01-01 UTC; latitudes and longitudes
are geodetic degrees (WGS84), north and east positive; depths are kilometres, positive downwards,
elevations metres; azimuths are degrees clockwise from north, from station to event (CSS3.0 `seaz`)
unless the name says otherwise; slownesses are seconds per degree; amplitudes are nanometres,
zero-to-peak. What was not measured is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

__all__ = [
    "NOT_LOCATED",
    "Arrival",
    "Ellipse",
    "Event",
    "Limit",
    "Magnitude",
    "Origin",
    "Quality",
    "Screening",
    "ScreeningResult",
    "Station",
    "StationMagnitude",
    "epoch",
    "iso",
]

ScreeningResult = Literal["screened out", "not screened out", "insufficient data", "not considered"]


@dataclass(frozen=True, slots=True)
class Station:
    """A place where ground motion or pressure is recorded.

    `array` names the array that an element belongs to; `source` says which table the coordinates
    come from.
    """

    code: str
    latitude: float
    longitude: float
    elevation_m: float = 0.0
    network: str = ""
    name: str = ""
    array: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One phase seen at one station.

    `azimuth_deg` points from the station to the event. `residual_s` and `time_weight` are of the
    origin that the arrival is associated with; `defining` says whether its time took part in it.
    """

    station: str
    time: float
    phase: str | None = None
    channel: str | None = None
    time_uncertainty_s: float | None = None
    azimuth_deg: float | None = None
    azimuth_uncertainty_deg: float | None = None
    slowness_s_per_deg: float | None = None
    slowness_uncertainty_s_per_deg: float | None = None
    snr: float | None = None
    amplitude_nm: float | None = None
    period_s: float | None = None
    arrival_id: str | None = None
    # Of the origin it is associated with:
    distance_deg: float | None = None
    event_azimuth_deg: float | None = None
    """From the event to the station: CSS3.0 `esaz`, IMS1.0 `EvAz`, QuakeML `arrival.azimuth`."""
    residual_s: float | None = None
    azimuth_residual_deg: float | None = None
    slowness_residual_s_per_deg: float | None = None
    time_weight: float | None = None
    time_defining: bool = False
    azimuth_defining: bool = False
    slowness_defining: bool = False
    reported_phase: str | None = None
    """The name it came with, where the locator gave it another."""
    network: str | None = None
    location: str | None = None
    """SEED codes beside `station` and `channel`."""
    analysis: str | None = None
    polarity: str | None = None
    onset: str | None = None
    """How it was read, as IMS1.0 codes it (Qual): `a` automatic, `m` manual; `c` compression, `d` dilatation;
    `i` impulsive, `e` emergent, `q` questionable."""
    read_from: str = field(default="", compare=False)
    """The file and line where it stands, `arrivals.csv:4`: for notes on it, and no part of what it is."""


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A confidence ellipse of the epicentre; the strike is that of the major axis from north."""

    semi_major_km: float
    semi_minor_km: float
    strike_deg: float
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the stations surround an epicentre; None where the author of an origin does not say."""

    gap_deg: float | None = None
    secondary_gap_deg: float | None = None
    nearest_deg: float | None = None
    farthest_deg: float | None = None
    stations: int | None = None
    defining: int | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """A hypocentre with its uncertainty, and how it was found.

    Intervals are half-widths at the confidence of the ellipse. `parameters` is the SHA-256 of the
    parameter file in force. `covariance` is of (time s, east km, north km, depth km).
    """

    time: float
    latitude: float
    longitude: float
    depth_km: float
    depth_fixed: bool = False
    depth_basis: str = ""
    """Why the depth is free or fixed, in words."""
    time_uncertainty_s: float | None = None
    depth_uncertainty_km: float | None = None
    ellipse: Ellipse | None = None
    standard_error_s: float | None = None
    covariance: tuple[tuple[float, ...], ...] | None = None
    quality: Quality | None = None
    author: str = ""
    origin_id: str | None = None
    parameters: str = ""
    velocity_model: str = ""
    analysis: str = ""
    """How it was made, as IMS1.0 codes it: `a` automatic, `m` manual, `g` a guess."""
    method: str = ""
    """The same of the location: `i` inversion, `p` pattern recognition, `g` ground truth, `o` other."""
    event_type: str = ""
    """What its author takes the event for: IMS1.0's code (`ke` a known earthquake), or the author's word
    where there is no code of that meaning; empty where it is unknown."""
    comments: tuple[str, ...] = ()
    """What its author says of it in words: "GT5 …"."""


@dataclass(frozen=True, slots=True)
class StationMagnitude:
    """A magnitude from one reading; `used` says whether it entered the network average.

    `bound` is `upper` where nothing was seen above a noise amplitude, `lower` where the record was
    clipped: the value is then a limit of what the reading would have been.
    """

    station: str
    type: str
    value: float
    phase: str | None = None
    distance_deg: float | None = None
    amplitude_nm: float | None = None
    period_s: float | None = None
    residual: float | None = None
    used: bool = True
    bound: Literal["upper", "lower"] | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """An amplitude that a phase did not exceed (`upper`: the noise) or must have (`lower`: clipped).

    `amplitude_nm` is zero-to-peak in the window and band where the phase was looked for.
    """

    station: str
    phase: str
    amplitude_nm: float
    period_s: float | None = None
    bound: Literal["upper", "lower"] = "upper"
    distance_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A network magnitude: type (`mb`, `Ms`, `ML` …), value, standard error, and what it rests on.

    `bound` is `upper` or `lower` where only a limit can be given. An author who does not say the type leaves
    it empty, and the number of stations None.
    """

    type: str
    value: float
    uncertainty: float | None
    stations: int | None
    bound: Literal["upper", "lower"] | None = None
    method: str = ""
    readings: tuple[StationMagnitude, ...] = ()
    author: str = ""


@dataclass(frozen=True, slots=True)
class Screening:
    """One screening criterion applied to one event; it says what the measurements allow."""

    criterion: str
    value: float | None
    uncertainty: float | None
    threshold: float | None
    result: ScreeningResult
    source: str = ""
    reason: str = ""


NOT_LOCATED = "not located: "
"""How the note begins that says why."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event: its preferred origin, the arrivals, its sizes and its screening."""

    event_id: str
    origin: Origin | None
    arrivals: tuple[Arrival, ...] = ()
    magnitudes: tuple[Magnitude, ...] = ()
    screening: tuple[Screening, ...] = ()
    name: str = ""
    score: float | None = None
    other_origins: tuple[Origin, ...] = field(default=())
    notes: tuple[str, ...] = ()
    """What was left out or doubted, one line each."""
    limits: tuple[Limit, ...] = ()
    """What stations that worked did not see, and where they clipped."""
    comments: tuple[str, ...] = ()
    """What the bulletin it came in says of it in words."""

    @property
    def located(self) -> bool:
        """False without an origin, and where a note says that its arrivals give none (the one it came with
        is kept)."""
        return self.origin is not None and not any(
            note.startswith(NOT_LOCATED) for note in self.notes
        )


def epoch(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 time; one without an offset is UTC.

    Raises
    ------
    ValueError
        Where the text is no ISO 8601 date and time.

    >>> epoch("2013-02-12T02:57:51.3")
    1360637871.3
    """
    when = datetime.fromisoformat(text)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def iso(seconds: float, digits: int = 3) -> str:
    """ISO 8601 in UTC of seconds since 1970, rounded to so many digits of a second (0 to 6).

    >>> iso(1360637871.2996)
    '2013-02-12T02:57:51.300Z'
    """
    when = datetime.fromtimestamp(round(seconds, digits), UTC)
    text = when.strftime("%Y-%m-%dT%H:%M:%S.%f")
    return (text[: len(text) - 6 + digits] if digits else text[:-7]) + "Z"
