"""Marks of footnotes, written raised so that ``2021¹`` is no year; labels of paragraphs."""

from __future__ import annotations

import re

__all__ = ["LABEL", "NOTE_RULE", "plain_mark", "raised_mark"]

LABEL = re.compile(
    r"[(（]?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)）、．]"
    r"|[㈠-㈩①-⑳•▪●·*–—-]|\d{1,2}\.\d{1,2}\.?|[⁰¹²³⁴-⁹ᵃ-ᵛ]{1,2}"
)
"""What may stand before a paragraph or item, apart from it: no cell of a table."""

NOTE_RULE = "_" * 18
"""Stands where a line is drawn above footnotes: papers that type that line type underscores."""

_PLAIN = "0123456789abcdefghijklmnoprstuvwxyz"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_TO_RAISED = str.maketrans(_PLAIN, _RAISED)
_TO_PLAIN = str.maketrans(_RAISED, _PLAIN)


def raised_mark(text: str) -> str:
    """`text`, which the page prints raised, as raised characters where it is a mark.

    Digits and single letters are marks; ``th`` and ``er`` after a number are not, and signs such as
    the asterisk are raised already.

    >>> raised_mark("12"), raised_mark("b"), raised_mark("th"), raised_mark("*")
    ('¹²', 'ᵇ', 'th', '*')
    """
    letters = [part for part in text.replace(",", " ").split() if not part.isdigit()]
    if any(len(part) > 1 for part in letters):
        return text
    return text.translate(_TO_RAISED)


def plain_mark(text: str) -> str:
    """The opposite of `raised_mark`.

    >>> plain_mark("¹²"), plain_mark("ᵇ")
    ('12', 'b')
    """
    return text.translate(_TO_PLAIN)
