"""What the wing says of events can be said in Chinese too."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from testban.monitoring.model import Ellipse, Event, Magnitude, Origin, Screening
from testban.monitoring.parameters import load_parameters
from testban.monitoring.screening import PhaseRatio, screen
from testban.monitoring.sentences import SENTENCES, in_words, translated

_PLACE = re.compile(r"\{(\w+)\}")
_ELLIPSE = Ellipse(10.0, 5.0, 0.0, 0.9)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_read_back_with_its_values(code: str) -> None:
    english, chinese = SENTENCES[code]
    assert sorted(_PLACE.findall(english)) == sorted(_PLACE.findall(chinese))
    values = {name: f"X{n}" for n, name in enumerate(_PLACE.findall(english))}
    assert translated(in_words(code, **values), "zh") == chinese.format_map(values)
    assert translated(in_words(code, **values), "en") == in_words(code, **values)


def test_every_reason_of_screening_is_said_in_chinese() -> None:
    """Depth fixed, free and deep; sizes missing, small, bounded and large; P/S of all kinds."""
    origin = Origin(0.0, 41.3, 129.1, 0.0, depth_fixed=True, depth_basis="fixed by the user")
    origins = (
        None,
        origin,
        replace(origin, depth_basis="fixed: the arrivals leave 0 to 30 km (90 %)"),
        replace(
            origin, depth_basis="fixed at 0 km: recordings of one event are not asked for its depth"
        ),
        replace(origin, depth_fixed=False, ellipse=_ELLIPSE),
        replace(origin, depth_fixed=False, depth_uncertainty_km=5.0, ellipse=_ELLIPSE),
        replace(origin, depth_fixed=False, depth_km=300.0, depth_uncertainty_km=5.0),
    )
    mb, ms = Magnitude("mb", 5.0, 0.1, 9), Magnitude("Ms", 5.5, 0.1, 9)
    sizes = (
        (),
        (mb,),
        (replace(mb, value=3.0),),
        (replace(mb, bound="upper"), ms),
        (mb, replace(ms, value=3.0, bound="upper")),
        (mb, replace(ms, bound="lower")),
        (mb, ms),
        (mb, replace(ms, value=4.0)),
    )
    given = PhaseRatio("MDJ", "Pn/Lg", (4.0, 8.0), 0.2, p_snr=270.0, s_snr=68.4)
    ratios = (
        (),
        (given,),
        (replace(given, lower_bound=True, s_snr=None),),
        (given, replace(given, lower_bound=True)),
        (replace(given, band_hz=(1.0, 2.0), p_snr=None, s_snr=None),),
    )
    usual = load_parameters().screening
    settings = (usual, replace(usual, ps_threshold=(0.1,)), replace(usual, ps_threshold=(9.0,)))
    rows: set[Screening] = set()
    for each in origins:
        for size in sizes:
            event = Event("1", each, magnitudes=size)
            for parameters in settings:
                for some in ratios:
                    rows |= set(screen(event, parameters, some).screening)
    # Names of scales, waves and stations are the same in both languages.
    left = re.compile(r"(?<![A-Za-z])(?:mb|Ms|[PS]|MDJ)(?![A-Za-z])")
    reasons = {row.reason for row in rows} | {
        row.criterion for row in rows if "MDJ" in row.criterion
    }
    assert len(reasons) > 25
    english = {r for r in reasons if re.search("[A-Za-z]", left.sub("", translated(r, "zh")))}
    assert english == set()
