"""Times on the way in and out."""

from hypothesis import given
from hypothesis import strategies as st

from testban.monitoring.model import epoch, iso


@given(st.integers(min_value=-10_000_000_000, max_value=4_000_000_000_000))
def test_a_time_in_milliseconds_comes_back_as_it_went(milliseconds: int) -> None:
    assert round(epoch(iso(milliseconds / 1000)) * 1000) == milliseconds


def test_a_time_without_an_offset_is_utc_and_one_with_an_offset_is_moved() -> None:
    assert epoch("1995-01-01T00:00:00") == 788918400.0
    assert epoch("1995-01-01T09:00:00+09:00") == 788918400.0


def test_a_second_that_rounds_up_carries_over() -> None:
    assert iso(788918399.9996) == "1995-01-01T00:00:00.000Z"
    assert iso(788918400.4, 0) == "1995-01-01T00:00:00Z"
