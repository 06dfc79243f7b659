"""`testban associate`: from the arrivals of a network to its events."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from testban.cli.locate import BulletinFormat, Out, check_output, write_found
from testban.cli.monitoring import monitoring_extra
from testban.cli.output import tell

__all__ = ["register"]

_MOST_ARRIVALS = 1_000_000


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("associate", rich_help_panel=MONITORING_PANEL)(associate_command)


@monitoring_extra()
def associate_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Arrivals, in any format that locate reads."),
    ],
    stations: Annotated[
        str,
        typer.Option(
            "--stations", metavar="SPEC",
            help="ims (the shipped network), StationXML, a CSS3.0 site table, an ISC station list, "
            "or CSV.",
        ),
    ] = "ims",
    form: Annotated[
        BulletinFormat, typer.Option("--format", help="How to write the bulletin.")
    ] = BulletinFormat.table,
    output: Out = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            "--threshold", "--least-score", metavar="SCORE",
            help="How much likelier than chance an event must be (log): less finds more and errs more. "
            "22 unless you say another (26 in a dense network of one region).",
        ),
    ] = None,
    outages: Annotated[
        Path | None,
        typer.Option(
            "--outages", metavar="FILE",
            help="CSV station, start, end: when stations recorded nothing, and so missed nothing.",
        ),
    ] = None,
    least_stations: Annotated[
        int, typer.Option("--least-stations", min=3, help="How many stations must hear an event.")
    ] = 3,
    least_weight: Annotated[
        float | None,
        typer.Option(
            "--least-weight", min=0, metavar="WEIGHT",
            help="What its defining observations must weigh together, counted as at the International "
            "Data Centre: 3.55 in its automatic lists, 4.6 in its reviewed bulletin. Nothing unless given.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Which arrivals belong to one event? Forms events, locates, sizes and screens them.

    Names of phases and events in the input are not looked at. Directions are used where measured. What
    cannot be read is named on standard error, the rest is done, and the exit code is 1.
    """
    from testban.cli.progress import progress_bar
    from testban.errors import UsageError
    from testban.monitoring.association import Settings, associate, read_outages
    from testban.monitoring.formats import Bulletin, read_bulletin
    from testban.monitoring.pipeline import sized
    from testban.monitoring.stations import load_stations
    from testban.monitoring.words import counted

    check_output(form, output)
    network = load_stations(stations)
    read = [read_bulletin(path) for path in files]
    left_out = (*network.left_out, *(line for each in read for line in each.left_out))
    for line in left_out:
        tell(line)
    arrivals = [
        arrival
        for each in read
        for group in (*(event.arrivals for event in each.events), each.unassociated)
        for arrival in group
    ]
    if len(arrivals) > _MOST_ARRIVALS:
        raise UsageError(
            f"{len(arrivals):,} arrivals; {_MOST_ARRIVALS:,} is the most",
            cure="Give fewer days at once",
        )
    settings = Settings(
        least_stations=least_stations, least_score=threshold, least_weight=least_weight
    )
    silent = read_outages(outages) if outages is not None else None
    with progress_bar() as advance:
        found = associate(
            arrivals, network, settings=settings, outages=silent,
            progress=lambda share: advance(round(1000 * share), 1000, "associating"),
        )  # fmt: skip
    for note in found.notes:
        tell(note)
    if not found.events:
        seen = {arrival.station for arrival in arrivals}
        tell(
            f"no event: {counted(len(arrivals), 'arrival')} at "
            f"{counted(len(seen), 'station')} agree on none"
        )
    bulletin = Bulletin(sized(found.events, network), found.unassociated, (*left_out, *found.notes))
    write_found(bulletin, form, output, network)
    raise typer.Exit(int(any(each.left_out for each in read)))
