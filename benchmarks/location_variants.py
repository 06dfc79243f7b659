"""What a location rests on: the same events with something changed or left out.

Earthquakes with published hypocentres, thinned to 6 to 15 stations: with the published depth, another velocity
model, without S, without PKP, without each earthquake in turn, with the model's own times in place of those
reported; and how far off their own ellipses expect them to be. Made-up events that are shallower than 40 km with
a depth given that is right, or 10 km wrong.

    python benchmarks/location_variants.py [--events 300] [--shared ../shared/data]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from location_coverage import HEAD, Case, row
from testban.errors import LocationError
from testban.monitoring import TravelTimes, locate
from testban.monitoring.location.geometry import distance_azimuth, unit_vector
from testban.monitoring.location.phases import PHASES
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.simulate import SCENARIOS, Truth, simulate
from testban.monitoring.stations import load_stations

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from known_events import Given, earthquakes, thinned

THINNED = 40
"""Of each earthquake, so many choices of stations."""
DRAWS = 200
ERRORS_S = (0.0, 1.0, 1.5)
"""Of the model's times in place of those reported, each on its own: of P; three times that of S."""
SHALLOW_KM = 40.0


def without(arrivals: Sequence[Arrival], beginning: str) -> list[Arrival]:
    """The arrivals whose phases begin otherwise."""
    return [a for a in arrivals if not (a.phase or "").startswith(beginning)]


def expected(found: Iterable[Event]) -> float:
    """The median distance from the truth that the ellipses expect (km): of draws from their covariances."""
    rng = np.random.default_rng(0)
    drawn = []
    for event in found:
        assert event.origin is not None
        place = np.array(event.origin.covariance)[1:3, 1:3]
        drawn.append(np.hypot(*rng.multivariate_normal([0.0, 0.0], place, size=DRAWS).T))
    return float(np.median(drawn))


def located(work: Iterable[tuple[Truth, Sequence[Arrival], dict[str, Any]]]) -> Iterable[Case]:
    """Events with what `locate` is told of each; those that cannot be located are missing from the count."""
    for truth, arrivals, how in work:
        try:
            yield locate(arrivals, **how), truth
        except LocationError:
            continue


def retimed(
    truth: Truth, arrivals: Sequence[Arrival], stations: Mapping[str, Station], sd_s: float
) -> list[Arrival]:
    """The arrivals with the times that ak135 has for them, and errors that know nothing of one another."""
    model, rng = TravelTimes("ak135"), np.random.default_rng(len(arrivals))
    source, out = unit_vector(truth.latitude, truth.longitude), []
    for a in arrivals:
        there = stations.get(a.station)
        if there is None or a.phase not in PHASES:
            continue
        far, sine, cosine = distance_azimuth(*source, *unit_vector(there.latitude, there.longitude))
        found = model.predict(a.phase, far, truth.depth_km)
        azimuth = float(np.rad2deg(np.arctan2(sine, cosine)))
        flat = model.ellipticity_s(a.phase, far, truth.depth_km, truth.latitude, azimuth)
        high = model.elevation_s(a.phase, found.slowness_s_per_deg, there.elevation_m)
        seconds = float(found.time_s + np.nan_to_num(flat) + np.nan_to_num(high))
        if np.isfinite(seconds):
            error = rng.normal(0.0, sd_s * (3.0 if a.phase.startswith(("S", "L")) else 1.0))
            out.append(replace(a, time=truth.time + seconds + error))
    return out


def real(events: Mapping[str, Given], stations: Mapping[str, Station]) -> None:
    """Lines of the thinned earthquakes."""
    work = [
        (key, truth, thinned(arrivals, stations, f"{key}-{n}"))
        for key, (truth, arrivals) in events.items()
        for n in range(THINNED)
    ]
    isc, iasp91 = {"stations": stations}, TravelTimes("iasp91")
    plain = {
        key: list(located((truth, given, isc) for name, truth, given in work if name == key))
        for key in events
    }
    row("6-15 stations", chain(*plain.values()))
    for key in events:
        row(f"without earthquake {key}", chain(*(plain[k] for k in events if k != key)))
    row("published depth", located((t, a, {**isc, "depth_km": t.depth_km}) for _, t, a in work))
    row("iasp91", located((t, a, {**isc, "travel_times": iasp91}) for _, t, a in work))
    for wave, beginning in (("S", "S"), ("PKP", "PK")):
        row(f"without {wave}", located((t, without(a, beginning), isc) for _, t, a in work))
    for sd_s in ERRORS_S:
        row(
            f"times of ak135, errors of {sd_s:.1f} s",
            located((t, retimed(t, a, stations, sd_s), isc) for _, t, a in work),
        )
    hoped = expected(event for event, _ in chain(*plain.values()))
    print(f"expected by the ellipses of 6-15 stations: median {hoped:.1f} km")


def shallow(
    name: str, count: int, off_km: float, model: TravelTimes
) -> Iterable[tuple[Truth, Sequence[Arrival], dict[str, Any]]]:
    """Shallow made-up events of a kind with the depth given, so far off."""
    for i in range(count):
        truth, arrivals, stations = simulate(np.random.default_rng(i), model, SCENARIOS[name])
        if truth.depth_km <= SHALLOW_KM:
            yield truth, arrivals, {"stations": stations, "depth_km": truth.depth_km + off_km}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=300)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    model = TravelTimes("ak135")
    print(HEAD)
    for name in ("global", "thin", "regional"):
        for off_km in (0.0, 10.0):
            said = f"{name}: depth {off_km:.0f} km off" if off_km else f"{name}: right depth"
            row(said, located(shallow(name, arguments.events, off_km, model)))
    if arguments.shared.is_dir():
        monitoring = arguments.shared / "monitoring"
        stations = load_stations(monitoring / "tables/iloc/isc_stalist.gz")
        real(earthquakes(monitoring / "bulletins/global_arrivals"), stations)


if __name__ == "__main__":
    main()
