"""Amounts of money: value, ISO 4217 currency, and what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.extract.context import Context, Rule
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Hit

__all__ = ["extract"]

_NEAR = 40
_DIGIT = re.compile(r"\d")


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
    """What the same sentence says that the money is for: the nearest such words after it.

    What follows another amount is for that one, unless this one has no purpose of its own.
    """
    passage = hit.passage
    start, end = passage.sentence(*hit.match.span(), stops="。.;；")
    here = hit.match.start()
    others = [
        other.match.start()
        for rule in context.rules("amount")
        for other in rule.pattern.find(passage)
        if here < other.match.start() < end
    ]
    found = [
        (order, purpose)
        for order, rule in enumerate(context.rules("purpose"))
        for purpose in rule.pattern.find(passage)
        if start <= purpose.match.start() < end
        and (purpose.match.end() >= here or _leads_to(rule, purpose, passage.masked, here))
    ]
    own = [one for one in found if one[1].match.start() < min(others, default=end)]
    # Of words that follow each amount, the nearest; else the rule that stands first.
    nearest = min(own, key=lambda one: one[1].match.start(), default=None) if others else None
    chosen = nearest or min(found, key=lambda one: one[0], default=None)
    return (chosen[1].words("purpose").strip(" ，,。.") or None) if chosen else None


def _leads_to(rule: Rule, purpose: Hit, text: str, here: int) -> bool:
    """Words of purpose that stand before their sum: no other sum, and little else, in between."""
    between = text[purpose.match.end() : here]
    return bool(rule.data.get("before")) and len(between) <= _NEAR and not _DIGIT.search(between)
