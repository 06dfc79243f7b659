"""`testban detect`: from recordings to arrivals."""

from __future__ import annotations

import typer

from testban.cli.monitoring import monitoring_extra
from testban.cli.options import Output
from testban.cli.output import Format, print_csv, print_json, print_table, tell
from testban.cli.progress import progress_bar
from testban.cli.recordings import (
    ParametersFile,
    Paths,
    StationsSpec,
    done,
    read_and_tell,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("detect", rich_help_panel=MONITORING_PANEL)(detect_command)


@monitoring_extra()
def detect_command(
    paths: Paths,
    stations: StationsSpec = "ims",
    parameters: ParametersFile = None,
    form: Output = Format.table,
) -> None:
    """What arrived at each station? Time, size and direction of every signal that stands out.

    What a header says of an event, and where a file happens to begin, is not looked at. What is left
    out is named on standard error; the exit code is 1 where something was left out as damaged, 0 where all
    was used.
    """
    from testban.monitoring.detection import detect_all
    from testban.monitoring.formats.records import COLUMNS, arrival_row
    from testban.monitoring.parameters import load_parameters

    recordings = read_and_tell(paths, stations)
    with progress_bar() as advance:
        found = detect_all(recordings, None, load_parameters(parameters), advance)
    for line in found.left_out:
        tell(line)
    tell(recordings.summary())
    names = COLUMNS if form is Format.table else (*COLUMNS, "network", "location")
    rows = [arrival_row(arrival) for arrival in found.arrivals]
    shown = [[row[name] for name in names] for row in rows]
    if form is Format.json:
        print_json({"arrivals": [dict(zip(names, row, strict=True)) for row in shown]})
    elif form is Format.csv:
        print_csv(names, shown)
    else:
        print_table(names, shown)
        typer.echo(f"{len(shown)} arrivals on {found.records} vertical records")
    raise done(recordings)
