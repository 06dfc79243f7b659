"""The command plot: one picture of an event, or of its recordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console

from testban.cli.monitoring import labels_in, monitoring_extra
from testban.cli.output import tell
from testban.cli.recordings import band_of, read_and_tell

if TYPE_CHECKING:
    from testban.monitoring.formats import Bulletin
    from testban.monitoring.model import Event
    from testban.monitoring.plotting import DepthTrial

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("plot", rich_help_panel=MONITORING_PANEL)(plot_command)


@monitoring_extra()
def plot_command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="A located event, in any format that is read; or, with --event FILE, recordings.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Where to: .png, .svg or .pdf."),
    ] = Path("event.png"),
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event",
            metavar="ID|FILE",
            help="Which event, where the file has several; of recordings the file of their event, and "
            "once more which event of it.",
        ),
    ] = None,
    stations: Annotated[
        str,
        typer.Option(
            "--stations",
            metavar="STATIONS",
            help="ims (the shipped network), or a file of stations.",
        ),
    ] = "ims",
    depths: Annotated[
        bool,
        typer.Option(
            "--depths/--no-depths",
            help="Locate the event again at fixed depths, to show the fit; not of recordings.",
        ),
    ] = True,
    band: Annotated[
        str | None,
        typer.Option("--band", metavar="LOW,HIGH", help="Of recordings, in hertz; else 1,4."),
    ] = None,
    lang: Annotated[
        str,
        typer.Option("--lang", metavar="LANG", help="Labels: en, or zh where a font has them."),
    ] = "en",
) -> None:
    """Draw an event: stations and gap, ellipse, residuals, depth; or its recordings by distance.

    With recordings and --event FILE the picture is a record section: the vertical records, the picks,
    and when the event's waves are due. Of several events in the file the first that was recorded is
    drawn, or the one that --event ID names besides.
    """
    from testban.errors import UsageError
    from testban.monitoring.plotting.saving import kind_of

    labels = labels_in(lang)
    kind_of(output)
    located, wanted = _file_and_id(event or [], len(paths) > 1 or paths[0].is_dir())
    if located is not None:
        _section(paths, located, wanted, output, stations, band, labels)
    elif len(paths) > 1 or paths[0].is_dir():
        raise UsageError(
            "several files, or a folder, are drawn as the recordings of an event",
            where=str(paths[0]),
            cure="Name the file of the event (--event located.xml), or one bulletin alone",
        )
    elif band is not None:
        raise UsageError(
            "--band is of recordings", cure="Leave it out, or name the file of their event: --event"
        )
    else:
        _one_event(paths[0], wanted, output, stations, depths, labels)
    typer.echo(str(output))


def _file_and_id(given: list[str], recordings: bool) -> tuple[Path | None, str | None]:
    """What --event names: the file of the event of recordings, and an event in a file.

    Raises
    ------
    UsageError
        It is given more often than that, or what recordings need is no file.
    """
    from testban.errors import UsageError
    from testban.files import opened

    files = [each for each in given if Path(each).is_file()]
    names = [each for each in given if each not in files]
    if recordings and names and not files:
        with opened(Path(names[0]), UsageError):
            pass
    if len(files) > 1 or len(names) > 1:
        raise UsageError(
            f"{' and '.join((files if len(files) > 1 else names)[:2])} cannot both be drawn",
            where="--event",
            cure="Name one file and one event of it",
        )
    return Path(files[0]) if files else None, names[0] if names else None


def _section(
    paths: list[Path],
    located: Path,
    wanted: str | None,
    output: Path,
    stations: str,
    band: str | None,
    lang: Literal["en", "zh"],
) -> None:
    from testban.monitoring.formats import read_bulletin
    from testban.monitoring.plotting import save_section
    from testban.monitoring.plotting.section import BAND_HZ
    from testban.monitoring.waveforms.episodes import joined

    shown = BAND_HZ if band is None else band_of(band)
    bulletin = read_bulletin(located)
    recordings = read_and_tell(paths, stations)
    spans = joined((segment.start, segment.end) for each in recordings for segment in each.segments)
    recorded = [
        each
        for each in bulletin.events
        if each.origin is not None
        and any(a.time >= start and a.time <= end for a in each.arrivals for start, end in spans)
    ]
    among = bulletin if wanted or not recorded else replace(bulletin, events=tuple(recorded))
    save_section(output, recordings, _chosen(among, wanted, str(located)), band_hz=shown, lang=lang)


def _one_event(
    path: Path,
    event: str | None,
    output: Path,
    stations: str,
    depths: bool,
    lang: Literal["en", "zh"],
) -> None:
    from testban.monitoring.formats import read_bulletin
    from testban.monitoring.plotting import can_draw, depth_trials, save_event
    from testban.monitoring.stations import load_stations

    known = load_stations(stations)
    chosen = _chosen(read_bulletin(path), event, str(path))
    trials: tuple[DepthTrial, ...] = ()
    if depths:
        with Console(stderr=True).status("locating at fixed depths …"):
            trials = depth_trials(chosen, known)
        if not trials and chosen.arrivals:
            tell(
                "not located again at fixed depths: too few of its arrivals are at stations that "
                "are known; --stations names a file of them"
            )
    if chosen.name and not can_draw(chosen.name):
        tell(
            f"no installed font has all characters of '{chosen.name}': the picture names the event "
            f"{chosen.event_id}; install one, Noto Sans CJK SC say"
        )
    save_event(output, chosen, known, trials=trials, lang=lang)


def _chosen(bulletin: Bulletin, wanted: str | None, where: str) -> Event:
    from testban.errors import UsageError

    located = [event for event in bulletin.events if event.origin is not None]
    if not bulletin.events:
        raise UsageError(
            f"no event in it, but {len(bulletin.unassociated)} arrivals of none",
            where=where,
            cure="There is nothing to draw",
        )
    if not located:
        raise UsageError(
            "no located event to draw", where=where, cure="Locate it first: testban locate"
        )
    if wanted is None:
        if len(located) > 1:
            first = located[0].event_id
            tell(f"{where}: {len(located)} events, drawn is {first}; --event ID chooses another")
        return located[0]
    found = next((event for event in located if event.event_id == wanted), None)
    if found is None:
        ids = ", ".join(event.event_id for event in located[:8])
        more = " …" if len(located) > 8 else ""
        raise UsageError(f"no event '{wanted}'", where=where, cure=f"It has {ids}{more}")
    return found
