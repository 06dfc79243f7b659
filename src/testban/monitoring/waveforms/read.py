"""From files, folders or ObsPy's types to recordings: read, placed, put together, looked through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from testban.errors import UsageError, WaveformError
from testban.files import opened
from testban.monitoring.stations import Stations, load_stations
from testban.monitoring.waveforms.files import Contents, piece_of, read_file
from testban.monitoring.waveforms.metadata import Epoch, Metadata, from_inventory
from testban.monitoring.waveforms.misfits import Misfit, kind_misfit, misfit_notes
from testban.monitoring.waveforms.model import Channel, Note, Recordings, Segment
from testban.monitoring.waveforms.nameless import name_stations
from testban.monitoring.waveforms.namesakes import told_apart
from testban.monitoring.waveforms.quality import cleaned, clipped_spans, join
from testban.monitoring.waveforms.raw import Piece
from testban.monitoring.waveforms.response import Response
from testban.monitoring.waveforms.seed_headers import is_resp, is_seed_volume

__all__ = ["from_obspy", "read_waveforms"]

_MOST_FILES = 200_000
_NAMED = 5
_NO_CHANNELS = "no description of channels in it. Name a list of stations itself, not its folder"
# Rates nearer than this are one: clocks of digitizers differ by some parts in a million.
_SAME_RATE = 1e-3


def read_waveforms(
    paths: str | Path | Iterable[str | Path],
    stations: Any = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Recordings:
    """Recordings from files and folders of any mixture of formats.

    Parameters
    ----------
    paths
        Files, or folders that are searched with all below them: miniSEED, SAC, GSE, IMS1.0 and IMS2.0
        messages, CSS3.0 `wfdisc` tables, whatever else ObsPy reads; StationXML, dataless SEED, RESP and SAC
        pole-zero files for their channels; tar and zip archives of these.
    stations
        Where stations stand, as `load_stations` takes it; or an ObsPy `Inventory`. What the files
        themselves say goes before the shipped network (``ims``, also where nothing is given), and
        after anything else that is given.
    progress
        Called with files done and files in all.

    Raises
    ------
    WaveformError
        There is no recording in any of the files.

    Notes
    -----
    Only what a header says of station and instrument is used, never what it says of an event.
    """
    contents = Contents()
    named, files = _files(paths)
    for number, path in enumerate(files):
        read_file(path, contents)
        if progress is not None:
            progress(number + 1, len(files))
    contents.forget_explained()
    contents.notes += name_stations(contents.pieces)
    # What lies beside recordings is passed over; what was asked for by its name is missed.
    asked = {str(path) for path in named}
    for other in filter(asked.__contains__, contents.others):
        text = "no recording of a format that is read, and no metadata; left out"
        contents.notes.append(Note("format", other, text, lost=True))
    contents.others = [each for each in contents.others if each not in asked]
    return _recordings(contents, stations, "; ".join(str(path) for path in named[:_NAMED]))


def from_obspy(stream: Any, stations: Any = None) -> Recordings:
    """Recordings from an ObsPy `Stream` or `Trace`; `stations` as of `read_waveforms`.

    Raises
    ------
    WaveformError
        The stream has no usable trace.
    UsageError
        It is no stream.
    """
    contents = Contents()
    traces = (stream,) if hasattr(stream, "stats") else stream
    if isinstance(traces, (str, bytes)) or not isinstance(traces, Iterable):
        raise _no_stream(stream)
    read: list[Any] = []
    for trace in traces:
        if not hasattr(trace, "stats"):
            raise _no_stream(stream)
        piece = piece_of(trace, trace.id)
        if isinstance(piece, Note):
            contents.notes.append(piece)
        elif len(piece.samples):
            contents.pieces.append(piece)
            read.append(trace)
    contents.notes += name_stations(contents.pieces, "trace")
    for piece, trace in zip(contents.pieces, read, strict=True):
        response = trace.stats.get("response")
        if response is not None:
            contents.epochs.append(
                Epoch(piece.network, piece.station, piece.location, piece.code,
                      piece.start - 1.0, float(trace.stats.endtime.timestamp) + 1.0,
                      instrument=response, source=trace.id)
            )  # fmt: skip
    return _recordings(contents, stations, "the stream")


def _no_stream(given: Any) -> UsageError:
    return UsageError(
        f"a {type(given).__name__} is no recordings",
        cure="Give what read_waveforms or obspy.read makes of files",
    )


def _files(paths: str | Path | Iterable[str | Path]) -> tuple[list[Path], list[Path]]:
    """The paths as they were named, and every ordinary file in them, once and in order."""
    if isinstance(paths, (str, Path)):
        paths = [paths]
    named = [Path(path) for path in paths]
    found: dict[Path, None] = {}
    for path in named:
        if not path.is_dir():
            found[path] = None
            continue
        for inner in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if not hidden and inner.is_file():
                found[inner] = None
            if len(found) > _MOST_FILES:
                raise WaveformError(
                    f"more than {_MOST_FILES} files", where=str(path), cure="Name a smaller folder"
                )
    return named, list(found)


def _recordings(contents: Contents, stations: Any, where: str) -> Recordings:
    notes = contents.notes
    if not contents.pieces:
        first = next((str(note) for note in notes if note.lost), "")
        raise WaveformError(
            f"no recordings{f' ({first})' if first else ''}",
            where=where,
            cure="Name files of miniSEED, SAC, IMS2.0, GSE2 or CSS3.0, or a folder of them",
        )
    places = _Places(contents.epochs, stations)
    notes.extend(places.notes)
    groups: dict[tuple[str, str, str, str], list[Piece]] = defaultdict(list)
    for piece in contents.pieces:
        groups[piece.network, piece.station, piece.location, piece.code].append(piece)
    # Of a day of many stations there is no room for the samples twice.
    contents.pieces.clear()
    channels: list[Channel] = []
    for key in sorted(groups):
        for same_rate in _by_rate(groups.pop(key)):
            channels.extend(_channels(same_rate, places, notes))
    notes.extend(misfit_notes(places.misfits))
    channels, namesakes = told_apart(channels)
    notes.extend(namesakes)
    notes.extend(_across(channels))
    return Recordings(tuple(channels), tuple(notes), contents.files, tuple(contents.others))


def _by_rate(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces of one sampling rate each, the rate with the most samples first."""
    rates: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -len(piece.samples)):
        for group in rates:
            if abs(piece.rate / group[0].rate - 1) < _SAME_RATE:
                group.append(piece)
                break
        else:
            rates.append([piece])
    yield from rates


def _channels(pieces: list[Piece], places: _Places, notes: list[Note]) -> Iterator[Channel]:
    """The channel of some pieces; one for each instrument where it was changed between them."""
    first = min(pieces, key=lambda piece: piece.start)
    bare = Channel(
        first.network, first.station, first.location, first.code, pieces[0].rate, (),
        unit=first.unit, source=first.where,
    )  # fmt: skip
    segments, clipped = _segments(pieces, bare.id, notes)
    if not segments:
        notes.append(Note("dead", bare.id, "nothing moves in it; left out", lost=True))
        return
    if clipped:
        seconds = sum(b - a for a, b in clipped)
        text = f"clipped {len(clipped)} times, {seconds:.1f} s in all: amplitudes are lower bounds"
        notes.append(Note("clipped", bare.id, text))
    by_epoch: dict[int, tuple[Epoch | None, list[Segment]]] = {}
    for segment in segments:
        epoch, misfit = places.epoch(bare, segment.start)
        if misfit is not None and not by_epoch:
            places.misfits.append((bare.id, misfit))
        by_epoch.setdefault(id(epoch), (epoch, []))[1].append(segment)
    for epoch, some in by_epoch.values():
        during = tuple(
            (a, b) for a, b in clipped if any(x.start <= a <= x.end + 1e-6 for x in some)
        )
        channel = replace(bare, segments=tuple(some), clipped=during)
        placed = places.placed(channel, first, epoch, notes)
        if not placed.placed:
            text = "no coordinates: give --stations, StationXML or a SAC header that has them"
            notes.append(Note("no coordinates", bare.id, text))
        yield placed


def _segments(
    pieces: list[Piece], name: str, notes: list[Note]
) -> tuple[tuple[Segment, ...], tuple[tuple[float, float], ...]]:
    joined, gaps, same, other = join([(p.start, p.rate, p.samples) for p in pieces])
    if gaps:
        notes.append(Note("gap", name, f"{gaps} gap{'s' if gaps > 1 else ''}"))
    if same:
        notes.append(Note("overlap", name, f"{same} overlaps of the same samples, joined"))
    if other:
        text = f"{other} overlaps of other samples; the earlier piece was kept"
        notes.append(Note("overlap", name, text))
    segments: list[Segment] = []
    clipped: list[tuple[float, float]] = []
    padded = filled = 0.0
    spikes = 0
    for start, rate, samples in joined:
        good, flaws = cleaned(samples, rate)
        padded, filled, spikes = (
            padded + flaws.padded_s,
            filled + flaws.filled_s,
            spikes + flaws.spikes,
        )
        for index, part in good:
            segment = Segment(start + index / rate, rate, part)
            segments.append(segment)
            clipped.extend(clipped_spans(part, rate, segment.start))
    if padded:
        notes.append(Note("padding", name, f"{padded:.1f} s of padding at its ends cut away"))
    if filled:
        notes.append(Note("gap", name, f"{filled:.1f} s filled with one value or none cut out"))
    if spikes:
        notes.append(Note("spikes", name, f"{spikes} spikes replaced"))
    return tuple(segments), tuple(clipped)


class _Places:
    """Coordinates, orientation and response of channels, from all that was given."""

    def __init__(self, epochs: list[Epoch], stations: Any) -> None:
        self.files = Metadata.of(epochs)
        self.given: Metadata | None = None
        self.table: Stations | None = None
        self.shipped = load_stations("ims")
        self.notes: list[Note] = []
        self.misfits: list[tuple[str, Misfit]] = []
        self.completed: dict[tuple[int, int], Epoch] = {}
        if stations is None or (isinstance(stations, str) and stations.strip().lower() == "ims"):
            return
        if hasattr(stations, "networks"):
            self.given = Metadata.of(from_inventory(stations))
        elif isinstance(stations, (str, Path)):
            contents = Contents()
            if Path(stations).is_dir() or _of_channels(Path(stations)):
                for path in _files(stations)[1]:
                    read_file(path, contents)
                self.given = Metadata.of(contents.epochs)
                self.notes += [note for note in contents.notes if note.lost]
                if not contents.epochs:
                    self.notes.append(Note("station list", str(stations), _NO_CHANNELS))
                return
        self.table = load_stations(stations)
        self.notes += [Note("station list", "", line) for line in self.table.left_out]

    def placed(
        self, channel: Channel, piece: Piece, epoch: Epoch | None, notes: list[Note]
    ) -> Channel:
        """The channel with all that is known of it."""
        latitude, longitude, elevation = self._site(channel, piece, epoch)
        response = _calibrated(piece)
        if epoch is not None:
            evaluated, why = epoch.evaluated(channel.rate)
            response = evaluated or response
            if evaluated is None and why:
                cure = "Give StationXML or pole-zero files that have it"
                self.misfits.append(
                    (channel.id, Misfit(f"cannot be used: {why}", cure, epoch.source))
                )
        if response is not None and (misfit := kind_misfit(channel, response)) is not None:
            self.misfits.append((channel.id, misfit))
            response = None
        azimuth = epoch.azimuth_deg if epoch is not None else None
        incidence = epoch.incidence_deg if epoch is not None else None
        if response is not None and channel.unit != "counts":
            text = f"its header says {channel.unit}, its response is for counts and was not used"
            notes.append(Note("unit", channel.id, text))
            response = None
        return replace(
            channel,
            latitude=latitude,
            longitude=longitude,
            elevation_m=elevation,
            azimuth_deg=piece.azimuth_deg if azimuth is None else azimuth,
            incidence_deg=piece.incidence_deg if incidence is None else incidence,
            response=response,
        )

    def epoch(self, channel: Channel, time: float) -> tuple[Epoch | None, Misfit | None]:
        """What is known of a channel at a time, and what does not fit where nothing is.

        The response may be of another source than the place: of pole-zero files, say, beside StationXML that
        stops at channels.
        """
        said: Misfit | None = None
        known: Epoch | None = None
        for source in (self.given, self.files):
            if source is None:
                continue
            epoch, why = source.channel(
                channel.network, channel.station, channel.location, channel.code, time
            )
            if epoch is None:
                said = said or why
            elif known is None:
                known = epoch
            elif epoch.responds and not known.responds:
                return self._with_response_of(known, epoch), None
        return known, said if known is None else None

    def _with_response_of(self, epoch: Epoch, other: Epoch) -> Epoch:
        """One epoch with the response of another; the same object for the same two, for channels go by it."""
        key = id(epoch), id(other)
        if key not in self.completed:
            self.completed[key] = replace(
                epoch, response=other.response, instrument=other.instrument, source=other.source
            )
        return self.completed[key]

    def _site(
        self, channel: Channel, piece: Piece, epoch: Epoch | None
    ) -> tuple[float | None, float | None, float | None]:
        """By the user's table, the channel's metadata, the file's header, the shipped network."""
        code = channel.station.upper()
        if self.table is not None and code in self.table:
            station = self.table[code]
            return station.latitude, station.longitude, station.elevation_m
        candidates = [epoch, piece]
        for source in (self.given, self.files):
            if source is not None:
                candidates.append(source.site(channel.network, channel.station, channel.start))
        for each in candidates:
            if each is not None and each.latitude is not None and each.longitude is not None:
                return each.latitude, each.longitude, each.elevation_m
        if code in self.shipped:
            station = self.shipped[code]
            return station.latitude, station.longitude, station.elevation_m
        return None, None, None


def _of_channels(path: Path) -> bool:
    """Whether a file describes channels, and not only where stations stand."""
    try:
        with opened(path, WaveformError) as stream:
            head = stream.read(4096)
            return b"FDSNStationXML" in head or is_seed_volume(head) or is_resp(head)
    except WaveformError:
        return False


def _calibrated(piece: Piece) -> Response | None:
    """A calibration at one period, as IMS2.0 and CSS3.0 headers give it."""
    if piece.nm_per_count is None or piece.calibration_s is None:
        return None
    return Response(
        1e9 / abs(piece.nm_per_count), known_at_s=piece.calibration_s, source=piece.where
    )


def _across(channels: list[Channel]) -> Iterator[Note]:
    """What only several channels show: rates that differ, two instruments at one site, units."""
    by_channel: dict[str, set[float]] = defaultdict(set)
    by_station: dict[str, list[Channel]] = defaultdict(list)
    for channel in channels:
        by_channel[channel.id].add(channel.rate)
        by_station[channel.station].append(channel)
    for name, rates in by_channel.items():
        if len(rates) > 1:
            said = ", ".join(f"{rate:g}" for rate in sorted(rates))
            yield Note("rates", name, f"recorded at {said} Hz; each rate is a channel of its own")
    for station, some in by_station.items():
        instruments = sorted({channel.instrument for channel in some})
        if len(instruments) > 1:
            said = ", ".join(instruments[:_NAMED])
            yield Note(
                "instruments", station, f"{len(instruments)} instruments at one site ({said})"
            )
