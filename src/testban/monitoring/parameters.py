"""The numbers that results depend on: one versioned TOML file, read into typed sections.

A field here without a key in ``parameters.toml``, or a key there without a field here, is an error;
so is a value of another type. The hash is that of the values, not of the file: a comment changes
nothing, and neither does an own file that repeats a shipped value.
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import json
import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from testban.errors import ReferenceError
from testban.files import opened
from testban.monitoring.parameter_ranges import allowed

__all__ = [
    "DetectionParameters",
    "LocationParameters",
    "MagnitudeParameters",
    "Parameters",
    "ProcessParameters",
    "ScreeningParameters",
    "load_parameters",
]

_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class DetectionParameters:
    """What the detector goes by; see ``[detection]`` in parameters.toml."""

    bands_hz: tuple[tuple[float, float], ...]
    block_s: float
    short_s: float
    long_s: float
    gap_s: float
    coda_s: float
    hold_s: float
    settle_s: float
    sigmas: float
    shear_sigmas: float
    shear_s: float
    least_snr: float
    off_snr: float
    group_s: float
    least_bands: int
    least_strength: float
    onset_window_s: tuple[float, float]
    onset_sd_s: float
    onset_sd_periods: float
    onset_sd_rise: float
    mb_band_hz: tuple[float, float]
    mb_window_s: tuple[float, float]
    polarisation_window_s: float
    rectilinearity: float
    incidence_deg: float
    tilt_sd_deg: float
    azimuth_most_sd_deg: float
    slowness_sd_s_per_deg: float
    rate_hz: tuple[float, float]
    least_s: float


@dataclass(frozen=True, slots=True)
class ProcessParameters:
    """What processing of recordings goes by; see ``[process]`` in parameters.toml."""

    evidence: float
    false_seconds: float
    false_snr_power: float
    false_weak_power: float
    larger_is_rarer: float
    missed_cost: float
    seen_deg: float
    least_stations: int
    seed_stations: int
    faint_seed_stations: int
    depth_km: float
    match_s: float
    azimuth_sd_deg: float
    azimuth_wrong: float
    relook_s: float
    relook_share: float
    relook_snr: float
    relook_sd_s: float
    late_s: float
    late_most_s: float
    late_share: tuple[float, float]
    crest_km_s: float
    crest_sd_s: float
    crest_share: float
    crest_snr: float
    crest_distance_deg: tuple[float, float]
    crest_wrong: float
    strength_scatter: tuple[float, float]
    faint_share: float
    faint_snr: float
    later_sd: float
    ps_bands_hz: tuple[tuple[float, float], ...]
    ps_distance_deg: tuple[float, float]
    ps_least_snr: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LocationParameters:
    """What the locator goes by; see ``[location]`` in parameters.toml."""

    confidence: float
    default_depth_km: float
    depth_resolved_km: float
    depth_resolved_share: float
    rival_cost: float
    rival_deg: float
    defining_sd: float
    scatter_weight: float


@dataclass(frozen=True, slots=True)
class MagnitudeParameters:
    """What magnitudes go by; see ``[magnitude]`` in parameters.toml."""

    mb_distance_deg: tuple[float, float]
    mb_period_s: tuple[float, float]
    ms_distance_deg: tuple[float, float]
    ms_period_s: tuple[float, float]
    ms_depth_km: float
    ml_distance_deg: tuple[float, float]
    ml_depth_km: float
    ml_attenuation: str
    pn_distance_deg: tuple[float, float]
    pn_period_s: tuple[float, float]
    pn_correction: float
    lg_distance_deg: tuple[float, float]
    lg_period_s: tuple[float, float]
    lg_q: float
    regional_depth_km: float
    amplitude_nm: tuple[float, float]
    largest: float
    outlier_sigmas: float
    scatter_weight: float
    bound_confidence: float
    scatter: dict[str, float]


@dataclass(frozen=True, slots=True)
class ScreeningParameters:
    """What screening goes by; see ``[screening]`` in parameters.toml."""

    sigmas: float
    depth_km: float
    ms_mb_slope: float
    ms_mb_intercept: float
    former_ms_mb_slope: float
    former_ms_mb_intercept: float
    mb_floor: float
    mb_scatter: float
    ms_scatter: float
    ps_threshold: tuple[float, ...]
    ps_source: str
    ps_lowest_hz: float
    ps_scatter: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """All sections, and the SHA-256 of their values (as JSON with sorted keys)."""

    version: int
    detection: DetectionParameters
    process: ProcessParameters
    location: LocationParameters
    magnitude: MagnitudeParameters
    screening: ScreeningParameters
    sha256: str = ""


def load_parameters(path: Path | str | None = None) -> Parameters:
    """The shipped parameters, with those of the file at `path` in their place.

    Raises
    ------
    ReferenceError
        The file cannot be read, names a parameter that does not exist, or gives one a value of
        another type or outside its range (see `parameter_ranges`).

    Examples
    --------
    >>> load_parameters().location.confidence
    0.9
    """
    return _shipped() if path is None else _read(Path(path))


@cache
def _shipped() -> Parameters:
    return _typed(_shipped_table(), "parameters.toml")


def _shipped_table() -> dict[str, Any]:
    text = files("testban.monitoring").joinpath("parameters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _read(path: Path) -> Parameters:
    where = str(path)
    with opened(path, ReferenceError) as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ReferenceError("too large for a file of parameters", where=where, cure=_CURE)
    try:
        own = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReferenceError(f"not TOML ({error})", where=where, cure=_CURE) from error
    merged = _shipped_table()
    if own.get("version", merged["version"]) != merged["version"]:
        raise ReferenceError(
            f"version {own['version']} of the parameters; this testban knows {merged['version']}",
            where=where,
            cure="Compare it with the shipped parameters.toml",
        )
    _merge(merged, own, where, "")
    return _typed(merged, where)


_CURE = "Give a TOML file such as the shipped parameters.toml"


def _merge(base: dict[str, Any], own: dict[str, Any], where: str, above: str) -> None:
    for key, value in own.items():
        if key not in base:
            near = difflib.get_close_matches(key, base, 1)
            raise ReferenceError(
                f"no parameter is called '{above}{key}'",
                where=where,
                cure=f"Did you mean '{above}{near[0]}'?"
                if near
                else f"There are {', '.join(base)}",
            )
        if isinstance(base[key], dict) and isinstance(value, dict):
            _merge(base[key], value, where, f"{above}{key}.")
        else:
            base[key] = value


def _typed(table: dict[str, Any], where: str) -> Parameters:
    canonical = json.dumps(table, sort_keys=True, separators=(",", ":"), default=str)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    read: Parameters = _section(Parameters, table, where, "")
    return dataclasses.replace(read, sha256=digest)


def _section(kind: type[Any], table: dict[str, Any], where: str, above: str) -> Any:
    hints = get_type_hints(kind)
    needed = {name: hint for name, hint in hints.items() if name != "sha256"}
    for name in needed.keys() ^ table.keys():
        raise ReferenceError(
            f"the parameter '{above}{name}' is missing or unknown", where=where, cure=_CURE
        )
    values = {name: _value(hint, table[name], where, above + name) for name, hint in needed.items()}
    for name, value in values.items():
        if range_ := allowed(above + name, value):
            raise ReferenceError(
                f"the parameter '{above}{name}' cannot be {_as_given(table[name])}",
                where=where,
                cure=f"Allowed is {range_}",
            )
    return kind(**values)


def _as_given(value: Any) -> str:
    return json.dumps(value)


def _value(hint: Any, value: Any, where: str, name: str) -> Any:
    """`value` as the type that the field has; an integer will do for a float."""
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return _section(hint, value, where, f"{name}.")  # type: ignore[arg-type]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is dict and isinstance(value, dict):
        return {key: _value(inner[1], each, where, f"{name}.{key}") for key, each in value.items()}
    if origin is tuple and isinstance(value, list):
        kinds = (inner[0],) * len(value) if inner[-1] is Ellipsis else inner
        if len(kinds) == len(value):
            return tuple(
                _value(kind, each, where, name) for kind, each in zip(kinds, value, strict=True)
            )
    if hint is float and type(value) in (int, float) and math.isfinite(value):
        return float(value)
    if hint in (int, str, bool) and type(value) is hint:
        return value
    raise ReferenceError(
        f"the parameter '{name}' cannot be {value!r}",
        where=where,
        cure="Give it a value of the type that parameters.toml has",
    )
