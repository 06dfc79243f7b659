"""`testban process`: from recordings to a bulletin."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.locate import (
    BulletinFormat,
    Out,
    Save,
    Store,
    check_output,
    save_found,
    write_found,
)
from testban.cli.monitoring import monitoring_extra
from testban.cli.output import tell
from testban.cli.progress import progress_bar
from testban.cli.recordings import (
    ParametersFile,
    Paths,
    StationsSpec,
    done,
    read_and_tell,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from testban.monitoring.model import Station
    from testban.monitoring.processing import Availability

__all__ = ["register"]


class SearchBy(StrEnum):
    """How events are looked for."""

    auto = "auto"
    event = "event"
    day = "day"


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("process", rich_help_panel=MONITORING_PANEL)(process_command)


@monitoring_extra()
def process_command(
    paths: Paths,
    stations: StationsSpec = "ims",
    parameters: ParametersFile = None,
    form: Annotated[
        BulletinFormat, typer.Option("--format", help="How to write the bulletin.")
    ] = BulletinFormat.table,
    output: Out = None,
    search: Annotated[
        SearchBy,
        typer.Option(
            "--search",
            help="event: one by one, with a second look; day: many at once, by association; auto: day "
            "for more than 20 stations or two hours.",
        ),
    ] = SearchBy.auto,
    availability: Annotated[
        Path | None,
        typer.Option(
            "--availability",
            metavar="FILE",
            help="Write when each station recorded there; JSON where it ends in .json, else text.",
        ),
    ] = None,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect", metavar="SPEC",
            help="Stations that should have recorded: ims (its primary seismic stations), or as --stations. "
            "Those that sent nothing are in the report of --availability.",
        ),
    ] = None,
    save: Save = False,
    db: Store = None,
) -> None:  # fmt: skip
    """Find the events in recordings: where, when, how large they were, and of what kind they may be.

    Signals are detected, named, and put to the locator; where chance explains them as well, there is no
    event. What is left out is named on standard error; the exit code is 1 where something was left out as
    damaged, 0 where all was used, whether or not there is an event.
    """
    from testban.errors import UsageError
    from testban.files import place_to_write
    from testban.monitoring.formats import Bulletin
    from testban.monitoring.parameters import load_parameters
    from testban.monitoring.processing import process
    from testban.monitoring.processing.attendance import attendance_lines
    from testban.monitoring.processing.availability import with_expected
    from testban.monitoring.stations import Stations, load_stations
    from testban.monitoring.words import counted

    if db is not None and not save:
        raise UsageError("--db without --save", cure="Give --save too, or leave --db out")
    check_output(form, output)
    if availability is not None:
        place_to_write(availability)
    settings = load_parameters(parameters)
    due = _due(expect) if expect is not None else None
    recordings = read_and_tell(paths, stations)
    with progress_bar() as advance:
        found = process(recordings, None, settings, advance, search.value)
    notes = [f"event {each.event_id}: {note}" for each in found.events for note in each.notes]
    for line in (*found.left_out, *notes):
        tell(line)
    tell(recordings.summary())
    if found.availability is not None:
        report = found.availability
        if due is not None:
            report = with_expected(report, due, load_stations("ims"))
        tell(report.line())
        if availability is not None:
            _write_availability(report, availability)
    for line in attendance_lines(found.attendance):
        tell(line)
    if not found.events:
        seen = {arrival.station for arrival in found.unassociated}
        heard = counted(len(found.unassociated), "arrival"), counted(len(seen), "station")
        tell(f"no event: {' at '.join(heard)} agree on none")
    bulletin = Bulletin(found.events, found.unassociated, found.left_out)
    if save:
        from testban.monitoring.processing.excerpts import excerpts_of

        save_found(bulletin, db, excerpts_of(recordings, found.events, settings))
    write_found(bulletin, form, output, Stations(dict(found.stations)))
    raise done(recordings)


def _due(spec: str) -> Mapping[str, Station]:
    """The stations of a network that should have recorded."""
    from testban.monitoring.simulate import primary_seismic
    from testban.monitoring.stations import load_stations

    return primary_seismic() if spec.strip().lower() == "ims" else load_stations(spec)


def _write_availability(found: Availability, path: Path) -> None:
    import json

    from testban.errors import UsageError
    from testban.files import write_whole

    whole = path.suffix.lower() == ".json"
    text = json.dumps(found.json(), indent=2) + "\n" if whole else found.text()
    write_whole(path, text.encode(), UsageError)
