"""An invented event with every field filled, for the way through a format and back."""

from __future__ import annotations

from testban.monitoring.formats import Bulletin
from testban.monitoring.model import (
    Arrival,
    Ellipse,
    Event,
    Limit,
    Magnitude,
    Origin,
    Quality,
    Screening,
    StationMagnitude,
    epoch,
)

ORIGIN = Origin(
    time=epoch("2031-03-05T23:58:51.318"),
    latitude=41.293125,
    longitude=-129.076375,
    depth_km=0.62,
    depth_fixed=True,
    depth_basis="fixed at the surface: no depth phase, nearest station at 3.3°",
    time_uncertainty_s=0.415,
    depth_uncertainty_km=12.25,
    ellipse=Ellipse(11.375, 7.125, 342.75, 0.9),
    standard_error_s=0.815,
    covariance=((0.04, 0.1, 0.2, 0.0), (0.1, 9.5, 1.5, 0.0), (0.2, 1.5, 20.5, 0.0), (0.0,) * 4),
    quality=Quality(55.5, 88.25, 3.25, 93.125, 42, 57, ("few near stations",)),
    author="testban_0.1.0",
    origin_id="40001",
    parameters="a" * 64,
    velocity_model="ak135",
    analysis="a",
    method="i",
)
OTHER = Origin(
    time=epoch("2031-03-05T23:58:52.5"), latitude=41.25, longitude=-129.0, depth_km=10.0,
    depth_fixed=False, author="IDC", origin_id="40002", analysis="m", method="i",
    event_type="ke", quality=Quality(stations=7, farthest_deg=93.5),
    comments=("GT5 produced by an invented methodology", "and a second line (of words)"),
)  # fmt: skip
ARRIVALS = (
    Arrival(
        station="USRK", time=epoch("2031-03-05T23:59:44.0125"), phase="Pn", channel="BHZ",
        time_uncertainty_s=0.25, azimuth_deg=171.25, azimuth_uncertainty_deg=4.5,
        slowness_s_per_deg=13.625, slowness_uncertainty_s_per_deg=0.75, snr=88.25,
        amplitude_nm=123.4375, period_s=0.625, arrival_id="70001", distance_deg=3.25,
        event_azimuth_deg=350.5, residual_s=-0.1875, azimuth_residual_deg=1.375,
        slowness_residual_s_per_deg=-0.125, time_weight=0.875, time_defining=True,
        azimuth_defining=True, slowness_defining=True, reported_phase="P",
        network="IM", location="00", analysis="m", polarity="c", onset="i",
    ),
    Arrival(
        station="ASAR", time=epoch("2031-03-06T00:08:21.5"), phase="P", arrival_id="70002",
        distance_deg=65.25, event_azimuth_deg=178.0, residual_s=0.5, time_defining=True,
    ),
    Arrival(
        station="WRA", time=epoch("2031-03-06T00:08:02.25"), arrival_id="70003", snr=4.5, onset="e"
    ),
)  # fmt: skip
EVENT = Event(
    event_id="90001",
    origin=ORIGIN,
    arrivals=ARRIVALS,
    magnitudes=(
        Magnitude(
            "mb", 4.8125, 0.0625, 1, method="mean without outliers", author="testban_0.1.0",
            readings=(
                StationMagnitude("USRK", "mb", 4.8125, "Pn", 3.25, 123.4375, 0.625, 0.0, True),
            ),
        ),
        Magnitude(
            "Ms", 3.1, None, 1, "upper", "maximum likelihood",
            (StationMagnitude("ASAR", "Ms", 3.4, "LR", 65.25, 40.5, 20.0, None, False, "upper"),),
            "testban_0.1.0",
        ),
        Magnitude("", 5.1, None, None, author="BCIS"),
    ),
    screening=(
        Screening("depth", 0.62, 12.25, 10.0, "not screened out", "IDC, 2 sigma", "depth is fixed"),
        Screening("Ms:mb", None, None, None, "insufficient data", "", "no Ms"),
    ),
    name="An invented place",
    score=27.25,
    other_origins=(OTHER,),
    notes=("3 arrivals left out: no coordinates for 1 station (XXX)",),
    limits=(Limit("YKA", "P", 0.75, 0.5), Limit("ILAR", "P", 2500.0, None, "lower", 41.5)),
    comments=("pP_DEPTH=11+2 is not known here",),
)  # fmt: skip
BULLETIN = Bulletin((EVENT,), (Arrival("TORD", epoch("2031-03-06T01:00:00"), arrival_id="70009"),))
