"""Order: a State that stands out of the alphabet in a list that otherwise keeps to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product, takewhile

from testban.reference.states import list_name, names, short_name
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Named, Paper
from testban.treaty.checks.shown import Clause, Printed, States
from testban.treaty.lists import collation_key

__all__ = ["out_of_order"]

# A shorter list may be in order, or nearly so, by chance.
_LEAST = 6
# Names of one column begin within so many characters.
_ALIGNED = 3
_COMMA = re.compile("[、,，;；]")
# One State in ten out of its place is a slip; more, and the list has another order.
_SHARE = 10
_PAIR = 2
# Papers follow their own alphabet, Chinese ones the English one, or a few of them pinyin.
_ALPHABETS = {"zh": ("en", "zh")}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A list read in one way, the places in it that break the order, and the alphabet of the order."""

    entries: Sequence[Named]
    wrong: tuple[int, ...]
    alphabet: str


def out_of_order(paper: Paper) -> Iterator[Finding]:
    """C106: a State out of the alphabetical order of its list."""
    told: set[int] = set()
    for readings in (*_in_sentences(paper), *_in_tables(paper), *_of_actors(paper)):
        best = _best(paper, readings)
        few = len(best.wrong) <= max(1, len(best.entries) // _SHARE)
        if not best.wrong or not (few or _exchanged(paper, best)) or _at_an_end(best):
            continue
        for place in best.wrong:
            entry = best.entries[place]
            start = entry.origin
            if start in told:
                continue
            told.add(start)
            state = _code(paper, entry)
            cite = paper.context.cite([entry.piece], entry.passage.block.place)
            where = _place_of(paper, best, state)
            yield paper.finding("C106", cite, state=Printed(state, entry.piece.text), where=where)


def _best(paper: Paper, readings: tuple[list[Named], ...]) -> _Reading:
    """The reading in which the fewest places are wrong; lists repeat, and most have none."""
    found: list[_Reading] = []
    for entries, alphabet in product(readings, _alphabets(paper)):
        found.append(_read(paper, entries, alphabet))
        if not found[-1].wrong:
            break
    return min(found, key=lambda reading: len(reading.wrong))


def _alphabets(paper: Paper) -> tuple[str, ...]:
    code = paper.context.language.code
    return _ALPHABETS.get(code, (code,))


def _at_an_end(reading: _Reading) -> bool:
    """One State leads or closes a list that is in order: by rank, by courtesy or by a slip."""
    return len(reading.wrong) == 1 and reading.wrong[0] in (0, len(reading.entries) - 1)


def _exchanged(paper: Paper, reading: _Reading) -> bool:
    """Two States stand in each other's place, and all others are in order."""
    if len(reading.wrong) != _PAIR:
        return False
    one, other = reading.wrong
    mended = list(reading.entries)
    mended[one], mended[other] = mended[other], mended[one]
    return not _read(paper, mended, reading.alphabet).wrong


def _code(paper: Paper, entry: Named) -> str:
    return paper.context.state(entry.readings)


def _place_of(paper: Paper, reading: _Reading, state: str) -> Clause:
    """The States of the list between which it should stand."""
    alphabet, day = reading.alphabet, _day(paper)
    key = _keys(state, alphabet, day)[0]
    right = [
        _code(paper, entry)
        for place, entry in enumerate(reading.entries)
        if place not in reading.wrong
    ]
    # Those above its place: further down, one that is sorted by a former name may have a smaller key.
    early = list(takewhile(lambda code: min(_keys(code, alphabet, day)) < key, right))
    late = [c for c in right if c not in early and c != state]
    beside = {"before": early[-1:], "after": late[:1]}
    name = "between" if early and late else "after" if early else "first"
    return Clause(name, {word: States(tuple(codes)) for word, codes in beside.items() if codes})


def _day(paper: Paper) -> str:
    return paper.day.isoformat() if paper.day else ""


def _read(paper: Paper, entries: Sequence[Named], alphabet: str) -> _Reading:
    """The fewest places that must be taken out for the rest to be in the order of an alphabet."""
    day = _day(paper)
    language = paper.context.language.code
    first = [_keys(entry.readings[0], alphabet, day)[0] for entry in entries]
    if all(one <= other for one, other in pairwise(first)):
        return _Reading(entries, (), alphabet)
    # By length, the smallest key with which a chain of that length can end, and its entry.
    ends: list[tuple[str, int]] = []
    before: dict[tuple[str, int], tuple[str, int]] = {}
    for place, entry in enumerate(entries):
        # Whoever prints a former name sorts by it.
        on = "" if _is_former(entry.text, language) else day
        keys = {key for code in entry.readings for key in _keys(code, alphabet, on)}
        if alphabet == language:
            keys.add(_printed(entry.text, alphabet))
        # The longest first, so that no chain takes one entry twice.
        for key in sorted(keys, reverse=True):
            length = bisect_left(ends, (key, place))
            if length:
                before[key, place] = ends[length - 1]
            ends[length : length + 1] = [(key, place)]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last[1])
        last = before.get(last)
    return _Reading(entries, tuple(p for p in range(len(entries)) if p not in kept), alphabet)


@lru_cache(1000)
def _is_former(printed: str, lang: str) -> bool:
    return any(n.kind == "former" and n.text == printed for n in names(lang))


@lru_cache(1000)
def _printed(name: str, alphabet: str) -> str:
    # The usual signs of GB 2312 stand in the order of their pinyin.
    return name.encode("gb18030").hex() if alphabet == "zh" else collation_key(name)


@lru_cache(10_000)
def _keys(code: str, lang: str, day: str) -> tuple[str, ...]:
    """What a State is sorted by: its name in lists, and the names it had on the day."""
    found = [list_name(code, lang), short_name(code, lang)]
    for name in names(lang):
        if name.iso3 == code and name.kind == "former":
            early = day and name.valid_from and day < name.valid_from
            late = day and name.valid_to and day > name.valid_to
            if not early and not late:
                found.append(name.text)
    return tuple(dict.fromkeys(_printed(name, lang) for name in found))


def _in_sentences(paper: Paper) -> Iterator[tuple[list[Named], ...]]:
    """Names that only the signs of a list part."""
    separator = paper.context.language.regex("lists", "separator")
    for passage, found in paper.named:
        run: list[Named] = []
        for entry in found:
            gap = passage.condensed[run[-1].end : entry.start] if run else ""
            if run and not (gap.strip() and separator.fullmatch(gap)):
                if len(run) >= _LEAST:
                    yield (run,)
                run = []
            elif len(run) == 1 and not _COMMA.search(gap):
                run = []  # "Germany and Egypt, India, …": who acts, and then the list
            run.append(entry)
        if len(run) >= _LEAST:
            yield (run,)


def _in_tables(paper: Paper) -> Iterator[tuple[list[Named], ...]]:
    """Lists in columns, read across and down."""
    for fact in paper.of("state_list"):
        entries = list(paper.entries(fact))
        rows: dict[int, list[Named]] = {}
        for entry in entries:
            rows.setdefault(paper.document.source.line(entry.origin), []).append(entry)
        if len(entries) < _LEAST or len(rows) < 2:
            continue
        wide = max(map(len, rows.values()))
        down = [row[column] for column in range(wide) for row in rows.values() if len(row) > column]
        yield entries, down, _by_columns(paper, entries)


def _by_columns(paper: Paper, entries: list[Named]) -> list[Named]:
    """A table whose columns are aligned, read down, although a row may lack one."""
    source = paper.document.source
    starts = sorted({source.column(entry.origin) for entry in entries})
    edges = [start for before, start in pairwise([0, *starts]) if start - before > _ALIGNED]
    return sorted(entries, key=lambda e: (bisect_right(edges, source.column(e.origin)), e.origin))


def _of_actors(paper: Paper) -> Iterator[tuple[list[Named], ...]]:
    """Those who report in each section of a table of activities."""
    by_section: dict[str, list[Named]] = {}
    for fact in paper.of("activity"):
        actor = fact.fields["actor"]
        section = by_section.setdefault(str(fact.fields["section"]), [])
        if section and actor in section[-1].readings:
            continue
        named = [entry for entry in paper.entries(fact) if actor in entry.readings]
        if named:
            section.append(named[0])
    for section in by_section.values():
        if len(section) >= _LEAST:
            yield (section,)
