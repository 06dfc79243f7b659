"""Appointments: who was elected or named to what, by State and by person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from testban.treaty.extract.context import Context, Rule
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Hit

__all__ = ["extract"]

# How far before an office its body may be named.
_BODY = 40


def extract(context: Context) -> Iterator[Fact]:
    """Each office-holder that a rule of ``[[appointment]]`` finds: one fact for each State.

    Where one rule reads the name of a State's office-holder in a sentence and another only the
    State, the name stands.
    """
    found = list(_found(context))
    named = {key for key, fact in found if fact.fields["person"] and fact.fields["state"]}
    yield from (fact for key, fact in found if fact.fields["person"] or key not in named)


def _found(context: Context) -> Iterator[tuple[tuple[object, ...], Fact]]:
    """Each fact with what two tellings of one appointment have in common."""
    seen: set[tuple[object, ...]] = set()
    named: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    blocks = context.language.regex("appointments", "blocks")
    loose = (
        (rule, hit)
        for rule, hit in context.hits("loose_appointment")
        if not blocks.search(hit.match.group()) and not _is_activity(context, hit)
    )
    told_before: set[tuple[object, ...]] = set()
    held: dict[tuple[int, str | None], list[tuple[int, int]]] = {}
    for rule, hit in chain(context.hits("appointment"), loose):
        if context.language.regex("appointments", "not_here").search(hit.match.group()):
            continue
        for suffix in ("", "2"):
            for fact in _facts(context, rule, hit, suffix):
                key = (fact.fields["role"], fact.fields["state"], fact.fields["person"])
                # A rule of order adds nothing to whom a phrase gives an office in the same words.
                place = held.setdefault((id(hit.passage), key[1]), [])
                start, end = hit.match.span()
                if "role" not in rule.data and (
                    any(a < end and start < b for a, b in place) or key in told_before
                ):
                    continue
                told_before.add(key)
                place.append((start, end))
                # The same office told again (in another row, in the past tense) is no other one.
                told = (*key, fact.fields["body"]), (*key[:2], id(hit.passage))
                same = (*key, id(hit.passage))
                if told[0] in seen or same in seen or (key[2] is None and told[1] in seen):
                    continue
                # Nor is another office that a broader rule reads in the same words.
                spans = named.setdefault((key[1], key[2], id(hit.passage)), [])
                first, last = hit.match.span()
                if key[2] is not None and any(a < last and first < b for a, b in spans):
                    continue
                spans.append((first, last))
                seen |= {told[0], same}
                if key[2] is not None:
                    seen.add(told[1])
                yield told[1], fact


def _is_activity(context: Context, hit: Hit) -> bool:
    """In a row of activities officers act, and are not appointed."""
    origin = hit.passage.text.origin
    return bool(origin) and origin[0] in context.activity_offsets


def _role(context: Context, hit: Hit) -> str | None:
    """The role that the words for the office make, with those for the body before and in it."""
    office = hit.words("office").lower()
    first, _ = hit.passage.sentence(*hit.match.span(), context.stops)
    start = max(first, hit.match.start() - _BODY)
    beside = hit.passage.masked[start : hit.match.end()]
    for rule in context.language.table("offices").get("roles", ()):
        if re.search(rule["office"], office) and re.search(rule.get("beside", ""), beside):
            return str(rule["role"])
    return None


def _facts(context: Context, rule: Rule, hit: Hit, suffix: str) -> Iterator[Fact]:
    """One fact for each State of a match; a second holder has groups with the suffix 2."""
    role = rule.data.get("role") or _role(context, hit)
    if role is None:
        return
    person = _person(context, hit, f"person{suffix}")
    found = hit.states(f"states{suffix}")
    for readings in found or [()]:
        state = context.state(readings) if readings else None
        if state is None and person is None:
            continue
        yield context.fact(
            "appointment",
            {
                "role": role,
                "body": hit.words("body").strip(" ，,的")
                or rule.data.get("body")
                or context.meeting,
                "state": state,
                "person": person,
            },
            hit.piece(),
            hit.passage.block.place,
        )


def _person(context: Context, hit: Hit, name: str) -> str | None:
    """The person's name, without title or form of address."""
    shown = context.language.regex("appointments", "address").sub("", hit.words(name)).strip(" ，,")
    return shown or None
