"""Samples from their compressed forms: CM6 and INT text with its checksum, and e1 blocks.

Sources: GSETT-3 Provisional GSE2.1 formats (1997) and IDC 3.4.1 (Formats and Protocols for Messages),
CM6: six bits a character, the highest says that the number goes on, the first character's next one is
the sign; numbers are second differences. The e1 form is that of CSS3.0 (`wfdisc.datatype` e1): blocks of
big-endian 32-bit words, each block with its length, number of samples, number of differences and the
low 24 bits of its last sample.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit

__all__ = ["CompressionError", "checksum", "cm6", "e1"]

_ALPHABET = b"+-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CODE = np.full(256, -1, dtype=np.int64)
_CODE[np.frombuffer(_ALPHABET, dtype=np.uint8)] = np.arange(64)
_BLANK = np.zeros(256, dtype=bool)
_BLANK[[9, 10, 13, 32]] = True
_LONGEST = 7
"""Characters of the longest number: 4 + 6 x 5 bits hold any difference of 32-bit samples."""
_MODULUS = 100_000_000


class CompressionError(ValueError):
    """The bytes are no such data; the message says why."""


def cm6(text: bytes) -> NDArray[np.int64]:
    """Samples from CM6 text; blanks and ends of lines mean nothing.

    Raises
    ------
    CompressionError
        A character is none of the 64, a number is too long or cut off.
    """
    raw = np.frombuffer(text, dtype=np.uint8)
    raw = raw[~_BLANK[raw]]
    code = _CODE[raw]
    if (code < 0).any():
        bad = chr(raw[int(np.argmax(code < 0))])
        raise CompressionError(f"the character {bad!r} is none of CM6")
    if not len(code):
        return np.zeros(0, dtype=np.int64)
    last = np.flatnonzero(code < 32)
    if not len(last) or last[-1] != len(code) - 1:
        raise CompressionError("the last number is cut off")
    first = np.concatenate(([0], last[:-1] + 1))
    length = last - first + 1
    if length.max() > _LONGEST:
        raise CompressionError(f"a number of {length.max()} characters")
    value = code[first] & 15
    for j in range(1, int(length.max())):
        on = length > j
        value[on] = (value[on] << 5) | (code[first[on] + j] & 31)
    value = np.where(code[first] & 16, -value, value)
    return np.cumsum(np.cumsum(value))


def checksum(samples: NDArray[np.int64]) -> int:
    """The checksum of CHK2: the sum, kept within eight digits at every step, without its sign."""
    running = np.cumsum(np.fmod(samples, _MODULUS))
    if not len(running):
        return 0
    if np.abs(running).max() < _MODULUS:
        return abs(int(running[-1]))
    total = 0
    for sample in samples.tolist():
        total += int(np.fmod(sample, _MODULUS))
        if abs(total) >= _MODULUS:
            total -= _MODULUS if total > 0 else -_MODULUS
    return abs(total)


# Of a packet by its first four bits: 32-bit words, samples, bits a sample, bits before the first.
_PACKETS = np.array(
    [[2, 7, 9, 1]] * 8 + [[1, 3, 10, 2]] * 4
    + [[1, 4, 7, 4], [2, 5, 12, 4], [2, 4, 15, 4], [1, 1, 28, 4]]
)  # fmt: skip
_SHORT, _CHECK, _DIFFERENCES = 1, 2, 3
_WHY = {
    _SHORT: "a block is cut short",
    _CHECK: "the last sample of a block does not fit its check",
    _DIFFERENCES: "a block claims more than four differences",
}


@njit(cache=True)
def _e1(words, wanted, packets):  # type: ignore[no-untyped-def]
    """Samples, how many were read, and what was wrong (0 where nothing)."""
    out = np.zeros(wanted, dtype=np.int64)
    done, at = 0, 0
    while done < wanted:
        if at + 2 > len(words):
            return out, done, 1
        length, count = (words[at] >> 16) // 4, words[at] & 0xFFFF
        if length < 2 or count < 1 or at + length > len(words):
            return out, done, 1
        head = words[at + 1]
        block = np.zeros(count + 8, dtype=np.int64)
        if head & 0x10000000:
            if count > length - 2:
                return out, done, 1
            for j in range(count):
                value = words[at + 2 + j]
                block[j] = value - (1 << 32) if value & 0x80000000 else value
        else:
            got, word = 0, at + 2
            while got < count:
                if word >= at + length:
                    return out, done, 1
                kind = words[word] >> 28
                size, samples, bits, skip = packets[kind]
                if word + size > at + length:
                    return out, done, 1
                for j in range(samples):
                    value = 0
                    for b in range(bits):
                        bit = skip + j * bits + b
                        value = (value << 1) | ((words[word + bit // 32] >> (31 - bit % 32)) & 1)
                    if value >> (bits - 1):
                        value -= 1 << bits
                    block[got + j] = value
                got += samples
                word += size
            order = (head >> 24) & 15
            if order > 4:
                return out, done, 3
            for _ in range(order):
                total = 0
                for j in range(count):
                    total += block[j]
                    block[j] = total
            if (block[count - 1] - head) & 0xFFFFFF:
                return out, done, 2
        some = min(count, wanted - done)
        out[done : done + some] = block[:some]
        done += some
        at += length
    return out, done, 0


def _extent(words: NDArray[np.uint32], wanted: int) -> int:
    """How many words the blocks of so many samples take, by their heads; other data may follow them."""
    at = done = 0
    while done < wanted and at < len(words):
        length, count = divmod(int(words[at]), 1 << 16)
        if length < 8 or count < 1:
            break
        at += length // 4
        done += count
    return min(at, len(words))


def e1(data: bytes | memoryview, wanted: int) -> tuple[NDArray[np.int64], str]:
    """The first samples of e1 blocks, as far as they are good, and what is wrong with the next block."""
    # A 32-bit word holds at most four samples: no count in a header makes us take more memory.
    possible = min(wanted, len(data))
    raw = np.frombuffer(data[: len(data) // 4 * 4], dtype=">u4")
    words = raw[: _extent(raw, possible)].astype(np.int64)
    samples, done, wrong = _e1(words, possible, _PACKETS)
    if not wrong and done < wanted:
        wrong = _SHORT
    return samples[:done], _WHY.get(wrong, "")
