"""The garbage collector, told to look less often while a paper is taken apart."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collecting_seldom"]

# A paper of 100 pages becomes some 100,000 objects that all live until it is done, and the collector
# of Python 3.11 looks at the young ones each time 700 more were made. On such a paper
# `testban check` spends an eighth of its time in that, and next to nothing with this threshold.
_THRESHOLD = 50_000
_lock = threading.Lock()
_depth = 0
_usual: tuple[int, int, int] = gc.get_threshold()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Within it young objects are looked at each 50,000 and not each 700; then as before.

    For work that makes many objects and leaves few cycles. May be nested, and entered by several
    threads; a collector that was turned off stays so.
    """
    global _depth, _usual
    with _lock:
        if not _depth:
            _usual = gc.get_threshold()
            if 0 < _usual[0] < _THRESHOLD:
                gc.set_threshold(_THRESHOLD, *_usual[1:])
        _depth += 1
    try:
        yield
    finally:
        with _lock:
            _depth -= 1
            if not _depth:
                gc.set_threshold(*_usual)
