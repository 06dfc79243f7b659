"""The nouns of recordings: channels of continuous segments, and what was noticed about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.words import counted

if TYPE_CHECKING:
    from testban.monitoring.waveforms.response import Response

__all__ = ["Channel", "Note", "Recordings", "Segment"]

_SAID = {
    "instruments": "two instruments at one site",
    "rates": "two sampling rates",
    "response": "response not used",
    "unit": "another unit",
    "dead": "dead channel",
    "same code": "one code in two networks",
    "station list": "not used of the stations given",
}
"""Kinds of notes whose name alone does not say what was noticed."""
_TOLD = (
    "no station code", "same code", "no coordinates", "clipped", "rates", "response", "station list", "unit",
)  # fmt: skip
"""Kinds of notes that are told though nothing was lost."""
_OF_CHANNELS = ("no coordinates", "dead", "unit")
"""Kinds that many channels share: the same cause is told once."""
_NAMED = 8
"""So many channels are named with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Samples without a gap: the time of the first (seconds since 1970) and samples a second."""

    start: float
    rate: float
    samples: NDArray[np.float64]

    @property
    def end(self) -> float:
        """Time of the last sample."""
        return self.start + (len(self.samples) - 1) / self.rate

    def between(self, start: float, end: float) -> Segment | None:
        """The samples from one time to another, both included; None where there are none."""
        first = max(0, int(np.ceil((start - self.start) * self.rate - 1e-6)))
        last = min(len(self.samples) - 1, int(np.floor((end - self.start) * self.rate + 1e-6)))
        if last < first:
            return None
        return Segment(self.start + first / self.rate, self.rate, self.samples[first : last + 1])


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """One component of one instrument, with all that was recorded by it, in order of time.

    `azimuth_deg` is the direction of positive motion from north, `incidence_deg` its angle from
    the vertical upwards (0 up, 90 horizontal), as in SAC (`cmpaz`, `cmpinc`) and CSS3.0. What is not
    known is None. `clipped` are the times (from, to) at which the digitizer was at its limit.
    """

    network: str
    station: str
    location: str
    code: str
    rate: float
    segments: tuple[Segment, ...]
    latitude: float | None = None
    longitude: float | None = None
    elevation_m: float | None = None
    azimuth_deg: float | None = None
    incidence_deg: float | None = None
    response: Response | None = None
    unit: str = "counts"
    clipped: tuple[tuple[float, float], ...] = ()
    source: str = ""

    @property
    def id(self) -> str:
        """Network, station, location and channel, parted by full stops."""
        return f"{self.network}.{self.station}.{self.location}.{self.code}"

    @property
    def instrument(self) -> str:
        """The location code and the channel without its component: one instrument's channels agree."""
        return f"{self.location}.{self.code[:-1]}"

    @property
    def component(self) -> str:
        """The last letter of the channel code: Z, N, E, 1, 2, or F of a microbarometer."""
        return self.code[-1:].upper()

    @property
    def vertical(self) -> bool:
        """Whether it records vertical motion, by its name, or else by its orientation."""
        if self.component in "ZNERT12":
            return self.component == "Z"
        return self.incidence_deg in (0.0, 180.0)

    @property
    def pressure(self) -> bool:
        """Whether it records pressure: the second letter of its code is D (SEED), or its unit is Pa."""
        by_response = self.response is not None and self.response.unit == "Pa"
        return by_response or (len(self.code) == 3 and self.code[1].upper() == "D")

    @property
    def placed(self) -> bool:
        """Whether its coordinates are known."""
        return self.latitude is not None and self.longitude is not None

    @property
    def start(self) -> float:
        """Time of the first sample."""
        return self.segments[0].start

    @property
    def end(self) -> float:
        """Time of the last sample."""
        return self.segments[-1].end


@dataclass(frozen=True, slots=True)
class Note:
    """Something noticed while reading: its kind, the file or channel, and what was done about it.

    `lost` says that data were left out for it.
    """

    kind: str
    where: str
    text: str
    lost: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


@dataclass(frozen=True, slots=True, eq=False)
class Recordings:
    """Channels in order of their ids, and notes on all that was wrong with them."""

    channels: tuple[Channel, ...] = ()
    notes: tuple[Note, ...] = ()
    files: int = field(default=0)
    passed_over: tuple[str, ...] = ()
    """Files of text or pictures that lay beside the recordings."""

    def __iter__(self) -> Iterator[Channel]:
        return iter(self.channels)

    def __len__(self) -> int:
        return len(self.channels)

    @property
    def stations(self) -> tuple[str, ...]:
        """Codes of the stations, in order."""
        return tuple(sorted({channel.station for channel in self.channels}))

    def of(self, station: str) -> tuple[Channel, ...]:
        """The channels of a station."""
        return tuple(channel for channel in self.channels if channel.station == station)

    @property
    def damaged(self) -> tuple[Note, ...]:
        """Notes on what was left out because a file is damaged; a channel that never moved is none."""
        return tuple(note for note in self.notes if note.lost and note.kind != "dead")

    def counts(self) -> dict[str, int]:
        """How often each kind of note was made, most frequent first."""
        return dict(Counter(note.kind for note in self.notes).most_common())

    def told(self) -> list[str]:
        """What a user should know of them: a line for each cause, with the channels that it is told of."""
        causes: dict[tuple[str, str], list[str]] = {}
        for note in self.notes:
            if note.lost or note.kind in _TOLD:
                # Of files each has its own line: whoever mends one looks for its name at the beginning.
                alone = "" if note.kind in _OF_CHANNELS else note.where
                causes.setdefault((note.text, alone), []).append(note.where)
        lines = []
        for (text, _), places in causes.items():
            names = list(dict.fromkeys(filter(None, places)))
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            where = ", ".join(names[:_NAMED]) + more
            lines.append(f"{where}: {text}" if where else text)
        return lines

    def summary(self) -> str:
        """One line: what was read, and what was noticed, counted."""
        said = ", ".join(f"{_SAID.get(kind, kind)} ({n})" for kind, n in self.counts().items())
        pieces = sum(len(channel.segments) for channel in self.channels)
        line = (
            f"{counted(len(self.channels), 'channel')} of {counted(len(self.stations), 'station')} in "
            f"{counted(pieces, 'segment')} from {counted(self.files, 'file')}"
        )
        lost = len(self.damaged)
        parts = (
            line,
            f"noticed: {said}" if said else "",
            f"left out as damaged: {lost}" if lost else "",
            f"passed over, no recordings: {_some(self.passed_over)}" if self.passed_over else "",
        )
        return "; ".join(part for part in parts if part)

    def to_stream(self) -> Any:
        """An ObsPy `Stream` of the segments."""
        from obspy import Stream, Trace, UTCDateTime

        return Stream(
            [
                Trace(
                    segment.samples.copy(),
                    {
                        "network": channel.network,
                        "station": channel.station,
                        "location": channel.location,
                        "channel": channel.code,
                        "sampling_rate": segment.rate,
                        "starttime": UTCDateTime(segment.start),
                    },
                )
                for channel in self.channels
                for segment in channel.segments
            ]
        )


def _some(paths: tuple[str, ...], most: int = 3) -> str:
    """How many files, and the names of the first."""
    names = ", ".join(path.rsplit("/", 1)[-1] for path in paths[:most])
    return f"{counted(len(paths), 'file')} ({names}{', …' if len(paths) > most else ''})"
