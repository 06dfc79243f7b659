"""What a drafting committee does to a paper: each revision with the changes that must be listed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from revising.papers import Paper

__all__ = ["REVISIONS", "Expected", "Revision"]

Expected = tuple[str, str, str]
"""Kind, old and new."""


@dataclass(frozen=True)
class Revised:
    """The paper afterwards, what of substance must be told and nothing else, and what of wording."""

    paper: Paper
    substance: frozenset[Expected]
    wording: frozenset[str] = frozenset()


Revision = Callable[[Paper, random.Random], Revised]


_SWAPS = {
    "en": (
        ("should submit", "may submit", ("obligation_changed", "should", "may")),
        ("shall circulate", "should circulate", ("obligation_changed", "shall", "should")),
        ("60 days", "90 days", ("number_changed", "60", "90")),
        ("303 facilities", "304 facilities", ("number_changed", "303", "304")),
        ("31 March 2033", "30 April 2033", ("date_changed", "31 March 2033", "30 April 2033")),
        ("A/RES/87/64", "A/RES/87/46", ("symbol_changed", "A/RES/87/64", "A/RES/87/46")),
        ("must be ready", "should be ready", ("obligation_changed", "must", "should")),
        ("We call upon", "We encourage", ("obligation_changed", "call upon", "encourage")),
    ),
    "zh": (
        ("国应当在", "国可以在", ("obligation_changed", "应当", "可以")),
        ("必须在60", "应当在60", ("obligation_changed", "必须", "应当")),
        ("60天", "90天", ("number_changed", "60", "90")),
        ("303个", "304个", ("number_changed", "303", "304")),
        ("2033年3月31日", "2033年4月30日", ("date_changed", "2033年3月31日", "2033年4月30日")),
        ("A/RES/87/64", "A/RES/87/46", ("symbol_changed", "A/RES/87/64", "A/RES/87/46")),
        ("不得进行", "避免进行", ("obligation_changed", "不得", "避免")),
        ("呼吁", "鼓励", ("obligation_changed", "呼吁", "鼓励")),
    ),
}  # fmt: skip
_NEW = {
    "en": "A minute of silence was observed in memory of the victims of nuclear testing.",
    "zh": "会议为核试验受害者默哀一分钟以表悼念之情。",
}
_OTHERS = {
    "en": (("Belgium", "Bulgaria"), ("Japan", "Jordan"), ("Norway", "Nepal")),
    "zh": (("比利时", "保加利亚"), ("日本", "约旦"), ("挪威", "尼泊尔")),
}
_REWORDED = {
    "en": "Those consulted were {}.",
    "zh": "参与磋商的国家为{}。",
}


def _swapped(paper: Paper, chance: random.Random, number: int) -> Revised:
    """So many values and words of obligation are others, wherever they stand."""
    swaps = chance.sample(_SWAPS[paper.lang], number)
    paragraphs = []
    for paragraph in paper.paragraphs:
        for old, new, _ in swaps:
            paragraph = tuple(sentence.replace(old, new) for sentence in paragraph)
        paragraphs.append(paragraph)
    return Revised(
        paper.with_paragraphs(*paragraphs), frozenset(expected for *_, expected in swaps)
    )


def several_values(paper: Paper, chance: random.Random) -> Revised:
    """Four values and words of obligation are others."""
    return _swapped(paper, chance, 4)


def moved_and_changed(paper: Paper, chance: random.Random) -> Revised:
    """A paragraph stands elsewhere, and two values are others."""
    changed = _swapped(paper, chance, 2)
    first, *rest = changed.paper.paragraphs
    moved = replace(changed.paper.with_paragraphs(*rest, first), list_at=paper.list_at - 1)
    return Revised(moved, changed.substance, frozenset({"moved"}))


def split_and_changed(paper: Paper, chance: random.Random) -> Revised:
    """A paragraph is two, and two values are others."""
    changed = _swapped(paper, chance, 2)
    first, *rest = changed.paper.paragraphs
    halves = replace(
        changed.paper.with_paragraphs(first[:1], first[1:], *rest), list_at=paper.list_at + 1
    )
    return Revised(halves, changed.substance, frozenset({"split"}))


def merged_and_changed(paper: Paper, chance: random.Random) -> Revised:
    """Two paragraphs are one, and two values are others."""
    changed = _swapped(paper, chance, 2)
    *rest, one, two = changed.paper.paragraphs
    at = min(paper.list_at, len(rest))
    merged = replace(changed.paper.with_paragraphs(*rest, (*one, *two)), list_at=at)
    return Revised(merged, changed.substance, frozenset({"merged"}))


def merged_in_the_other_order(paper: Paper, chance: random.Random) -> Revised:
    """Two paragraphs are one, the later first, and two values are others."""
    changed = _swapped(paper, chance, 2)
    *rest, one, two = changed.paper.paragraphs
    merged = changed.paper.with_paragraphs(*rest, (*two, *one))
    at = min(paper.list_at, len(rest))
    return Revised(replace(merged, list_at=at), changed.substance, frozenset({"merged"}))


def put_in(paper: Paper, chance: random.Random) -> Revised:
    """A paragraph is new, so that all others have other numbers, and a value is another."""
    changed = _swapped(paper, chance, 1)
    new = (_NEW[paper.lang],)
    added = replace(
        changed.paper.with_paragraphs(new, *changed.paper.paragraphs), list_at=paper.list_at + 1
    )
    expected = ("paragraph_added", "", f"1. {new[0]}")
    return Revised(added, changed.substance | {expected}, frozenset({"renumbered"}))


def listed_otherwise(paper: Paper, chance: random.Random) -> Revised:
    """Three States of the list are others, and other words introduce it, under another number."""
    others = dict(_OTHERS[paper.lang])
    states = tuple(others.get(state, state) for state in paper.states)
    added = put_in(paper, chance)
    revised = replace(added.paper, states=states, introduction=_REWORDED[paper.lang])
    gone = {("state_dropped", old, "") for old in others}
    come = {("state_added", "", new) for new in others.values()}
    return Revised(revised, added.substance | gone | come, frozenset({"renumbered", "reworded"}))


def hosts(paper: Paper, chance: random.Random) -> Revised:
    """The table of States loses two, and stands in another order."""
    gone = chance.sample(paper.hosts, 2)
    kept = [host for host in paper.hosts if host not in gone]
    chance.shuffle(kept)
    expected = frozenset(("state_dropped", host, "") for host in gone)
    return Revised(replace(paper, hosts=tuple(kept)), expected)


_TERMS = {"en": ("States", "Parties"), "zh": ("筹备委员会", "筹委会")}


def renamed(paper: Paper, chance: random.Random) -> Revised:
    """A term is another one throughout, and a value is another."""
    changed = _swapped(paper, chance, 1)
    old, new = _TERMS[paper.lang]
    paragraphs = [tuple(s.replace(old, new) for s in p) for p in changed.paper.paragraphs]
    return Revised(changed.paper.with_paragraphs(*paragraphs), changed.substance)


def nothing(paper: Paper, chance: random.Random) -> Revised:
    """Only the lines are broken elsewhere."""
    return Revised(paper, frozenset())


REVISIONS: tuple[Revision, ...] = (
    several_values, moved_and_changed, split_and_changed, merged_and_changed,
    merged_in_the_other_order, put_in, listed_otherwise, hosts, renamed, nothing,
)  # fmt: skip
