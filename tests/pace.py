"""Limits of time that hold on a slow machine too.

A limit is stated for the machine that the figures of docs/explanation/speed.md were taken on. On
one that is slower, or busy with other work, it grows by as much as a fixed piece of work takes
longer there; it never shrinks.
"""

from __future__ import annotations

import time

# What `_work` takes on that machine, of processor time: the best of twenty.
_USUAL_S = 0.012


def allowed(seconds: float) -> float:
    """The `seconds` of a limit, as many times as long as this machine is slow just now."""
    return seconds * max(1.0, min(_work() for _ in range(3)) / _USUAL_S)


def _work() -> float:
    started = time.process_time()
    words = [f"{number * number % 9973:04d}" for number in range(40_000)]
    sorted(set(" ".join(words).split("1")))
    return time.process_time() - started
