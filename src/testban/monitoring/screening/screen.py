"""All criteria on one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from testban.monitoring.model import Event, Screening, ScreeningResult
from testban.monitoring.parameters import ScreeningParameters, load_parameters
from testban.monitoring.screening.criteria import (
    PhaseRatio,
    depth,
    former_ms_mb,
    ms_mb,
    p_over_s,
    p_over_s_at,
    too_small,
)

__all__ = ["overall", "screen"]

DECIDING = ("depth", "Ms:mb", "P/S")


def screen(
    event: Event,
    parameters: ScreeningParameters | None = None,
    ratios: Sequence[PhaseRatio] = (),
) -> Event:
    """The event with the answer of every criterion, each with value, uncertainty and source.

    Parameters
    ----------
    event
        Located and sized: depth and magnitudes with their uncertainties.
    parameters
        Thresholds; the defaults where None.
    ratios
        Regional P over S, where they were measured.

    Returns
    -------
    Event
        Each criterion has one answer; each ratio has a row of its own beside that of P/S.

    Notes
    -----
    An event whose mb is below 3.5 is not considered, as at the International Data Centre; where no mb, and
    no regional estimate of it, is known to be so large, there is insufficient data for every criterion.
    """
    settings = parameters or load_parameters().screening
    answers = [depth(event.origin, settings), ms_mb(event, settings), former_ms_mb(event, settings)]
    if (ratio := p_over_s(ratios, settings)) is not None:
        answers += [ratio, *map(p_over_s_at, ratios)]
    if (small := too_small(event, settings)) is not None:
        result, why = small
        answers = [
            a if a.result == result else replace(a, result=result, reason=why) for a in answers
        ]
    return replace(event, screening=tuple(answers))


def overall(screening: Iterable[Screening]) -> ScreeningResult:
    """One answer of all: screened out where any criterion that decides says so.

    The former Ms:mb line decides nothing.
    """
    results = [answer.result for answer in screening if answer.criterion in DECIDING]
    order: tuple[ScreeningResult, ...] = ("screened out", "not considered", "not screened out")
    return next((result for result in order if result in results), "insufficient data")
