"""Times and slownesses beside ObsPy's TauP, phase by phase."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from obspy.taup import TauPyModel

from testban.monitoring.traveltimes import TravelTimes

# Ours, TauP's names, and the distances between which the phase is looked for.
PHASES = {
    "P": (("P", "p", "Pdiff"), 0, 150),
    "Pn": (("Pn",), 0, 20),
    "Pg": (("Pg", "p"), 0, 8),
    "pP": (("pP",), 0, 100),
    "sP": (("sP",), 0, 100),
    "PcP": (("PcP",), 0, 98),
    "PKPdf": (("PKIKP",), 105, 180),
    "PKPbc": (("PKP",), 143, 158),
    "PKPab": (("PKP",), 143, 178),
    "PKiKP": (("PKiKP",), 0, 155),
    "Pdiff": (("Pdiff",), 95, 155),
    "S": (("S", "s", "Sdiff"), 0, 150),
    "Sn": (("Sn",), 0, 20),
    "Sg": (("Sg", "s"), 0, 8),
    "ScP": (("ScP",), 0, 65),
    "ScS": (("ScS",), 0, 98),
    "PP": (("PP",), 0, 180),
    "SS": (("SS",), 0, 180),
    # Where S barely enters the core TauP interpolates between few rays (0.05 s/deg, 0.04 s).
    "SKSac": (("SKS",), 80, 145),
    "SKKSac": (("SKKS",), 100, 180),
    "PKKPbc": (("PKKP",), 60, 130),
    "pPKPdf": (("pPKIKP",), 105, 180),
}
CRUST = ("Pn", "Pg", "Sn", "Sg")
CLOSE = 0.1
"""Degrees inside a branch's end: nearer the programs may disagree on whether there is an arrival."""


@lru_cache(maxsize=2)
def taup(model: str) -> TauPyModel:
    return TauPyModel(model, cache=False)


def reference(model: str, phase: str, distance: float, depth: float) -> tuple[float, float] | None:
    """TauP's first arrival: time (s) and slowness (s/deg)."""
    found = taup(model).get_travel_times(depth, distance, PHASES[phase][0])
    if phase in ("PKPab", "PKPbc"):
        # One name for both: ab is the one with the greater slowness.
        found = sorted(found, key=lambda arrival: arrival.ray_param)
        found = found[-1:] if phase == "PKPab" else found[:-1]
    if not found:
        return None
    first = min(found, key=lambda arrival: arrival.time)
    return float(first.time), float(first.ray_param_sec_degree)


def depth_of(phase: str, chance: np.random.Generator) -> float:
    if phase in CRUST:
        return float(chance.uniform(0, 34.9))
    shallow, any_depth = chance.uniform(0.1, 60), chance.uniform(0, 700)
    return float(chance.choice([0.5, 20, 35, 410, 660, shallow, any_depth, chance.uniform(35, 60)]))


def differences(model: str, phase: str, points: int, seed: int) -> list[tuple[Any, ...]]:
    """Where time or slowness differ by more than they may, and how often TauP had an arrival."""
    chance = np.random.default_rng(seed)
    tt = TravelTimes(model)
    wrong, compared = [], 0
    for _ in range(points):
        depth = depth_of(phase, chance)
        distance = float(chance.uniform(*PHASES[phase][1:]))
        beside = np.clip([distance - CLOSE, distance + CLOSE], 0.0, 180.0)
        around = tt.predict(phase, beside, depth).time_s
        wanted = reference(model, phase, distance, depth)
        ours = tt.predict(phase, distance, depth)
        time, slowness = float(ours.time_s), float(ours.slowness_s_per_deg)
        if wanted is None or not np.isfinite(around).all():
            # Outside, or at an end: TauP must not have one well inside.
            if wanted and not np.isfinite(time) and not np.isfinite(around).any():
                wrong.append((depth, distance, "missing", wanted))
            continue
        compared += 1
        if abs(time - wanted[0]) > 0.05 or abs(abs(slowness) - wanted[1]) > 0.05:
            wrong.append((depth, distance, (time, slowness), wanted))
    assert compared >= points // 4, compared
    return wrong


@pytest.mark.parametrize("phase", ["P", "PKPbc", "S", "pP", "sP", "ScP", "PKiKP"])
def test_a_few_arrivals_are_as_taup_has_them(phase: str) -> None:
    assert differences("ak135", phase, 12, 3) == []


@pytest.mark.slow
@pytest.mark.parametrize("model", ["ak135", "iasp91"])
@pytest.mark.parametrize("phase", PHASES)
def test_many_arrivals_are_as_taup_has_them(phase: str, model: str) -> None:
    assert differences(model, phase, 150, 1995) == []
