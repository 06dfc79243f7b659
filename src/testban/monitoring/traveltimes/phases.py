"""What each phase is made of: a table of legs. The code that traces rays knows no phase names.

Names are IASPEI's (Storchak, Schweitzer and Bormann 2003, Seismol. Res. Lett. 74, 761-772).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALIASES", "GROUP_VELOCITIES", "PHASES", "PhaseSpec"]


@dataclass(frozen=True)
class PhaseSpec:
    """One phase: the legs that a ray from a source at the surface has, and the leg at the source.

    Parameters
    ----------
    legs
        How many of each leg (see `rays.LEGS`).
    wave
        P or S: as what the ray leaves the source.
    up
        The ray leaves upwards and is reflected (pP): the leg from source to surface comes on top.
        Otherwise it leaves downwards and that leg is missing.
    direct
        The ray that goes straight up to the surface belongs to it as well (P, Pg).
    turns
        Where it turns: `crust`, `lower crust`, `uppermost mantle`, or anywhere.
    run
        Which part of a curve with a caustic: `ab` comes back as the ray steepens, `bc` goes on.
    wave_along
        `moho` or `core`: a wave that follows this boundary with its slowness, for so many degrees.
    source
        `crust` or `mantle`: only from sources there.
    """

    legs: dict[str, int]
    wave: str = "P"
    up: bool = False
    direct: bool = False
    turns: str = ""
    run: str = ""
    wave_along: str = ""
    degrees: float = 0.0
    source: str = ""


def _core(name: str, legs: dict[str, int], wave: str) -> dict[str, PhaseSpec]:
    """The three branches of a phase through the core that begins with `legs`, and K reflected."""
    passes = legs.pop("K")
    turning = {**legs, "Kt": 2 * passes}
    inner = {**legs, "Kc": 2 * passes, "It": 2 * passes}
    return {
        f"{name}ab": PhaseSpec(turning, wave, run="ab"),
        f"{name}bc": PhaseSpec(turning, wave, run="bc"),
        f"{name}df": PhaseSpec(inner, wave),
    }


_BELOW: dict[str, PhaseSpec] = {
    "PcP": PhaseSpec({"Pc": 2}),
    "PKiKP": PhaseSpec({"Pc": 2, "Kc": 2}),
    **_core("PKP", {"Pc": 2, "K": 1}, "P"),
    "Pdiff": PhaseSpec({"Pc": 2}, wave_along="core", degrees=60.0),
    "ScS": PhaseSpec({"Sc": 2}, "S"),
    "SKSac": PhaseSpec({"Sc": 2, "Kt": 2}, "S"),
    "SKSdf": PhaseSpec({"Sc": 2, "Kc": 2, "It": 2}, "S"),
    "SKiKP": PhaseSpec({"Sc": 1, "Pc": 1, "Kc": 2}, "S"),
    "Sdiff": PhaseSpec({"Sc": 2}, "S", wave_along="core", degrees=60.0),
}

PHASES: dict[str, PhaseSpec] = {
    "Pg": PhaseSpec({"Pm": 2}, direct=True, turns="crust", source="crust"),
    "Pb": PhaseSpec({"Pm": 2}, direct=True, turns="lower crust", source="crust"),
    "Pn": PhaseSpec({"Pm": 2}, wave_along="moho", degrees=20.0, source="crust"),
    "Pn in the mantle": PhaseSpec(
        {"Pm": 2}, direct=True, turns="uppermost mantle", source="mantle"
    ),
    "P to the core": PhaseSpec({"Pm": 2}, direct=True),
    "Sg": PhaseSpec({"Sm": 2}, "S", direct=True, turns="crust", source="crust"),
    "Sb": PhaseSpec({"Sm": 2}, "S", direct=True, turns="lower crust", source="crust"),
    "Sn": PhaseSpec({"Sm": 2}, "S", wave_along="moho", degrees=20.0, source="crust"),
    "Sn in the mantle": PhaseSpec(
        {"Sm": 2}, "S", direct=True, turns="uppermost mantle", source="mantle"
    ),
    "S to the core": PhaseSpec({"Sm": 2}, "S", direct=True),
    **_BELOW,
    "PcS": PhaseSpec({"Pc": 1, "Sc": 1}),
    "ScP": PhaseSpec({"Pc": 1, "Sc": 1}, "S"),
    "PP": PhaseSpec({"Pm": 4}),
    "PPP": PhaseSpec({"Pm": 6}),
    "SS": PhaseSpec({"Sm": 4}, "S"),
    "SSS": PhaseSpec({"Sm": 6}, "S"),
    "PS": PhaseSpec({"Pm": 2, "Sm": 2}),
    "SP": PhaseSpec({"Pm": 2, "Sm": 2}, "S"),
    "PcPPcP": PhaseSpec({"Pc": 4}),
    "ScSScS": PhaseSpec({"Sc": 4}, "S"),
    **_core("PKS", {"Pc": 1, "Sc": 1, "K": 1}, "P"),
    **_core("SKP", {"Pc": 1, "Sc": 1, "K": 1}, "S"),
    **_core("PKKP", {"Pc": 2, "K": 2}, "P"),
    **_core("PKPPKP", {"Pc": 4, "K": 2}, "P"),
    **_core("SKKP", {"Pc": 1, "Sc": 1, "K": 2}, "S"),
    "SKKSac": PhaseSpec({"Sc": 2, "Kt": 4}, "S"),
    "SKKSdf": PhaseSpec({"Sc": 2, "Kc": 4, "It": 4}, "S"),
    "pP": PhaseSpec({"Pm": 2}, up=True),
    "sP": PhaseSpec({"Pm": 2}, "S", up=True),
    "sS": PhaseSpec({"Sm": 2}, "S", up=True),
    "pS": PhaseSpec({"Sm": 2}, up=True),
}

# Depth phases: the same below the surface, and a leg up from the source on top.
for _name in ("PcP", "PKiKP", "PKPab", "PKPbc", "PKPdf", "Pdiff"):
    _spec = _BELOW[_name]
    for _first, _wave in (("p", "P"), ("s", "S")):
        PHASES[_first + _name] = PhaseSpec(
            _spec.legs,
            _wave,
            up=True,
            run=_spec.run,
            wave_along=_spec.wave_along,
            degrees=_spec.degrees,
        )
for _name in ("ScS", "SKSac", "SKSdf", "Sdiff"):
    _spec = _BELOW[_name]
    PHASES["s" + _name] = PhaseSpec(
        _spec.legs, "S", up=True, wave_along=_spec.wave_along, degrees=_spec.degrees
    )

ALIASES: dict[str, tuple[str, ...]] = {
    # The first of several: what an analyst who writes the short name has seen.
    "P": ("P to the core", "Pdiff"),
    "S": ("S to the core", "Sdiff"),
    "Pn": ("Pn", "Pn in the mantle"),
    "Sn": ("Sn", "Sn in the mantle"),
    **{
        name: tuple(f"{name}{branch}" for branch in ("df", "bc", "ab"))
        for name in ("PKP", "pPKP", "sPKP", "PKS", "SKP", "PKKP", "PKPPKP", "SKKP")
    },
    "SKS": ("SKSac", "SKSdf"),
    "SKKS": ("SKKSac", "SKKSdf"),
    "sSKS": ("sSKSac", "sSKSdf"),
    # Other names for the same.
    "p": ("P to the core",),
    "s": ("S to the core",),
    "PKIKP": ("PKPdf",),
    "P'P'": ("PKPPKPdf", "PKPPKPbc", "PKPPKPab"),
    "P*": ("Pb",),
    "S*": ("Sb",),
}

GROUP_VELOCITIES: dict[str, tuple[float, float]] = {
    # km/s and the farthest distance in degrees.
    # Lg and Rg: as in the LocSAT tables of the Prototype International Data Centre (1996).
    "Lg": (3.5, 50.0),
    "Rg": (3.0, 20.0),
    # Rayleigh and Love waves of 20 s, continental average (Stevens and McLaughlin 2001, Pure Appl.
    # Geophys. 158, 1547-1582): read at their greatest amplitude, so only a rough time.
    "LR": (3.3, 180.0),
    "LQ": (3.8, 180.0),
    # Sound in the SOFAR channel (Okal 2008, Adv. Geophys. 49, 1-65).
    "T": (1.485, 180.0),
    # Infrasound by the stratosphere: celerity 0.28 to 0.31 km/s (Le Pichon and others 2009).
    "I": (0.295, 180.0),
}
