"""Votes: tallies and lists of States, on a resolution or on a part of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import MASKS, Hit, Passage
from testban.treaty.extract.patterns import Pattern, number
from testban.treaty.extract.references import resolutions
from testban.treaty.extract.vote_tables import tabled_votes

__all__ = ["extract"]

_RESOLUTION = re.compile(r"/RES/|/L\.\d")
_RECORD = re.compile(r"/(?:PV|SR)\.\d")
_SIDES = ("yes", "no", "abstain")
_LABEL = 40
_NAMES = (MASKS["state"], MASKS["states"])
_NEAR = 5
_JOINT = re.compile(r",? and |, |[、和及与]")
_CLAUSE_MARKS = (";", "；", "，")
_CLAUSES = 2


@dataclass
class _Vote:
    resolution: str | None
    part: str | None
    tally: dict[str, int] = field(default_factory=dict)
    states: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    pieces: list[MappedText] = field(default_factory=list)
    place: str = ""
    listed: bool = False


@dataclass
class _Sponsors:
    states: list[str] = field(default_factory=list)
    pieces: list[MappedText] = field(default_factory=list)
    place: str = ""


def extract(context: Context) -> Iterator[Fact]:
    """Each vote; its sponsors are those that the paper names for the same resolution."""
    stated = [vote for vote in _votes(context) if _is_told(vote)]
    stated += [_Vote(*told) for told in tabled_votes(context)]
    votes = _merged(_of_record(stated) if _is_record(context) else stated)
    sponsors = _sponsors(context)
    known = {vote.resolution for vote in votes if vote.part is None}
    for vote in votes:
        yield _fact(context, vote, sponsors.get(vote.resolution or "", _Sponsors()).states)
    for resolution, found in sponsors.items():
        if resolution not in known:
            vote = _Vote(resolution, None, pieces=found.pieces, place=found.place)
            yield _fact(context, vote, found.states)


def _votes(context: Context) -> Iterator[_Vote]:
    last: _Vote | None = None
    for vote in _stated(context):
        if vote.resolution is None and vote.part:
            # A paragraph voted on apart is one of the resolution just spoken of.
            before = _spoken_of(context, vote)
            vote.resolution = before or (last.resolution if last else None)
        if vote.resolution is None and (context.document.symbol or "").startswith("A/RES/"):
            vote.resolution = context.document.symbol
        if vote.resolution is None and vote.tally and last is not None and not last.tally:
            # "It voted for resolution 88/70. … The resolution was adopted by 182 votes."
            vote.resolution = last.resolution
        if vote.resolution is None:
            # "The paragraph was retained by 168 votes", under the heading of the draft.
            vote.resolution = _spoken_of(context, vote)
        last = vote
        yield vote


def _is_told(vote: _Vote) -> bool:
    """One side alone is a vote where it is known on what: "three States opposed the venue"."""
    return vote.resolution is not None or len({*vote.tally, *vote.states}) > 1


def _is_record(context: Context) -> bool:
    """A record of a meeting prints the roll call before the tally, and votes on parts first."""
    return _RECORD.search(context.document.symbol or "") is not None


def _of_record(stated: list[_Vote]) -> list[_Vote]:
    """The votes of a record: a roll call is that of the tally below it, a part that of the text
    whose number the sentence says by which it was then adopted."""
    votes: list[_Vote] = []
    for vote in stated:
        above = votes[-1] if votes else None
        if above is not None and not above.tally and vote.tally and not vote.states:
            vote.states, vote.pieces = above.states, above.pieces + vote.pieces
            votes.pop()
        elif above is not None and not above.tally and not vote.tally:
            above.states |= vote.states
            above.pieces += vote.pieces
            continue
        votes.append(vote)
    numbered: str | None = None
    for vote in reversed(votes):
        if vote.part is None:
            numbered = vote.resolution
        else:
            vote.resolution = numbered or vote.resolution
    return votes


def _spoken_of(context: Context, vote: _Vote) -> str | None:
    """The resolution or draft whose symbol stands nearest before a vote."""
    first = min((piece.origin[0] for piece in vote.pieces if piece.origin), default=0)
    named = [
        (passage.text.origin[passage.index[mention.start]], str(mention.value))
        for passage in context.passages
        for mention in passage.mentions
        if mention.kind == "symbol" and _RESOLUTION.search(str(mention.value))
    ]
    before = max((one for one in named if one[0] < first), default=(0, None))
    return max(before, _number_above(context, first), key=lambda one: one[0])[1]


def _number_above(context: Context, first: int) -> tuple[int, str | None]:
    """The resolution that the passage right above names by its number, and where that stands."""
    shown = context.in_reading_order
    at = bisect_left(shown, first, key=lambda passage: passage.text.origin[0])
    if not at:
        return 0, None
    above = shown[at - 1]
    numbers = [symbol for symbol, _ in _symbols(context, above)]
    return (above.text.origin[0], numbers[-1]) if numbers else (0, None)


def _stated(context: Context) -> Iterator[_Vote]:
    """Votes in sentences, each completed by its roll call.

    Resolutions print the roll call after the sentence with the tally, records of meetings before
    it. Which comes first in a paper holds for the whole of it.
    """
    current: _Vote | None = None
    roll = _Vote(None, None)
    side: str | None = None
    rolls_first: bool | None = None
    below: str | None = None  # the side whose list the lines below go on with
    hits: dict[int, list[Hit]] = {}
    for _, hit in context.hits("vote"):
        hits.setdefault(id(hit.passage), []).append(hit)
    if not hits:
        return  # a roll call completes a vote, and is none
    other = context.pattern("votes", "other")
    heads = context.holding(other, *(context.pattern("votes", side) for side in _SIDES))
    likely = set(map(id, heads))
    for passage in context.passages:
        if id(passage) in likely and other.search(passage):
            side = None
            continue
        if id(passage) in likely and (named := _side(context, passage)):
            rolls_first = current is None if rolls_first is None else rolls_first
            side = named if named not in roll.states else None
            continue
        if side and _is_roll(passage):
            _call(roll, side, passage)
            continue
        if current is not None and below and passage.masked[:1] in _NAMES and _is_roll(passage):
            _call(current, below, passage)
            continue
        own = hits.get(id(passage), [])
        found = list(_in_passage(context, passage, own)) if own else []
        below = _goes_on_below(context, passage, own)
        if current is not None and len(found) == 1 and _goes_on(current, found[0]):
            _complete(current, found[0])
        elif found:
            target = found[0] if rolls_first else current
            if target is not None:
                _complete(target, roll)
                roll, side = _Vote(None, None), None
            if current is not None:
                yield current
            yield from found[:-1]
            current = found[-1]
        elif passage.block.kind == "heading" and passage.block.level == 1:
            side = None
    if current is not None:
        if not rolls_first:
            _complete(current, roll)
        yield current


def _goes_on_below(context: Context, passage: Passage, hits: Iterable[Hit]) -> str | None:
    """The side with whose names, and with no stop, a passage ends (`Yes:   Albania   Algeria`)."""
    end = len(passage.masked.rstrip())
    for hit in hits:
        for side in _SIDES:
            name = f"states_{side}"
            if hit.has(name) and _run(context, hit, name)[1] == end:
                return side
    return None


def _run(context: Context, hit: Hit, name: str) -> tuple[list[tuple[str, ...]], int]:
    """The States of a group, with those that stand right beside them (columns), and where they end."""
    start, end = hit.span(name)
    states = hit.states(name)
    if end - start == 1 and _is_two(context, hit.passage, start):
        # "… save Niger; Chad and Mali abstained" is two lists.
        states = _parts(context, hit.passage, start)[end < hit.match.end()]
        return states, end
    masked = hit.passage.masked
    while end < len(masked) and masked[end] in _NAMES:
        for mention in hit.passage.within(end, end + 1):
            states += mention.value if mention.kind == "states" else [mention.value]
        end += 1
    return states, end


def _first_list(hit: Hit) -> int:
    """Where the first list of States stands in what a match covers; -1 where it has none."""
    return hit.passage.masked.find(MASKS["states"], *hit.match.span())


def _is_two(context: Context, passage: Passage, at: int) -> bool:
    """A list of which one mark parts the first names from others, which are parted otherwise."""
    return (
        passage.masked[at : at + 1] == MASKS["states"]
        and len(_parts(context, passage, at)) == _CLAUSES
    )


def _parts(context: Context, passage: Passage, at: int) -> list[list[tuple[str, ...]]]:
    """The States of a list on either side of that mark; the list alone where it has none."""
    (mention,) = passage.within(at, at + 1)
    shown = passage.condensed[mention.start : mention.end]
    mark = next((mark for mark in _CLAUSE_MARKS if mark in shown), None)
    before, _, after = shown.partition(mark or ";")
    if mark is None or mark in after or not _JOINT.search(after):
        return [mention.value]
    number = len(context.names.find(before))
    return [mention.value[:number], mention.value[number:]]


def _complete(vote: _Vote, lists: _Vote) -> None:
    """Add lists of States to the vote that they belong to."""
    vote.states |= {side: states for side, states in lists.states.items() if states}
    vote.tally |= lists.tally
    vote.pieces += lists.pieces


def _side(context: Context, passage: Passage) -> str | None:
    """The side whose roll call the next lines are (`In favour:` on a line of its own)."""
    if len(passage.condensed) > _LABEL:
        return None
    names = [side for side in _SIDES if context.pattern("votes", side).search(passage)]
    return names[0] if names else None


def _is_roll(passage: Passage) -> bool:
    names = sum(m.end - m.start for m in passage.mentions if m.kind in ("state", "states"))
    return names > 0.7 * len(passage.condensed)


def _call(vote: _Vote, side: str, passage: Passage) -> None:
    found = vote.states.setdefault(side, [])
    for mention in passage.mentions:
        if mention.kind == "state":
            found.append(mention.value)
        elif mention.kind == "states":
            found.extend(mention.value)
    vote.pieces.append(passage.text)


def _goes_on(vote: _Vote, after: _Vote) -> bool:
    """A side or a number at the head of its line, which the vote before it has none of yet."""
    return (
        after.resolution in (None, vote.resolution)
        and after.part in (None, vote.part)
        and after.listed
        and not set(after.states) & set(vote.states)
        and not set(after.tally) & set(vote.tally)
    )


def _in_passage(context: Context, passage: Passage, hits: Iterable[Hit]) -> Iterator[_Vote]:
    """The votes that one passage states."""
    part_of = context.pattern("votes", "part")
    current: _Vote | None = None
    covered = -1
    ordered = sorted(hits, key=lambda hit: hit.match.start())
    whole = _apart(hit.match.span() for hit in ordered if all(hit.has(side) for side in _SIDES))
    for hit in ordered:
        shared = _first_list(hit) == covered - 1 and _is_two(context, hit.passage, covered - 1)
        if hit.match.start() < covered and not shared:
            continue
        since, covered = covered, hit.match.end()
        # A sentence that only names States goes on with the vote before it.
        listing = current is not None and not any(hit.has(side) for side in _SIDES)
        part = current.part if current and listing else _part(context, hit, part_of)
        if current is None or part != current.part or _repeats(current, hit):
            if current is not None:
                yield current
            resolution = _nearest(context, hit, since, whole) or _resolution(context, passage, hit)
            current = _Vote(resolution, part, place=passage.block.place)
            current.listed = hit.match.start() < _LABEL
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
        if hit.has(f"states_{side}") and (states := _run(context, hit, f"states_{side}")[0]):
            vote.states[side] = states
        if hit.has(f"own_{side}"):
            vote.states[side] = context.subject(hit)
    start, end = hit.passage.sentence(*hit.match.span(), context.stops)
    vote.pieces.append(hit.passage.piece(start, end).strip())


def _part(context: Context, hit: Hit, part_of: Pattern) -> str | None:
    """The paragraph voted on apart, where the sentence says so."""
    start, end = hit.passage.sentence(*hit.match.span(), context.stops)
    told = list(part_of.within(hit.passage, start, end))
    before = [found for found in told if found.match.start() < hit.match.end()]
    for found in before[-1:] or told[:1]:
        shown = found.words("part")
        value = context.language.table("ordinals").get(shown.lower())
        value = number(shown, context.language) if value is None else value
        kind = found.words("preamble") if found.has("preamble") else ""
        return f"{'preambular' if kind else 'operative'} paragraph {value}"
    return None


def _apart(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Where those of the spans begin, in their order, that do not overlap the one before."""
    starts: list[int] = []
    covered = -1
    for start, end in spans:
        if start >= covered:
            starts.append(start)
            covered = end
    return starts


def _nearest(context: Context, hit: Hit, since: int, whole: list[int]) -> str | None:
    """Where a sentence tells several votes, the resolution named beside the one in question.

    It stands before each of them, the last one named since the vote before; or, where none stands
    before the first, behind each ("by 182 votes to 1 (resolution 88/70), and by 120 votes …").
    """
    start, end = hit.passage.sentence(*hit.match.span(), context.stops)
    votes = [vote for vote in whole if start <= vote < end]
    if len(votes) < 2:
        return None
    named = [(symbol, at) for symbol, at in _symbols(context, hit.passage) if start <= at < end]
    own = hit.match.start()
    if any(at < votes[0] for _, at in named):
        before = [symbol for symbol, at in named if since <= at < own]
        return before[-1] if before else None
    following = min((vote for vote in votes if vote > own), default=end)
    return next((symbol for symbol, at in named if own <= at < following), None)


def _resolution(context: Context, passage: Passage, hit: Hit) -> str | None:
    """The resolution: in the sentence, at the footnote's mark, or in the paragraph before."""
    start, end = passage.sentence(*hit.match.span(), context.stops)
    inside = list(_symbols(context, passage))
    near = [s for s, at in inside if start <= at < end]
    if near:
        # A draft that "was adopted as resolution 75/40"; what another organ said is only recalled.
        own = [symbol for symbol in near if symbol.startswith("A/RES/")]
        own = own or [symbol for symbol in near if not symbol.startswith("S/RES/")]
        return (own or near)[0]
    if passage.block.mark is not None:
        return _at_mark(context, passage.block.mark)
    earlier = [s for s, at in inside if at < start]
    # "Abstaining: … All others supported resolution 75/40."
    later = {s for s, at in inside if at >= end}
    return earlier[-1] if earlier else (later.pop() if len(later) == 1 else None)


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
    """The resolution named last before a footnote's mark, in its block or the ones above."""
    shown = context.in_reading_order
    last = bisect_right(shown, mark, key=lambda passage: passage.text.origin[0])
    # Where columns were interleaved, the mark may stand some lines below the number.
    for passage in reversed(shown[max(0, last - _NEAR) : last]):
        before = [
            symbol
            for symbol, at in _symbols(context, passage)
            if passage.text.origin[passage.index[passage.starts[at]]] <= mark
        ]
        if before:
            return before[-1]
    return None


def _merged(votes: list[_Vote]) -> list[_Vote]:
    """Votes on the same text told twice (in a row and in a footnote) are one."""
    merged: dict[tuple[str | None, str | None], _Vote] = {}
    result: list[_Vote] = []
    for vote in votes:
        key = (vote.resolution, vote.part)
        known = merged.get(key) if vote.resolution else None
        if known is not None and all(known.tally.get(s, n) == n for s, n in vote.tally.items()):
            known.tally = {**vote.tally, **known.tally}
            for side, states in vote.states.items():
                listed = known.states.setdefault(side, [])
                listed += [readings for readings in states if readings not in listed]
            known.pieces += vote.pieces
        else:
            merged[key] = vote
            result.append(vote)
    return result


def _sponsors(context: Context) -> dict[str, _Sponsors]:
    """Sponsors by resolution, from sentences that say who submitted or co-sponsored it."""
    found: dict[str, _Sponsors] = {}
    for _, hit in context.hits("sponsor"):
        resolution = _sponsored(context, hit)
        if resolution is None:
            continue
        known = found.setdefault(resolution, _Sponsors(place=hit.passage.block.place))
        known.pieces.append(hit.piece())
        for state in context.states(hit.states("states") or context.subject(hit)):
            if state not in known.states:
                known.states.append(state)
    return found


def _sponsored(context: Context, hit: Hit) -> str | None:
    """The resolution sponsored: named after the words, else before them, else the paper itself."""
    start, end = hit.passage.sentence(*hit.match.span(), context.stops)
    named = list(_symbols(context, hit.passage))
    after = [symbol for symbol, at in named if hit.match.start() <= at < end]
    before = [symbol for symbol, at in named if start <= at < hit.match.start()]
    own = context.document.symbol or ""
    others = [symbol for symbol, _ in named]
    if after or before or others:
        return [*after, *reversed(before), *others][0]
    return own if own.startswith("A/RES/") else None


def _fact(context: Context, vote: _Vote, sponsors: list[str]) -> Fact:
    fields: dict[str, Any] = {"resolution": vote.resolution, "part": vote.part}
    readings = [r for side in _SIDES for r in vote.states.get(side, [])]
    for side in _SIDES:
        states = vote.states.get(side)
        # "By 184 votes to 1, with A, B and C abstaining": three abstained.
        listed = len(states) if states and "yes" in vote.tally else None
        fields[side] = vote.tally.get(side, listed)
        fields[f"states_{side}"] = context.states(states) if states else []
    fields["sponsors"] = sponsors if vote.part is None else []
    return context.fact("vote", {**fields, **context.readings(readings)}, vote.pieces, vote.place)
