"""Days as people type them, and calendar arithmetic as treaties use it."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import MAXYEAR, date, timedelta

from testban.errors import UsageError

__all__ = ["add_days", "add_months", "parse_day"]

_CURE = "Give a day as YYYY-MM-DD or as 2026 年 2 月 28 日."
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CHINESE = re.compile(r"(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")


def parse_day(text: str, where: str = "", *, today: date | None = None) -> date:
    """The day that `text` names: ``2021-09-23``, ``2021 年 9 月 23 日`` or ``today``.

    Parameters
    ----------
    where
        The option, or the file and line, that errors should name.
    today
        What ``today`` means; the clock's day unless given.

    Raises
    ------
    UsageError
        It is no day, or one that the calendar does not have (30 February).

    Examples
    --------
    >>> parse_day("2021 年 9 月 23 日")
    datetime.date(2021, 9, 23)
    """
    text = text.strip()
    if text.casefold() in {"today", "今天"}:
        return today or date.today()
    match = _ISO.fullmatch(text) or _CHINESE.fullmatch(text)
    if not match:
        raise UsageError(f"{text!r} is not a day", where=where, cure=_CURE)
    year = int(match[1]) if match[1] else None
    month, day = int(match[2]), int(match[3])
    if not 1 <= month <= 12:
        raise UsageError(f"{text!r}: there is no month {month}", where=where, cure=_CURE)
    if year == 0:
        raise UsageError(f"{text!r}: there is no year 0", where=where, cure=_CURE)
    # Where the year is missing, February may have 29 days.
    if not 1 <= day <= monthrange(year or 2000, month)[1]:
        in_year = f" in {year}" if year and month == 2 else ""
        raise UsageError(
            f"{text!r}: {month_name[month]} has no day {day}{in_year}", where=where, cure=_CURE
        )
    if year is None:
        raise UsageError(f"{text!r} lacks the year", where=where, cure=_CURE)
    return date(year, month, day)


def add_days(day: date, days: int) -> date:
    """The day `days` days after `day`: one day after the 1st is the 2nd.

    Raises
    ------
    UsageError
        The calendar ends before that.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise UsageError(
            f"{days} days after {day} is beyond the year {MAXYEAR}", cure="Give an earlier day."
        ) from error


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` months later, or that month's last where it is shorter.

    Examples
    --------
    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > MAXYEAR:
        raise UsageError(f"{months} months after {day} is beyond the year {MAXYEAR}")
    return date(year, month, min(day.day, monthrange(year, month)[1]))
