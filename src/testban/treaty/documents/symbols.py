"""Symbols of United Nations and treaty papers: how they are written, read and completed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from functools import lru_cache
from urllib.parse import unquote

from testban.treaty.documents.symbol_families import STEMS, WHOLE

__all__ = ["SYMBOL", "expand_symbols", "may_hold_symbol", "normal_symbol", "symbol_in_url"]

_ANY = "|".join(family.pattern for family in WHOLE)
_STEM = "|".join(family.pattern for family in STEMS)
# One regular expression, each part explained; that no stem begins otherwise is what makes it fast.
SYMBOL = re.compile(
    rf"""(?<![A-Za-z0-9/.-])(?=[A-IMNPRST])
    (?:{_ANY}
    | (?:{_STEM})
    (?:/\s?(?:[A-Z][A-Za-z-]*\.?\s?\d+(?:\.\d+)*(?:\([A-Z]+\))?   # /INF.4, /Add.1, /WP.2, /L.1, /CRP.3, /Rev.1, /Corr.1
          | ES-\d+|S-\d+
          | Annex(?:\s[IVX]{{1,4}})?(?![A-Za-z])     # of the Preparatory Commission
          | [A-Z]{{2,}}(?=/)                      # /INF/5, /NGO/1, /MSP/
          | [A-Z]{{1,4}}\.[IVX]{{1,4}}(?=/)          # /PC.III/, /MC.II/, /P.V/ of review conferences
          | \d+(?:[-‑–]\d+)?(?:[^\S\t]?[A-Z](?![A-Za-z]))?       # numbers, 49/75 K
          | [IVX]{{1,4}}(?![A-Za-z])                # /II of early conferences
          )
    )+
    (?:\s?\((?:Vol\.\s?[IVX]{{1,4}}|Parts?\s[IVX]{{1,4}}(?:-[IVX]{{1,4}})?)\))?   # (Vol. I), (Part II)
    (?:\s?\(\d{{4}}\))?                   # Security Council resolutions carry their year
    # A paper of two organs has the symbols of both: A/51/113-S/1996/276.
    (?:[-‑–]\s?(?:[SE]|CD|GC\(\d+\))(?:/(?:(?:ES|S)-\d+|[A-Z][A-Za-z]*\.\d+|\d+))+)?
    )
    """,
    re.VERBOSE,
)
# Where catalogues leave a blank, once all of them are gone.
_BLANKS = tuple(
    (re.compile(glued), printed)
    for glued, printed in (
        (r"^((?:A/RES|A/DEC|GC\().*\d)([A-Z](?:\.\d+)?)$", r"\1 \2"),
        (r"^([AE]/RES/\d+)([A-Z])(?=\()", r"\1 \2"),
        (r"(?<=\d|[A-Z])(\((?:E?S-)?[IVXLC]+(?:-[OE]/\d\d)?\))$", r" \1"),
        (r"\(Resumption(?=\w)", " (Resumption "),
        (r"/Annex([IVX]+)$", r"/Annex \1"),
        (r"\((Vol\.|Parts?)([IVX][IVX-]*)\)$", r" (\1 \2)"),
        (r"/Part(?=\d)", "/Part "),
        (r"\(Corrected\)$", " (Corrected)"),
        (r"(?<=\d)\((\d{4})\)$", r" (\1)"),
        (r"^BWC/ADHOCGROUP", "BWC/AD HOC GROUP"),
        (r"^NAM(?=\d)", "NAM "),
    )
)
_AND = r"\s*(?:(?:、|,|，|;)\s*(?:和|及|与|以及|and|et|y|и)?|和|及|与|以及|and|et|y|и)\s*"
_SUFFIX = re.compile(rf"{_AND}((?:Add|Corr|Rev|Amend)\.\s?\d+)(?!\d)")
# "Add.1 and 2", "WP.1, 2 and 3", "71 A and B": more of a series on the stem of the first.
_SERIES = re.compile(r"^(.*\.)\d+$|^(A/RES/\S+ )[A-Z]$")
# "WP.7 and WP.9": another of its kind.
_KIND = re.compile(rf"{_AND}([A-Z]{{1,4}}\.)(\d{{1,3}})(?![\d/])")
_NUMBER = re.compile(
    rf"{_AND}(\d{{1,3}})(?=\s*(?:[.,;:)）、，。；：]|和|及|与|and\b|以及|$)(?!\.\d))"
)
_LETTER = re.compile(rf"{_AND}([A-Z])(?![A-Za-z/])")
_RANGE = re.compile(r"\s?(?:[-–—]|至|to)\s?(\d{1,2})(?![\d/])")
_LONGEST_RANGE = 30


@lru_cache(maxsize=1024)  # a symbol is met as a mention, as a reference, as the entry of a list
def normal_symbol(symbol: str) -> str:
    """The symbol as catalogues write it: plain hyphens, no spaces but the one before a year.

    >>> normal_symbol("CTBT‑Art. XIV/2021/ INF.4")
    'CTBT-Art.XIV/2021/INF.4'
    >>> normal_symbol("S/RES/1887(２００９)")
    'S/RES/1887 (2009)'
    >>> normal_symbol("CTBT/PC–41/1/ Annex II")
    'CTBT/PC-41/1/Annex II'
    >>> normal_symbol("NPT/CONF.2010/50(Vol.I)")
    'NPT/CONF.2010/50 (Vol. I)'
    >>> normal_symbol("A/RES/2602C(XXIV)"), normal_symbol("GC(69)/RES/9A.2")
    ('A/RES/2602 C (XXIV)', 'GC(69)/RES/9 A.2')
    """
    hyphens = symbol.replace("‑", "-").replace("–", "-")
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", hyphens)).strip("*")
    for glued, printed in _BLANKS:
        plain = glued.sub(printed, plain)
    return plain


def may_hold_symbol(text: str) -> bool:
    """False only where `text` lacks what every symbol has."""
    return "/" in text or "C.N." in text


def expand_symbols(text: str) -> Iterator[tuple[str, int, int]]:
    """Every symbol in `text` with its start and end; ``X 和 Add.1`` gives both ``X`` and ``X/Add.1``.

    >>> [symbol for symbol, _, _ in expand_symbols("A/61/50 和 Corr.1")]
    ['A/61/50', 'A/61/50/Corr.1']
    >>> [symbol for symbol, _, _ in expand_symbols("A/C.1/60/L.1, 2 and 4")]
    ['A/C.1/60/L.1', 'A/C.1/60/L.2', 'A/C.1/60/L.4']
    """
    if not may_hold_symbol(text):
        return
    for match in SYMBOL.finditer(text):
        base = normal_symbol(match.group())
        yield base, match.start(), match.end()
        position = yield from _series(base, text, match.end())
        while suffix := _SUFFIX.match(text, position):
            symbol = f"{base}/{suffix[1].replace(' ', '')}"
            yield symbol, suffix.start(1), suffix.end(1)
            position = yield from _series(symbol, text, suffix.end(1))


def _series(symbol: str, text: str, position: int) -> Generator[tuple[str, int, int], None, int]:
    """The numbers or letters that share the stem of `symbol`; gives where they end."""
    series = _SERIES.match(symbol)
    if series is None:
        return position
    stem, next_one = (series[1], _NUMBER) if series[1] else (series[2], _LETTER)
    if series[1] and (upto := _RANGE.match(text, position)):
        first, last = int(symbol.rpartition(".")[2]), int(upto[1])
        if first < last <= first + _LONGEST_RANGE:
            for number in range(first + 1, last + 1):
                yield f"{stem}{number}", upto.start(1), upto.end(1)
            position = upto.end(1)
    while more := next_one.match(text, position):
        yield f"{stem}{more[1]}", more.start(1), more.end(1)
        position = more.end(1)
    while (other := _KIND.match(text, position)) and stem.endswith(f"/{other[1]}"):
        yield f"{stem}{other[2]}", other.start(1), other.end(2)
        position = other.end(2)
    return position


# undocs.org/en/A/RES/76/66, …/view_doc.asp?symbol=A/RES/76/66, …/Get?Open&DS=A/RES/76/66&Lang=E
_IN_URL = (
    re.compile(r"(?i:[?&](?:final)?(?:symbol|ds)=)([^&#]+)"),
    re.compile(r"^https?://(?:www\.)?(?i:undocs\.org|docs\.un\.org)/(?:[a-z]{2}/)?([^?#]+)"),
)


def symbol_in_url(url: str) -> str | None:
    """The symbol of the document to which an address leads; None where it names none.

    >>> symbol_in_url("https://undocs.org/en/A/RES/76/66")
    'A/RES/76/66'
    >>> symbol_in_url("https://www.un.org/ga/search/view_doc.asp?symbol=S%2FRES%2F2310(2016)")
    'S/RES/2310 (2016)'
    >>> symbol_in_url("https://www.ctbto.org/")
    """
    match = next(filter(None, (pattern.search(url.strip()) for pattern in _IN_URL)), None)
    if match is None:
        return None
    shown = unquote(match[1]).strip(" .,;")
    return normal_symbol(shown) if SYMBOL.match(shown) else None
