"""Options and messages that the commands on recordings share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from testban.monitoring.waveforms import Recordings

__all__ = [
    "ParametersFile",
    "Paths",
    "StationsSpec",
    "band_of",
    "done",
    "read_and_tell",
    "tell_of_recordings",
]

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="Recordings and their metadata: files, or folders of them."
    ),
]
StationsSpec = Annotated[
    str,
    typer.Option(
        "--stations",
        metavar="SPEC",
        help="Where stations are: ims (the shipped network), StationXML, a CSS3.0 site table, an ISC "
        "station list, or CSV.",
    ),
]
ParametersFile = Annotated[
    Path | None,
    typer.Option("--parameters", metavar="FILE", help="TOML: parameters that differ."),
]


def tell_of_recordings(recordings: Recordings) -> None:
    """What was wrong with recordings: a line for each cause, with the channels that it is told of."""
    for line in recordings.told():
        tell(line)


def read_and_tell(paths: Sequence[Path], stations: str) -> Recordings:
    """The recordings, with a progress bar; what was wrong with them is told.

    Raises
    ------
    WaveformError
        There is no recording in any of the files.
    """
    from testban.cli.progress import progress_bar
    from testban.monitoring.waveforms import read_waveforms

    with progress_bar() as advance:
        recordings = read_waveforms(
            paths, stations, progress=lambda done, total: advance(done, total, "reading")
        )
    tell_of_recordings(recordings)
    return recordings


def done(recordings: Recordings) -> typer.Exit:
    """The end of a command: exit code 1 where something was left out as damaged."""
    return typer.Exit(int(bool(recordings.damaged)))


def band_of(text: str) -> tuple[float, float]:
    """The band that ``--band`` names.

    Raises
    ------
    UsageError
        It is no two frequencies, the lower one first.
    """
    from testban.errors import UsageError

    try:
        low, high = (float(part) for part in text.replace("-", ",").split(","))
    except ValueError:
        low = high = 0.0
    if not 0 < low < high:
        raise UsageError(
            f"{text!r:.40} is no band", where="--band", cure="Write two frequencies, as in 1,6"
        )
    return low, high
