"""What the panels share: colours and words, and where a station lies."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, nan, radians, sin

from matplotlib.axes import Axes

from testban.monitoring.coasts import COASTS_SAID
from testban.monitoring.model import Arrival, Origin, Station
from testban.monitoring.sphere import distance_azimuth

__all__ = ["ORIGIN_COLOUR", "WORDS", "say", "seen_from", "turned"]

ORIGIN_COLOUR = "#0072B2"
"""Blue of Okabe and Ito (2008), whose colours keep apart for the colour-blind."""
WORDS: Mapping[str, tuple[str, str]] = {
    "stations": (
        "Stations and gap (distance by its square root)",
        "台站与方位空隙（距离取平方根）",
    ),
    "coasts": COASTS_SAID,
    "epicentre": ("Epicentre", "震中"),
    "residuals": ("Time residuals", "到时残差"),
    "depth": ("Depth", "深度"),
    "east": ("east (km)", "东（公里）"),
    "north": ("north (km)", "北（公里）"),
    "distance": ("distance (°)", "震中距（°）"),
    "residual": ("observed − predicted (s)", "观测 − 预测（秒）"),
    "depth_km": ("depth (km)", "深度（公里）"),
    "misfit": ("standard error (s)", "标准误差（秒）"),
    "time": ("origin time − best (s)", "发震时刻 − 最佳值（秒）"),
    "gap": ("gap {:.0f}°", "空隙{:.0f}°"),
    "ellipse": ("{:.0%} ellipse", "{:.0%}误差椭圆"),
    "other_origin": ("other origins", "其他解"),
    "fixed": ("Depth fixed at {:.1f} km", "深度固定为{:.1f}公里"),
    "free": ("Depth free: {:.1f} ± {:.1f} km", "深度不固定：{:.1f} ± {:.1f}公里"),
    "no_residuals": ("no residuals", "没有残差"),
    "no_distances": ("no station with a known place", "没有位置已知的台站"),
    "no_uncertainty": ("no uncertainty of depth and time", "没有深度和时刻的不确定度"),
    "fewer": ("open: on fewer arrivals", "空心：所用到时较少"),
    "beyond": ("beyond: {} s", "超出范围：{}秒"),
    "after_first": (
        "seconds after the first arrival is due (ak135)",
        "理论初至之后的时间（秒，ak135）",
    ),
    "section": (
        "orange: picks, broken where not defining; other colours: when later waves are due",
        "橙色：拾取的到时，虚线未参与定位；其他颜色：后续震相的理论到时",
    ),
    "too_slow": (
        "not drawn, sampled too slowly for the band: {}",
        "采样率不足以滤到该频带，未画：{}",
    ),
    "unused": ("open: not defining", "空心：未参与定位"),
    "P": ("P", "P"),
    "S": ("S", "S"),
    "depth_phases": ("depth phases", "深度震相"),
    "core": ("core phases", "核震相"),
    "other": ("other", "其他"),
}


def seen_from(
    arrival: Arrival, origin: Origin, stations: Mapping[str, Station] | None
) -> tuple[float, float] | None:
    """Distance and azimuth of an arrival's station from the epicentre."""
    station = stations.get(arrival.station) if stations else None
    if station is not None:
        return distance_azimuth(
            origin.latitude, origin.longitude, station.latitude, station.longitude
        )
    if arrival.distance_deg is None or not 0.0 <= arrival.distance_deg <= 180.0:
        return None
    azimuth = arrival.event_azimuth_deg
    return arrival.distance_deg, nan if azimuth is None else azimuth


def turned(radius: float, azimuth_deg: float) -> tuple[float, float]:
    """East and north of a point so far off in a direction."""
    return radius * sin(radians(azimuth_deg)), radius * cos(radians(azimuth_deg))


def say(axes: Axes, words: str) -> None:
    """Words in the middle of a panel that has nothing to draw."""
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", wrap=True)
