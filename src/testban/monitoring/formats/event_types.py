"""What an event is taken for, and by whom: the codes of IMS1.0 and the words of QuakeML.

Source: IDC-3.4.1 and the ISC's description of ISF, origin block; QuakeML 1.2, EventType and
EventTypeCertainty.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "ANALYSES",
    "EVENT_TYPES",
    "METHODS",
    "QUAKEML_TYPES",
    "UNKNOWN",
    "event_type_of",
    "known_type",
    "quakeml_type",
]

ANALYSES: Mapping[str, str | None] = {"a": "automatic", "m": "manual", "g": None}
"""How an origin was made, with QuakeML's evaluation mode; g is a guess."""
METHODS = ("i", "p", "g", "o")
"""Inversion, pattern recognition, ground truth, other."""
UNKNOWN = "uk"
EVENT_TYPES: Mapping[str, tuple[str, str]] = {
    "ke": ("earthquake", "known"),
    "se": ("earthquake", "suspected"),
    "de": ("earthquake", "known"),
    "fe": ("earthquake", "known"),
    "kr": ("rock burst", "known"),
    "sr": ("rock burst", "suspected"),
    "ki": ("induced or triggered event", "known"),
    "si": ("induced or triggered event", "suspected"),
    "km": ("mining explosion", "known"),
    "sm": ("mining explosion", "suspected"),
    "kh": ("chemical explosion", "known"),
    "sh": ("chemical explosion", "suspected"),
    "kx": ("experimental explosion", "known"),
    "sx": ("experimental explosion", "suspected"),
    "kn": ("nuclear explosion", "known"),
    "sn": ("nuclear explosion", "suspected"),
    "ls": ("landslide", "known"),
}
"""By code; `de` and `fe` are earthquakes that did damage or were felt."""
QUAKEML_TYPES = frozenset({
    "not existing", "not reported", "earthquake", "anthropogenic event", "collapse",
    "cavity collapse", "mine collapse", "building collapse", "explosion", "accidental explosion",
    "chemical explosion", "controlled explosion", "experimental explosion", "industrial explosion",
    "mining explosion", "quarry blast", "road cut", "blasting levee", "nuclear explosion",
    "induced or triggered event", "rock burst", "reservoir loading", "fluid injection",
    "fluid extraction", "crash", "plane crash", "train crash", "boat crash", "other event",
    "atmospheric event", "sonic boom", "sonic blast", "acoustic noise", "thunder", "avalanche",
    "snow avalanche", "debris avalanche", "hydroacoustic event", "ice quake", "slide", "landslide",
    "rockslide", "meteorite", "volcanic eruption",
})  # fmt: skip
"""All that QuakeML 1.2 knows."""


def event_type_of(words: str, certainty: str) -> str:
    """The code of a QuakeML type and certainty; the type itself where no code says the same.

    >>> event_type_of("earthquake", "known"), event_type_of("quarry blast", "known")
    ('ke', 'quarry blast')
    """
    found = (code for code, pair in EVENT_TYPES.items() if pair == (words, certainty))
    return next(found, words)


def known_type(code: str | None) -> str:
    """What `Origin.event_type` holds of a code: nothing where it says that the type is unknown."""
    return "" if code in (None, UNKNOWN) else str(code)


def quakeml_type(event_type: str) -> tuple[str | None, str | None]:
    """QuakeML's type and certainty of what `Origin.event_type` holds; None where it has none."""
    if event_type in QUAKEML_TYPES:
        return event_type, None
    return EVENT_TYPES.get(event_type, (None, None))
