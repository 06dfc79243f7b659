"""Treaty actions that a paper states: who signed, ratified, acceded or withdrew, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import MASKS, REACH, Hit

__all__ = ["extract"]

_NEAR = 200
_DAY = MASKS["date"]
_ROW_OF_DAYS = re.compile(
    rf"{_DAY}(?:, {_DAY})*,? and (?:on |in )?{_DAY}(?!,? (?:\w{1, 3} )?{MASKS['state']})"
)


def extract(context: Context) -> Iterator[Fact]:
    """Each State and act that a rule of ``[[treaty_action]]`` finds.

    A rule may name the acts itself (``actions``) or leave them to the verbs in its group ``verb``.
    Rules with ``since = true`` hold only in a sentence that says since when ("since the 2019
    Conference"); others need a date, or are statements about the past by their own words.
    """
    seen: set[tuple[str, str | None, str, int]] = set()
    for rule, hit in context.hits("treaty_action"):
        if _is_wish(context, hit, bool(rule.data.get("infinitive"))):
            continue
        since = _since(context, hit)
        if rule.data.get("since") and since is None:
            continue
        named = hit.states("states") or hit.states("states2")
        states = named or context.subject(hit)
        stated = hit.piece() if named else _from_subject(context, hit)
        dates = _dates(context, hit, len(states), bool(rule.data.get("same_day")))
        for treaty in _treaties(context, hit):
            for action in rule.data.get("actions") or _actions(context, hit):
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


def _from_subject(context: Context, hit: Hit) -> MappedText:
    """The match, from the State that its sentence names before it on."""
    passage, at = hit.passage, hit.match.start()
    first, _ = passage.sentence(at, at, context.stops)
    named = max(passage.masked.rfind(MASKS[kind], first, at) for kind in ("state", "states"))
    return passage.piece(named if named >= 0 else at, hit.match.end()).strip()


def _dates(context: Context, hit: Hit, states: int, same_day: bool) -> list[str | None]:
    """The date of each State's act: one for all, or one each where the paper says "respectively".

    "On the same day" is the day named last before it.
    """
    passage = hit.passage
    if same_day:
        named = next(passage.before(hit.match.end(), "date"), None)
        return [_in_year(context, hit, named.value.date) if named else None] * states
    pair = hit.date("pair")
    if pair is not None:
        # "On 24 and 26 September": read as one period, meant as two days.
        return [pair.date, pair.end_date] if states == 2 else [None] * states
    each = _respectively(context, hit, states) if states > 1 else None
    if each is not None:
        return each
    date = hit.date("date")
    return [_in_year(context, hit, date.date) if date else None] * states


def _respectively(context: Context, hit: Hit, states: int) -> list[str | None] | None:
    """The days of States that acted each on its own; None where the paper does not say so.

    Days and States stand in the same order; where their numbers differ, nobody can tell whose. A
    single day is that of all: each acted for itself.
    """
    passage = hit.passage
    word = context.language.regex("treaty_actions", "respectively")
    start, end = passage.sentence(*hit.match.span(), context.stops)
    own = hit.match.start("date") if hit.has("date") else hit.match.start()
    if row := _ROW_OF_DAYS.match(passage.masked, own):
        # "A and B ratified on one day and another": as many days as States.
        days = [context.dated(m.value.date) for m in passage.within(own, row.end())]
        if len(days) == states:
            return list(days)
    if context.language.table("treaty_actions").get("respectively_first"):
        said = [match.end() for match in word.finditer(passage.masked, start, hit.match.end())]
        behind = passage.within(said[-1], hit.match.end()) if said else []
        days = [context.dated(m.value.date) for m in behind if m.kind == "date"]
        if len(days) == states:
            return list(days)
        return [None] * states if len(days) > 1 else None
    verbs = [passage.lower.find(verb, own, end) for verb in context.language.table("actions")]
    next_act = min((at for at in verbs if at >= 0), default=end)
    if word.search(passage.masked, own, next_act):
        # "A and B, which had signed on one day, ratified on another and a third respectively."
        named = [m.value for m in passage.within(own, next_act) if m.kind == "date"]
        if len(named) == states:
            return [context.dated(date.date) for date in named]
    elif next_act < end and hit.has("date"):
        return None  # it is said of the act that follows
    if not word.search(passage.masked[start:end]):
        return None
    named = [m.value for m in passage.within(start, end) if m.kind == "date"]
    if len(named) == states:
        return [context.dated(date.date) for date in named]
    return [None] * states if len(named) > 1 else None


def _in_year(context: Context, hit: Hit, date: str) -> str | None:
    """A day without its year is of the year that its own sentence names before it."""
    if not date.startswith("--"):
        return date
    start, end = hit.passage.sentence(*hit.match.span(), context.stops)
    back = context.language.regex("treaty_actions", "same_year").search(
        hit.passage.masked, hit.match.start(), end
    )
    start = 0 if back else start
    named = hit.passage.before(hit.match.end(), "date", "period", since=start)
    year = next((m.value.date[:4] for m in named if m.value.date[:1].isdigit()), None)
    return f"{year}{date[1:]}" if year else context.dated(date)


def _treaties(context: Context, hit: Hit) -> list[str | None]:
    """The treaties a match names: several where a State joined several."""
    named = [m.value for m in hit.mentions("treaties") if m.kind == "treaty" and m.value]
    return list(dict.fromkeys(named)) or [context.treaty(hit)]


def _actions(context: Context, hit: Hit) -> list[str]:
    verbs = context.language.table("actions")
    words = hit.words("verb").lower()
    found = [(words.find(verb), action) for verb, action in verbs.items() if verb in words]
    if not found and not hit.has("verb"):
        # "the ratifications by A on one day and by B on another": the last act that was named,
        # in its own clause or before it ("A signed; B did so on another").
        clause, _ = hit.passage.sentence(hit.match.start(), hit.match.start(), context.stops)
        for start in (clause, max(0, hit.match.start() - REACH)):
            words = hit.passage.masked[start : hit.match.start()].lower()
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


def _since(context: Context, hit: Hit) -> str | None:
    """When "since" is, as the paper gives it: a date, the year of a conference, or its days."""
    passage = hit.passage
    first, last = passage.sentence(*hit.match.span(), context.full_stops)
    for found in context.pattern("treaty_actions", "since").within(passage, first, last):
        dates = [m.value for m in found.mentions() if m.kind in ("date", "period")]
        if dates:
            return context.dated(dates[0].date)
        ordinal = found.words("ordinal") if found.has("ordinal") else ""
        return _meeting_start(context, ordinal) or found.words("words") or None
    return None


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
