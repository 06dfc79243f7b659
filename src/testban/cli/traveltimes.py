"""The command traveltimes: when each phase arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from testban.cli.monitoring import monitoring_extra
from testban.cli.options import Output
from testban.cli.output import Format, print_csv, print_json, print_line, print_table

if TYPE_CHECKING:
    from testban.monitoring.traveltimes import TravelTimes

__all__ = ["register"]

_COLUMNS = (
    "phase",
    "distance_deg",
    "depth_km",
    "time_s",
    "slowness_s_per_deg",
    "slowness_derivative_s_per_deg2",
    "depth_derivative_s_per_km",
    "model_error_s",
)
_HEADS = (
    "phase",
    "distance °",
    "depth km",
    "time s",
    "slowness s/°",
    "dT/dz s/km",
    "model error s",
)
# Other names for a phase that is listed anyway.
_TWICE = ("p", "s", "PKIKP", "P'P'", "P*", "S*")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("traveltimes", rich_help_panel=MONITORING_PANEL)(traveltimes_command)


@monitoring_extra()
def traveltimes_command(
    distance: Annotated[
        str, typer.Option("--distance", metavar="DEGREES", help="Distances, parted by commas.")
    ],
    phase: Annotated[
        str,
        typer.Option(
            "--phase",
            metavar="PHASES",
            help="Names, parted by commas; all that arrive if left out.",
        ),
    ] = "",
    depth: Annotated[
        str, typer.Option("--depth", metavar="KM", help="Depths of the source, parted by commas.")
    ] = "0",
    model: Annotated[
        str,
        typer.Option(
            "--model",
            metavar="MODEL",
            help="ak135, iasp91, a .tvel or .nd file, or a folder of LocSAT tables.",
        ),
    ] = "ak135",
    output: Output = Format.table,
) -> None:
    """When does a phase arrive, how steeply, and how well is that known?"""
    distances = _numbers(distance, "--distance", 0.0, 180.0, "degrees")
    depths = _numbers(depth, "--depth", -10.0, 760.0, "km")
    names = [name for name in (part.strip() for part in phase.split(",")) if name]
    times = _open(model)
    rows = [row for x in distances for z in depths for row in _rows(times, names, x, z)]
    if output is Format.json:
        arrivals = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        print_json({"model": times.name, "arrivals": arrivals})
    elif output is Format.csv:
        print_csv(_COLUMNS, [["" if v is None else v for v in row] for row in rows])
    else:
        print_table(_HEADS, [_cells(row) for row in rows], title=f"Travel times, {times.name}")
        if any((row[4] or 0.0) < 0 for row in rows):
            print_line(
                "A negative slowness: the wave comes the long way round, against the azimuth."
            )


def _numbers(text: str, option: str, least: float, most: float, unit: str) -> list[float]:
    from testban.errors import UsageError

    found = []
    for word in text.split(","):
        try:
            value = float(word)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise UsageError(
                f"{word.strip()[:40]!r} is no number from {least:g} to {most:g}",
                where=option,
                cure=f"Give {unit}, parted by commas",
            )
        found.append(value)
    return found


def _open(model: str) -> TravelTimes:
    from rich.console import Console

    from testban.monitoring.traveltimes import TravelTimes

    with Console(stderr=True).status(f"Travel-time tables of {model} …"):
        return TravelTimes(model)


def _rows(times: TravelTimes, names: list[str], x: float, z: float) -> list[list[Any]]:
    """One row a phase: in the order asked for, or all that arrive as they do."""
    import math

    rows: list[list[Any]] = []
    for name in names or [known for known in times.phases if _listed(known, z)]:
        found = times.predict(name, x, z)
        values = [
            (float(found.time_s), 3),
            (float(found.slowness_s_per_deg), 4),
            (float(found.slowness_derivative_s_per_deg2), 5),
            (float(found.depth_derivative_s_per_km), 5),
            (float(times.model_error_s(name, x, z)), 2),
        ]
        if math.isfinite(values[0][0]):
            rows.append([name, x, z, *(round(value, digits) for value, digits in values)])
        elif names:
            rows.append([name, x, z, *([None] * len(values))])
    if not names:
        rows.sort(key=lambda row: float(row[3]))
    return rows


def _listed(phase: str, depth_km: float) -> bool:
    """Whether a list of all has it: each phase once, and no depth phase of a source at the surface."""
    return phase not in _TWICE and (depth_km > 0 or phase[0] not in "ps")


def _cells(row: list[Any]) -> list[str]:
    name, x, z, time, slowness, _, by_depth, error = row
    if time is None:
        return [name, f"{x:g}", f"{z:g}", "no arrival", "", "", ""]
    return [
        name,
        f"{x:g}",
        f"{z:g}",
        f"{time:.2f}",
        f"{slowness:.3f}",
        f"{by_depth:.4f}",
        f"{error:.1f}",
    ]
