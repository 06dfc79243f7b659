"""Mistakes in lists of States and in what is said of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from planting.places import Given, Name, Site
from testban.reference.states import list_name, names
from testban.treaty.lists import collation_key

WHOLE = ("ratified", "annex2", "annex2_ratified", "annex2_signed_not_ratified", "annex2_not_signed")
"""Lists whose States the ledger, or the treaty's Annex 2, gives."""
ELECTED = ("president", "vice_president", "chair", "rapporteur")
ATTENDING = (
    "attending_ratifiers_and_signatories",
    "attending_other",
    "attending_states_parties",
    "observer_states",
)


_ACTING = ("speakers", "vice_presidents", "credentials_committee")


def _listed(paper: Given, roles: tuple[str, ...]) -> Iterator[list[Name]]:
    for fact in paper.facts:
        if fact.kind == "state_list" and fact.fields["role"] in roles:
            inside = [n for n in paper.names if any(a <= n.start < b for a, b in fact.cite.spans)]
            if inside:
                yield inside


def _cut(paper: Given, run: list[Name], place: int) -> Site:
    """Take a name out, with the sign that parts it from the next or the last."""
    name = run[place]
    end = re.compile(r"[ ]*(?:[、，,]|\t|(?=\n))?[ ]*").match(paper.text, name.end)
    return Site(name.start, end.end() if end else name.end, "")


def twice(paper: Given) -> Iterator[Site]:
    """A State stands twice in a list, and another drops out."""
    for run in paper.runs:
        for place, name in enumerate(run):
            other = run[(place + len(run) // 2) % len(run)]
            if other.code != name.code:
                yield Site(name.start, name.end, paper.text[other.start : other.end])


def out_of_order(paper: Given) -> Iterator[Site]:
    """Two States of a list in alphabetical order change places."""
    for run in paper.runs:
        keys = [collation_key(list_name(n.code, "en")) for n in run]
        if sum(a > b for a, b in itertools.pairwise(keys)) * 20 > len(run):
            continue
        for place in range(len(run) - 5):
            one, other = run[place], run[place + 5]
            between = paper.text[one.end : other.start]
            yield Site(
                one.start,
                other.end,
                paper.text[other.start : other.end] + between + paper.text[one.start : one.end],
            )


def misspelt(paper: Given) -> Iterator[Site]:
    """Two signs of a name change places."""
    known = {n.text for n in names(paper.lang)}
    for run in paper.runs:
        for name in run:
            shown = paper.text[name.start : name.end]
            at = len(shown) // 2
            wrong = shown[: at - 1] + shown[at] + shown[at - 1] + shown[at + 1 :]
            if (
                len(shown) > 2
                and wrong != shown
                and wrong not in known
                and "\n" not in shown
                and " " not in wrong[at - 1 : at + 1]
            ):
                yield Site(name.start, name.end, wrong)


def left_out(paper: Given) -> Iterator[Site]:
    """A State drops out of a list that the ledger or Annex 2 gives."""
    for run in _listed(paper, WHOLE):
        for place in range(len(run)):
            yield _cut(paper, run, place)


def does_not_belong(paper: Given) -> Iterator[Site]:
    """A State stands in place of another in a list that the ledger or Annex 2 gives."""
    absent = paper.outsiders()
    for run in _listed(paper, WHOLE):
        inside = {n.code for n in run}
        others = [
            list_name(n.code, paper.lang) for n in paper.names if n.code not in inside
        ] + absent
        for place, name in enumerate(run):
            if others:
                yield Site(name.start, name.end, others[place % len(others)])


def does_not_attend(paper: Given) -> Iterator[Site]:
    """A State that does not attend is elected or speaks."""
    attending = {n.code for run in _listed(paper, ATTENDING) for n in run}
    acting = {n.code for run in _listed(paper, _ACTING) for n in run}
    if len(acting - attending) > len(acting) // 4:
        return  # the list is of some of those attending, as the reader sees
    for run in _listed(paper, _ACTING):
        for name in run:
            yield Site(name.start, name.end, paper.outsiders()[0])
    for fact in paper.facts:
        if fact.kind == "appointment" and fact.fields["state"] and fact.fields["role"] in ELECTED:
            for n in paper.names:
                if n.code == fact.fields["state"] and any(
                    a <= n.start < b for a, b in fact.cite.spans
                ):
                    yield Site(n.start, n.end, paper.outsiders()[0])
