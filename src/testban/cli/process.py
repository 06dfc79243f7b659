"""`testban process`: from recordings to a bulletin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from testban.cli.locate import BulletinFormat, write_found

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("process", rich_help_panel=MONITORING_PANEL)(process_command)


def process_command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Recordings and their metadata: files, or folders of them."
        ),
    ],
    stations: Annotated[
        str,
        typer.Option("--stations", metavar="SPEC", help="Where stations are; as for locate."),
    ] = "ims",
    parameters: Annotated[
        Path | None,
        typer.Option("--parameters", metavar="FILE", help="TOML: parameters that differ."),
    ] = None,
    form: Annotated[
        BulletinFormat, typer.Option("--format", help="How to write the bulletin.")
    ] = BulletinFormat.table,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there, whole or not at all."),
    ] = None,
) -> None:
    """Find the event in recordings of one event: where, when and how large it was.

    Signals are detected, named, and put to the locator; one event is found, or none.
    """
    from testban.monitoring.formats import Bulletin
    from testban.monitoring.parameters import load_parameters
    from testban.monitoring.processing import process
    from testban.monitoring.stations import Stations
    from testban.monitoring.waveforms import read_waveforms

    recordings = read_waveforms(paths, stations=stations)
    found = process(recordings, None, load_parameters(parameters))
    notes = [note for event in found.events for note in event.notes]
    for line in (*found.left_out, *notes):
        sys.stderr.write(f"testban: {line}\n")
    write_found(
        Bulletin(found.events, found.unassociated), form, output, Stations(dict(found.stations))
    )
