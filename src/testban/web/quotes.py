"""A quotation cut to what matters in it."""

from __future__ import annotations

import re
from functools import cache

from testban.reference.states import names

__all__ = ["around_name"]

_BEFORE, _AFTER = 100, 140


def around_name(quote: str, iso3: str) -> str:
    """The part of a quotation around the first name of a State; its beginning where none stands in it."""
    found = _names(iso3).search(quote)
    at = found.start() if found else 0
    first, last = max(at - _BEFORE, 0), min(max(at + _AFTER, _BEFORE + _AFTER), len(quote))
    # At the ends of words, where there are some.
    if first:
        first = quote.find(" ", first, at) + 1 or first
    if last < len(quote):
        last = max(quote.rfind(" ", at + 40, last), 0) or last
    # A quotation that was cut before says so itself.
    text = quote[first:last].strip().removeprefix("…").removesuffix("…").strip()
    before = "…" if first or quote.startswith("…") else ""
    after = "…" if last < len(quote) or quote.endswith("…") else ""
    return f"{before}{text}{after}"


@cache
def _names(iso3: str) -> re.Pattern[str]:
    spelt = {each.text for each in names() if each.iso3 == iso3}
    return re.compile("|".join(map(re.escape, sorted(spelt, key=len, reverse=True))), re.IGNORECASE)
