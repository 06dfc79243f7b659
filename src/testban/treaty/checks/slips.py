"""Slips of the keyboard: what one of them makes of a word."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["one_slip", "slips"]


def one_slip(one: str, other: str) -> bool:
    """One sign is changed, lost or added, or two neighbours have changed places.

    >>> one_slip("Floyd", "Flyod"), one_slip("Nuclear", "Nuclar"), one_slip("Iran", "Iraq")
    (True, True, True)
    >>> one_slip("Niger", "Nigeria"), one_slip("Peru", "Peru")
    (False, False)
    """
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    rest = one[at + 1 :] == other[at + 1 :]
    return rest or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )


def slips(word: str) -> Iterator[str]:
    """The word with one inner sign lost, or with two neighbours in each other's place.

    >>> list(slips("abcd"))
    ['bacd', 'acd', 'acbd', 'abd', 'abdc']
    """
    for at in range(len(word) - 1):
        if at:
            yield word[:at] + word[at + 1 :]
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
