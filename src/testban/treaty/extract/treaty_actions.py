"""Treaty actions that a paper states: who signed, ratified, acceded or withdrew, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.action_days import days
from testban.treaty.extract.context import Context
from testban.treaty.extract.loose_actions import act_near, holds, treaty_near, without_brackets
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import MASKS, REACH, Hit

__all__ = ["extract"]

_NEAR = 200
# "Both treaties" are those that forbid the test and the weapon.
_BOTH = ("CTBT", "TPNW")


def extract(context: Context) -> Iterator[Fact]:
    """Each State and act that a rule of ``[[treaty_action]]`` finds.

    A rule may name the acts itself (``actions``) or leave them to the verbs in its group ``verb``.
    Rules with ``since = true`` hold only in a sentence that says since when ("since the 2019
    Conference"); others need a date, or are statements about the past by their own words.

    The rules of ``[[loose_action]]`` know no phrase, only what stands in which order; they hold
    where none of the words that make it a plan, a wish or another State's doing stands between.
    """
    seen: set[tuple[str, str | None, str, int]] = set()
    active = context.activity_offsets
    loose = (
        (rule, hit, True)
        for rule, hit in context.hits("loose_action")
        if holds(context, rule, hit, active)
    )
    exact = ((rule, hit, False) for rule, hit in context.hits("treaty_action"))
    for rule, hit, is_loose in chain(exact, loose):
        if _is_wish(context, hit, bool(rule.data.get("infinitive"))):
            continue
        if _is_of_another_kind(context, hit):
            continue
        since, said = _since(context, hit)
        if rule.data.get("since") and since is None:
            continue
        named = hit.states("states") or hit.states("states2")
        states = named or context.subject(hit)
        stated = hit.piece() if named else _from_subject(context, hit)
        dates = days(context, hit, len(states), bool(rule.data.get("same_day")))
        if said and hit.has("date") and _is_of_since(context, hit, said):
            dates = [None] * len(states)  # "ratified since our last Conference, in 2045"
        if rule.data.get("today"):
            dates = [_today(context, hit)] * len(states)
        for treaty in _treaties(context, hit, next(iter(dates), None), is_loose):
            for action in rule.data.get("actions") or (
                act_near(context, hit) if rule.data.get("near") else _actions(context, hit)
            ):
                for readings, date in zip(states, dates, strict=True):
                    state = context.state(readings)
                    key = (state, treaty, action, hit.passage.text.origin[0])
                    if key in seen or state == "EU":
                        continue
                    seen.add(key)
                    yield context.fact(
                        "treaty_action",
                        {
                            "treaty": treaty,
                            "state": state,
                            "action": action,
                            "date": date,
                            "since": since if date is None else None,
                            **context.readings([readings]),
                        },
                        stated,
                        hit.passage.block.place,
                    )


def _today(context: Context, hit: Hit) -> str | None:
    """The day on which the paper was issued, or (group ``day``) that day of the same month."""
    issued = context.document.date
    if issued is None or not hit.has("day"):
        return issued
    return f"{issued[:8]}{int(hit.words('day')):02d}"


def _from_subject(context: Context, hit: Hit) -> MappedText:
    """The match, from the State that its sentence names before it on."""
    passage, at = hit.passage, hit.match.start()
    first, _ = passage.sentence(at, at, context.stops)
    named = max(passage.masked.rfind(MASKS[kind], first, at) for kind in ("state", "states"))
    return passage.piece(named if named >= 0 else at, hit.match.end()).strip()


def _treaties(context: Context, hit: Hit, date: str | None, is_loose: bool) -> Iterable[str | None]:
    """The treaties a match names: several where a State joined several."""
    named = [m.value for m in hit.mentions("treaties") if m.kind == "treaty" and m.value]
    if named:
        return dict.fromkeys(named)
    if hit.treaty():
        return [context.treaty(hit)]
    first, last = hit.passage.sentence(*hit.match.span(), context.full_stops)
    if context.language.regex("treaty_actions", "both").search(hit.passage.masked, first, last):
        return _BOTH
    near = treaty_near(context, hit, date)
    return [near] if near or not is_loose else []


def _actions(context: Context, hit: Hit) -> list[str]:
    verbs = context.language.table("actions")
    words = hit.words("verb").lower()
    found = [(words.find(verb), action) for verb, action in verbs.items() if verb in words]
    if not found and not hit.has("verb"):
        verbs = verbs | context.language.table("treaty_actions").get("papers", {})
        # "the ratifications by A on one day and by B on another": the last act that was named,
        # in its own clause or before it ("A signed; B did so on another").
        clause, _ = hit.passage.sentence(hit.match.start(), hit.match.start(), context.stops)
        for start in (clause, max(0, hit.match.start() - REACH)):
            words = without_brackets(hit.passage.masked[start : hit.match.start()].lower())
            found = [(words.rfind(verb), action) for verb, action in verbs.items() if verb in words]
            if found:
                return [max(found)[1]]
    if not found and hit.has("verb"):
        # "deposited its instrument", which is not called by its name.
        found = [(0, context.language.table("treaty_actions").get("instrument", ""))]
    return list(dict.fromkeys(action for _, action in sorted(found) if action))


def _is_wish(context: Context, hit: Hit, infinitive: bool) -> bool:
    """What is asked for, planned or denied is no action; "the 180th State to ratify" did it."""
    start, _ = hit.passage.sentence(hit.match.start(), hit.match.start(), "。；;.!?")
    before = hit.passage.masked[max(start, hit.match.start() - _NEAR) : hit.match.start()]
    inside = hit.match.group()
    wish = context.language.regex("treaty_actions", "wish")
    near = context.language.regex("treaty_actions", "wish_before")
    wished = not infinitive and wish.search(inside) is not None
    return wished or near.search(before) is not None


def _is_of_another_kind(context: Context, hit: Hit) -> bool:
    """An agreement, a budget, a protocol to another treaty is signed or approved, and not the treaty."""
    if not hit.has("verb"):
        return False
    masked = hit.passage.masked
    if context.language.regex("treaty_actions", "object_after").match(masked, hit.match.end()):
        return True
    regex = context.language.regex("treaty_actions", "object")
    return regex.match(masked, hit.start("verb")) is not None


def _since(context: Context, hit: Hit) -> tuple[str | None, tuple[int, int] | None]:
    """When "since" is, as the paper gives it: a date, the year of a conference, or its days.

    With it where the words stand that say so; None for both where none do.
    """
    passage = hit.passage
    first, last = passage.sentence(*hit.match.span(), context.full_stops)
    for found in context.pattern("treaty_actions", "since").within(passage, first, last):
        dates = [m.value for m in found.mentions() if m.kind in ("date", "period")]
        if dates:
            return context.dated(dates[0].date), found.match.span()
        ordinal = found.words("ordinal") if found.has("ordinal") else ""
        words = found.words("words") or None
        return _meeting_start(context, ordinal) or words, found.match.span()
    return None, None


def _is_of_since(context: Context, hit: Hit, said: tuple[int, int]) -> bool:
    """The day is that of the conference since which it was done, and not of the act."""
    start, end = said
    words = hit.passage.masked[start:end]
    if not start <= hit.start("date") < end:
        return False
    return context.language.regex("treaty_actions", "since_when").search(words) is not None


def _meeting_start(context: Context, ordinal: str) -> str | None:
    """The first day of a meeting known by its number ("the first Meeting of States Parties")."""
    from testban.reference.meetings import meetings
    from testban.treaty.extract.patterns import number

    value = number(ordinal, context.language) if ordinal else None
    if value is None:
        value = context.language.table("ordinals").get(ordinal.lower())
    for known in meetings():
        if known.treaty == context.main_treaty and known.ordinal == value:
            return known.start.isoformat()
    return None
