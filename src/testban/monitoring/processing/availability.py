"""How much of the time each station recorded: shares, gaps, dead channels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from testban.monitoring.model import Station, iso
from testban.monitoring.waveforms import Channel, Recordings
from testban.monitoring.waveforms.episodes import Span, joined
from testban.monitoring.words import counted

__all__ = ["Availability", "StationTime", "availability", "with_expected"]

DAY_S = 86400.0
_PLURALS = {
    "gap": "gaps", "dead channel": "dead channels",
    "late start or early end": "late starts or early ends",
}  # fmt: skip
LEAST_GAP_S = 1.0


@dataclass(frozen=True, slots=True)
class StationTime:
    """What a station recorded of the time that the network recorded.

    Attributes
    ----------
    expected_s, present_s
        Seconds of the network's time, and for how many of them any channel of the station recorded.
    gaps
        When none did, from when to when (seconds since 1970), between two times at which some did.
    outside
        What of a span of the network's time lies before the station's first sample in it, or after its last:
        a file that begins later than another has no gap.
    absent
        Spans of the network's time in which none recorded anything.
    channels
        By id, the seconds of each; 0 for a dead one.
    dead
        Ids of channels in which nothing moves.
    clipped_s
        Seconds at the limit of a digitizer, over all channels.
    """

    station: str
    expected_s: float
    present_s: float
    gaps: tuple[Span, ...]
    absent: tuple[Span, ...]
    channels: tuple[tuple[str, float], ...]
    dead: tuple[str, ...]
    clipped_s: float
    outside: tuple[Span, ...] = ()

    @property
    def share(self) -> float:
        """Of the network's time, from 0 to 1."""
        return self.present_s / self.expected_s if self.expected_s else 0.0

    @property
    def longest_gap_s(self) -> float:
        """0 where there is none."""
        return max((end - start for start, end in self.gaps), default=0.0)


@dataclass(frozen=True, slots=True)
class Availability:
    """The network's time, and the stations by their codes.

    The network's time runs from the first sample of any station to the last; days (UTC) without any in
    between part it into spans.
    """

    spans: tuple[Span, ...]
    stations: tuple[StationTime, ...]

    @property
    def share(self) -> float:
        """The mean over stations."""
        if not self.stations:
            return 0.0
        return sum(each.share for each in self.stations) / len(self.stations)

    def line(self) -> str:
        """All of it in one line."""
        dead = sum(len(each.dead) for each in self.stations)
        gaps = sum(len(each.gaps) for each in self.stations)
        outside = sum(len(each.outside) for each in self.stations)
        counts = ((gaps, "gap"), (dead, "dead channel"), (outside, "late start or early end"))
        said = ", ".join(
            f"{count} {name if count == 1 else _PLURALS[name]}" for count, name in counts
        )
        nothing = [each.station for each in self.stations if not each.channels]
        return (
            f"data of {counted(len(self.stations), 'station')} for {self.share:.1%} of the network's time on "
            f"average; {said}"
            + (f"; nothing from {len(nothing)}: {', '.join(nothing)}" if nothing else "")
        )

    def text(self) -> str:
        """A table for people, one line a station, the least available first."""
        spans = ", ".join(f"{iso(start, 0)} to {iso(end, 0)}" for start, end in self.spans)
        lines = [
            f"Data availability, {spans or 'no time at all'}",
            self.line(),
            "",
            f"{'station':10s} {'present':>8s} {'gaps':>5s} {'longest':>10s} {'absent':>7s} {'channels':>8s} "
            f"{'worst':>8s} {'clipped':>9s}  dead channels",
        ]
        for each in sorted(self.stations, key=lambda s: (s.share, s.station)):
            worst = min((seconds for _, seconds in each.channels), default=0.0)
            lines.append(
                f"{each.station:10s} {each.share:8.2%} {len(each.gaps):5d} {each.longest_gap_s:8.0f} s "
                f"{len(each.absent):4d}/{len(self.spans):<2d} "
                f"{len(each.channels):8d} {worst / each.expected_s if each.expected_s else 0.0:8.2%} "
                f"{each.clipped_s:7.1f} s  {' '.join(each.dead) or '-'}"
            )
        return "\n".join(lines) + "\n"

    def json(self) -> dict[str, Any]:
        """The same, and each gap and channel, for programs."""
        return {
            "spans": [_named(span) for span in self.spans],
            "stations": [
                {
                    "station": each.station,
                    "share": round(each.share, 6),
                    "present_s": round(each.present_s, 3),
                    "expected_s": round(each.expected_s, 3),
                    "gaps": [_named(gap) for gap in each.gaps],
                    "outside": [_named(span) for span in each.outside],
                    "absent": [_named(span) for span in each.absent],
                    "channels": [
                        {"id": name, "present_s": round(seconds, 3)}
                        for name, seconds in each.channels
                    ],
                    "dead_channels": list(each.dead),
                    "clipped_s": round(each.clipped_s, 3),
                }
                for each in self.stations
            ],
        }


def _named(span: Span) -> dict[str, str]:
    return {"start": iso(span[0]), "end": iso(span[1])}


def availability(recordings: Recordings) -> Availability:
    """Of recordings as they were read: padding, filled gaps and dead channels count as missing."""
    by_station: dict[str, list[Channel]] = defaultdict(list)
    for channel in recordings:
        by_station[channel.station].append(channel)
    dead: dict[str, list[str]] = defaultdict(list)
    for note in recordings.notes:
        if note.kind == "dead":
            dead[note.where.split(".")[1]].append(note.where)
    everyone = [span for channel in recordings for span in _spans([channel])]
    spans = _network_time(everyone)
    expected, whole = _seconds(spans), set(spans)
    stations = []
    for code in sorted({*by_station, *dead}):
        channels, lost = by_station[code], sorted(set(dead[code]))
        present = _spans(channels)
        missing = _without(spans, present)
        absent = tuple(span for span in missing if span in whole)
        # A gap begins where something ends, and ends where something begins.
        begins, ends = {start for start, _ in present}, {end for _, end in present}
        partly = [span for span in missing if span not in whole]
        gaps = {span for span in partly if span[0] in ends and span[1] in begins}
        times: dict[str, float] = dict.fromkeys(lost, 0.0)
        for name in {channel.id for channel in channels}:
            times[name] = _seconds(_spans(c for c in channels if c.id == name))
        stations.append(
            StationTime(
                code, expected, expected - _seconds(missing), tuple(sorted(gaps)), absent,
                tuple(sorted(times.items())), tuple(name for name in lost if not times[name]),
                sum(b - a for channel in channels for a, b in channel.clipped),
                tuple(span for span in partly if span not in gaps),
            )
        )  # fmt: skip
    return Availability(tuple(spans), tuple(stations))


def with_expected(
    found: Availability, expected: Mapping[str, Station], known: Mapping[str, Station]
) -> Availability:
    """The report with those stations that should have recorded and sent nothing: absent all the time.

    An array is there where any of its elements is; `known` says which they are, beside `expected`.
    """
    here = {each.station for each in found.stations}
    arrays = {
        station.array for code in here if (station := expected.get(code) or known.get(code))
    } - {""}
    seconds = _seconds(found.spans)
    silent = [
        StationTime(code, seconds, 0.0, (), found.spans, (), (), 0.0)
        for code, station in expected.items()
        if station.array in ("", code) and not {code} & (here | arrays)
    ]
    stations = sorted((*found.stations, *silent), key=lambda each: each.station)
    return Availability(found.spans, tuple(stations))


def _spans(channels: Iterable[Channel]) -> list[Span]:
    """When any of some channels recorded."""
    return joined(
        ((each.start, each.end + 1 / each.rate) for c in channels for each in c.segments),
        LEAST_GAP_S,
    )


def _network_time(spans: Sequence[Span]) -> list[Span]:
    """Days in a row (UTC) with anything recorded are one span, from its first sample to its last."""
    out: list[Span] = []
    for start, end in joined(spans):
        if out and start // DAY_S - out[-1][1] // DAY_S <= 1:
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
    return out


def _without(spans: Sequence[Span], present: Sequence[Span]) -> list[Span]:
    """What of some spans is not in others; both in order of time, none in touch with another."""
    out = []
    begins, ends = [start for start, _ in present], [end for _, end in present]
    for start, end in spans:
        among = present[bisect_right(ends, start) : bisect_left(begins, end)]
        inside = [(max(a, start), min(b, end)) for a, b in among]
        edges = [(start, start), *inside, (end, end)]
        out += [(a[1], b[0]) for a, b in pairwise(edges) if b[0] - a[1] > LEAST_GAP_S]
    return out


def _seconds(spans: Iterable[Span]) -> float:
    return sum(end - start for start, end in spans)
