"""Weak first arrivals that are late for good: which they are, as the others have it.

Noise hides the beginning of a weak Pn, and what is seen first is what follows it, or noise itself. Such an
arrival is in time, or late by anything up to some seconds, and nothing at its station tells which. The
network tells: both are put to the event that the others give.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from testban.monitoring.detection.detector import QUESTIONABLE
from testban.monitoring.location import bystanders
from testban.monitoring.model import Arrival, Event, Origin
from testban.monitoring.processing.found import Found, Given
from testban.monitoring.processing.owning import hidden_s
from testban.monitoring.processing.placing import depth_not_asked, placed, speaks_against
from testban.monitoring.sentences import in_words

__all__ = ["without_late"]

UNKNOWNS = 3
"""Of time and place."""
TRIED = 8
"""So many are tried at a time: of a large network none matters much."""
MOST_SD = 3.0
"""What is in time and misses by more is something else, and speaks no more against the event for it."""
LEAST = 1e-9
"""No probability is taken for less, for its logarithm."""


@dataclass(frozen=True)
class _Lateness:
    """The event if the first arrivals of some stations are late, and how likely that is (logarithm).

    Its arrivals are those in time, and then the late ones.
    """

    late: tuple[str, ...]
    event: Event
    shear: tuple[Arrival, ...]
    likelihood: float


def without_late(found: Found, given: Given) -> Found:
    """The event without the first arrivals that are likelier late than in time.

    Taken for late is first the one that gains most, then the next, until none gains. A late one stays with the
    event and defines nothing; a note tells of it.
    """
    weak = _weak(found, given)
    best = _judged((), weak, found.event, found.shear, found, given)
    while True:
        tried = [_if_late((*best.late, code), weak, found, given) for code in _latest(best, weak)]
        likelier = [
            each for each in tried if each is not None and each.likelihood > best.likelihood
        ]
        if not likelier:
            return _told(best, found) if best.late else found
        best = max(likelier, key=lambda each: each.likelihood)


def _latest(best: _Lateness, weak: frozenset[str]) -> list[str]:
    """Which of the weak arrivals that define the event come latest; to try one that is early would be idle."""
    late = [
        (row.residual_s, row.station)
        for row in best.event.arrivals
        if row.station in weak and row.station not in best.late and (row.residual_s or 0.0) > 0
    ]
    return [station for _, station in sorted(late, reverse=True)[:TRIED]]


def _weak(found: Found, given: Given) -> frozenset[str]:
    """Stations whose first arrivals are so weak that noise hides as much of them as it ever does."""
    settings = given.parameters.process
    pairs = zip(found.detected, found.event.arrivals, strict=True)
    return frozenset(
        sure.station
        for sure, row in pairs
        if hidden_s(sure, row.distance_deg, settings) >= settings.late_most_s > 0
    )


def _if_late(
    late: tuple[str, ...], weak: frozenset[str], found: Found, given: Given
) -> _Lateness | None:
    """The event if these are late; None where the others leave none, or none that they could miss by that."""
    timely = [each for each in found.detected if each.station not in late]
    if len(timely) < given.parameters.process.least_stations:
        return None
    where = placed(timely, lambda _: found.shear, given)
    if where is None or where[0].origin is None:
        return None
    event, shear = where
    assert event.origin is not None
    if event.origin.quality is None or (event.origin.quality.defining or 0) <= UNKNOWNS:
        return None  # They fit wherever they put it.
    origin = depth_not_asked(event.origin)
    others = _late_rows([each for each in found.detected if each.station in late], origin, given)
    if any(row.residual_s is None for row in others):
        return None  # There is no Pn so far off.
    event = replace(event, origin=origin, arrivals=(*event.arrivals, *others))
    return _judged(late, weak, event, shear, found, given)


def _late_rows(arrivals: list[Arrival], origin: Origin, given: Given) -> tuple[Arrival, ...]:
    """Late arrivals as rows of the event: by what they miss it, and that they may miss it by so much."""
    most = given.parameters.process.relook_s
    rows = [
        replace(
            each,
            phase="Pn",
            onset=QUESTIONABLE,
            time_uncertainty_s=round(math.hypot(each.time_uncertainty_s or 0.0, most), 3),
        )
        for each in arrivals
    ]
    return bystanders.placed(rows, origin, given.network.stations, given.travel_times)


def _judged(
    late: tuple[str, ...],
    weak: frozenset[str],
    event: Event,
    shear: tuple[Arrival, ...],
    found: Found,
    given: Given,
) -> _Lateness:
    """The event with how likely it is that just these are late."""
    origin, sure = event.origin, {each.station: each for each in found.detected}
    assert origin is not None
    total = -speaks_against(found.detected, given, origin.latitude, origin.longitude, origin.time)
    for row in event.arrivals:
        one = sure[row.station]
        if row.station in late:
            total += _late(row, one, given)
        else:
            total += _in_time(row, one, row.station in weak, given)
    kept = {row.station: row for row in shear}
    for lg in found.shear:
        # What no longer fits is not forgotten: it misses by the most.
        row = kept.get(lg.station, replace(lg, residual_s=math.inf))
        total += _gauss(row.residual_s, _sd(row, row.time_uncertainty_s, given))
    return _Lateness(late, event, shear, total)


def _late(row: Arrival, sure: Arrival, given: Given) -> float:
    """The density of an arrival that is late by anything up to the most (logarithm)."""
    most, residual = given.parameters.process.relook_s, row.residual_s or 0.0
    sd = _sd(row, sure.time_uncertainty_s, given)
    share = float(ndtr(residual / sd) - ndtr((residual - most) / sd))
    return math.log(_share_late(sure, given) * max(share, LEAST) / most)


def _in_time(row: Arrival, sure: Arrival, weak: bool, given: Given) -> float:
    """The density of an arrival that is in time (logarithm).

    One that is not weak may be late by less than the most, and is excused as the locator excuses it.
    """
    sd = _sd(row, sure.time_uncertainty_s, given)
    if weak:
        return math.log(1.0 - _share_late(sure, given)) + _gauss(row.residual_s, sd) - math.log(sd)
    return _gauss(row.residual_s, _sd(row, row.time_uncertainty_s, given)) - math.log(sd)


def _gauss(residual_s: float | None, sd_s: float) -> float:
    """The density of an error in standard deviations (logarithm)."""
    off = min(abs(residual_s or 0.0) / sd_s, MOST_SD)
    return -0.5 * (off**2 + math.log(2 * math.pi))


def _sd(row: Arrival, uncertainty_s: float | None, given: Given) -> float:
    """Of an onset, and of the time that the model predicts; s."""
    phase = "Lg" if row.phase == "Lg" else "Pn"
    model = given.travel_times.model_error_s(phase, np.array([row.distance_deg or 0.0]))
    return math.hypot(uncertainty_s or 0.0, float(model[0]))


def _share_late(sure: Arrival, given: Given) -> float:
    """How often so weak an arrival is late."""
    usual, alone = given.parameters.process.late_share
    return alone if sure.onset == QUESTIONABLE else usual


def _told(best: _Lateness, found: Found) -> Found:
    """The event as supposed, with a note of the late arrivals; its first arrivals in the order of its own."""
    sure = {each.station: each for each in found.detected}
    stations = ", ".join(sorted(best.late))
    note = in_words("taken_for_late", stations=stations)
    event = replace(best.event, notes=(*best.event.notes, note))
    detected = tuple(sure[row.station] for row in event.arrivals)
    return replace(found, event=event, shear=best.shear, detected=detected)
