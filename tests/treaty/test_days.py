"""Days as people type them, and the calendar arithmetic of treaties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.errors import UsageError
from testban.treaty.days import add_days, add_months, parse_day


@pytest.mark.parametrize(
    "text", ["2021-09-23", "2021-9-23", "2021年9月23日", "2021 年 9 月 23 日", " 2021-09-23 "]
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert parse_day(text) == date(2021, 9, 23)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-02-30", "February has no day 30 in 2026"),
        ("2 月 30 日", "February has no day 30"),
        ("2023-02-29", "February has no day 29 in 2023"),
        ("2021-04-31", "April has no day 31"),
        ("2021-13-01", "there is no month 13"),
        ("9 月 23 日", "lacks the year"),
        ("23/9/2021", "is not a day"),
        ("", "is not a day"),
        ("0000-01-01", "there is no year 0"),
    ],
)
def test_a_day_that_does_not_exist_is_named(text: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_day(text, "--as-of")
    assert str(error.value).startswith("--as-of: ")
    assert says in str(error.value)
    assert "YYYY-MM-DD" in str(error.value)


def test_a_leap_day_needs_a_leap_year() -> None:
    assert parse_day("2024-02-29") == date(2024, 2, 29)


def test_today_is_today() -> None:
    assert parse_day("today", today=date(2020, 1, 2)) == date(2020, 1, 2)


@given(st.dates())
def test_what_is_printed_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.year:04} 年 {day.month} 月 {day.day} 日") == day


def test_180_days_after_new_year_2027_is_the_last_of_june() -> None:
    assert add_days(date(2027, 1, 1), 180) == date(2027, 6, 30)


def test_90_days_after_the_fiftieth_instrument_of_the_tpnw() -> None:
    assert add_days(date(2020, 10, 24), 90) == date(2021, 1, 22)


def test_six_months_from_the_end_of_august_is_the_end_of_february() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 24))
def test_months_keep_the_day_or_the_end_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_the_calendar_ends() -> None:
    with pytest.raises(UsageError, match="beyond the year 9999"):
        add_days(date(9999, 12, 1), 180)
    with pytest.raises(UsageError, match="beyond the year 9999"):
        add_months(date(9999, 12, 1), 6)
