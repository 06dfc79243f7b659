"""What events are called, and their sizes and screening in a few words."""

from __future__ import annotations

from collections.abc import Iterable

from testban.monitoring.model import Event, Magnitude, iso
from testban.web.catalogue import translations

__all__ = ["best_size", "event_name", "in_short", "place", "verdict"]


def place(latitude: float, longitude: float) -> str:
    """A place to a tenth of a degree.

    Examples
    --------
    >>> place(41.31, 129.04), place(-7.0, -179.96)
    ('41.3°N 129.0°E', '7.0°S 180.0°W')
    """
    north = f"{abs(latitude):.1f}°{'S' if latitude < 0 else 'N'}"
    return f"{north} {abs(longitude):.1f}°{'W' if longitude < 0 else 'E'}"


def event_name(name: str, time: float, latitude: float, longitude: float) -> str:
    """Its own name where it has one that is not a number, and when and where it was.

    Parameters
    ----------
    time
        Seconds since 1970, UTC.
    """
    when = iso(time, 0).removesuffix("Z").replace("T", " ")
    said = [when, place(latitude, longitude)]
    own = name.strip()
    return " · ".join([own, *said] if own and not own.isdecimal() else said)


def _size(magnitude: Magnitude) -> str:
    sign = {"upper": "<", "lower": ">"}.get(magnitude.bound or "", "")
    return f"{magnitude.type} {sign}{magnitude.value:.1f}".strip()


def best_size(sizes: Iterable[Magnitude]) -> Magnitude | None:
    """The magnitude that the most stations measured; of equals the first."""
    return max(sizes, key=lambda each: each.stations or 0, default=None)


_WEIGHT = ("screened out", "not screened out", "not considered", "insufficient data")


def verdict(event: Event) -> str:
    """What screening says of it in all: natural by one criterion is natural; empty where not asked."""
    results = {each.result for each in event.screening}
    return next((each for each in _WEIGHT if each in results), "")


def in_short(event: Event, lang: str) -> str:
    """Its sizes and what screening said, in one line; empty where there are none."""
    words = translations(lang).gettext
    results = {
        "screened out": words("screened out"),
        "not screened out": words("not screened out"),
        "insufficient data": words("insufficient data"),
        "not considered": words("not considered"),
    }
    sizes = ", ".join(map(_size, event.magnitudes))
    screening = ", ".join(f"{each.criterion}: {results[each.result]}" for each in event.screening)
    return "; ".join(part for part in (sizes, screening) if part)
