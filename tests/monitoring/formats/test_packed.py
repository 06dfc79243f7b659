"""Bulletins that come packed, whole and damaged."""

from __future__ import annotations

import gzip
import random
import time
from pathlib import Path

import pytest

from testban.errors import BulletinError
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.model import Event, Origin
from testban.monitoring.packed import salvaged

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


def members(size: int, text: bytes) -> list[bytes]:
    """A text packed in members of so many bytes each."""
    return [gzip.compress(text[start : start + size]) for start in range(0, len(text), size)]


def damaged(member: bytes) -> bytes:
    """Wrong from its middle on."""
    half = len(member) // 2
    return member[:half] + bytes(255 - each for each in member[half:])


def by_hundreds() -> list[bytes]:
    head = "station,time,phase\n"
    return [
        gzip.compress((head * (k == 0) + "\n".join(ROWS[k : k + 100]) + "\n").encode())
        for k in range(0, 400, 100)
    ]


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_members_after_a_damaged_one_are_read(tmp_path: Path, wrong: int) -> None:
    packed = by_hundreds()
    packed[wrong] = damaged(packed[wrong])
    stations, left_out = read(tmp_path, b"".join(packed))
    of = [int(station[1:]) // 100 for station in stations]
    assert [of.count(k) for k in range(4) if k != wrong] == [100, 100, 100]
    assert 20 < of.count(wrong) < 80
    assert "lines in 2 parts could be unpacked" in left_out[-1]


def test_two_damaged_members_and_one_without_its_head_cost_no_other(tmp_path: Path) -> None:
    one, two, three, four = by_hundreds()
    stations, _ = read(tmp_path, one + two[5:] + damaged(three) + four)
    of = [int(station[1:]) // 100 for station in stations]
    assert [of.count(k) for k in range(4)] == [100, 0, 0, 100]


def test_half_a_line_beside_a_damaged_member_is_no_row(tmp_path: Path) -> None:
    """Members that end anywhere, as of programs that pack so many bytes at a time."""
    text = gzip.decompress(PACKED)
    packed = members(1501, text)
    packed[3] = packed[3][5:]
    stations, left_out = read(tmp_path, b"".join(packed))
    whole = [text[: 3 * 1501].rpartition(b"\n")[0], text[4 * 1501 :].partition(b"\n")[2]]
    rows = b"\n".join(whole).decode().split()[1:]
    assert stations == [row[:4] for row in rows]
    assert len(left_out) == 1


def test_of_bulletins_joined_each_that_unpacks_is_read(tmp_path: Path) -> None:
    parts = [
        write_bulletin(Bulletin((Event(f"e{k}", Origin(1e9, 10.0, 20.0 + k, 5.0)),)), "ims1.0")
        for k in range(3)
    ]
    one, two, three = (gzip.compress(part.encode()) for part in parts)
    file = tmp_path / "bulletins.gz"
    file.write_bytes(one + damaged(two)[:-30] + three)
    found = read_bulletin(file)
    ids = [event.event_id for event in found.events if event.origin]
    assert (ids[0], ids[-1]) == ("e0", "e2")
    assert "damaged" in found.left_out[-1]


@pytest.mark.parametrize(
    "more",
    [
        b"\x1f\x8b\x08" * 700_000,
        # Each begins a member of a hundred thousand blocks of nothing that do not end.
        (b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + b"\0\0\0\xff\xff" * 20) * 20_000,
        gzip.compress(bytes(3 << 20))[:-8] * 200,
    ],
    ids=["heads", "nothing", "bombs"],
)
def test_what_only_looks_like_members_costs_little(tmp_path: Path, more: bytes) -> None:
    file = tmp_path / "hostile.gz"
    file.write_bytes(PACKED[:-8] + bytes(8) + more)
    began = time.process_time()
    texts = salvaged(file, 4 << 20)
    assert time.process_time() - began < 5
    assert sum(map(len, texts)) <= 4 << 20
    assert texts[0].startswith(b"station,time,phase\nS000,")
