"""Votes: tallies and lists of States, on a resolution or on a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Hit, Passage
from testban.treaty.extract.patterns import Pattern, number
from testban.treaty.extract.references import resolutions

__all__ = ["extract"]

_SIDES = ("yes", "no", "abstain")


@dataclass
class _Vote:
    resolution: str | None
    part: str | None
    tally: dict[str, int] = field(default_factory=dict)
    states: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    pieces: list[MappedText] = field(default_factory=list)
    place: str = ""


def extract(context: Context) -> Iterator[Fact]:
    """Each vote; its sponsors are those that the paper names for the same resolution."""
    votes = _merged(list(_votes(context)))
    sponsors = _sponsors(context)
    for vote in votes:
        yield _fact(context, vote, sponsors.get(vote.resolution or "", []))


def _votes(context: Context) -> Iterator[_Vote]:
    rules = context.rules("vote")
    part_of = context.pattern("votes", "part")
    for passage in context.passages:
        found: list[tuple[int, Hit]] = sorted(
            ((hit.match.start(), hit) for rule in rules for hit in rule.pattern.find(passage)),
            key=lambda pair: pair[0],
        )
        if not found:
            continue
        current: _Vote | None = None
        covered = -1
        for start, hit in found:
            if start < covered:
                continue
            covered = hit.match.end()
            part = _part(context, hit, part_of)
            if current is None or part != current.part or _repeats(current, hit):
                if current is not None:
                    yield current
                current = _Vote(_resolution(context, passage, hit), part, place=passage.block.place)
            _add(context, current, hit)
        if current is not None:
            yield current


def _repeats(vote: _Vote, hit: Hit) -> bool:
    """The match gives a side that the vote has already, so that another vote begins."""
    return any(
        (hit.has(side) and side in vote.tally)
        or (hit.has(f"states_{side}") and side in vote.states)
        for side in _SIDES
    )


def _add(context: Context, vote: _Vote, hit: Hit) -> None:
    for side in _SIDES:
        if hit.has(side) and (value := number(hit.words(side), context.language)) is not None:
            vote.tally[side] = value
        if hit.has(f"states_{side}") and (states := hit.states(f"states_{side}")):
            vote.states[side] = states
    start, end = hit.passage.sentence(*hit.match.span(), stops="。")
    vote.pieces.append(hit.passage.piece(start, end).strip())


def _part(context: Context, hit: Hit, part_of: Pattern) -> str | None:
    """The paragraph voted on apart, where the sentence says so."""
    start, end = hit.passage.sentence(*hit.match.span(), stops="。.")
    for found in part_of.find(hit.passage):
        if start <= found.match.start() < end:
            value = number(found.words("part"), context.language)
            kind = found.words("preamble") if found.has("preamble") else ""
            return f"{'preambular' if kind else 'operative'} paragraph {value}"
    return None


def _resolution(context: Context, passage: Passage, hit: Hit) -> str | None:
    """The resolution: in the sentence, at the footnote's mark, or in the paragraph before."""
    start, end = passage.sentence(*hit.match.span(), stops="。")
    inside = list(_symbols(context, passage))
    near = [s for s, at in inside if start <= at < end]
    if near:
        return near[0]
    if passage.block.mark is not None:
        return _at_mark(context, passage.block.mark)
    earlier = [s for s, at in inside if at < start]
    return earlier[-1] if earlier else None


def _symbols(context: Context, passage: Passage) -> Iterator[tuple[str, int]]:
    """Resolutions named in a passage, with the place of each in its masked text."""
    for position, character in enumerate(passage.masked):
        if character == "\ue005":
            mention = passage.within(position, position + 1)[0]
            if mention.value.startswith(("A/RES/", "A/C.1/")):
                yield mention.value, position
    for hit in context.pattern("references", "resolutions").find(passage):
        for symbol, _ in resolutions(context, hit):
            yield symbol, hit.match.start()


def _at_mark(context: Context, mark: int) -> str | None:
    """The resolution named last before a footnote's mark, in the block that holds the mark."""
    best: Passage | None = None
    for passage in context.passages:
        if passage.block.kind == "footnote" or not passage.text.origin:
            continue
        if passage.text.origin[0] <= mark and (
            best is None or passage.text.origin[0] >= best.text.origin[0]
        ):
            best = passage
    if best is None:
        return None
    before = [
        symbol
        for symbol, at in _symbols(context, best)
        if best.text.origin[best.index[best.starts[at]]] <= mark
    ]
    return before[-1] if before else None


def _merged(votes: list[_Vote]) -> list[_Vote]:
    """Votes on the same text told twice (in a row and in a footnote) are one."""
    merged: dict[tuple[str | None, str | None], _Vote] = {}
    result: list[_Vote] = []
    for vote in votes:
        key = (vote.resolution, vote.part)
        known = merged.get(key) if vote.resolution else None
        if known is not None and all(known.tally.get(s, n) == n for s, n in vote.tally.items()):
            known.tally = {**vote.tally, **known.tally}
            known.states = {**vote.states, **known.states}
            known.pieces += vote.pieces
        else:
            merged[key] = vote
            result.append(vote)
    return result


def _sponsors(context: Context) -> dict[str, list[str]]:
    """Sponsors by resolution, from sentences that say who submitted or co-sponsored it."""
    found: dict[str, list[str]] = {}
    for _, hit in context.hits("sponsor"):
        symbols = [symbol for symbol, _ in _symbols(context, hit.passage)]
        if not symbols:
            continue
        for state in context.states(hit.states("states")):
            known = found.setdefault(symbols[0], [])
            if state not in known:
                known.append(state)
    return found


def _fact(context: Context, vote: _Vote, sponsors: list[str]) -> Fact:
    fields: dict[str, Any] = {"resolution": vote.resolution, "part": vote.part}
    readings = [r for side in _SIDES for r in vote.states.get(side, [])]
    for side in _SIDES:
        states = vote.states.get(side)
        fields[side] = vote.tally.get(side)
        fields[f"states_{side}"] = context.states(states) if states else []
    fields["sponsors"] = sponsors if vote.part is None else []
    return context.fact("vote", {**fields, **context.readings(readings)}, vote.pieces, vote.place)
