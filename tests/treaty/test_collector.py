"""While a paper is read the garbage collector looks less often, and then as before."""

from __future__ import annotations

import gc

import pytest

from testban.treaty.collector import collecting_seldom
from testban.treaty.documents import Source, parse


def test_the_threshold_is_raised_within_and_restored() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        with collecting_seldom():
            assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_an_error_restores_it() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="wrong"), collecting_seldom():
        raise ValueError("wrong")
    assert gc.get_threshold() == before


def test_a_collector_that_is_off_stays_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with collecting_seldom():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


def test_a_paper_leaves_it_as_it_was() -> None:
    before = gc.get_threshold()
    parse(Source("paper.txt", "", "text/plain", "1. Chile ratified the Treaty."))
    assert gc.get_threshold() == before
