"""`testban simulate`: an exercise with known truth for programs that turn arrivals into events."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.monitoring import monitoring_extra

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from testban.monitoring.model import Station
    from testban.monitoring.simulate import Exercise, Explosion, Region, Sensor

__all__ = ["register"]

_MOST_ARRIVALS = 5_000_000
_MOST_STATION_DAYS = 100
"""Of recordings: about a gigabyte."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("simulate", rich_help_panel=MONITORING_PANEL)(simulate_command)


@monitoring_extra()
def simulate_command(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="Make this folder; it must not be."),
    ],
    network: Annotated[
        str,
        typer.Option(
            "--network", metavar="SPEC",
            help="ims (its primary seismic stations), StationXML, a CSS3.0 site table, an ISC "
            "station list, or CSV.",
        ),
    ] = "ims",
    days: Annotated[float, typer.Option("--days", min=0.01, max=366, help="How long.")] = 1.0,
    events: Annotated[
        int, typer.Option("--events", min=0, max=100_000, help="How many earthquakes in all.")
    ] = 150,
    noise_per_station_day: Annotated[
        float,
        typer.Option(
            "--noise-per-station-day", min=0, max=5000,
            help="False arrivals of no event, at each station and day.",
        ),
    ] = 60.0,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="The same seed makes the same exercise.")
    ] = 0,
    start: Annotated[
        str, typer.Option("--start", metavar="TIME", help="ISO 8601.")
    ] = "2030-01-01T00:00:00Z",
    least_mb: Annotated[
        float, typer.Option("--least-mb", min=0, max=7.5, help="The smallest earthquake.")
    ] = 3.5,
    b_value: Annotated[
        float, typer.Option("--b-value", min=0.3, max=3, help="Slope of the law of magnitudes.")
    ] = 1.0,
    within: Annotated[
        str | None,
        typer.Option(
            "--within", metavar="LAT,LON,DEGREES",
            help="Earthquakes of a region alone: no farther from a place than so many degrees.",
        ),
    ] = None,
    error_scale: Annotated[
        float,
        typer.Option("--error-scale", min=0.1, max=10, help="Multiplies the errors of measurement."),
    ] = 1.0,
    noise: Annotated[
        Path | None,
        typer.Option(
            "--noise", metavar="FILE",
            help="CSV station, kind, noise_log_nm: what differs from the assumed noise.",
        ),
    ] = None,
    explosions: Annotated[
        Path | None,
        typer.Option(
            "--explosions", metavar="FILE",
            help="CSV time, latitude, longitude, yield_kt; without a time, one at random.",
        ),
    ] = None,
    recordings: Annotated[
        bool,
        typer.Option("--recordings", help="Make recordings too: noise, and a wavelet for each arrival."),
    ] = False,
) -> None:  # fmt: skip
    """Make up a network's day: arrivals without names, and the truth beside them.

    The folder holds arrivals.csv (what associate and other programs are given), truth.json and
    truth.xml (the events and their arrivals), truth.csv (the events), stations.csv and outages.csv;
    with --recordings also a folder of miniSEED and StationXML that process reads. How often and how
    well stations detect is assumed, not measured.
    """
    from testban.errors import UsageError
    from testban.monitoring.model import epoch
    from testban.monitoring.simulate import Settings, primary_seismic, sensors, simulate_day
    from testban.monitoring.stations import load_stations
    from testban.monitoring.traveltimes import TravelTimes

    if output.exists():
        raise UsageError("is there already", where=str(output), cure="Name a new folder with -o")
    try:
        begin = epoch(start)
    except ValueError as error:
        raise UsageError(f"--start '{start}' is no time", cure="Give it as ISO 8601") from error
    stations: Mapping[str, Station] = (
        primary_seismic() if network.strip().lower() == "ims" else load_stations(network)
    )
    heard = sensors(stations, noise)
    given = _explosions(explosions, begin, days) if explosions is not None else []
    _bounded(len(heard), days, (events + noise_per_station_day * days) * len(heard), recordings)
    exercise = simulate_day(
        heard,
        TravelTimes(),
        Settings(
            events=events, days=days, start=begin, noise_per_station_day=noise_per_station_day,
            seed=seed, least_mb=least_mb, b_value=b_value, error_scale=error_scale,
            region=_region(within) if within is not None else None,
        ),
        given,
    )  # fmt: skip
    _write(output, exercise, heard, recordings)
    seen = sum(len({a.station for a in event.arrivals}) >= 3 for event in exercise.truth)
    typer.echo(
        f"{output}: {len(exercise.arrivals)} arrivals at {len(heard)} stations, "
        f"{sum(len(event.arrivals) for event in exercise.truth)} of them of {len(exercise.truth)} "
        f"events ({seen} at three stations or more), {len(exercise.outages)} outages"
    )


def _explosions(path: Path, begin: float, days: float) -> list[Explosion]:
    """Those of a file, each within the days that are made up."""
    from testban.errors import UsageError
    from testban.monitoring.model import iso
    from testban.monitoring.simulate import read_explosions

    given = read_explosions(path)
    for each in given:
        if each.time is not None and not begin <= each.time < begin + days * 86400.0:
            raise UsageError(
                f"an explosion at {iso(each.time, 0)} is not in the {days:g} days from {iso(begin, 0)}",
                where=str(path),
                cure="Set --start and --days so that it is, or leave its time out",
            )
    return given


def _bounded(stations: int, days: float, arrivals: float, recordings: bool) -> None:
    """Refuse what neither memory nor disk can hold."""
    from testban.errors import UsageError

    if arrivals > _MOST_ARRIVALS:
        raise UsageError(
            f"that may make {arrivals:,.0f} arrivals; {_MOST_ARRIVALS:,} is the most",
            cure="Ask for fewer days, events or noise",
        )
    if recordings and days * stations > _MOST_STATION_DAYS:
        raise UsageError(
            f"recordings of {days * stations:,.0f} station-days; {_MOST_STATION_DAYS} is the most",
            cure="Ask for fewer days",
        )


def _region(text: str) -> Region:
    from testban.errors import UsageError
    from testban.monitoring.simulate import Region

    try:
        latitude, longitude, degrees = map(float, text.split(","))
    except ValueError as error:
        raise UsageError(
            f"--within '{text[:40]}' is no latitude,longitude,degrees", cure="Give three numbers"
        ) from error
    return Region(latitude, longitude, degrees)


def _write(folder: Path, exercise: Exercise, network: Sequence[Sensor], recordings: bool) -> None:
    """The folder appears whole or not at all."""
    from testban.errors import UsageError
    from testban.monitoring.formats import Bulletin, write_bulletin
    from testban.monitoring.model import iso

    truth = Bulletin(exercise.truth)
    stations = {each.station.code: each.station for each in network}
    files = {
        "arrivals.csv": write_bulletin(Bulletin(unassociated=exercise.arrivals), "csv"),
        "truth.json": write_bulletin(truth, "json"),
        "truth.xml": write_bulletin(truth, "quakeml"),
        "truth.csv": "event,time,latitude,longitude,depth_km,magnitude,magnitude_type,kind\n"
        + "".join(
            f"{event.event_id},{iso(origin.time)},{origin.latitude:.4f},{origin.longitude:.4f},"
            f"{origin.depth_km:.1f},{event.magnitudes[0].value:.2f},mb,{event.name}\n"
            for event in exercise.truth
            if (origin := event.origin) is not None
        ),
        "stations.csv": "station,latitude,longitude,elevation_m\n"
        + "".join(
            f"{code},{each.latitude:.6f},{each.longitude:.6f},{each.elevation_m:.0f}\n"
            for code, each in sorted(stations.items())
        ),
        "outages.csv": "station,start,end\n"
        + "".join(f"{o.station},{iso(o.start)},{iso(o.end)}\n" for o in exercise.outages),
    }
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            for name, text in files.items():
                (beside / name).write_text(text, encoding="utf-8", newline="\n")
            if recordings:
                _record(beside / "recordings", exercise, network)
            beside.chmod(0o755)
            beside.rename(folder)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    except OSError as error:
        raise UsageError(
            f"cannot be made ({error.strerror or error})", where=str(folder),
            cure="Name a folder in one that is open to you",
        ) from error  # fmt: skip


def _record(folder: Path, exercise: Exercise, network: Sequence[Sensor]) -> None:
    """A file for each station, and one for where they stand and what their instruments do."""
    from testban.cli.progress import progress_bar
    from testban.monitoring.simulate import inventory, recorded

    folder.mkdir()
    inventory(network).write(str(folder / "stations.xml"), format="STATIONXML")
    with progress_bar() as advance:
        for done, (code, stream) in enumerate(recorded(exercise, network), start=1):
            if len(stream):
                stream.write(str(folder / f"{code}.mseed"), format="MSEED", encoding="STEIM2")
            advance(done, len(network), "recordings")
