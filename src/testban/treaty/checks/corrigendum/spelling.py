"""Numbers, ordinals and days as the paper itself writes them: like is replaced with like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from testban.treaty.checks.shown import Days
from testban.treaty.documents.dates import dates_of
from testban.treaty.documents.labels import chinese_number, to_chinese
from testban.treaty.languages import Pack

__all__ = ["date_like", "number_like", "ordinal_like", "ordinals_in"]

_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"\d([ ,，\u00a0\u202f])\d{3}(?!\d)")
_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
_SPACED = re.compile(r"\d\s+[^\s\x00-\x7f]")
_BESIDE_WIDE = re.compile(r"(?<=\d)(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=\d)")
_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def number_like(written: str, value: int, language: Pack) -> str:
    """`value` in the form of the number `written`: in digits, in words, with its capital.

    >>> from testban.treaty.languages import pack
    >>> number_like("Fifty-six", 118, pack("en")), number_like("１２", 13, pack("zh"))
    ('One hundred and eighteen', '１３')
    """
    if _DIGITS.search(written):
        return _digits_like(written, value)
    forms = language.table("numbers").get("spelt", {})
    if chinese_number(written) is not None:
        return str(forms.get("two", "二")) if value == 2 else to_chinese(value)
    return _capital_of(written, _in_words(value, language, forms))


def _digits_like(written: str, value: int) -> str:
    grouped = _GROUPED.search(written)
    shown = f"{value:,}".replace(",", grouped[1]) if grouped else str(value)
    return shown.translate(_FULL_WIDTH) if "０" <= max(written) <= "９" else shown


def _in_words(value: int, language: Pack, forms: Mapping[str, str]) -> str:
    """Up to 999; digits beyond, and where the language has no words for it."""
    words: dict[int, str] = {}
    for word, number in language.table("numbers").get("words", {}).items():
        words.setdefault(number, word)
    if value in words and value < 100:
        return words[value]
    if value < 100 and value // 10 * 10 in words and "tens" in forms:
        return forms["tens"].format(words[value // 10 * 10], words[value % 10])
    if value < 1000 and value // 100 in words and "hundreds" in forms:
        hundreds = forms["hundreds"].format(words[value // 100])
        if not value % 100:
            return hundreds
        return forms["rest"].format(hundreds, _in_words(value % 100, language, forms))
    return str(value)


def _capital_of(written: str, shown: str) -> str:
    if len(written) > 1 and written.isupper():
        return shown.upper()
    return shown[:1].upper() + shown[1:] if written[:1].isupper() else shown


def ordinals_in(text: str, language: Pack) -> Iterator[tuple[int, int, int]]:
    """The ordinals in `text`: where each stands, and its value."""
    pattern = language.table("numbers").get("spelt", {}).get("ordinal", r"(?!)")
    known = language.table("ordinals")
    for match in re.finditer(pattern, text):
        said = match["n"]
        value = int(said) if said.isdecimal() else known.get(said.lower(), chinese_number(said))
        if value is not None:
            yield *match.span("n"), value


def ordinal_like(written: str, value: int, language: Pack) -> str | None:
    """`value` in the form of the ordinal `written`; None where the language has no word for it."""
    if written.isdecimal():
        return _digits_like(written, value)
    if chinese_number(written) is not None:
        return to_chinese(value)
    words = {number: word for word, number in language.table("ordinals").items()}
    return _capital_of(written, words[value]) if value in words else None


def date_like(written: str, start: str, end: str, language: Pack) -> str | None:
    """The day or days from `start` to `end` (ISO 8601) in the form of the date `written`.

    None where `written` is no date of the language. A year alone replaces the year alone.

    >>> from testban.treaty.languages import pack
    >>> date_like("21-23 September 2006", "2005-09-21", "2005-09-23", pack("en"))
    '21-23 September 2005'
    """
    spans = dates_of(language.code).parts(written)
    if not spans:
        return None
    first, last = ([int(part) for part in day.split("-")] for day in (start, end))
    if len(first) > 1 and _needs_another_form(spans, first, last):
        return _whole(written, start, end, language)
    values = {
        f"{part}{which}": day[at]
        for which, day in ((1, first), (2, last))
        for at, part in enumerate("ymd")
        if at < len(day)
    }
    shown = written
    for name, (low, high) in sorted(spans.items(), key=lambda item: -item[1][0]):
        if name in values:
            shown = (
                shown[:low] + _part_like(written[low:high], values[name], language) + shown[high:]
            )
    return _with_suffixes(shown, language)


def _needs_another_form(spans: Mapping[str, object], first: list[int], last: list[int]) -> bool:
    """A day where a period is meant, or the other way round; a month that is not that of both."""
    period = any(name.endswith("2") for name in spans)
    if ("d1" in spans and not period and first != last) or ("d2" in spans and first == last):
        return True
    once = [part for part in "ymd" if (f"{part}1" in spans) != (f"{part}2" in spans)]
    return period and any(first["ymd".index(p)] != last["ymd".index(p)] for p in once)


def _whole(written: str, start: str, end: str, language: Pack) -> str:
    shown = Days(start, end).shown("en" if language.spaced else language.code)
    return _BESIDE_WIDE.sub(" ", shown) if _SPACED.search(written) else shown


def _part_like(written: str, value: int, language: Pack) -> str:
    """A year, month or day in the form of another."""
    if written.isdecimal():
        return f"{value:0{len(written)}d}" if written.startswith("0") else str(value)
    months = language.table("dates").get("months", {})
    bare = written.rstrip(".")
    for names in months.values():
        if bare in names:
            same = months[str(value)]
            return str(same[min(names.index(bare), len(same) - 1)]) + written[len(bare) :]
    return str(value).translate(_CHINESE_DIGITS) if len(written) == 4 else to_chinese(value)


def _with_suffixes(shown: str, language: Pack) -> str:
    """``1st`` for ``1nd``."""
    suffixes = language.table("numbers").get("spelt", {}).get("suffixes")
    if not suffixes:
        return shown

    def suffix(match: re.Match[str]) -> str:
        number = int(match[1])
        teen = 10 < number % 100 < 20
        return match[1] + str(suffixes[0 if teen or number % 10 >= len(suffixes) else number % 10])

    return re.sub(rf"\b(\d+)(?:{'|'.join(suffixes)})\b", suffix, shown)
