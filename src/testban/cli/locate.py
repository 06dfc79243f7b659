"""`testban locate`: from arrivals to a bulletin of located, sized and screened events."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from testban.cli.monitoring import monitoring_extra
from testban.cli.output import print_line, print_table, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from testban.monitoring.formats import Bulletin
    from testban.monitoring.model import Event, Magnitude, Station
    from testban.monitoring.parameters import Parameters
    from testban.monitoring.processing.excerpts import Excerpt

__all__ = [
    "BulletinFormat",
    "Out",
    "Save",
    "Store",
    "check_output",
    "register",
    "save_found",
    "write_found",
]


USUAL_MODEL = "ak135"
T = TypeVar("T")


class BulletinFormat(StrEnum):
    """How a bulletin is written."""

    table = "table"
    json = "json"
    ims1 = "ims1.0"
    quakeml = "quakeml"
    css3 = "css3.0"
    csv = "csv"
    html = "html"


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("locate", rich_help_panel=MONITORING_PANEL)(locate_command)


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Arrivals or bulletins: CSV, JSON, QuakeML, IMS1.0, ISF, GSE2.0, CSS3.0 tables.",
    ),
]
Network = Annotated[
    str,
    typer.Option(
        "--stations",
        metavar="SPEC",
        help="ims (the shipped network), StationXML, a CSS3.0 site table, an ISC station list, or CSV.",
    ),
]
Form = Annotated[BulletinFormat, typer.Option("--format", help="How to write the bulletin.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write there, whole or not at all. css3.0 makes FILE.origin, FILE.arrival and so on.",
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", min=1, max=256, metavar="N", help="Processes that locate.")
]
IgnoreNames = Annotated[
    bool, typer.Option("--ignore-names", help="Let every arrival be any phase.")
]
Ratios = Annotated[
    Path | None,
    typer.Option(
        "--ratios",
        metavar="FILE",
        help="Regional P over S for the screening: CSV with station, phases, low_hz, high_hz, log10_ratio, "
        "and event where there are several.",
    ),
]
Limits = Annotated[
    Path | None,
    typer.Option(
        "--limits",
        metavar="FILE",
        help="What stations that worked did not see: CSV with station, phase, amplitude_nm, period_s, bound "
        "(upper, or lower where the record clipped), and event where there are several.",
    ),
]
Depth = Annotated[
    float | None,
    typer.Option("--depth", min=0.0, max=700.0, metavar="KM", help="Fix the depth of every event."),
]
Model = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="MODEL",
        help="ak135, iasp91, a velocity model (.tvel, .nd), or a folder of LocSAT tables.",
    ),
]
Corrections = Annotated[
    list[Path] | None,
    typer.Option(
        "--corrections",
        metavar="PATH",
        help="Station terms or corrections by source (CSV), or a folder of slowness-azimuth station "
        "corrections (sasc.STATION). May be given several times.",
    ),
]
ParameterFile = Annotated[
    Path | None,
    typer.Option("--parameters", metavar="FILE", help="TOML: parameters that differ."),
]
Save = Annotated[bool, typer.Option("--save", help="Keep the events in the store too.")]
Store = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="STORE",
        help="The store of --save: a file or postgresql://… (else $TESTBAN_DB, else testban.sqlite)",
    ),
]


@monitoring_extra()
def locate_command(
    files: Files,
    stations: Network = "ims",
    form: Form = BulletinFormat.table,
    output: Out = None,
    workers: Workers = 1,
    ignore_names: IgnoreNames = False,
    ratios: Ratios = None,
    limits: Limits = None,
    depth: Depth = None,
    model: Model = USUAL_MODEL,
    corrections: Corrections = None,
    parameters: ParameterFile = None,
    save: Save = False,
    db: Store = None,
) -> None:
    """Where, when, how deep and how large was it, and can it be natural?

    What cannot be read or located is named on standard error, the rest is done, and the exit code
    is 1.
    """
    from testban.errors import UsageError
    from testban.monitoring.formats.limits_csv import read_limits
    from testban.monitoring.formats.ratios_csv import read_ratios
    from testban.monitoring.location.left_out import in_all
    from testban.monitoring.parameters import load_parameters
    from testban.monitoring.stations import load_stations

    if db is not None and not save:
        raise UsageError("--db without --save", cure="Give --save too, or leave --db out")
    check_output(form, output)
    settings = load_parameters(parameters)
    network = load_stations(stations)
    for line in network.left_out:
        tell(line)
    given, failed = _read(files)
    how = {"workers": workers, "use_names": not ignore_names, "depth_km": depth}
    found = _solve(given, network, settings, model, corrections or [],
                   ratios=_of_events(ratios, read_ratios, "ratios", given),
                   limits=_of_events(limits, read_limits, "limits", given), **how)  # fmt: skip
    for event in found.events:
        for note in event.notes:
            tell(f"event {event.event_id}: {note}")
    if any(each.station not in network for event in found.events for each in event.arrivals):
        tell("--stations names a file of stations, where the shipped network lacks some")
    if save:
        save_found(found, db)
    write_found(found, form, output, network)
    if line := in_all(found.events, given.left_out):
        tell(line)
    unlocated = any(not event.located for event in found.events)
    raise typer.Exit(int(failed or unlocated or bool(given.left_out)))


def _read(files: list[Path]) -> tuple[Bulletin, bool]:
    """What the files hold, as one; one that cannot be read is told of, and an error where it is the only."""
    from testban.errors import BulletinError
    from testban.monitoring.formats import Bulletin, read_bulletin

    found, failed = [], False
    for path in files:
        try:
            found.append(read_bulletin(path))
        except BulletinError as error:
            if len(files) == 1:
                raise
            tell(str(error))
            failed = True
    if not found:
        raise BulletinError("none of the files can be read", cure="Check them one by one")
    given = Bulletin(
        tuple(event for each in found for event in each.events),
        tuple(arrival for each in found for arrival in each.unassociated),
        tuple(line for each in found for line in each.left_out),
    )
    for line in given.left_out:
        tell(line)
    return given, failed


def _of_events(
    path: Path | None,
    read: Callable[[Path], tuple[dict[str, list[T]], tuple[str, ...]]],
    what: str,
    given: Bulletin,
) -> dict[str, list[T]]:
    """The ratios or limits in the file; those of no event here, and of none where there are several, are told of."""
    if path is None:
        return {}
    from testban.errors import UsageError
    from testban.monitoring.formats.ratios_csv import ANY_EVENT

    found, left_out = read(path)
    for line in left_out:
        tell(line)
    if ANY_EVENT in found and len(given.events) > 1:
        raise UsageError(
            f"{what} that name no event, for {len(given.events)} events",
            where=str(path),
            cure="Add a column event",
        )
    known = {event.event_id for event in given.events} | {ANY_EVENT}
    for key in found.keys() - known:
        tell(f"{path}: no event is called '{key}': its {what} are left out")
    return found


def _solve(
    given: Bulletin,
    network: Mapping[str, Station],
    settings: Parameters,
    model: str,
    corrections: list[Path],
    **how: Any,
) -> Bulletin:
    from testban.cli.progress import progress_bar

    total = len(given.events)
    with progress_bar() as advance:
        from testban.monitoring.pipeline import solve
        from testban.monitoring.traveltimes import TravelTimes, load_correction

        return solve(
            given,
            network,
            parameters=settings,
            # The usual one is left to each worker; another is sent to them.
            travel_times=None if model == USUAL_MODEL else TravelTimes(model),
            corrections=[load_correction(path) for path in corrections],
            **how,
            progress=lambda done: advance(done, total, "locating"),
        )


def save_found(
    found: Bulletin, db: str | None, recorded: Mapping[str, Sequence[Excerpt]] | None = None
) -> None:
    """Keep a bulletin, and what was recorded of its events, in the store, and say so."""
    from testban.store import open_store

    with open_store(db) as store:
        report = store.save_bulletin(found, recorded)
        where = store.where
    tell(f"{where}: {report['saved']} saved, {report['replaced']} replaced")


def check_output(form: BulletinFormat, out: Path | None) -> None:
    """Told before the work that may take minutes: whether its result can be written.

    Raises
    ------
    UsageError
        A table is to be written to a file, or there is no place for the file.
    """
    from testban.errors import UsageError
    from testban.files import place_to_write

    if out is None:
        return
    if form is BulletinFormat.table:
        raise UsageError("a table is for the screen", where="-o", cure="Give --format too")
    tables = form is BulletinFormat.css3 and out.name
    place_to_write(out.with_name(f"{out.name}.origin") if tables else out)


def write_found(
    found: Bulletin, form: BulletinFormat, out: Path | None, network: Mapping[str, Station]
) -> None:
    """Print a bulletin in a format, or write it to a file, whole or not at all."""
    from testban.files import write_whole
    from testban.monitoring.formats import write_bulletin
    from testban.monitoring.formats.css3 import write_css3_tables
    from testban.monitoring.formats.html import write_html
    from testban.monitoring.words import counted

    if form is BulletinFormat.quakeml and found.unassociated:
        lost = counted(len(found.unassociated), "arrival")
        tell(
            f"{lost} of no event not written: QuakeML has no place for them; json, csv and ims1.0 have"
        )
    if form is BulletinFormat.table:
        _print(found)
    elif form is BulletinFormat.css3 and out is not None:
        for table, text in write_css3_tables(found).items():
            write_whole(out.with_name(f"{out.name}.{table}"), text.encode())
    else:
        html = form is BulletinFormat.html
        text = write_html(found, network) if html else write_bulletin(found, form.value)
        if out is None:
            sys.stdout.write(text)
        else:
            write_whole(out, text.encode())


# -- on the screen ------------------------------------------------------------------------------


def _print(found: Bulletin) -> None:
    columns: tuple[str, ...] = ("event", "time", "latitude", "longitude", "depth km", "ellipse km", "gap °", "arrivals",
               "magnitudes", "screening")  # fmt: skip
    rows = [_row(event) for event in found.events]
    if any(event.score is not None for event in found.events):
        columns += ("score",)
        rows = [
            [*row, None if event.score is None else f"{event.score:.1f}"]
            for row, event in zip(rows, found.events, strict=True)
        ]
    print_table(columns, rows)
    if len(found.events) == 1:
        _print_one(found.events[0])


def _row(event: Event) -> list[object]:
    from testban.monitoring.model import iso
    from testban.monitoring.screening import of_one_station

    origin = event.origin
    if origin is None:
        return [event.event_id, "not located", *[None] * 5, len(event.arrivals), "", ""]
    when = iso(origin.time, 1)
    depth = f"{origin.depth_km:.0f}" + (
        " fixed"
        if origin.depth_fixed
        else f" ± {origin.depth_uncertainty_km:.0f}"
        if origin.depth_uncertainty_km is not None
        else ""
    )
    ellipse, quality = origin.ellipse, origin.quality
    return [
        event.event_id,
        when if event.located else f"not located; as given: {when}",
        f"{origin.latitude:.3f}",
        f"{origin.longitude:.3f}",
        depth,
        f"{ellipse.semi_major_km:.0f}×{ellipse.semi_minor_km:.0f}" if ellipse else None,
        f"{quality.gap_deg:.0f}" if quality and quality.gap_deg is not None else None,
        f"{quality.defining}/{len(event.arrivals)}"
        if quality and quality.defining is not None
        else len(event.arrivals),
        ", ".join(_size(each) for each in event.magnitudes),
        ", ".join(
            f"{each.criterion}: {each.result}"
            for each in event.screening
            if not of_one_station(each)
        ),
    ]


def _two_digits(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _size(magnitude: Magnitude) -> str:
    sign = {"upper": "<", "lower": ">"}.get(magnitude.bound or "", "")
    return f"{magnitude.type} {sign}{magnitude.value:.1f}".strip()


def _how(magnitude: Magnitude) -> str:
    """How it was made, and of how many limits, in words."""
    from testban.monitoring.words import counted

    limits = sum(each.bound is not None for each in magnitude.readings)
    return "; ".join(
        filter(None, (f"{counted(limits, 'limit')}" if limits else "", magnitude.method))
    )


def _print_one(event: Event) -> None:
    from testban.monitoring.model import iso

    origin = event.origin
    if origin is None:
        return
    if origin.depth_basis:
        print_line(f"depth: {origin.depth_basis}")
    if origin.quality and origin.quality.flags:
        print_line(f"beware: {', '.join(origin.quality.flags)}")
    if event.magnitudes:
        print_table(
            ("magnitude", "±", "stations", "how"),
            [
                (_size(each), _two_digits(each.uncertainty), each.stations, _how(each))
                for each in event.magnitudes
            ],
        )
    measured = [each for each in event.screening if each.value is not None]
    if measured:
        print_table(
            ("criterion", "value", "±", "reason"),
            [
                [each.criterion, *map(_two_digits, (each.value, each.uncertainty)), each.reason]
                for each in measured
            ],
        )
    columns = ("station", "distance °", "phase", "time", "residual s", "defining")
    flags = (("T", "time_defining"), ("A", "azimuth_defining"), ("S", "slowness_defining"))
    print_table(
        columns,
        [
            (
                each.station,
                None if each.distance_deg is None else f"{each.distance_deg:.2f}",
                each.phase,
                iso(each.time, 2),
                None if each.residual_s is None else f"{each.residual_s:+.2f}",
                "".join(letter for letter, name in flags if getattr(each, name)),
            )
            for each in sorted(event.arrivals, key=lambda each: each.time)
        ],
    )
