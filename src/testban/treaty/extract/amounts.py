"""Amounts of money: value, ISO 4217 currency, and what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Hit

__all__ = ["extract"]


def extract(context: Context) -> Iterator[Fact]:
    """Each number beside a currency of the pack's ``[currencies]``."""
    taken: set[int] = set()
    for _, hit in context.hits("amount"):
        value, currency = _value(context, hit), _currency(context, hit)
        start = hit.piece("value").origin[:1]
        if value is None or currency is None or not start or start[0] in taken:
            continue
        taken.add(start[0])
        yield context.fact(
            "amount",
            {"value": value, "currency": currency, "purpose": _purpose(context, hit)},
            hit.piece(),
            hit.passage.block.place,
        )


def _value(context: Context, hit: Hit) -> int | float | None:
    shown = hit.words("value").replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", shown):
        shown = shown.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", shown) and context.language.code in ("es", "fr"):
        shown = shown.replace(".", "")
    try:
        value = float(shown)
    except ValueError:
        return None
    factor = context.language.table("numbers").get("scales", {}).get(hit.words("scale").lower(), 1)
    value *= factor
    return int(value) if value.is_integer() else value


def _currency(context: Context, hit: Hit) -> str | None:
    names = context.language.table("currencies")
    shown = (hit.words("currency") or hit.words("sign")).strip().lower()
    return next((code for name, code in names.items() if name.lower() == shown), None)


def _purpose(context: Context, hit: Hit) -> str | None:
    """What the same sentence says that the money is for."""
    passage = hit.passage
    start, end = passage.sentence(*hit.match.span(), stops="。.;；")
    for rule in context.rules("purpose"):
        for found in rule.pattern.find(passage):
            if start <= found.match.start() < end and found.match.end() > hit.match.start():
                return found.words("purpose").strip(" ，,。.") or None
    return None
