"""IMS2.0 messages and wfdisc files for tests, written by rules of the formats and not by the readers."""

from __future__ import annotations

import numpy as np

ALPHABET = "+-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def cm6_text(samples: list[int]) -> str:
    """CM6 of samples: second differences, six bits a character, eighty characters a line."""
    first = np.diff(np.concatenate(([0], samples)))
    out = []
    for value in np.diff(np.concatenate(([0], first))).tolist():
        size, groups = abs(value), []
        while size > 15:
            groups.append(size & 31)
            size >>= 5
        codes = [size | (16 if value < 0 else 0), *reversed(groups)]
        out += [ALPHABET[code | (32 if j < len(codes) - 1 else 0)] for j, code in enumerate(codes)]
    text = "".join(out)
    return "\n".join(text[j : j + 80] for j in range(0, len(text), 80))


def message(
    samples: list[int],
    *,
    station: str = "ARA0",
    channel: str = "SHZ",
    form: str = "CM6",
    rate: float = 40.0,
    time: str = "2010/01/22 02:04:48.000",
    count: int | None = None,
    check: int | None = None,
) -> str:
    """One segment as WID2, STA2, DAT2 and CHK2 blocks."""
    total = 0
    for sample in samples:
        total += sample
        if abs(total) >= 100_000_000:
            total -= 100_000_000 if total > 0 else -100_000_000
    head = (
        f"WID2 {time} {station:<5} {channel:<3} {'':4} {form:<3} "
        f"{len(samples) if count is None else count:8d} {rate:11.6f} {0.0189:10.2e} {1.0:7.3f} "
        f"{'GS-13':<6} {-1.0:5.1f} {0.0:4.1f}"
    )
    place = f"STA2 {'IMS_SEISM':<9} {69.53486:9.5f} {25.50578:10.5f} {'WGS-84':<12} {0.403:5.3f} {0.005:5.3f}"
    body = cm6_text(samples) if form == "CM6" else "\n".join(map(str, samples))
    return f"{head}\n{place}\nDAT2\n{body}\nCHK2 {abs(total) if check is None else check:8d}\n"
