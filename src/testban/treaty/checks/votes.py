"""Votes: tallies against the lists behind them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from testban.reference.states import states
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import States
from testban.treaty.extract.model import Fact

__all__ = [
    "more_votes_than_members",
    "on_both_sides",
    "one_ballot_two_results",
    "sponsor_against",
    "tally_against_list",
]

_SIDES = ("yes", "no", "abstain")


def tally_against_list(paper: Paper) -> Iterator[Finding]:
    """V401: a tally is not the number of the States listed for it."""
    for fact in paper.of("vote"):
        for side in _SIDES:
            listed, stated = fact.fields[f"states_{side}"], fact.fields[side]
            # Those in favour are many, and seldom all named.
            whole = stated is not None and 2 * len(listed) >= stated
            if listed and whole and len(listed) != stated:
                number = len(listed)
                yield paper.finding(
                    "V401", fact.cite, number, stated=stated, listed=number, side=side
                )


def on_both_sides(paper: Paper) -> Iterator[Finding]:
    """V402: a State is listed with two votes in one ballot, or twice with the same."""
    for fact in paper.of("vote"):
        sides = {side: fact.fields[f"states_{side}"] for side in _SIDES}
        both = {s for a, b in combinations(_SIDES, 2) for s in set(sides[a]) & set(sides[b])}
        twice = {s for side in _SIDES for s in sides[side] if sides[side].count(s) > 1}
        for state in sorted(both | twice):
            yield paper.finding("V402", paper.where(fact, state), state=States((state,)))


def more_votes_than_members(paper: Paper) -> Iterator[Finding]:
    """V403: more votes than the United Nations has members."""
    members = sum(state.un_status == "member" for state in states().values())
    for fact in paper.of("vote"):
        total = sum(fact.fields[side] or 0 for side in _SIDES)
        if total > members:
            yield paper.finding("V403", fact.cite, total=total, members=members)


def sponsor_against(paper: Paper) -> Iterator[Finding]:
    """V404: a State that sponsored a resolution is listed as voting against it, or abstaining."""
    for fact in paper.of("vote"):
        if fact.fields["part"]:
            continue  # a sponsor may vote against a paragraph that others put in
        for side in ("no", "abstain"):
            for state in fact.fields[f"states_{side}"]:
                if state in fact.fields["sponsors"]:
                    yield paper.finding(
                        "V404",
                        paper.where(fact, state),
                        state=States((state,)),
                        resolution=fact.fields["resolution"] or "—",
                    )


def one_ballot_two_results(paper: Paper) -> Iterator[Finding]:
    """V405: the result of one ballot is given in two ways in one paper."""
    seen: dict[tuple[object, object, str], Fact] = {}
    for fact in paper.of("vote"):
        for side in _SIDES:
            if fact.fields["resolution"] is None or fact.fields[side] is None:
                continue
            key = fact.fields["resolution"], fact.fields["part"], side
            before = seen.setdefault(key, fact)
            if before.fields[side] != fact.fields[side]:
                yield paper.finding(
                    "V405",
                    fact.cite,
                    stated=fact.fields[side],
                    before=before.fields[side],
                    side=side,
                    resolution=fact.fields["resolution"],
                    line=before.cite.line,
                )
