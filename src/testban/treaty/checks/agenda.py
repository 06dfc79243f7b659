"""The agenda: items that are reported under another number, or under another title.

Which item a sentence reports is told by what it says: the words of each item's title, the rarer
among the titles the weightier, are looked for in the sentence and in the heading above it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.words import words
from testban.treaty.extract.passage import Hit

__all__ = [
    "reported_twice_and_the_next_never",
    "reported_under_another_number",
    "title_quoted_otherwise",
]

# Shares of a title's words, weighted: what stands for an item, and what does not.
_LIKELY, _UNLIKELY, _AHEAD = 0.5, 0.3, 0.25
# Out of the order of the agenda less evidence will do; a heading must be the title, nearly.
_IN_ORDER, _HEADING = 0.25, 0.8
_SAME_TITLE = 0.6
# A report goes through the agenda one by one where it deals with so many items in their order.
_A_SERIES = 4
# A sub-item's title is short, and more easily met with by chance.
_PART = 0.8
_SPLIT = re.compile(r"[^\w]+")
_CJK_OR_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")
# "Adoption of the agenda" is reported as "adopted its agenda".
_ENDING = re.compile(r"(?<=[a-z]{4})(?:ions?|ings?|ed|s)$")
_CJK = re.compile(r"[\u4e00-\u9fff]+")


@dataclass
class _Agenda:
    """Titles by number, an item's own and those of its sub-items."""

    titles: Mapping[str, list[str]]
    paragraphs: Sequence[str]

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Of the titles' words: the more paragraphs hold one, the less it tells."""
        wanted = {w for titles in self.titles.values() for title in titles for w in _words(title)}
        seen = Counter(word for text in self.paragraphs for word in _words(text) & wanted)
        return {
            # A pair of words says more than either, and another wording breaks it first.
            word: math.log(1 + len(self.paragraphs) / (1 + seen[word]))
            * (0.5 if " " in word else 1)
            for word in wanted
        }

    def likeness(self, label: str, text: str) -> float:
        """The weighted share of an item's title that a text holds, 0 to 1."""
        shown = _words(text)
        own, *parts = (
            sum(self._weights[word] for word in wanted & shown) / total if total else 0.0
            for wanted, total in self._wanted[label]
        )
        return max([own, *(_PART * share for share in parts)])

    @cached_property
    def _wanted(self) -> dict[str, list[tuple[frozenset[str], float]]]:
        """By item, the words of its titles, and what all of them weigh."""
        return {
            label: [(own, sum(self._weights[word] for word in own)) for own in map(_words, titles)]
            for label, titles in self.titles.items()
        }

    def supports(self, label: str, sentence: str) -> bool:
        """The sentence speaks of the item."""
        return label in self.titles and self.likeness(label, sentence) >= _LIKELY

    def meant(self, report: _Report, around: tuple[int, int], supported: set[str]) -> str:
        """The item that a report means and does not name; empty where it may mean what it says."""
        stated = 0.0
        if report.label in self.titles:
            under = self.likeness(report.label, report.heading)
            stated = max(self.likeness(report.label, report.sentence), under)
        scores = {
            label: self.likeness(label, report.sentence)
            for label in self.titles
            if label not in report.beside
        }
        best = max(scores, key=lambda label: (scores[label], label not in supported))
        clear = scores[best] >= _LIKELY and scores[best] - stated >= _AHEAD
        if clear and stated < max(_UNLIKELY, scores[best] / 2):
            return best
        # The sentence does not say, but the order of the agenda or the heading may.
        if stated < _LIKELY and (between := self._between(report.label, around, supported)):
            best = max(between, key=lambda label: scores.get(label, 0.0))
            likely = scores.get(best, 0.0)
            return best if likely >= _IN_ORDER and likely > stated else ""
        best = max(scores, key=lambda label: self.likeness(label, report.heading))
        named = self.likeness(best, report.heading) >= _HEADING
        return best if named and stated < _UNLIKELY else ""

    def _between(self, label: str, around: tuple[int, int], supported: set[str]) -> list[str]:
        """Items between those reported before and after, where `label` is not; reported nowhere."""
        before, after = around
        if not before < after or before < int(label) < after:
            return []
        within = range(before + 1, after)
        return [each for each in self.titles if int(each) in within and each not in supported]


@dataclass(frozen=True)
class _Report:
    """A place that says which item is dealt with: the number, the sentence, the heading above."""

    hit: Hit
    label: str
    sentence: str
    heading: str
    beside: frozenset[str]


def reported_under_another_number(paper: Paper) -> Iterator[Finding]:
    """M702: what a sentence reports is another item of the agenda than the number it gives."""
    agenda = _agenda(paper)
    if len(agenda.titles) < 2:
        return
    reports = list(_reports(paper))
    supported = {r.label for r in reports if agenda.supports(r.label, r.sentence)}
    open_title = paper.context.language.regex("agenda", "open_title")
    for index, report in enumerate(reports):
        known = agenda.titles.get(report.label)
        if known and open_title.search(known[0]):
            continue
        before = int(reports[index - 1].label) if index else 0
        after = int(reports[index + 1].label) if index + 1 < len(reports) else len(agenda.titles)
        expected = agenda.meant(report, (before, after), supported)
        if expected or not known:
            cite = paper.context.cite([report.hit.piece("label")], report.hit.passage.block.place)
            title = agenda.titles[expected][0] if expected else "—"
            yield paper.finding(
                "M702", cite, expected, stated=report.label, title=title, item=expected or "—"
            )


def reported_twice_and_the_next_never(paper: Paper) -> Iterator[Finding]:
    """M709: two paragraphs report one item, and none the item beside it, though its words stand there."""
    agenda = _agenda(paper)
    reports = [r for r in _reports(paper) if not r.beside and r.label in agenda.titles]
    seen = Counter(report.label for report in reports)
    numbers = [int(report.label) for report in reports]
    if len(seen) < _A_SERIES or numbers != sorted(numbers):
        return
    for first, second in pairwise(reports):
        label = first.label
        if label != second.label or seen[label] != 2:
            continue
        for report, other in ((first, str(int(label) - 1)), (second, str(int(label) + 1))):
            if other in seen or other not in agenda.titles:
                continue
            said, meant = (agenda.likeness(each, report.sentence) for each in (label, other))
            if said < meant and said < _UNLIKELY:
                cite = paper.context.cite(
                    [report.hit.piece("label")], report.hit.passage.block.place
                )
                title = agenda.titles[other][0]
                yield paper.finding("M709", cite, other, stated=label, item=other, title=title)


def title_quoted_otherwise(paper: Paper) -> Iterator[Finding]:
    """M703: the chapter that reports an item has a title that is almost the item's."""
    titles = {
        str(fact.fields["label"]): str(fact.fields["title"]) for fact in paper.of("agenda_item")
    }
    lines = {str(f.fields["label"]): f.cite.line for f in paper.of("agenda_item")}
    told: set[str] = set()
    headings = {p.text.text: p for p in paper.context.passages if p.block.kind == "heading"}
    for report in _reports(paper):
        label, heading = report.label, report.heading
        passage = headings.get(heading)
        if passage is None or label not in titles or heading in told:
            continue
        one, other = _parts(heading), _parts(titles[label])
        if "".join(one) in "".join(other) or "".join(other) in "".join(one):
            continue
        if SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_TITLE:
            told.add(heading)
            cite = paper.context.cite([passage.text], passage.block.place)
            yield paper.finding("M703", cite, titles[label], item=label, line=lines[label])


def _agenda(paper: Paper) -> _Agenda:
    titles: dict[str, list[str]] = {}
    for fact in paper.of("agenda_item"):
        number = re.match(r"\d+", str(fact.fields["label"]))
        if number:
            titles.setdefault(number.group(), []).append(str(fact.fields["title"]))
    kinds = ("paragraph", "item", "heading")
    return _Agenda(titles, [b.text.text for b in paper.document.blocks if b.kind in kinds])


def _reports(paper: Paper) -> Iterator[_Report]:
    """Where one item of the agenda is said to be dealt with."""
    pattern = paper.context.pattern("agenda", "reported")
    heading = ""
    for passage in paper.context.passages:
        if passage.block.kind == "heading":
            heading = passage.text.text
        elif passage.block.kind in ("paragraph", "item"):
            hits = list(pattern.find(passage))
            labels = frozenset(hit.words("label") for hit in hits)
            for hit in hits:
                label = hit.words("label")
                yield _Report(hit, label, _sentence(paper, hit), heading, labels - {label})


def _sentence(paper: Paper, hit: Hit) -> str:
    """The sentence around a match, without the match and the titles of other years' documents."""
    start, end = hit.match.span()
    first, last = hit.passage.sentence(start, end, paper.context.full_stops)
    text = f"{hit.passage.piece(first, start).text} {hit.passage.piece(end, last).text}"
    # States that speak, of which there may be a hundred, are no words of a title.
    names = [m for m in hit.passage.within(first, last) if m.kind in ("state", "states")]
    for mention in names:
        text = text.replace(hit.passage.condensed[mention.start : mention.end], " ")
    text = words(paper.context.language.code).regex("report_words").sub(" ", text)
    return paper.context.language.regex("agenda", "of_another_year").sub(" ", text)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Pairs of Chinese characters; of other scripts words without endings, and pairs of them."""
    pairs = {
        run[i : i + 2] for run in _CJK.findall(re.sub(r"\s", "", text)) for i in range(len(run) - 1)
    }
    shown = _SPLIT.split(_CJK.sub(" ", text).lower())
    stems = [_ENDING.sub("", word)[:6] for word in shown if len(word) > 3]
    return frozenset((*pairs, *stems, *map(" ".join, pairwise(stems))))


def _parts(title: str) -> list[str]:
    """What two titles are compared by: Chinese characters, or words."""
    return _CJK_OR_WORD.findall(title.lower())
