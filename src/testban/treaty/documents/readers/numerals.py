"""Numbers as Word prints them before paragraphs and as note marks (ECMA-376, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["numeral"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DIGITS = "零一二三四五六七八九"
_CIRCLE_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"


def numeral(form: str, number: int) -> str:
    """`number` written in the way that Word calls `form`; in digits where the way is not known.

    >>> numeral("lowerRoman", 14), numeral("lowerLetter", 28), numeral("chineseCounting", 25)
    ('xiv', 'bb', '二十五')
    """
    if number < 1 and form not in ("decimal", "decimalZero"):
        return str(number)
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    if number > 3999:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _letters(alphabet: str) -> Callable[[int], str]:
    """a … z, aa, bb … as word processors go on."""

    def write(number: int) -> str:
        repeats, index = divmod(number - 1, len(alphabet))
        return alphabet[index] * (repeats + 1) if repeats < 10 else str(number)

    return write


def _chinese(number: int) -> str:
    """一 … 十 … 二十五 … 一百零五, up to 9,999."""
    if number > 9999:
        return str(number)
    written = ""
    gap = False
    for value, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if not digit:
            gap = bool(written)
            continue
        written += (_DIGITS[0] if gap else "") + _DIGITS[digit] + sign
        gap = False
    return written[1:] if written.startswith("一十") else written


def _digit_by_digit(number: int) -> str:
    return "".join(_CIRCLE_DIGITS[int(digit)] for digit in str(number))


def _signs(first: int, last: int) -> Callable[[int], str]:
    """The characters from `first` on, as far as there are any."""

    def write(number: int) -> str:
        return chr(first + number - 1) if number <= last else str(number)

    return write


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    ),
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "arabicAlpha": _letters(_ARABIC),
    "arabicAbjad": _letters(_ABJAD),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographTraditional": _letters(_STEMS),
    "ideographZodiac": _letters(_BRANCHES),
    "decimalEnclosedCircle": _signs(0x2460, 20),
    "decimalEnclosedCircleChinese": _signs(0x2460, 20),
    "decimalEnclosedParen": _signs(0x2474, 20),
    "decimalEnclosedFullstop": _signs(0x2488, 20),
    "ideographEnclosedCircle": _signs(0x3280, 10),
}
