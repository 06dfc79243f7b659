"""Words of messages."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, noun: str) -> str:
    """A number with its noun, which takes an s unless it is one.

    >>> counted(1, "arrival"), counted(2, "arrival")
    ('1 arrival', '2 arrivals')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
