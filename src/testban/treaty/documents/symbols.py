"""Symbols of United Nations and treaty papers: how they are written, read and completed."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["SYMBOL", "expand_symbols", "normal_symbol"]

# One regular expression, each part explained. It takes `A/RES/60/95`, `A/61/50/Corr.1`,
# `CTBT-Art.XIV/2021/INF.4`, `TPNW/MSP/2023/CRP.3/Rev.1`, `CD/1816`, `S/RES/1887 (2009)`.
SYMBOL = re.compile(
    r"""(?<![A-Za-z0-9/.-])
    (?:C\.N\.\d+\.\d{4}\.TREATIES-[\w.-]*\w   # notifications of the depositary
    | (?:
        CTBT[-‑–]Art\.\s?XIV            # conferences under Article XIV
      | CTBT/(?:PC|PTS|WGA|WGB|LEG|MSS|ART|TL|ES|INF)[A-Z.-]*   # the Preparatory Commission
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
          | [A-Z]{2,}(?=/)                      # /INF/5, /NGO/1, /MSP/
          | \d+(?:[-‑–]\d+)?(?:\s?[A-Z](?![A-Za-z]))?       # numbers, 49/75 K
          )
    )+
    (?:\s?\(\d{4}\))?                   # Security Council resolutions carry their year
    )
    """,
    re.VERBOSE,
)
_SUFFIX = re.compile(
    r"\s*(?:和|及|与|、|,|，|and|et|y|и)\s*((?:Add|Corr|Rev|Amend)\.\s?\d+)((?:\s*(?:[-–至]|和|to|and)\s*\d+)?)"
)


def normal_symbol(symbol: str) -> str:
    """The symbol as catalogues write it: plain hyphens, no spaces but the one before a year.

    >>> normal_symbol("CTBT‑Art. XIV/2021/ INF.4")
    'CTBT-Art.XIV/2021/INF.4'
    >>> normal_symbol("S/RES/1887(2009)")
    'S/RES/1887 (2009)'
    """
    plain = re.sub(r"\s+", "", symbol).replace("‑", "-").replace("–", "-").strip("*")
    plain = re.sub(r"(\d)([A-Z])$", r"\1 \2", plain) if plain.startswith("A/RES") else plain
    return re.sub(r"\((\d{4})\)$", r" (\1)", plain)


def expand_symbols(text: str) -> Iterator[tuple[str, int, int]]:
    """Every symbol in `text` with its start and end; ``X 和 Add.1`` gives both ``X`` and ``X/Add.1``.

    >>> [symbol for symbol, _, _ in expand_symbols("A/61/50 和 Corr.1")]
    ['A/61/50', 'A/61/50/Corr.1']
    """
    for match in SYMBOL.finditer(text):
        base = normal_symbol(match.group())
        yield base, match.start(), match.end()
        position = match.end()
        while suffix := _SUFFIX.match(text, position):
            yield f"{base}/{suffix[1].replace(' ', '')}", suffix.start(1), suffix.end(1)
            position = suffix.end(1)
