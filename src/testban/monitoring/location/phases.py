"""Which phases an arrival can be: by its name, or by none.

A row is a phase and what speaks against it before its time is looked at: the natural logarithm of how
much rarer it is among reported arrivals than a first P. The figures are rounded from the shares of
phases in bulletins; what decides is the time, and these only part phases that fit about equally well.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "CORE",
    "DEPTH",
    "FIRST",
    "GENERIC",
    "GROUPS",
    "HYPOTHESES",
    "PHASES",
    "UNNAMED",
    "hypotheses",
    "is_blank",
    "plain",
]

UNNAMED: Mapping[str, float] = {
    "Pn": 0.0,
    "P": 0.0,
    "Pg": -1.0,
    "PKPdf": 0.0,
    "PKPbc": 0.0,
    "PKPab": -1.0,
    "PKiKP": -3.5,
    "Sn": -1.5,
    "S": -2.0,
    "Sg": -1.5,
    "Lg": -1.5,
    "pP": -3.0,
    "sP": -3.5,
    "PcP": -3.0,
    "ScP": -4.0,
}
"""What an arrival without a name may be. Where P is Pn, both fit alike, and the first listed is taken."""

PHASES: tuple[str, ...] = tuple(UNNAMED)
"""The phases that locate events, in the order of the tables."""

_P = {"Pn": 0.0, "P": 0.0, "Pg": -1.0, "PKPdf": -2.0, "PKPbc": -2.0, "PKPab": -3.0}
_PN = {"Pn": 0.0, "P": 0.0, "Pg": -2.0}
_PG = {"Pg": 0.0, "Pn": -2.0, "P": -2.0}
_PKP = {"PKPdf": 0.0, "PKPbc": 0.0, "PKPab": -0.5, "PKiKP": -2.5}
_S = {"Sg": 0.0, "Sn": 0.0, "S": 0.0, "Lg": -2.0}
_SN = {"Sn": 0.0, "S": -1.0, "Sg": -3.0, "Lg": -3.0}
_SG = {"Sg": 0.0, "Lg": -1.0, "Sn": -3.0, "S": -3.0}
_LG = {"Lg": 0.0, "Sg": -1.0, "Sn": -3.0, "S": -3.0}
_DIRECT_P = {"Pg": 0.0, "P": 0.0, "Pn": 0.0}
_DIRECT_S = {"Sg": 0.0, "S": 0.0, "Sn": 0.0}

HYPOTHESES: Mapping[str, Mapping[str, float]] = {
    "P": _P,
    "P1": _P,
    "p": _DIRECT_P,
    "Pdiff": {"P": 0.0},
    "Pdif": {"P": 0.0},
    "Pn": _PN,
    "Pb": _PG,
    "P*": _PG,
    "Pg": _PG,
    "PKP": _PKP,
    "PKPdf": {**_PKP, "PKPbc": -1.0, "PKPab": -2.0},
    "PKIKP": {**_PKP, "PKPbc": -1.0, "PKPab": -2.0},
    "PKPbc": {**_PKP, "PKPdf": -1.0, "PKPab": -1.0},
    "PKPab": {**_PKP, "PKPdf": -2.0, "PKPbc": -1.0, "PKPab": 0.0},
    "PKP2": {**_PKP, "PKPdf": -2.0, "PKPbc": -1.0, "PKPab": 0.0},
    "PKiKP": {"PKiKP": 0.0, "PKPdf": -1.0},
    "S": _S,
    "s": _DIRECT_S,
    "Sn": _SN,
    "Sb": _SG,
    "S*": _SG,
    "Sg": _SG,
    "Lg": _LG,
    "pP": {"pP": 0.0, "sP": -2.5},
    "sP": {"sP": 0.0, "pP": -2.5},
    "PcP": {"PcP": 0.0},
    "ScP": {"ScP": 0.0},
}
"""What an arrival with a name may be: a name is trusted within its kind of wave."""

SPELLINGS: Mapping[str, str] = {
    name.upper(): name
    for name in ("Pn", "Pg", "Pb", "Sn", "Sg", "Sb", "Lg", "PcP", "ScP", "Pdiff", "PKiKP")
}
"""Bulletins of the telegraph's age have capitals only. Not `PP` and `SP`, which are phases themselves."""

BLANK = frozenset({"", "-", "?", "N", "n", "x", "X", "tx", "Tx", "None", "none", "null", "i", "e"})
"""Names that say nothing; CSS3.0's null is `-`, GSE and IMS1.0 have `N` and `tx`."""

ONSETS, WAVES = frozenset("ei"), frozenset("PSL")
"""Emergent or impulsive, before the name of a wave."""

FIRST = frozenset({"P", "Pn", "Pg", "PKPdf", "PKPbc", "PKPab"})
"""Phases that can be the first at a station."""
GENERIC = frozenset({"P", "S"})
"""What an analyst writes for any first one; Pn, Pg, Sn, Sg and Lg say more."""
DEPTH = frozenset({"pP", "sP"})
CORE = frozenset({"PcP", "ScP"})
SHEAR = frozenset({"S", "Sn", "Sg", "Lg"})

GROUPS: Mapping[str, int] = {
    **dict.fromkeys(("P", "Pn", "Pg", "pP", "sP", "PcP"), 0),
    **dict.fromkeys(("PKPdf", "PKPbc", "PKPab", "PKiKP"), 1),
    **dict.fromkeys(("S", "Sn", "Lg", "ScP"), 2),
    "Sg": 3,
}
"""Phases whose model errors share a cause: within a group they are correlated, across not."""


def is_blank(name: str | None) -> bool:
    """Whether a phase name says nothing."""
    return name is None or name.strip() in BLANK


def hypotheses(name: str | None) -> Mapping[str, float] | None:
    """The phases an arrival of this name may be; None where the name is one that is not used.

    >>> hypotheses("Pdiff")
    {'P': 0.0}
    >>> hypotheses("SKKSac") is None
    True
    """
    if is_blank(name):
        return UNNAMED
    assert name is not None
    return HYPOTHESES.get(plain(name))


def plain(name: str) -> str:
    """A phase's name without what readers add to it: brackets of doubt, `e` or `i` for its onset.

    >>> plain("(PCP)"), plain("ePn"), plain("i"), plain("SKS?")
    ('PcP', 'Pn', 'i', 'SKS')
    """
    bare = name.strip().strip("()?").strip()
    if bare not in HYPOTHESES and bare[:1] in ONSETS and bare[1:2] in WAVES:
        bare = bare[1:]
    return SPELLINGS.get(bare, bare)
