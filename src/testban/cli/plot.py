"""The command plot: one picture of an event."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from testban.cli.monitoring import monitoring_extra

if TYPE_CHECKING:
    from testban.monitoring.formats import Bulletin
    from testban.monitoring.model import Event
    from testban.monitoring.plotting import DepthTrial

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("plot", rich_help_panel=MONITORING_PANEL)(plot_command)


def plot_command(
    bulletin: Annotated[
        Path, typer.Argument(metavar="FILE", help="A located event, in any format that is read.")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Where to: .png, .svg or .pdf."),
    ] = Path("event.png"),
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="ID", help="Which event, where the file has several."),
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
            "--depths/--no-depths", help="Locate the event again at fixed depths, to show the fit."
        ),
    ] = True,
    lang: Annotated[
        str,
        typer.Option("--lang", metavar="LANG", help="Labels: en, or zh where a font has them."),
    ] = "en",
) -> None:
    """Draw an event: its stations and gap, its ellipse, its residuals, what its depth hangs on."""
    from testban.errors import UsageError

    with monitoring_extra():
        from testban.monitoring.formats import read_bulletin
        from testban.monitoring.plotting import chinese_font, depth_trials, save_event
        from testban.monitoring.stations import load_stations
    if lang not in ("en", "zh"):
        raise UsageError(f"no labels in '{lang}'", where="--lang", cure="Use en or zh")
    known = load_stations(stations)
    chosen = _chosen(read_bulletin(bulletin), event, str(bulletin))
    if lang == "zh" and chinese_font() is None:
        sys.stderr.write("no installed font has Chinese characters: the labels are in English\n")
    trials: tuple[DepthTrial, ...] = ()
    if depths:
        with monitoring_extra(), Console(stderr=True).status("locating at fixed depths …"):
            trials = depth_trials(chosen, known)
        if not trials and chosen.arrivals:
            sys.stderr.write(
                "not located again at fixed depths: too few of its arrivals are at stations that "
                "are known; --stations names a file of them\n"
            )
    save_event(output, chosen, known, trials=trials, lang="zh" if lang == "zh" else "en")
    typer.echo(str(output))


def _chosen(bulletin: Bulletin, wanted: str | None, where: str) -> Event:
    from testban.errors import UsageError

    located = [event for event in bulletin.events if event.origin is not None]
    if not located:
        raise UsageError(
            "no located event to draw", where=where, cure="Locate it first: testban locate"
        )
    if wanted is None:
        if len(located) > 1:
            first = located[0].event_id
            sys.stderr.write(
                f"{where}: {len(located)} events, drawn is {first}; --event chooses another\n"
            )
        return located[0]
    found = next((event for event in located if event.event_id == wanted), None)
    if found is None:
        ids = ", ".join(event.event_id for event in located[:8])
        more = " …" if len(located) > 8 else ""
        raise UsageError(f"no event '{wanted}'", where=where, cure=f"It has {ids}{more}")
    return found
