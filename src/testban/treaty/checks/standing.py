"""Status: what a paper says of signatures and ratifications against the ledger on that day."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from testban.reference.actions import INSTRUMENTS, Action
from testban.reference.treaties import find_treaty
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper, first_day, last_day
from testban.treaty.checks.shown import Clause, Listed, States, Word
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Passage
from testban.treaty.positions import Position
from testban.treaty.status import Status

__all__ = [
    "dated_otherwise",
    "listed_wrongly",
    "miscounted",
    "missing_from_list",
    "of_another_time",
    "ratified",
    "remaining",
    "signed",
]

_COUNTS = {
    "signatories": "signatories",
    "ratifiers": "ratifiers",
    "states_parties": "parties",
    "annex2_states": "annex2_states",
    "annex2_ratifiers": "annex2_ratifiers",
    "annex2_signatories": "annex2_signatories",
}
_REMAINING = {"annex2_remaining": "annex2_remaining"}
_NOBODY = Position("", None, None, None, None)
_Test = Callable[[Status, str], bool]


def _at(found: Status, state: str) -> Position:
    return found.positions.get(state, _NOBODY)


def signed(found: Status, state: str) -> bool:
    """The State had signed."""
    return _at(found, state).signed is not None


def ratified(found: Status, state: str) -> bool:
    """The State had ratified, or the like."""
    return _at(found, state).instrument is not None


def _annex2(found: Status, state: str) -> bool:
    return state in found.treaty.entry.required_states


def _counts(found: Status) -> dict[str, int]:
    """The counts of a status, and how many of the States that the treaty names had signed."""
    named = found.treaty.entry.required_states
    signatories = sum(signed(found, state) for state in named)
    return {**found.counts, "annex2_signatories": signatories} if named else found.counts


def _bound(found: Status, state: str) -> bool:
    on = _at(found, state).in_force_on
    return on is not None and on <= found.as_of


# What must be true of every State in a list of this role; and whether the list is of all such.
_ROLES: dict[str, tuple[_Test, bool]] = {
    "ratified": (ratified, True),
    # Lists of these may be of a part: a region, the Annex 2 States under a heading above.
    "signed": (lambda s, c: signed(s, c) or ratified(s, c), False),
    "not_signed": (lambda s, c: not signed(s, c) and not ratified(s, c), False),
    "signed_not_ratified": (lambda s, c: signed(s, c) and not ratified(s, c), False),
    "annex2": (_annex2, True),
    "annex2_ratified": (lambda s, c: _annex2(s, c) and ratified(s, c), True),
    "annex2_signed_not_ratified": (
        lambda s, c: _annex2(s, c) and signed(s, c) and not ratified(s, c),
        True,
    ),
    "annex2_not_signed": (
        lambda s, c: _annex2(s, c) and not signed(s, c) and not ratified(s, c),
        True,
    ),
    "annex2_remaining": (lambda s, c: _annex2(s, c) and not ratified(s, c), True),
    "attending_states_parties": (ratified, False),
    "observer_states": (lambda s, c: not _bound(s, c), False),
    "attending_ratifiers_and_signatories": (lambda s, c: signed(s, c) or ratified(s, c), False),
    "attending_other": (lambda s, c: not signed(s, c) and not ratified(s, c), False),
}


def miscounted(paper: Paper) -> Iterator[Finding]:
    """S201: a stated number of signatories, ratifiers or parties is not the ledger's."""
    yield from _miscounted(paper, "S201", _COUNTS)


def remaining(paper: Paper) -> Iterator[Finding]:
    """S206: a stated number of States still to ratify is not the ledger's."""
    yield from _miscounted(paper, "S206", _REMAINING)


def _miscounted(paper: Paper, code: str, names: dict[str, str]) -> Iterator[Finding]:
    # "94 States attended: 59 States parties and 35 observers" counts who was there.
    at_meetings = {
        fact.cite.place
        for fact in paper.of("count")
        if fact.fields["subject"].startswith(("attending", "observer"))
    }
    for fact in paper.of("count"):
        name = names.get(fact.fields["subject"])
        day = last_day(fact.fields["as_of"])
        known = paper.lately(fact.fields["treaty"], day)
        if name == "annex2_states" and not known and fact.fields["treaty"]:
            day = find_treaty(fact.fields["treaty"]).opened
            known = _annex_alone(paper, fact.fields["treaty"])
        if name is None or not known or name not in _counts(known[0]):
            continue
        if name == "parties" and (not known[0].in_force or fact.cite.place in at_meetings):
            continue
        value, right = fact.fields["value"], _counts(known[0])[name]
        if value in {_counts(found)[name] for found in known} or _may_be_right(paper, fact, name):
            continue
        yield paper.finding(
            code, fact.cite, right, stated=value, treaty=fact.fields["treaty"], day=day
        )


# A number that is so much smaller than the ledger's counts others, unless a day is given for it.
_FAR_OFF = 2


def of_another_time(paper: Paper, fact: Fact) -> bool:
    """The sentence of a count names another day, and the count is the ledger's of that day."""
    name, around = _COUNTS.get(fact.fields["subject"]), paper.around(fact)
    return name is not None and around is not None and _was_right(paper, fact, name, around)


def _was_right(paper: Paper, fact: Fact, name: str, around: tuple[Passage, int, int]) -> bool:
    passage, first, last = around
    value, treaty = fact.fields["value"], fact.fields["treaty"]
    for mention in passage.within(first, last):
        if mention.kind in ("date", "period"):
            start, end = map(paper.context.dated, (mention.value.date, mention.value.end_date))
            found = [*paper.during(treaty, start), *paper.during(treaty, end)]
            then = [counts[name] for counts in map(_counts, found) if name in counts]
            if then and min(then) <= value <= max(then):
                return True
    return False


def _may_be_right(paper: Paper, fact: Fact, name: str) -> bool:
    """The sentence speaks of another time, or of some of the States, of whom the ledger is silent."""
    around = paper.around(fact)
    if around is None:
        return False
    if _was_right(paper, fact, name, around):
        return True
    passage, first, last = around
    value, treaty = fact.fields["value"], fact.fields["treaty"]
    dated = next(
        paper.context.pattern("parts_of_counts", "as_of").within(passage, first, last), None
    )
    whole = paper.lately(treaty, last_day(fact.fields["as_of"]))
    return dated is None and bool(whole) and _FAR_OFF * value < _counts(whole[0]).get(name, 0)


def listed_wrongly(paper: Paper) -> Iterator[Finding]:
    """S202: a State stands in a list to which it did not belong on that day."""
    for fact, test, _, known in _lists(paper):
        for state in dict.fromkeys(fact.fields["states"]):
            if not any(test(found, state) for found in known):
                yield paper.finding(
                    "S202",
                    paper.where(fact, state),
                    state=States((state,)),
                    role=fact.fields["role"],
                    treaty=fact.fields["treaty"],
                    day=paper.day,
                )


def missing_from_list(paper: Paper) -> Iterator[Finding]:
    """S204: a State that belonged to a list on that day is missing from it."""
    for fact, test, whole, known in _lists(paper):
        candidates = {*known[0].positions, *known[0].treaty.entry.required_states}
        listed = set(fact.fields["states"])
        readings = {code for each in fact.fields.get("ambiguous", ()) for code in each["readings"]}
        missing = [
            state
            for state in sorted(candidates - listed - readings)
            if whole and all(test(found, state) for found in known)
        ]
        if missing and len(missing) < len(listed):
            yield paper.finding(
                "S204",
                fact.cite,
                ",".join(missing),
                states=States(tuple(missing)),
                role=fact.fields["role"],
                treaty=fact.fields["treaty"],
                day=paper.day,
            )


def _lists(paper: Paper) -> Iterator[tuple[Fact, _Test, bool, list[Status]]]:
    for fact in paper.of("state_list"):
        role, treaty = fact.fields["role"], fact.fields["treaty"]
        known = paper.lately(treaty, paper.day)
        if role in _ROLES and known:
            yield fact, *_ROLES[role], known
        elif role in _ROLES and role.startswith("annex2"):
            # On a day that the ledger does not know the annex is the same, and no more is known.
            annex = _annex_alone(paper, treaty) if treaty else []
            if annex:
                yield fact, _annex2, role == "annex2", annex


def _annex_alone(paper: Paper, treaty: str) -> list[Status]:
    """A status from which only the treaty's Annex 2 is to be taken."""
    return paper.lately(treaty, find_treaty(treaty).opened)[:1]


def dated_otherwise(paper: Paper) -> Iterator[Finding]:
    """S203: a stated day of a signature or ratification is not the ledger's."""
    if paper.ledger is None:
        return
    wrong: list[tuple[Fact, Action]] = []
    for fact in paper.of("treaty_action"):
        fields = fact.fields
        stated = fields["date"]
        if (
            stated is None
            or fields["treaty"] is None
            or not paper.covers(fields["treaty"], last_day(stated))
        ):
            continue
        actions = [
            action
            for action in paper.ledger.of(fields["treaty"], fields["state"])
            if _same_act(fields["action"], action)
        ]
        if not actions:
            state = States((fields["state"],))
            kept = _kept(paper, fact)
            yield paper.finding("S205", fact.cite, state=state, kept=kept, **_said(fact))
        elif not any(_fits(stated, action) for action in actions):
            wrong.append((fact, actions[0]))
    for fact, action in wrong:
        other = next((o for f, o in wrong if _exchanged(fact, action, f, o)), None)
        yield paper.finding(
            "S203",
            paper.when(fact, fact.fields["date"]),
            action.deposited,
            state=States((action.state,)),
            act=Word(f"did_{fact.fields['action']}"),
            also=_also(paper, fact, action, other),
            **_said(fact),
        )


def _also(paper: Paper, fact: Fact, action: Action, other: Action | None) -> Clause | str:
    """What the ledger has for the stated day: another act of the State, or the act of another State.

    `other` is the act whose day the paper gives to this one, where it gives this one's day to that.
    """
    if other is not None:
        states = {"one": States((action.state,)), "other": States((other.state,))}
        return Clause("exchanged", states)
    ledger, fields = paper.ledger, fact.fields
    that_day = [
        a for a in (ledger.of(fields["treaty"]) if ledger else ()) if _fits(fields["date"], a)
    ]
    own = next((a for a in that_day if a.state == fields["state"]), None)
    if own is not None:
        return Clause("that_day_own", {"act": Word(f"did_{own.action}")})
    same = [a.state for a in that_day if _same_act(fields["action"], a)]
    if len(fields["date"]) < _DAY or not 0 < len(same) <= _FEW:
        return ""
    act = Word(f"did_{fields['action']}")
    return Clause("that_day", {"state": States(tuple(same)), "act": act})


# A day on which more States acted tells nothing of whose it is.
_FEW = 2
_DAY = len("2021-09-23")


def _kept(paper: Paper, fact: Fact) -> Clause:
    """What the ledger has of the State."""
    actions = paper.ledger.of(fact.fields["treaty"], fact.fields["state"]) if paper.ledger else ()
    acts = tuple(
        Clause("act_on", {"act": Word(a.action), "day": a.deposited})
        for a in actions
        if a.deposited
    )
    return Clause("ledger_has", {"acts": Listed(acts)}) if acts else Clause("ledger_has_nothing")


def _exchanged(fact: Fact, action: Action, another: Fact, other: Action) -> bool:
    """Each of two States is given the other's day of one act."""
    one, two = fact.fields, another.fields
    return (
        action.state != other.state
        and (one["treaty"], one["action"]) == (two["treaty"], two["action"])
        and one["date"] == str(other.deposited)
        and two["date"] == str(action.deposited)
    )


def _said(fact: Fact) -> dict[str, object]:
    return {"treaty": fact.fields["treaty"], "stated": fact.fields["date"]}


def _same_act(said: str, action: Action) -> bool:
    """Papers call any instrument a ratification."""
    if said == "ratification":
        return action.action in INSTRUMENTS or action.scope == "ratification"
    return action.action == said


def _fits(stated: str, action: Action) -> bool:
    first, last = first_day(stated), last_day(stated)
    days = (action.deposited, action.effect, action.notified)
    return any(
        day is not None and first is not None and last is not None and first <= day <= last
        for day in days
    )
