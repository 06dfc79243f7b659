"""Every error that a user can cause, under one base.

An error says what is wrong, where, and what to do about it, in one line; the command line prints
exactly that line and exits with 2. Anything that is not a `TestbanError` is a bug of ours.
"""

from __future__ import annotations

import re

__all__ = [
    "BulletinError",
    "DocumentError",
    "LedgerError",
    "LocationError",
    "ReferenceError",
    "StoreError",
    "TestbanError",
    "UsageError",
    "WaveformError",
    "one_line",
]


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal would obey, or print backwards, instead of showing it."""


def one_line(text: str) -> str:
    """A message as a terminal may be given it: in one line, with marks for what would move its cursor.

    >>> one_line("name\\x1b[31m\\n.mseed")
    'name\\\\x1b[31m .mseed'
    """
    line = " ".join(text.split())
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), line)


class TestbanError(Exception):
    """Base of all errors that a user can cause.

    Parameters
    ----------
    what
        What is wrong, without a full stop.
    where
        The file, line, option or table concerned; empty when `what` says it.
    cure
        What the user can do, as an imperative.
    """

    __test__ = False  # the name begins like a pytest class

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        self.what = what
        self.where = where
        self.cure = cure
        super().__init__(str(self))

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        if self.cure:
            line = f"{line}. {self.cure}"
        return one_line(line)


class UsageError(TestbanError):
    """A command or function was given an argument it cannot take (an unknown State, a bad date)."""


class DocumentError(TestbanError):
    """A document cannot be read: empty, binary, encrypted, truncated, a scan, too large."""


class BulletinError(TestbanError):
    """Arrivals or a bulletin cannot be read or written: unknown format, cut short, no arrivals."""


class LocationError(TestbanError):
    """An event cannot be located: too few arrivals at stations whose coordinates are known."""


class ReferenceError(TestbanError):
    """A shipped or user-supplied reference table is malformed."""


class LedgerError(TestbanError):
    """A treaty action cannot be entered: unknown treaty, State or action, or an impossible date."""


class StoreError(TestbanError):
    """The store cannot be opened, migrated or written."""


class WaveformError(TestbanError):
    """Recordings cannot be read, or none of them can be used for what was asked."""
