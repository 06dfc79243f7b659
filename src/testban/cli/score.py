"""`testban score`: how good a bulletin is, against another that is taken as the truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from testban.cli.monitoring import monitoring_extra
from testban.cli.options import Output
from testban.cli.output import Format, print_csv, print_json, print_table, tell

if TYPE_CHECKING:
    from testban.monitoring.formats import Bulletin
    from testban.monitoring.model import Arrival, Event
    from testban.monitoring.scoring import Case, Score, Share, Spread

__all__ = ["register"]

_REGIONS = 10
_BARE = (
    "{} event{} without an origin cannot be scored. A table of arrivals has none: give a bulletin "
    "in IMS1.0, QuakeML or JSON, or a table of events"
)


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("score", rich_help_panel=MONITORING_PANEL)(score_command)


@monitoring_extra()
def score_command(
    bulletin: Annotated[Path, typer.Argument(metavar="BULLETIN", help="The bulletin to score.")],
    truth: Annotated[
        Path, typer.Argument(metavar="TRUTH", help="What is taken as the truth, in any format.")
    ],
    distance: Annotated[
        float,
        typer.Option("--distance", metavar="DEGREES", help="How far apart one event may stand."),
    ] = 5.0,
    time: Annotated[
        float,
        typer.Option("--time", metavar="SECONDS", help="How far apart its times may be."),
    ] = 50.0,
    explain_all: Annotated[
        bool,
        typer.Option("--explain", help="Each event missed, false, split, merged or moved."),
    ] = False,
    least_stations: Annotated[
        int,
        typer.Option(
            "--least-stations", min=0,
            help="Of the truth, only events that so many stations heard: what fewer heard is neither "
            "missed nor false.",
        ),
    ] = 0,
    form: Output = Format.table,
) -> None:  # fmt: skip
    """Precision, recall and F1 of a bulletin, and how far off its events are.

    Both may be IMS1.0, QuakeML, CSS3.0 tables, JSON or CSV (time,latitude,longitude,…). Events are
    matched within the gates of distance and time: as many as can be, and the closest. What cannot be
    read is named on standard error, the rest is scored, and the exit code is 1.
    """
    from testban.errors import UsageError
    from testban.monitoring.scoring import Gates, explain, score

    gates = Gates(distance, time)
    sides: list[tuple[Event, ...]] = []
    unused: list[tuple[Arrival, ...]] = []
    damaged = False
    for path in (bulletin, truth):
        found = _read(path)
        for line in found.left_out:
            tell(line)
        if bare := sum(event.origin is None for event in found.events):
            told = _BARE.format(bare, "s" * (bare != 1))
            if bare == len(found.events):
                raise UsageError(told, where=str(path))
            tell(f"{path}: {told}")
        damaged |= bool(found.left_out)
        sides.append(found.events)
        unused.append(found.unassociated)
    events, real = sides
    if least_stations and real and not any(event.arrivals for event in real):
        raise UsageError(
            "no event has arrivals, so none was heard by any station", where=str(truth),
            cure="Give a truth with arrivals, or leave --least-stations out",
        )  # fmt: skip
    result = score(events, real, gates, least_stations)
    cases = explain(events, real, gates, unused[0], least_stations) if explain_all else []
    _print(result, cases if explain_all else None, form)
    raise typer.Exit(int(damaged))


def _read(path: Path) -> Bulletin:
    """What a file holds; a whole one without an event is a bulletin as well, of a quiet day."""
    from testban.errors import BulletinError
    from testban.monitoring.formats import Bulletin, read_bulletin
    from testban.monitoring.formats.bulletin import EMPTY

    try:
        return read_bulletin(path)
    except BulletinError as error:
        if error.what != EMPTY:
            raise
        return Bulletin()


def _print(result: Score, cases: list[Case] | None, form: Format) -> None:
    """The score, and what became of each event where that is asked for."""
    told = cases or []
    if form is Format.json:
        print_json(_json(result, cases))
        return
    rows = list(_rows(result))
    if form is Format.csv:
        print_csv(("measure", "value"), [*rows, *((c.kind, _line(c)) for c in told)])
        return
    print_table(("measure", "value"), rows)
    if result.by_magnitude:
        print_table(("magnitude", "found", "of", "recall"), map(_share, result.by_magnitude))
    largest = sorted(result.by_region, key=lambda share: -share.of)[:_REGIONS]
    if largest:
        print_table(("region", "found", "of", "recall"), map(_share, largest))
    for case in told:
        typer.echo(f"{case.kind}: {_line(case)}")


def _rows(result: Score) -> list[tuple[str, str]]:
    from testban.monitoring.words import counted

    gates = result.gates
    fewer = f"{result.unheard}, heard by fewer than {counted(result.least_stations, 'station')}"
    return [
        ("gates", f"{gates.distance_deg:g} degrees, {gates.time_s:g} s"),
        *([("left out of the truth", fewer)] if result.least_stations else []),
        ("events", str(result.events)),
        ("events of the truth", str(result.truth)),
        ("matched", str(result.matched)),
        ("without an origin", str(result.without_origin)),
        ("precision", _ratio(result.precision)),
        ("recall", _ratio(result.recall)),
        ("F1", _ratio(result.f1)),
        ("location error km, median and 90 %", _spread(result.location_error_km, 1)),
        ("time error s, median and 90 %", _spread(result.time_error_s, 2)),
        ("depth error km, median and 90 %", _spread(result.depth_error_km, 1)),
        ("arrivals with their event", _arrivals(result)),
    ]


def _ratio(value: float | None) -> str:
    return "none to tell from" if value is None else f"{value:.3f}"


def _spread(spread: Spread, digits: int) -> str:
    if spread.median is None or spread.p90 is None:
        return "none to tell from"
    return f"{spread.median:.{digits}f}, {spread.p90:.{digits}f}"


def _arrivals(result: Score) -> str:
    if not result.arrivals:
        return "none to tell from"
    share = result.arrivals_correct / result.arrivals
    return f"{share:.3f} ({result.arrivals_correct} of {result.arrivals})"


def _share(share: Share) -> tuple[str, int, int, str]:
    return share.name, share.found, share.of, f"{share.recall:.2f}"


def _line(case: Case) -> str:
    """Which events, when and where the one is that has no like, how large, and what became of it."""
    from testban.monitoring.model import iso
    from testban.monitoring.scoring import size_of

    origin, size = case.about.origin, size_of(case.about)
    named = [
        f"event {case.event}" if case.event else "",
        f"truth {case.truth}" if case.truth else "",
        f"{iso(origin.time, 0)} {origin.latitude:.2f} {origin.longitude:.2f}" if origin else "",
        f"{size[0]} {size[1]:.1f}".strip() if size else "",
    ]
    return f"{', '.join(filter(None, named))}: {case.reason}"


def _json(result: Score, cases: list[Case] | None) -> dict[str, Any]:
    def spread(each: Spread) -> dict[str, float | None]:
        return {"median": each.median, "p90": each.p90}

    def shares(kinds: tuple[Share, ...]) -> list[dict[str, Any]]:
        return [{"name": each.name, "found": each.found, "of": each.of} for each in kinds]

    told: dict[str, Any] = {
        "gates": {"distance_deg": result.gates.distance_deg, "time_s": result.gates.time_s},
        "precision": result.precision,
        "recall": result.recall,
        "f1": result.f1,
        "matched": result.matched,
        "events": result.events,
        "truth": result.truth,
        "without_origin": result.without_origin,
        "least_stations": result.least_stations,
        "unheard": result.unheard,
        "location_error_km": spread(result.location_error_km),
        "time_error_s": spread(result.time_error_s),
        "depth_error_km": spread(result.depth_error_km),
        "by_magnitude": shares(result.by_magnitude),
        "by_region": shares(result.by_region),
        "arrivals": {"correct": result.arrivals_correct, "of": result.arrivals},
    }
    if cases is not None:
        told["cases"] = [_case(case) for case in cases]
    return told


def _case(case: Case) -> dict[str, Any]:
    from testban.monitoring.model import iso
    from testban.monitoring.scoring import size_of

    origin, size = case.about.origin, size_of(case.about)
    return {
        "kind": case.kind,
        "event": case.event,
        "truth": case.truth,
        "time": iso(origin.time) if origin else None,
        "latitude": origin.latitude if origin else None,
        "longitude": origin.longitude if origin else None,
        "magnitude": size[1] if size else None,
        "magnitude_type": size[0] if size else None,
        "reason": case.reason,
    }
