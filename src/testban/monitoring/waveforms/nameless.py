"""Recordings whose headers name no station, as of SEG-Y and WAV files: each is called as its file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import count
from pathlib import Path

from testban.monitoring.waveforms.model import Note
from testban.monitoring.waveforms.raw import Piece

__all__ = ["name_stations"]

_PACKED = (".gz", ".bz2", ".xz")
_UNFIT = re.compile(r"[^\w-]+")
"""What no code may hold: full stops part the codes of a channel, a terminal obeys control characters."""


def name_stations(pieces: list[Piece], called: str = "") -> list[Note]:
    """Give pieces of no station names of their own, in place; a note for each file.

    Pieces of one name would be put together as one channel, and the samples of all but one be left out
    wherever they overlap. So no name is given twice, or to a piece where a station has it; capital and small
    letters are the same here, as they are in lists of stations. `called` is the name where the pieces are of no
    file.
    """
    taken = {piece.station.upper() for piece in pieces}
    tried: Counter[str] = Counter()
    given: dict[str, list[str]] = defaultdict(list)
    for place, piece in enumerate(pieces):
        if piece.station:
            continue
        stem = called or _stem(piece.where)
        for number in count(tried[stem.upper()] + 1):
            name = stem if number == 1 else f"{stem}-{number}"
            if name.upper() not in taken:
                break
        tried[stem.upper()] = number
        taken.add(name.upper())
        given[piece.where].append(name)
        pieces[place] = replace(piece, station=name)
    return [Note("no station code", where, _told(names)) for where, names in given.items()]


def _stem(where: str) -> str:
    """A file's name without what says its format, as the code of a station."""
    name = Path(where).name
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return _UNFIT.sub("-", Path(name).stem).strip("-") or "file"


def _told(names: list[str]) -> str:
    called = names[0] + (f" to {names[-1]}" if len(names) > 1 else "")
    return f"names no station: called {called}. Give --stations a table of these names"
