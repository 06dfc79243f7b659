"""Amounts of money: value, ISO 4217 currency, and what they are for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from testban.treaty.extract.amount_tables import amounts_in_tables
from testban.treaty.extract.context import Context, Rule
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Hit, Passage

__all__ = ["extract"]

_NEAR = 40
# How far from its sum a purpose is looked for.
_BEFORE = 200
_AFTER = 400
_DIGIT = re.compile(r"\d")


def extract(context: Context) -> Iterator[Fact]:
    """Each number beside a currency of the pack's ``[currencies]``, or below one in a table."""
    taken: set[int] = set()
    known: dict[int, _Money] = {}
    for _, hit in context.hits("amount"):
        value, currency = _value(context, hit), _currency(context, hit)
        start = hit.piece("value").origin[:1]
        if value is None or currency is None or not start or start[0] in taken:
            continue
        taken.add(start[0])
        if id(hit.passage) not in known:
            known[id(hit.passage)] = _money(context, hit.passage)
        money = known[id(hit.passage)]
        yield context.fact(
            "amount",
            {"value": value, "currency": currency, "purpose": _purpose(context, hit, money)},
            hit.piece(),
            hit.passage.block.place,
        )
    for fact in amounts_in_tables(context):
        if fact.cite.spans[0][0] not in taken:
            yield fact


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


@dataclass(frozen=True)
class _Money:
    """Where a passage names sums, and where it says what for, in the order of the text."""

    sums: list[int]
    purposes: list[tuple[int, int, Rule, Hit]]


def _money(context: Context, passage: Passage) -> _Money:
    sums = {hit.match.start() for r in context.rules("amount") for hit in r.pattern.find(passage)}
    purposes = [
        (hit.match.start(), order, rule, hit)
        for order, rule in enumerate(context.rules("purpose"))
        for hit in rule.pattern.find(passage)
    ]
    return _Money(sorted(sums), sorted(purposes, key=lambda one: one[:2]))


def _purpose(context: Context, hit: Hit, money: _Money) -> str | None:
    """What the same sentence says that the money is for: the nearest such words after it.

    What follows another amount is for that one, unless this one has no purpose of its own.
    """
    passage = hit.passage
    start, end = passage.sentence(*hit.match.span(), stops="。.;；")
    here = hit.match.start()
    after = bisect_right(money.sums, here)
    following = money.sums[after] if after < len(money.sums) else end
    first = bisect_left(money.purposes, (max(start, here - _BEFORE),))
    last = bisect_left(money.purposes, (min(end, here + _AFTER),))
    found = [
        (order, purpose)
        for _, order, rule, purpose in money.purposes[first:last]
        if purpose.match.end() >= here or _leads_to(rule, purpose, passage.masked, here)
    ]
    own = [one for one in found if one[1].match.start() < following]
    # Of words that follow each amount, the nearest; else the rule that stands first.
    nearest = min(own, key=lambda one: one[1].match.start(), default=None)
    chosen = (
        nearest if following < end and nearest else min(found, key=lambda o: o[0], default=None)
    )
    return (chosen[1].words("purpose").strip(" ，,。.") or None) if chosen else None


def _leads_to(rule: Rule, purpose: Hit, text: str, here: int) -> bool:
    """Words of purpose that stand before their sum: no other sum, and little else, in between."""
    between = text[purpose.match.end() : here]
    return bool(rule.data.get("before")) and len(between) <= _NEAR and not _DIGIT.search(between)
