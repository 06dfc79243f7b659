"""Bulletins that come packed, whole and damaged."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from testban.errors import BulletinError
from testban.monitoring.formats.io import read_bulletin

_DRAWN = random.Random(1)
ROWS = [
    f"S{k:03d},2020-01-01T00:{k // 60:02d}:{k % 60:02d}.{_DRAWN.randrange(100):02d},P"
    for k in range(400)
]
PACKED = gzip.compress("\n".join(["station,time,phase", *ROWS, ""]).encode())


def read(folder: Path, data: bytes) -> tuple[list[str], tuple[str, ...]]:
    """The stations of the arrivals in a file, and what was left out."""
    file = folder / "arrivals.csv.gz"
    file.write_bytes(data)
    found = read_bulletin(file)
    arrivals = [*found.unassociated, *(a for event in found.events for a in event.arrivals)]
    return [a.station for a in arrivals], found.left_out


def test_a_whole_one_is_read_whole(tmp_path: Path) -> None:
    stations, left_out = read(tmp_path, PACKED)
    assert len(stations) == 400
    assert left_out == ()


def test_one_cut_short_gives_the_lines_before_the_cut_and_says_so(tmp_path: Path) -> None:
    stations, left_out = read(tmp_path, PACKED[: len(PACKED) // 2])
    assert 100 < len(stations) < 300
    assert stations == [f"S{k:03d}" for k in range(len(stations))]
    assert len(left_out) == 1
    assert f"cut short: {len(stations) + 1} lines could be unpacked" in left_out[0]


def test_one_with_a_wrong_checksum_is_read_and_doubted(tmp_path: Path) -> None:
    stations, left_out = read(tmp_path, PACKED[:-8] + bytes(8))
    assert 395 <= len(stations) <= 400
    assert "may be wrong" in left_out[0]


def test_one_of_which_nothing_is_left_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="damaged or cut short"):
        read(tmp_path, PACKED[:12])
