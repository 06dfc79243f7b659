"""Where arrivals stand in the files that they were read from, as notes on them say it."""

from __future__ import annotations

from collections.abc import Iterable

from testban.monitoring.model import Arrival
from testban.monitoring.sentences import in_words

__all__ = ["with_places"]

_MOST = 6
"""So many places are told; of more their number."""


def with_places(note: str, arrivals: Iterable[Arrival]) -> str:
    """A note on arrivals, followed by the files and lines that they were read from, where these are known.

    >>> with_places("doubted", [Arrival("A", 0.0, read_from=f"a.csv:{line}") for line in (4, 9)])
    'doubted [a.csv:4, 9]'
    """
    known = list(dict.fromkeys(a.read_from for a in arrivals if a.read_from))
    if not known:
        return note
    said, last = [], ""
    for place in known[:_MOST]:
        file, _, line = place.rpartition(":")
        said.append(line if file == last else place)
        last = file
    told = ", ".join(said)
    if len(known) > _MOST:
        told = in_words("and_more", some=told, number=len(known) - _MOST)
    return in_words("at_places", note=note, places=told)
