"""`testban fk`: from where, and how fast, waves cross an array."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from testban.cli.monitoring import labels_in, monitoring_extra
from testban.cli.options import Output
from testban.cli.output import Format, print_csv, print_json, print_table, tell
from testban.cli.recordings import Paths, StationsSpec, band_of, done, read_and_tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from testban.monitoring.arrays import FkResult
    from testban.monitoring.traveltimes.sasc import StationTable

__all__ = ["register"]

_COLUMNS = (
    "time", "azimuth_deg", "azimuth_uncertainty_deg", "slowness_s_per_deg",
    "slowness_uncertainty_s_per_deg", "velocity_km_s", "semblance", "f_statistic", "rms", "elements",
)  # fmt: skip

_SHORT = ("time", "azimuth °", "slowness s/°", "km/s", "semblance", "F", "elements")


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    from testban.cli import MONITORING_PANEL

    app.command("fk", rich_help_panel=MONITORING_PANEL)(fk_command)


@monitoring_extra()
def fk_command(
    paths: Paths,
    stations: StationsSpec = "ims",
    array: Annotated[
        str | None,
        typer.Option("--array", metavar="NAME", help="Which array, where there are several."),
    ] = None,
    band: Annotated[
        str | None,
        typer.Option("--band", metavar="LOW,HIGH", help="Hz; else 1,6, for infrasound 0.5,5."),
    ] = None,
    window: Annotated[
        float | None, typer.Option("--window", help="Seconds; else 4, for infrasound 10.")
    ] = None,
    step: Annotated[
        float | None, typer.Option("--step", help="Seconds from window to window; else an eighth.")
    ] = None,
    slowness: Annotated[
        float | None,
        typer.Option("--slowness", help="Largest slowness, s/km; else 0.5, for infrasound 4."),
    ] = None,
    points: Annotated[
        int | None, typer.Option("--points", help="Points a side of the grid; else 81.")
    ] = None,
    whiten: Annotated[
        bool, typer.Option("--whiten/--no-whiten", help="Weigh frequencies by the noise there.")
    ] = True,
    start: Annotated[
        str | None, typer.Option("--start", metavar="TIME", help="From this time, ISO 8601 in UTC.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="TIME", help="To this time.")
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections",
            metavar="PATH",
            help="Slowness-azimuth station corrections: a file sasc.STATION, or a folder of them.",
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw it too: .png, .svg or .pdf."),
    ] = None,
    lang: Annotated[
        str,
        typer.Option(
            "--lang", metavar="LANG", help="Labels of the picture: en, or zh where a font has them."
        ),
    ] = "en",
    form: Output = Format.table,
) -> None:  # fmt: skip
    """From where, and how fast, does a wave cross an array, window by window?

    The table has the windows with the largest F, CSV and JSON have all. What was wrong with the
    recordings is told on standard error; the exit code is 1 where something was left out as damaged.
    """
    from testban.cli.progress import progress_bar
    from testban.monitoring.arrays import fk

    labels = labels_in(lang)
    if plot is not None:
        from testban.monitoring.plotting.saving import kind_of

        kind_of(plot)
    tables = None if corrections is None else _tables(corrections)
    limits = [_time(start, "--start"), _time(end, "--end")]
    wanted = None if band is None else band_of(band)
    recordings = read_and_tell(paths, stations)
    with progress_bar() as advance:
        result = fk(
            recordings, array=array, band=wanted, window_s=window, step_s=step,
            slowness_s_per_km=slowness, points=points, whiten=whiten,
            start=limits[0], end=limits[1],
            progress=lambda done, total: advance(done, total, "windows"),
        )  # fmt: skip
    for line in result.notes:
        tell(line)
    tell(recordings.summary())
    if corrections is not None and tables is not None:
        result = _corrected(result, corrections, tables)
    if plot is not None:
        from testban.monitoring.arrays.plotting import save_fk

        save_fk(plot, result, lang=labels)
        tell(f"drawn: {plot}")
    _print(result, form)
    raise done(recordings)


def _time(text: str | None, option: str) -> float | None:
    from testban.errors import UsageError
    from testban.monitoring.model import epoch

    if text is None:
        return None
    try:
        return epoch(text)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{text!r:.40} is no time", where=option, cure="Write it as 2010-01-22T02:06:00"
        ) from None


def _tables(path: Path) -> Mapping[str, StationTable]:
    from testban.errors import UsageError
    from testban.monitoring.traveltimes.sasc import SlownessAzimuth

    if not path.exists():
        raise UsageError(
            "no such file or folder", where=str(path), cure="Check the spelling of the path"
        )
    return SlownessAzimuth.read(path).tables


def _corrected(result: FkResult, path: Path, tables: Mapping[str, StationTable]) -> FkResult:
    if result.array in tables:
        return result.corrected(tables[result.array])
    if not path.is_file() or not tables:
        tell(f"{path}: no corrections for {result.array}; none applied")
        return result
    # A file was named, so it is meant; an array may be called otherwise in its table.
    name, table = next(iter(tables.items()))
    tell(f"{path}: corrections of {name}, applied to {result.array}")
    return result.corrected(table)


def _row(result: FkResult, at: int) -> list[Any]:
    from testban.monitoring.model import iso
    from testban.monitoring.sphere import KM_PER_DEG

    slow = float(result.slowness_s_per_km[at])
    error = float(result.slowness_uncertainty_s_per_km[at])
    return [
        iso(float(result.time[at])),
        round(float(result.azimuth_deg[at]), 2),
        round(float(result.azimuth_uncertainty_deg[at]), 2),
        round(slow * KM_PER_DEG, 3),
        round(min(error, 1e3) * KM_PER_DEG, 3),
        round(1 / slow, 4) if slow > 1e-6 else None,
        round(float(result.semblance[at]), 4),
        round(float(result.f_statistic[at]), 3),
        float(f"{result.rms[at]:.5g}"),
        int(result.elements[at]),
    ]


def _short(row: list[Any]) -> list[Any]:
    from testban.monitoring.model import epoch, iso

    time, azimuth, turn, slowness, error, speed, semblance, f, _, elements = row
    return [
        iso(epoch(time), 1),
        f"{azimuth:.1f} ± {turn:.1f}",
        f"{slowness:.2f} ± {error:.2f}",
        None if speed is None else f"{speed:.2f}",
        f"{semblance:.2f}",
        f"{f:.1f}",
        elements,
    ]


def _print(result: FkResult, form: Format) -> None:
    if form is Format.table:
        print_table(_SHORT, [_short(_row(result, int(at))) for at in result.peaks()])
        return
    rows = [_row(result, at) for at in range(len(result))]
    if form is Format.csv:
        print_csv(_COLUMNS, rows)
        return
    settings = result.settings
    print_json(
        {
            "array": result.array,
            "latitude": round(result.latitude, 6),
            "longitude": round(result.longitude, 6),
            "channels": list(result.channels),
            "band_hz": [settings.low_hz, settings.high_hz],
            "window_s": settings.window_s,
            "step_s": settings.step_s,
            "notes": list(result.notes),
            "windows": [dict(zip(_COLUMNS, row, strict=True)) for row in rows],
        }
    )
