"""CM6, its checksum, and e1 against numbers made by other means."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testban.monitoring.waveforms.compression import CompressionError, checksum, cm6, e1
from tests.monitoring.waveforms.messages import cm6_text

SAMPLES = st.lists(st.integers(-(2**23), 2**23), min_size=1, max_size=80)


@given(SAMPLES)
def test_cm6_gives_back_what_was_packed(samples: list[int]) -> None:
    assert cm6(cm6_text(samples).encode()).tolist() == samples


def test_cm6_tells_of_what_it_is_not() -> None:
    with pytest.raises(CompressionError, match="'!'"):
        cm6(b"AB!C")
    with pytest.raises(CompressionError, match="cut off"):
        cm6(b"Am")


def test_checksum_is_kept_within_eight_digits_at_every_step() -> None:
    # 99,999,999 + 2 wraps to 1; then -3 leads below zero.
    assert checksum(np.array([99_999_999, 2, -3])) == 2
    assert checksum(np.array([-5, -7])) == 12
    assert checksum(np.array([], dtype=np.int64)) == 0


def _block(samples: list[int], order: int) -> bytes:
    """An e1 block of 28-bit packets."""
    values = samples
    for _ in range(order):
        values = [b - a for a, b in zip([0, *values], values, strict=False)]
    words = [0xF0000000 | (value & 0x0FFFFFFF) for value in values]
    head = [((2 + len(words)) * 4) << 16 | len(samples), order << 24 | samples[-1] & 0xFFFFFF]
    return b"".join(struct.pack(">I", word) for word in head + words)


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.integers(-(2**20), 2**20), min_size=1, max_size=30), st.integers(0, 3))
def test_e1_undoes_differences(samples: list[int], order: int) -> None:
    found, wrong = e1(_block(samples, order), len(samples))
    assert (found.tolist(), wrong) == (samples, "")


def test_e1_packets_of_seven_nine_bit_numbers() -> None:
    numbers = [1, -1, 255, -256, 0, 7, -8]
    bits = "0" + "".join(f"{n & 511:09b}" for n in numbers)
    packet = int(bits, 2).to_bytes(8, "big")
    block = struct.pack(">HHI", 16, 7, -8 & 0xFFFFFF) + packet
    assert e1(block, 7)[0].tolist() == numbers


def test_e1_keeps_what_is_good_before_a_bad_block() -> None:
    bad = bytearray(_block([5, 6], 1))
    bad[7] ^= 1
    found, wrong = e1(_block([1, 2, 3], 2) + bytes(bad), 5)
    assert found.tolist() == [1, 2, 3]
    assert "check" in wrong
    assert e1(b"", 10)[1] == "a block is cut short"
    assert e1(_block([1, 2, 3], 2)[:12], 3)[1] == "a block is cut short"
