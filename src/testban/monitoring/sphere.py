"""Distances and azimuths between two places, without a compiler: for what is done once an event."""

from __future__ import annotations

from math import atan, atan2, cos, degrees, hypot, isfinite, nan, pi, radians, sin, tan

__all__ = ["KM_PER_DEG", "back_azimuth", "distance_azimuth"]

KM_PER_DEG = 6371.0 * pi / 180
"""Of a sphere as large as the Earth: slowness in s/deg is that in s/km times this."""
# (1 - f)² of WGS84: the tangent of the geocentric latitude over that of the geodetic.
GEOCENTRIC = 0.99330562


def distance_azimuth(
    latitude: float, longitude: float, to_latitude: float, to_longitude: float
) -> tuple[float, float]:
    """Great-circle distance and azimuth at the first place, in degrees, by geocentric latitudes.

    Both NaN where a coordinate is no finite number.

    >>> distance_azimuth(0.0, 10.0, 0.0, 20.0)
    (10.0, 90.0)
    """
    if not all(map(isfinite, (latitude, longitude, to_latitude, to_longitude))):
        return nan, nan
    one, two = (atan(GEOCENTRIC * tan(radians(lat))) for lat in (latitude, to_latitude))
    turn = radians(to_longitude - longitude)
    east = cos(two) * sin(turn)
    north = cos(one) * sin(two) - sin(one) * cos(two) * cos(turn)
    ahead = sin(one) * sin(two) + cos(one) * cos(two) * cos(turn)
    distance = degrees(atan2(hypot(east, north), ahead))
    return round(distance, 9), round(degrees(atan2(east, north)) % 360.0, 9)


def back_azimuth(latitude: float, distance_deg: float, azimuth_deg: float) -> float:
    """The azimuth back to a place, from where one stands after so far on a great circle from it.

    >>> back_azimuth(0.0, 10.0, 90.0)
    270.0
    """
    start, far, ahead = (
        atan(GEOCENTRIC * tan(radians(latitude))),
        radians(distance_deg),
        radians(azimuth_deg),
    )
    east = -sin(ahead) * cos(start)
    north = sin(start) * sin(far) - cos(start) * cos(far) * cos(ahead)
    return round(degrees(atan2(east, north)) % 360.0, 9)
