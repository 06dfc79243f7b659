"""Symbols of United Nations and treaty papers: how they are written, read and completed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from functools import lru_cache
from urllib.parse import unquote

__all__ = ["SYMBOL", "expand_symbols", "may_hold_symbol", "normal_symbol", "symbol_in_url"]

# One regular expression, each part explained. It takes `A/RES/60/95`, `A/61/50/Corr.1`,
# `CTBT-Art.XIV/2021/INF.4`, `TPNW/MSP/2023/CRP.3/Rev.1`, `CD/1816`, `S/RES/1887 (2009)`.
SYMBOL = re.compile(
    r"""(?<![A-Za-z0-9/.-])
    (?:C\.N\.\d+\.\d{4}\.TREATIES-[\w.-]*\w   # notifications of the depositary
    | S/PV\.\d+(?:\s?\((?:Resumption|Part)\s\w+\))?   # meetings of the Security Council
    | (?:
        CTBT\s?[-‑–]\s?Art\.\s?XIV      # conferences under Article XIV
      | CTBT/(?:PC|PTS|WGA|WGB|LEG|MSS|ART|TL|ES|INF)[A-Z.-]*(?:(?<=-)\d{1,3})?   # the Preparatory Commission
      | TPNW/[A-Z]+(?:\.\d)?            # meetings, review conferences
      | NPT/CONF\.\d{4}
      | A/(?:RES|CONF|AC|CN|HRC|INF|BUR|DEC|C)\b\.?[\dA-Z.]*   # the General Assembly and its organs
      | A(?=/(?:ES-|S-)?\d)
      | S/(?:RES|PV|PRST|INF)
      | S(?=/\d{4})
      | E(?=/(?:\d{4}|RES|CN))
      | CD(?=/\d)
      | INFCIRC | GOV | GC
      | ST/[A-Z]+ | DC(?=/\d) | SC(?=/\d{4,5})
      | CCW/[A-Z]+ | BWC/[A-Z]+ | CCNR/[A-Z]+ | APLC/[A-Z]+
    )
    (?:/\s?(?:[A-Z][A-Za-z-]*\.?\s?\d+(?:\.\d+)*(?:\([A-Z]+\))?   # /INF.4, /Add.1, /WP.2, /L.1, /CRP.3, /Rev.1, /Corr.1
          | ES-\d+|S-\d+
          | Annex(?:\s[IVX]{1,4})?(?![A-Za-z])     # of the Preparatory Commission
          | [A-Z]{2,}(?=/)                      # /INF/5, /NGO/1, /MSP/
          | [A-Z]{2}\.[IVX]{1,4}(?=/)            # /PC.III/, /MC.II/ of review conferences
          | \d+(?:[-‑–]\d+)?(?:[^\S\t]?[A-Z](?![A-Za-z]))?       # numbers, 49/75 K
          )
    )+
    (?:\s?\((?:Vol\.\s?[IVX]{1,4}|Parts?\s[IVX]{1,4}(?:-[IVX]{1,4})?)\))?   # (Vol. I), (Part II)
    (?:\s?\(\d{4}\))?                   # Security Council resolutions carry their year
    )
    """,
    re.VERBOSE,
)
_AND = r"\s*(?:(?:、|,|，|;)\s*(?:和|及|与|以及|and|et|y|и)?|和|及|与|以及|and|et|y|и)\s*"
_SUFFIX = re.compile(rf"{_AND}((?:Add|Corr|Rev|Amend)\.\s?\d+)(?!\d)")
# "Add.1 and 2", "WP.1, 2 and 3", "71 A and B": more of a series on the stem of the first.
_SERIES = re.compile(r"^(.*\.)\d+$|^(A/RES/\S+ )[A-Z]$")
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
    """
    hyphens = symbol.replace("‑", "-").replace("–", "-")
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", hyphens)).strip("*")
    plain = re.sub(r"(\d)([A-Z])$", r"\1 \2", plain) if plain.startswith("A/RES") else plain
    plain = re.sub(r"/Annex([IVX]+)$", r"/Annex \1", plain)
    plain = re.sub(r"\((Vol\.|Parts?)([IVX][IVX-]*)\)$", r" (\1 \2)", plain)
    return re.sub(r"\((\d{4})\)$", r" (\1)", plain)


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
