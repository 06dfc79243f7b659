"""Appointments: who was elected or named to what, by State and by person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from testban.reference.meetings import meetings
from testban.treaty.extract.contact_points import contact_points
from testban.treaty.extract.context import Context, Rule
from testban.treaty.extract.meeting_parts import ordinal_of
from testban.treaty.extract.model import Fact
from testban.treaty.extract.office_tables import Holder, holders_below
from testban.treaty.extract.passage import Hit
from testban.treaty.extract.patterns import pattern
from testban.treaty.languages import pack

__all__ = ["extract"]

# How far before an office its body may be named.
_BODY = 40
# What parts two clauses with an office each.
_CLAUSE = ("; ", "；")


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
    in_tables: set[tuple[object, ...]] = set()
    people: set[tuple[object, ...]] = set()
    for holder in chain(contact_points(context), holders_below(context)):
        for fact in _of_holder(context, holder):
            key = (fact.fields["role"], fact.fields["state"], fact.fields["person"])
            of_body = (*key, fact.fields["body"])
            # Whom a list of contact points names holds no other office by the same words.
            named_here = (key[2], fact.cite.spans[0])
            if holder.role:
                people.add(named_here)
            elif named_here in people:
                continue
            if key not in told_before and of_body not in in_tables:
                in_tables.add(of_body)
                yield (*key[:2], fact.cite.spans[0]), fact


def _is_activity(context: Context, hit: Hit) -> bool:
    """In a row of activities officers act, and are not appointed."""
    origin = hit.passage.text.origin
    return bool(origin) and origin[0] in context.activity_offsets


def _role(context: Context, rule: Rule, hit: Hit) -> str | None:
    """The role that a rule says, or the words for the office with those for the body beside it."""
    if "role" in rule.data:
        return str(rule.data["role"])
    passage, start = hit.passage, hit.match.start()
    first, _ = passage.sentence(*hit.match.span(), (*context.full_stops, *_CLAUSE))
    if hit.has("office") and context.language.regex("appointments", "its").search(
        passage.masked, first, hit.start("office")
    ):
        # "A committee was set up; Ms. A was its Chair."
        first, start = max(0, first - _BODY * 4), start - _BODY * 3
    # What a pattern only looks at may name the body, too.
    bodies = [name for name in hit.match.re.groupindex if name.startswith("body")]
    end = max(hit.match.end(), *(hit.match.end(name) for name in bodies), 0)
    beside = passage.masked[max(first, start - _BODY) : end]
    if "sentence" not in rule.data:
        return _role_of(context, hit.words("office"), beside)
    # The office stands before the first of several names.
    first, _ = passage.sentence(*hit.match.span(), context.full_stops)
    source = pattern(rule.data["sentence"], context.language.code).regex
    above = source.search(passage.masked, first, start)
    return _role_of(context, above["office"], above.group()) if above else None


def _role_of(context: Context, office: str, beside: str) -> str | None:
    """The role that the words for an office make among those around them."""
    lower = office.lower()
    for of_office, of_beside, role in _roles(context.language.code):
        if of_office.search(lower) and of_beside.search(beside):
            return role
    return None


@cache
def _roles(code: str) -> list[tuple[re.Pattern[str], re.Pattern[str], str]]:
    """Of each role the words for its office, and those for its body beside them."""
    rules = pack(code).table("offices").get("roles", ())
    return [
        (re.compile(rule["office"]), re.compile(rule.get("beside", "")), str(rule["role"]))
        for rule in rules
    ]


def _facts(context: Context, rule: Rule, hit: Hit, suffix: str) -> Iterator[Fact]:
    """One fact for each State of a match; a second holder has groups with the suffix 2."""
    role = _role(context, rule, hit)
    if role is None or (not rule.data.get("also_former") and _gives_up(context, hit, suffix)):
        return
    person = _person(context, hit, f"person{suffix}")
    body = hit.words("body").strip(" ，,的") or rule.data.get("body")
    yield from _each(context, hit, role, body, person, hit.states(f"states{suffix}"))


def _each(
    context: Context,
    hit: Hit,
    role: str,
    body: str | None,
    person: str | None,
    states: list[tuple[str, ...]],
) -> Iterator[Fact]:
    """One fact for each State; several who hold a chair hold it together."""
    for readings in states or [()]:
        state = context.state(readings) if readings else None
        if state is not None or person is not None:
            yield context.fact(
                "appointment",
                {
                    "role": "co_chair" if role == "chair" and len(states) > 1 else role,
                    "body": body
                    or (role == "president" and _other_meeting(context, hit))
                    or context.meeting,
                    "state": state,
                    "person": person,
                },
                hit.piece(),
                hit.passage.block.place,
            )


def _other_meeting(context: Context, hit: Hit) -> str | None:
    """The numbered meeting that the sentence names before its president, where it is not the paper's own.

    "The second Meeting will be held in …, with Mr. A as its President", in the report of the first.
    """
    own = context.own_meeting
    if own is None:
        return None
    passage, start = hit.passage, hit.match.start()
    first, _ = passage.sentence(*hit.match.span(), context.full_stops)
    named = list(context.pattern("meetings", "loose").within(passage, first, start))
    name = named[-1].words("name") if named else ""
    ordinal = ordinal_of(context, name) if name else None
    reviews = context.language.regex("meetings", "review").search(name) is not None
    if ordinal is None or (ordinal == own.ordinal and not reviews):
        return None
    known = (m for m in meetings() if m.treaty == own.treaty and m.ordinal == ordinal)
    series = (m.symbol_prefix for m in known if m.symbol_prefix and not reviews)
    return next(series, None) or name


def _of_holder(context: Context, holder: Holder) -> Iterator[Fact]:
    """The facts of a line or a cell whose head says the office."""
    role = holder.role or _role_of(context, holder.office, holder.beside)
    joint = context.language.regex("appointments", "joint").search(holder.office)
    if role == "president" and joint and holder.body:
        role = "co_chair"  # of the group that the line names, whatever body appoints them
    if role is not None:
        hit = holder.hit
        states = list(holder.states) or hit.states("states")
        person = _person(context, hit, "person")
        yield from _each(context, hit, role, holder.body, person, states)


def _gives_up(context: Context, hit: Hit, suffix: str) -> bool:
    """The words before the holder say that another one takes over."""
    starts = [hit.start(n) for n in (f"person{suffix}", f"states{suffix}") if hit.has(n)]
    former = context.pattern("appointments", "former").regex
    passage = hit.passage
    if not starts:
        return False
    start = min(starts)
    first, _ = passage.sentence(start, start, context.stops)
    return former.search(passage.masked, first, start) is not None


def _person(context: Context, hit: Hit, name: str) -> str | None:
    """The person's name, without title or form of address."""
    shown = context.language.regex("appointments", "address").sub("", hit.words(name)).strip(" ，,")
    return shown or None
