"""Resolutions of the Security Council on nuclear tests and weapons: their numbers and years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.slips import one_slip
from testban.treaty.checks.words import council_resolutions
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.references import resolutions

__all__ = ["resolution_of_another_year", "resolution_with_a_slip"]

_SYMBOL = re.compile(r"S/RES/(\d{3,4}) \((\d{4})\)")


def resolution_of_another_year(paper: Paper) -> Iterator[Finding]:
    """L608: a resolution is cited with a year in which another number was adopted."""
    known = council_resolutions()
    for shown, year, piece in _cited(paper):
        right = known.get(shown)
        if right is not None and right != year:
            cite = paper.context.cite([piece], "")
            expected = f"{shown} ({right})"
            yield paper.finding("L608", cite, expected, number=shown, year=right, stated=year)


def resolution_with_a_slip(paper: Paper) -> Iterator[Finding]:
    """L609: a number that is one slip from that of a resolution on nuclear tests of the same year."""
    known = council_resolutions()
    for shown, year, piece in _cited(paper):
        if shown in known:
            continue
        meant = [
            number for number, right in known.items() if right == year and _near(number, shown)
        ]
        if len(meant) == 1:
            cite = paper.context.cite([piece], "")
            yield paper.finding("L609", cite, f"{meant[0]} ({year})", stated=f"{shown} ({year})")


def _near(known: int, shown: int) -> bool:
    """Two neighbouring figures have changed places: one figure more or less is another resolution."""
    one, other = str(known), str(shown)
    return len(one) == len(other) and sorted(one) == sorted(other) and one_slip(one, other)


def _cited(paper: Paper) -> Iterator[tuple[int, int, MappedText]]:
    """Each number and year of a resolution of the Council, and where it stands."""
    for hit in paper.context.found("references", "resolutions"):
        for symbol, piece in resolutions(paper.context, hit):
            if (match := _SYMBOL.fullmatch(symbol)) and piece.origin:
                yield int(match[1]), int(match[2]), piece
