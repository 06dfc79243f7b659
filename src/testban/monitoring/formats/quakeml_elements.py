"""The elements of QuakeML 1.2 that are read and written, beside the names that ObsPy gives them.

A table is attribute: (element, kind). Kinds: `text`, `number`, `count`; `quantity` and `moment`, which
have a value and an uncertainty; `codes`, the attributes of a stream; a table, which is one element; a
table in a list, which is any number of them. The schema leaves the order of elements free.
"""

from __future__ import annotations

from typing import Any

__all__ = ["EVENT", "Table"]

Table = dict[str, tuple[str, Any]]

COMMENT: Table = {"text": ("text", "text")}
DESCRIPTION: Table = {"text": ("text", "text"), "type": ("type", "text")}
AUTHOR: Table = {"author": ("author", "text"), "agency_id": ("agencyID", "text")}
ARRIVAL: Table = {
    "pick_id": ("pickID", "text"), "phase": ("phase", "text"), "distance": ("distance", "number"),
    "azimuth": ("azimuth", "number"), "time_residual": ("timeResidual", "number"),
    "backazimuth_residual": ("backazimuthResidual", "number"),
    "horizontal_slowness_residual": ("horizontalSlownessResidual", "number"),
    "time_weight": ("timeWeight", "number"),
}  # fmt: skip
QUALITY: Table = {
    "standard_error": ("standardError", "number"), "azimuthal_gap": ("azimuthalGap", "number"),
    "secondary_azimuthal_gap": ("secondaryAzimuthalGap", "number"),
    "minimum_distance": ("minimumDistance", "number"),
    "maximum_distance": ("maximumDistance", "number"),
    "used_station_count": ("usedStationCount", "count"),
    "used_phase_count": ("usedPhaseCount", "count"),
}  # fmt: skip
ELLIPSE: Table = {
    "max_horizontal_uncertainty": ("maxHorizontalUncertainty", "number"),
    "min_horizontal_uncertainty": ("minHorizontalUncertainty", "number"),
    "azimuth_max_horizontal_uncertainty": ("azimuthMaxHorizontalUncertainty", "number"),
    "confidence_level": ("confidenceLevel", "number"),
    "preferred_description": ("preferredDescription", "text"),
}  # fmt: skip
ORIGIN: Table = {
    "time": ("time", "moment"), "latitude": ("latitude", "quantity"),
    "longitude": ("longitude", "quantity"), "depth": ("depth", "quantity"),
    "depth_type": ("depthType", "text"), "evaluation_mode": ("evaluationMode", "text"),
    "earth_model_id": ("earthModelID", "text"),
    "origin_uncertainty": ("originUncertainty", ELLIPSE), "quality": ("quality", QUALITY),
    "creation_info": ("creationInfo", AUTHOR), "comments": ("comment", [COMMENT]),
    "arrivals": ("arrival", [ARRIVAL]),
}  # fmt: skip
PICK: Table = {
    "time": ("time", "moment"), "phase_hint": ("phaseHint", "text"),
    "backazimuth": ("backazimuth", "quantity"),
    "horizontal_slowness": ("horizontalSlowness", "quantity"), "comments": ("comment", [COMMENT]),
    "waveform_id": ("waveformID", "codes"), "onset": ("onset", "text"),
    "polarity": ("polarity", "text"), "evaluation_mode": ("evaluationMode", "text"),
}  # fmt: skip
AMPLITUDE: Table = {
    "generic_amplitude": ("genericAmplitude", "quantity"), "unit": ("unit", "text"),
    "period": ("period", "quantity"), "snr": ("snr", "number"), "pick_id": ("pickID", "text"),
    "type": ("type", "text"), "category": ("category", "text"),
    "waveform_id": ("waveformID", "codes"),
}  # fmt: skip
CONTRIBUTION: Table = {
    "station_magnitude_id": ("stationMagnitudeID", "text"), "residual": ("residual", "number"),
    "weight": ("weight", "number"),
}  # fmt: skip
MAGNITUDE: Table = {
    "mag": ("mag", "quantity"), "magnitude_type": ("type", "text"),
    "station_count": ("stationCount", "count"), "comments": ("comment", [COMMENT]),
    "creation_info": ("creationInfo", AUTHOR), "origin_id": ("originID", "text"),
    "station_magnitude_contributions": ("stationMagnitudeContribution", [CONTRIBUTION]),
}  # fmt: skip
STATION_MAGNITUDE: Table = {
    "mag": ("mag", "quantity"), "station_magnitude_type": ("type", "text"),
    "amplitude_id": ("amplitudeID", "text"), "origin_id": ("originID", "text"),
    "waveform_id": ("waveformID", "codes"),
}  # fmt: skip
EVENT: Table = {
    # First, so that a document that breaks off has them; picks are of use without what follows them.
    "comments": ("comment", [COMMENT]), "picks": ("pick", [PICK]),
    "event_type": ("type", "text"), "event_type_certainty": ("typeCertainty", "text"),
    "preferred_origin_id": ("preferredOriginID", "text"), "amplitudes": ("amplitude", [AMPLITUDE]),
    "origins": ("origin", [ORIGIN]),
    "magnitudes": ("magnitude", [MAGNITUDE]),
    "station_magnitudes": ("stationMagnitude", [STATION_MAGNITUDE]),
    "event_descriptions": ("description", [DESCRIPTION]),
}  # fmt: skip
