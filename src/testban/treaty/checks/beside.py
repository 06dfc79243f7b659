"""Numbers beside what they number: so many States and their names, so many decisions and their list.

A sentence that says a number and gives the names can be held against itself, whatever the list is of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import States
from testban.treaty.extract.passage import Hit, Passage
from testban.treaty.extract.patterns import number

__all__ = ["Beside", "beside", "doubled_beside", "items_announced"]

_FORMS = ("colon", "bracket", "namely", "copula", "after")
_BEFORE = 24
# A union has no place in a count of States, and a list that names one is not of States alone.
_NO_STATE = "EU"
_SERIES = re.compile(
    r"^(?P<noun>[A-Z][a-z]+(?: [a-z]+)?|[\u4e00-\u9fff]{2,6}) ?"
    r"(?P<label>\d{1,2}|[IVX]{1,4}|[A-Z]|[一二三四五六七八九十]{1,2})(?=[.:：、\s]|$)"
)


@dataclass(frozen=True)
class Beside:
    """A stated number, the States named beside it, and where both stand."""

    hit: Hit
    stated: int
    states: tuple[str, ...]

    @property
    def origin(self) -> range:
        """The place in the original, from the number to the last name."""
        origin = self.hit.piece().origin
        return range(origin[0], origin[-1] + 1) if origin else range(0)


def beside(paper: Paper) -> Iterator[Beside]:
    """Every number of States that its sentence names, each once."""
    taken: set[tuple[int, int]] = set()
    language = paper.context.language
    before = language.regex("beside", "before")
    partly = language.regex("beside", "partly")
    label = language.regex("parts_of_counts", "label")
    for form in _FORMS:
        for hit in paper.context.found("beside", form):
            passage = hit.passage
            start, end = hit.match.span("value")
            first, last = hit.match.span("states")
            between = passage.masked[end:first] if first > end else ""
            # The number nearest to the names is theirs.
            if any(min(end, last) <= at < first for at in passage.numbers if at > start):
                continue
            if label.search(passage.masked, max(0, start - _BEFORE), start):
                continue  # the 2 of "Annex 2 States"
            if partly.search(between) or before.search(
                passage.masked[max(0, start - _BEFORE) : start]
            ):
                continue
            stated = number(hit.words("value"), language)
            states = tuple(paper.context.states(hit.states("states")))
            key = (id(passage), start)
            if stated is None or _NO_STATE in states or key in taken:
                continue
            if len(states) == 1 and stated != 1 and form in ("after", "copula"):
                continue  # "the four States are Cuba's neighbours", 中亚五国
            taken.add(key)
            yield Beside(hit, stated, states)


def doubled_beside(paper: Paper, told: set[int]) -> Iterator[Finding]:
    """A State twice in a run of names in a sentence; `told` holds the offsets of other lists."""
    for passage, entries in paper.named:
        for mention in passage.mentions:
            if mention.kind != "states":
                continue
            named = [e for e in entries if mention.start <= e.start < mention.end]
            if any(entry.origin in told for entry in named):
                continue
            # Cells of one row are no list: a State and what its facility is called.
            states = [
                (paper.context.state(entry.readings), _cell(passage, entry.origin))
                for entry in named
            ]
            for (state, cell), times in Counter(states).items():
                if times > 1:
                    told_of = [
                        e for e, at in zip(named, states, strict=True) if at == (state, cell)
                    ]
                    last = told_of[-1]
                    cite = paper.context.cite([last.piece], passage.block.place)
                    yield paper.finding("C102", cite, state=States((state,)), times=times)


def _cell(passage: Passage, offset: int) -> int:
    """In which cell of its row an offset of the file lies; 0 outside tables."""
    return passage.text.text.count("\t", 0, bisect_left(passage.text.origin, offset))


def items_announced(paper: Paper) -> Iterator[Finding]:
    """A number of decisions, actions or drafts against those that follow, each under its number."""
    pattern = paper.context.pattern("beside", "items")
    passages = paper.context.passages
    for at, passage in enumerate(passages):
        for hit in pattern.find(passage):
            stated = number(hit.words("value"), paper.context.language)
            listed, start = _following(hit.words("noun"), passages[at + 1 :])
            if stated and listed and stated != listed:
                cite = paper.context.cite([hit.piece("value")], passage.block.place)
                lines = str(paper.document.source.line(start))
                yield paper.finding("C101", cite, listed, stated=stated, listed=listed, lines=lines)


def _following(noun: str, passages: list[Passage]) -> tuple[int, int]:
    """How many numbered things of a name come next, one after the other; and where the first begins."""
    labels: list[str] = []
    start = 0
    for passage in passages:
        match = _SERIES.match(passage.text.text)
        if match and match["noun"].lower().rstrip("s") == noun.lower().rstrip("s"):
            if match["label"] in labels:
                break
            labels.append(match["label"])
            start = start or passage.block.text.origin[0]
        elif not labels:
            break
    return len(labels), start
