"""A paper in one endless paragraph is compared in time and memory that grow with its length."""

from __future__ import annotations

import random
import time
import tracemalloc

import pytest

from testban.treaty.compare import Comparison, compare
from tests.treaty.compare.papers import document

LATIN = [
    "Canada",
    "France",
    "Japan",
    "treaty",
    "States",
    "ratified",
    "signed",
    "shall",
    "may",
    "report",
    "44",
    "2033",
    "and",
    "in",
    "of",
]
HAN = "条约国家会议批准签署核试验禁止全面代表团发言，。2033年5月3日"


def _paragraph(size: int, seed: int, *, spaced: bool) -> str:
    draw = random.Random(seed)
    words = (draw.choice(LATIN if spaced else HAN) for _ in range(size))
    if spaced:
        return f"Report of the Conference\n\n1. The Conference {' '.join(words)}.\n"
    return f"会议报告\n\n1. 会议{''.join(words)}。\n"


def _compared(size: int, *, spaced: bool) -> Comparison:
    a, b = (document(_paragraph(size, seed, spaced=spaced)) for seed in (1, 2))
    return compare(a, b)


@pytest.mark.parametrize("spaced", [True, False], ids=["en", "zh"])
def test_four_times_the_paragraph_takes_less_than_eight_times_as_long(spaced: bool) -> None:
    # Sixteen times as long is what a quadratic step would take.
    seconds = [min(_seconds(2_500 * times, spaced=spaced) for _ in range(2)) for times in (1, 4)]
    assert seconds[1] < 8 * seconds[0] + 0.1


def _seconds(size: int, *, spaced: bool) -> float:
    started = time.process_time()
    _compared(size, spaced=spaced)
    return time.process_time() - started


@pytest.mark.slow
def test_two_hundred_thousand_characters_stay_far_under_the_memory_of_a_laptop() -> None:
    tracemalloc.start()
    found = _compared(200_000, spaced=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.substance
    assert peak < 300e6
