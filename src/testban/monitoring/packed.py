"""Damaged gzip files: what of them can still be unpacked, member by member.

A file to which was written day by day, or that was joined of several, has many members, each with its checksum;
damage to one says nothing of the others.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from testban.errors import BulletinError
from testban.files import opened

__all__ = ["salvaged"]

_MEMBER = b"\x1f\x8b\x08"
_BLOCK = 1 << 16
_PIECE = 16
"""So many packed bytes are tried at a time where a member is damaged: what a damaged piece holds is lost."""
_WORK = 3
"""Bytes packed and unpacked may be looked at, in parts of the limit: what looks like a member can be made to
look so a million times."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """What could be unpacked of a member, the place after it, and whether all of it could, its checksum included."""

    text: bytes
    end: int
    whole: bool


def salvaged(path: Path, most: int) -> list[bytes]:
    """The texts of a damaged gzip file between its damaged places, in order; none of any other file.

    Of a member that is damaged the beginning counts where its own place is certain: it is the first, or follows one
    that is whole. Others are looked for, and taken where they are whole. Half a line at either side of a damaged
    place is left out. All texts together have at most `most` bytes.
    """
    with opened(path, BulletinError) as stream:
        packed = stream.read(most + 1)
    runs: list[list[bytes]] = [[]]
    ended = True
    for tried in _members(packed, most):
        runs[-1].append(tried.text)
        if tried.whole:
            ended = ended and tried.text.endswith(b"\n")
        else:
            runs.append([])
    texts = [b"".join(run) for run in runs]
    last = len(texts) - 1
    trimmed = (
        _trimmed(text, ragged=place > 0 and not ended, broken=place < last)
        for place, text in enumerate(texts)
    )
    return [text for text in trimmed if text.strip()]


def _trimmed(text: bytes, *, ragged: bool, broken: bool) -> bytes:
    """A text without the half lines that it may begin or end with; XML and JSON are none of lines."""
    if text.lstrip()[:1] in (b"<", b"{", b"["):
        return text
    start = text.find(b"\n") + 1 if ragged else 0
    return text[start : text.rfind(b"\n") + 1 if broken else None]


def _members(packed: bytes, most: int) -> Iterator[_Tried]:
    """The members that count, in order; one that is not whole stands for a damaged place."""
    at, certain, left, work = 0, True, most, _WORK * most
    if not packed.startswith(_MEMBER):
        return
    while 0 <= at < len(packed) and left > 0 and work > 0:
        tried = _unpacked(packed, at, left)
        work -= tried.end - at + len(tried.text)
        if tried.whole or certain:
            left -= len(tried.text)
            yield tried
        certain = tried.whole and packed.startswith(_MEMBER, tried.end)
        if tried.whole and not certain and tried.end < len(packed):
            yield _Tried(b"", tried.end, False)
        at = tried.end if certain else packed.find(_MEMBER, tried.end if tried.whole else at + 1)


def _unpacked(packed: bytes, at: int, most: int) -> _Tried:
    unpacker, pieces, left = zlib.decompressobj(wbits=31), [], most
    for start in range(at, len(packed), _BLOCK):
        block = packed[start : start + _BLOCK]
        before = unpacker.copy()
        try:
            pieces.append(unpacker.decompress(block, left))
        except zlib.error:
            pieces += _carefully(before, block, left)
            return _Tried(b"".join(pieces), start, False)
        left -= len(pieces[-1])
        if unpacker.eof:
            end = start + len(block) - len(unpacker.unused_data)
            return _Tried(b"".join(pieces), end, True)
        if left <= 0:
            break
    return _Tried(b"".join(pieces), len(packed), False)


def _carefully(unpacker: zlib._Decompress, block: bytes, most: int) -> Iterator[bytes]:
    """What can be unpacked of a block before the damage in it; at most `most` bytes."""
    left = most
    for start in range(0, len(block), _PIECE):
        try:
            out = unpacker.decompress(block[start : start + _PIECE], left)
        except zlib.error:
            return
        yield out
        left -= len(out)
        if left <= 0:
            return
