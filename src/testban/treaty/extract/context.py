"""What every extractor works with: the document's passages, its treaty, its meeting, its names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from testban.reference.gazetteer import Gazetteer
from testban.reference.meetings import Meeting, meetings
from testban.treaty.documents.mapped import MappedText, Span
from testban.treaty.documents.model import Block, Document
from testban.treaty.documents.table_lines import PrintedLine, table_lines
from testban.treaty.extract.cells import Cell, cells_of
from testban.treaty.extract.model import FIELDS, Citation, Fact
from testban.treaty.extract.passage import Hit, Passage
from testban.treaty.extract.pattern_index import Rule, named_pattern, patterns_of, rules_of
from testban.treaty.extract.patterns import Pattern
from testban.treaty.extract.reader import Reader
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import Pack

if TYPE_CHECKING:
    from testban.treaty.extract.activity_rows import Row

__all__ = ["Context", "Rule"]

# What may stand between two blocks of one statement: white space and the label of the second.
_LABEL = re.compile(
    r"\s*(?:[(（]?(?:\d{1,3}|[a-z]{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?|[㈠-㈩])?\s*"
)
# How far before a match a treaty is looked for that it may mean.
_NEAR = 2000
_YEAR = re.compile(r"/((?:19|20)\d{2})(?:/|$)")
_OF_A_MEETING = re.compile(r"(?:CTBT-Art\.XIV|TPNW/[A-Z]+)/\d{4}|CTBT/PC-\d{1,3}")
_SERIES = {"CTBT": "CTBT-Art.XIV/", "TPNW": "TPNW/"}


class Context:
    """A document, and what its extractors share."""

    def __init__(self, document: Document, language: Pack) -> None:
        self.document = document
        self.language = language
        self.names: Gazetteer = gazetteer(language.code)
        self._reader = Reader(language)
        self.rows: list[Row] = []
        self.sections: dict[tuple[str, str], str] = {}
        self.participants: list[Passage] = []
        self.title_meeting: Fact | None = None
        self.passages: list[Passage] = [
            self._reader.passage(block) for block in document.blocks if block.kind != "furniture"
        ]

    # -- passages ---------------------------------------------------------------------------

    def put(self, passages: list[Passage]) -> None:
        """These passages stand in place of those there were; what was found in them is forgotten."""
        self.passages = passages
        for name in ("_worth_trying", "_texts"):
            self.__dict__.pop(name, None)

    def passage(self, block: Block, text: MappedText) -> Passage:
        """A part of a block (a cell, a sentence) made ready for patterns."""
        return self._reader.passage(block, text)

    def rules(self, section: str) -> list[Rule]:
        """The rules of a section of the pack, compiled."""
        return rules_of(section, self.language.code)

    def likely(self, section: str, passage: Passage) -> list[Rule]:
        """The rules of a section whose words a passage holds."""
        likely = passage.likely
        if likely.isdisjoint(patterns_of(section, self.language.code)):
            return []
        return [rule for rule in self.rules(section) if rule.pattern in likely]

    def first(self, section: str, passage: Passage, **data: Any) -> Rule | None:
        """The first rule of a section (of those that say `data`) that matches in a passage."""
        for rule in self.likely(section, passage):
            said = all(rule.data.get(name) == value for name, value in data.items())
            if said and rule.pattern.regex.search(passage.masked):
                return rule
        return None

    def pattern(self, section: str, name: str) -> Pattern:
        """One named pattern of a section of the pack."""
        return named_pattern(section, name, self.language.code)

    def search(self, section: str, name: str, block: Block, text: MappedText) -> Hit | None:
        """The first match of a named pattern in a part of a block, read only if it may be there."""
        pattern = self.pattern(section, name)
        if not pattern.may_stand_in(text.text):
            return None
        return pattern.search(self.passage(block, text))

    def found(self, section: str, name: str) -> Iterator[Hit]:
        """Every match of a named pattern, passage by passage, over the whole document."""
        pattern = self.pattern(section, name)
        for passage in self.holding(pattern):
            yield from pattern.every(passage)

    def holding(self, *patterns: Pattern) -> list[Passage]:
        """The passages that hold the words of one of the patterns.

        The cells of a long list of States are few texts again and again, and each is asked once.
        """
        if all(pattern.indexed for pattern in patterns):
            worth_trying = self._worth_trying
            likely = {
                passage.lower for pattern in patterns for passage in worth_trying.get(pattern, ())
            }
        else:
            likely = {
                lower
                for lower, passage in self._texts.items()
                if any(pattern.may_match(passage) for pattern in patterns)
            }
        return [passage for passage in self.passages if passage.lower in likely] if likely else []

    @cached_property
    def _texts(self) -> dict[str, Passage]:
        """A passage for each text."""
        return {passage.lower: passage for passage in self.passages}

    def hits(self, section: str) -> Iterator[tuple[Rule, Hit]]:
        """Every match of every rule of a section, rule by rule, over the whole document."""
        worth_trying = self._worth_trying
        for rule in self.rules(section):
            for passage in worth_trying.get(rule.pattern, ()):
                for hit in rule.pattern.every(passage):
                    yield rule, hit

    @cached_property
    def _worth_trying(self) -> dict[Pattern, list[Passage]]:
        """Of each pattern that may match in the document, the passages in which it may."""
        found: defaultdict[Pattern, list[Passage]] = defaultdict(list)
        for passage in self.passages:
            for pattern in passage.likely:
                found[pattern].append(passage)
        return found

    @cached_property
    def in_reading_order(self) -> list[Passage]:
        """The passages but for footnotes, as they stand in the original."""
        shown = [p for p in self.passages if p.block.kind != "footnote" and p.text.origin]
        return sorted(shown, key=lambda passage: passage.text.origin[0])

    @cached_property
    def lines(self) -> list[tuple[Block, MappedText]]:
        """The printed lines with the block that each belongs to."""
        return [(line.block, line.mapped) for line in self.printed]

    @cached_property
    def printed(self) -> list[PrintedLine]:
        """The same lines for those who look at their words first."""
        return list(table_lines(self.document))

    @cached_property
    def lines_of_cells(self) -> list[list[tuple[Block, MappedText, list[Cell]]]]:
        """The printed lines of two cells and more, those together that no other line parts."""
        found: list[list[tuple[Block, MappedText, list[Cell]]]] = [[]]
        for printed in self.printed:
            text = printed.text
            if "\t" in text or "  " in text:
                line = printed.mapped
                if len(cells := cells_of(line)) > 1:
                    found[-1].append((printed.block, line, cells))
                    continue
            if found[-1]:
                found.append([])
        return found

    @cached_property
    def listed(self) -> frozenset[int]:
        """The blocks, by identity, that a list of participants takes up."""
        return frozenset(id(passage.block) for passage in self.participants)

    @cached_property
    def activity_offsets(self) -> frozenset[int]:
        """Where the rows of activities and their cells begin in the original."""
        return frozenset(
            piece.origin[0]
            for row in self.rows
            for piece in (row.head, *row.text[:1], *row.comment[:1])
            if piece.origin
        )

    # -- facts ------------------------------------------------------------------------------

    def fact(
        self, kind: str, fields: dict[str, Any], text: MappedText | Sequence[MappedText], place: str
    ) -> Fact:
        """A fact of `kind` with all its fields, cited at `text` (or at several pieces of it)."""
        pieces = [text] if isinstance(text, MappedText) else list(text)
        complete = {name: fields.get(name) for name in FIELDS[kind]}
        extra = {name: value for name, value in fields.items() if name not in complete}
        return Fact(kind, {**complete, **extra}, self.cite(pieces, place))

    def cite(self, pieces: Sequence[MappedText], place: str) -> Citation:
        """The citation of some pieces of the document."""
        source = self.document.source
        if len(pieces) > 1:
            pieces = list({(p.origin[0], p.origin[-1]): p for p in pieces if p.origin}.values())
        spans = _closed(
            sorted([s for piece in pieces for s in piece.spans(source.text)]), source.text
        )
        quote = " … ".join(" ".join(piece.text.split()) for piece in pieces if piece.text)
        start = spans[0][0] if spans else 0
        return Citation(tuple(spans), source.line(start), source.page(start), place, quote)

    # -- States -----------------------------------------------------------------------------

    @cached_property
    def _unambiguous(self) -> frozenset[str]:
        """States that the document names by a spelling that is theirs alone."""
        named: list[tuple[str, ...]] = []
        for passage in self.passages:
            for mention in passage.mentions:
                if mention.kind == "state":
                    named.append(mention.value)
                elif mention.kind == "states":
                    named += mention.value
        return frozenset(readings[0] for readings in named if len(readings) == 1)

    def state(self, readings: tuple[str, ...]) -> str:
        """The State that a spelling means here.

        A spelling with two readings means the one that the document does not name otherwise;
        where that does not settle it, the State whose official name it is.
        """
        if len(readings) == 1:
            return readings[0]
        others = [state for state in readings if state not in self._unambiguous]
        return others[0] if others and len(others) < len(readings) else readings[0]

    def states(self, found: Iterable[tuple[str, ...]]) -> list[str]:
        """The States meant, in order."""
        return [self.state(readings) for readings in found]

    def readings(self, found: Iterable[tuple[str, ...]]) -> dict[str, Any]:
        """The extra field that keeps both readings of ambiguous names; empty where none is."""
        ambiguous = [
            {"read_as": self.state(readings), "readings": sorted(readings)}
            for readings in found
            if len(readings) > 1
        ]
        return {"ambiguous": ambiguous} if ambiguous else {}

    @cached_property
    def _speakers(self) -> dict[int, tuple[str, ...]]:
        current: tuple[str, ...] | None = None
        found: dict[int, tuple[str, ...]] = {}
        for passage in self.passages:
            if passage.block.kind == "heading":
                named = [m.value for m in passage.mentions if m.kind == "state"]
                alone = len(named) == 1 and self.names.covers(passage.text.text)
                current = named[0] if alone else None
            elif current is not None:
                found[id(passage.block)] = current
        return found

    def speaker(self, passage: Passage) -> tuple[str, ...] | None:
        """The State under whose name, as a heading, the passage stands."""
        return self._speakers.get(id(passage.block))

    def subject(self, hit: Hit) -> list[tuple[str, ...]]:
        """Whom a match without a name means: the State last named before it in its sentence.

        Where the sentence names none, the State whose statement it is, or the one named last.
        """
        passage, start = hit.passage, hit.match.start()
        first, _ = passage.sentence(start, start, self.stops)
        near = next(passage.before(start, "state", "states", since=first), None)
        if near is None and (speaker := self.speaker(passage)):
            return [speaker]
        last = near or next(passage.before(start, "state", "states"), None)
        if last is None:
            return []
        return [last.value] if last.kind == "state" else list(last.value)

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """What ends a sentence of the language."""
        return tuple(self.language.table("lists").get("sentence", "。"))

    @cached_property
    def full_stops(self) -> tuple[str, ...]:
        """What ends a sentence for certain, and no mere clause of it."""
        return tuple(self.language.table("lists").get("full_stops", "。"))

    # -- treaty and meeting -----------------------------------------------------------------

    @cached_property
    def main_treaty(self) -> str | None:
        """The treaty that "the Treaty" means: from the symbol, else the one named most."""
        symbol = self.document.symbol or ""
        for treaty, series in _SERIES.items():
            if symbol.startswith(series) or symbol.startswith(f"{treaty}/"):
                return treaty
        counted: Counter[str] = Counter()
        for passage in self.passages:
            weight = 10 if passage.block.kind in ("title", "heading") else 1
            for mention in passage.mentions:
                if mention.kind == "treaty" and mention.value in _SERIES:
                    counted[mention.value] += weight
        return counted.most_common(1)[0][0] if counted else self._treaty_of_bodies

    @cached_property
    def _treaty_of_bodies(self) -> str | None:
        """The treaty after which the bodies are called of which alone the paper speaks."""
        text = " ".join(passage.condensed for passage in self.passages)
        names = self.language.table("treaties").get("names", {})
        counted = {
            treaty: sum(text.count(name) for name in names.get(treaty, ())) for treaty in _SERIES
        }
        treaty = max(counted, key=lambda name: counted[name])
        return treaty if counted[treaty] else None

    def treaty(self, hit: Hit, name: str = "treaty") -> str | None:
        """The treaty that a match names, or "the Treaty"."""
        found = hit.treaty(name) or hit.treaty(f"{name}2")
        if found:
            return found
        # A paper about several treaties means, by "the Treaty", "it" or nothing, the one it named last.
        if not self._of_a_series and self._mixed:
            near = hit.passage.within(max(0, hit.match.start() - _NEAR), hit.match.start())
            before = [m.value for m in near if m.kind == "treaty" and m.value]
            return str(before[-1]) if before else self.main_treaty
        return self.main_treaty

    def treaty_before(self, offset: int) -> str | None:
        """The treaty that a table at `offset` of the original is about: the one last named above."""
        if not self._mixed:
            return self.main_treaty
        named = [
            (passage.text.origin[0], str(mention.value or self.main_treaty))
            for passage in self.passages
            for mention in passage.mentions
            if mention.kind == "treaty"
            and (mention.value or self._of_a_series)
            and passage.text.origin
        ]
        return max((n for n in named if n[0] <= offset), default=(0, self.main_treaty))[1]

    @property
    def _of_a_series(self) -> bool:
        """A paper of a treaty's own conference: "the Treaty" is that treaty throughout."""
        return bool(self.document.symbol) and str(self.document.symbol).startswith(
            tuple(_SERIES.values())
        )

    @cached_property
    def _mixed(self) -> bool:
        named = {
            m.value for p in self.passages for m in p.mentions if m.kind == "treaty" and m.value
        }
        return {"CTBT", "TPNW"} <= named

    @cached_property
    def own_meeting(self) -> Meeting | None:
        """The known meeting whose papers carry this document's symbol, or whose days it names."""
        symbol = self.document.symbol or ""
        for known in meetings():
            if known.symbol_prefix and symbol.startswith(known.symbol_prefix):
                return known
        return None

    @property
    def meeting(self) -> str | None:
        """The series to which the document belongs, as ``CTBT-Art.XIV/2021``; None for none."""
        if self.own_meeting is not None:
            return self.own_meeting.symbol_prefix
        match = _OF_A_MEETING.match(self.document.symbol or "")
        return match.group() if match else None

    @property
    def dated_by_symbol(self) -> bool:
        """The symbol of the paper holds its year."""
        return _YEAR.search(self.document.symbol or "") is not None

    @cached_property
    def year(self) -> str | None:
        """The year that dates without one mean: of the symbol, else the one named most."""
        match = _YEAR.search(self.document.symbol or "")
        if match:
            return match[1]
        counted = Counter(
            mention.value.date[:4]
            for passage in self.passages[:40]
            for mention in passage.mentions
            if mention.kind in ("date", "period") and mention.value.date[:1].isdigit()
        )
        return counted.most_common(1)[0][0] if counted else None

    def dated(self, date: str | None) -> str | None:
        """The date with its year supplied where the paper leaves it out."""
        if date is None or not date.startswith("--"):
            return date
        return f"{self.year}{date[1:]}" if self.year else None


def _closed(spans: list[Span], original: str) -> list[Span]:
    """Ranges parted by nothing but white space or a label are one."""
    closed: list[Span] = []
    for start, end in spans:
        if closed and (start <= closed[-1][1] or _LABEL.fullmatch(original, closed[-1][1], start)):
            closed[-1] = (closed[-1][0], max(end, closed[-1][1]))
        else:
            closed.append((start, end))
    return closed
