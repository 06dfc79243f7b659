"""Labels of paragraphs and items: ``12.``, ``(a)``, ``㈠``, ``一、``, ``II.`` …"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Label", "chinese_number", "label_of", "roman_number", "to_chinese", "to_roman"]

_CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PARENTHESISED = {chr(0x3220 + n): n + 1 for n in range(10)}  # ㈠ … ㈩
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}  # ① … ⑳


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral up to 9,999, or None.

    >>> chinese_number("二十五"), chinese_number("一百一十七"), chinese_number("十")
    (25, 117, 10)
    """
    total = digit = 0
    for character in text:
        if character in _CHINESE_DIGITS:
            digit = digit * 10 + _CHINESE_DIGITS[character]
        elif character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            return None
    return total + digit if text else None


def to_chinese(value: int) -> str:
    """A number from 0 to 9,999 as a Chinese numeral; digits beyond.

    >>> to_chinese(105), to_chinese(12), to_chinese(170)
    ('一百零五', '十二', '一百七十')
    """
    if not 0 <= value <= 9999:
        return str(value)
    shown, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            shown += ("零" if gap and shown else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    # 十二, but 一百一十二.
    return shown.removeprefix("一") if 10 <= value < 20 else shown or "零"


def roman_number(text: str) -> int | None:
    """The value of a Roman numeral, or None.

    >>> roman_number("XIV"), roman_number("iii"), roman_number("a")
    (14, 3, None)
    """
    values = [_ROMAN.get(character) for character in text.lower()]
    if not values or None in values:
        return None
    numbers = [value for value in values if value is not None]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)


def to_roman(value: int) -> str:
    """A number from 1 to 39 as a capital Roman numeral; digits beyond.

    >>> to_roman(4), to_roman(19), to_roman(40)
    ('IV', 'XIX', '40')
    """
    if not 0 < value < 40:
        return str(value)
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + ones[value % 10]


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line.

    Attributes
    ----------
    form
        Which series it belongs to: ``number`` (12.), ``letter`` ((a)), ``roman`` ((iv)),
        ``chinese`` (㈠, (一)), ``circled`` (①), ``comma`` (一、), ``part`` (I., 一.),
        ``capital`` (A.), ``bullet``.
    text
        Without brackets and stops.
    value
        Its number in the series, from 1.
    length
        Characters of the line that it takes, white space included.
    """

    form: str
    text: str
    value: int
    length: int


# Of each form, how it is written, and the first signs of those that may be (any figure: none given).
_DASHES, _CHINESE = "-–—•", "一二三四五六七八九十"
_SMALL, _CAPITAL = string.ascii_lowercase, string.ascii_uppercase
_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "number",
        re.compile(
            r"\s*(\d{1,3})\s?(?:[.．](?=[\s\u3000]+\S|[^\d\s.,;)A-Za-z])|、(?=\S)|[)）](?=\s))[\s\u3000]*"
        ),
        "",
    ),
    (
        "letter",
        re.compile(r"\s*(?:[-–—•]\s*)?[(（]\s?([a-z]{1,2}|[ivx]{3,5})\s?[)）]\s*"),
        f"{_DASHES}(（",
    ),
    ("arabic", re.compile(r"\s*(?:[-–—•]\s*)?[(（](\d{1,2})[)）]\s*"), f"{_DASHES}(（"),
    (
        "chinese",
        re.compile(r"\s*(?:[-–—•]\s*)?(?:[(（]([一二三四五六七八九十]{1,3})[)）]|([㈠-㈩]))\s*"),
        f"{_DASHES}(（{''.join(_PARENTHESISED)}",
    ),
    ("circled", re.compile(r"\s*([①-⑳])\s*"), "".join(_CIRCLED)),
    ("part", re.compile(r"\s*([一二三四五六七八九十]{1,3})[.．]\s*(?=\S)"), _CHINESE),
    ("comma", re.compile(r"\s*([一二三四五六七八九十]{1,3})、\s*(?=\S)"), _CHINESE),
    ("part", re.compile(r"\s*([IVX]{1,5})\.\s+(?=\S)"), _CAPITAL),
    ("capital", re.compile(r"\s*([A-Z])\.\s+(?=\S)"), _CAPITAL),
    ("dotted", re.compile(r"\s*([a-z]|[ivx]{2,5})(?:[.)]\s+|．\s*)(?=\S)"), _SMALL),
    ("bullet", re.compile(r"\s*([•▪●·]|[-–—](?=\s))\s*(?=\S)"), f"{_DASHES}▪●·"),
)


# Most lines begin like none of these, and are asked many times.
_BEGINS_LIKE_ONE = re.compile(
    r"\s*(?:[-–—•▪●·(（㈠-㈩①-⑳]|\d{1,3}\s?[.．、)）]|[一二三四五六七八九十]{1,3}[.．、]|[A-Za-z][.)．]|[IVXivx]{1,5}[.)])"
)


@lru_cache(maxsize=1024)  # a line is asked several times while it is joined to its neighbours
def label_of(text: str) -> Label | None:
    """The label with which `text` begins, or None.

    >>> label_of("12. The Conference"), label_of(" ㈡ 降低核武器").text
    (Label(form='number', text='12', value=12, length=4), '㈡')
    """
    return None if _BEGINS_LIKE_ONE.match(text) is None else _read(text)


def _read(text: str) -> Label | None:
    first = text.lstrip()[:1]
    for form, pattern, firsts in _PATTERNS:
        may_be = first in firsts if firsts else first.isdecimal()
        if may_be and (match := pattern.match(text)):
            shown = next(group for group in match.groups() if group)
            shown = str(int(shown)) if shown.isdecimal() else shown
            return Label(_form(form, shown), shown, _value(form, shown), match.end())
    return None


def _form(form: str, shown: str) -> str:
    # (i), (ii), (v) and (x) are Roman numerals; whether (i) is a letter, its neighbours decide.
    if form in ("letter", "dotted") and len(shown) > 1 and roman_number(shown):
        return "roman"
    return "letter" if form in ("arabic", "dotted") else form


def _value(form: str, shown: str) -> int:
    if shown.isdecimal():
        return int(shown)
    if shown in _PARENTHESISED:
        return _PARENTHESISED[shown]
    if shown in _CIRCLED:
        return _CIRCLED[shown]
    if form in ("chinese", "comma") or (form == "part" and not shown.isascii()):
        return chinese_number(shown) or 0
    if form == "part" or (form in ("letter", "dotted") and len(shown) > 1):
        return roman_number(shown) or 0
    if form == "bullet":
        return 0
    return ord(shown[0].lower()) - ord("a") + 1
