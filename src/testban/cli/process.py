"""`testban process`: from recordings to a bulletin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from testban.cli.locate import BulletinFormat, write_found
from testban.cli.progress import progress_bar
from testban.cli.recordings import (
    ParametersFile,
    Paths,
    StationsSpec,
    tell,
    tell_of_recordings,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("process", rich_help_panel=MONITORING_PANEL)(process_command)


def process_command(
    paths: Paths,
    stations: StationsSpec = "ims",
    parameters: ParametersFile = None,
    form: Annotated[
        BulletinFormat, typer.Option("--format", help="How to write the bulletin.")
    ] = BulletinFormat.table,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there, whole or not at all."),
    ] = None,
) -> None:
    """Find the events in recordings: where, when, how large they were, and of what kind they may be.

    Signals are detected, named, and put to the locator; where chance explains them as well, there is no
    event. What is left out is named on standard error.
    """
    from testban.monitoring.formats import Bulletin
    from testban.monitoring.parameters import load_parameters
    from testban.monitoring.processing import process
    from testban.monitoring.stations import Stations
    from testban.monitoring.waveforms import read_waveforms

    recordings = read_waveforms(paths, stations=stations)
    tell_of_recordings(recordings)
    with progress_bar() as advance:
        found = process(recordings, None, load_parameters(parameters), advance)
    notes = [note for event in found.events for note in event.notes]
    for line in (*found.left_out, *notes):
        tell(line)
    tell(recordings.summary())
    if not found.events:
        seen = {arrival.station for arrival in found.unassociated}
        tell(f"no event: {len(found.unassociated)} arrivals at {len(seen)} stations agree on none")
    write_found(
        Bulletin(found.events, found.unassociated), form, output, Stations(dict(found.stations))
    )
