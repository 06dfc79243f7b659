"""Meetings: who is said to act there and is not said to be there."""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.checks.model import Finding, States
from testban.treaty.checks.paper import Paper
from testban.treaty.extract.model import Fact

__all__ = ["absent_but_acting"]

_ATTENDING = (
    "attending_ratifiers_and_signatories",
    "attending_other",
    "attending_states_parties",
    "observer_states",
)
_ACTING = ("speakers", "vice_presidents", "credentials_committee")


def absent_but_acting(paper: Paper) -> Iterator[Finding]:
    """M701: a State presides, speaks or is elected, and is not in the list of those attending."""
    present = {
        state
        for fact in paper.of("state_list")
        if fact.fields["role"] in _ATTENDING
        for state in _meant(fact)
    }
    if not present:
        return
    for fact in paper.of("state_list"):
        if fact.fields["role"] in _ACTING:
            for state in dict.fromkeys(fact.fields["states"]):
                if state not in present:
                    cite = paper.where(fact, state)
                    yield paper.finding(
                        "M701", cite, state=States((state,)), role=fact.fields["role"]
                    )
    for fact in paper.of("appointment"):
        state = fact.fields["state"]
        if fact.fields["role"] == "president" and state and state not in present:
            cite = paper.where(fact, state)
            yield paper.finding("M701", cite, state=States((state,)), role="president")


def _meant(fact: Fact) -> set[str]:
    """The States of a list, by either reading of an ambiguous name."""
    either = {code for each in fact.fields.get("ambiguous", ()) for code in each["readings"]}
    return {*fact.fields["states"], *either}
