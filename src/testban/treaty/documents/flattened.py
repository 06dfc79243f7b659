"""Papers whose lines were lost: a whole page, or a whole paper, on one line.

Web pages and some extractors put out a paper as one endless line. The places where its lines were
can be told from what stands there: the words of a masthead, the numbers of paragraphs in their
order, the letters of items, the headings before them, annexes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.lines import ENDLESS
from testban.treaty.documents.symbols import SYMBOL

__all__ = ["breaks"]

_HAN = r"\u4e00-\u9fff"
_NUMBER = re.compile(
    rf"(?<![^\s。；：])(\d{{1,3}})\s?[.．、]\s*(?=[A-ZÀ-Þ“\"‘\[(]|[{_HAN}《（]|\d{{4}}\s?年)"
)
_LETTER = re.compile(r"(?<![^\s。；：])(?P<dash>[-–•]\s)?[(（](?P<letter>[a-z])[)）]\s*(?=\S)")
_CIRCLED = re.compile(r"(?<=[：；:;])\s*(?=[㈠-㈩])")
_OPENS_ITEM = re.compile(r"(?:[;:：；。.,，]|\band|\bor|[和及])\s*$")
_ANNEX = re.compile(
    rf"(?<=[.。])\s+(?=(?P<name>(?:Annex|ANNEX|Appendix|APPENDIX)(?: [IVX]{{1,4}}| \d)?\s+)[A-Z]"
    rf"|(?P<han>(?:附件|附录)[一二三四五六七八九十]?\s+)(?:[{_HAN}《]|1[.．、]))"
)
_HEADING = re.compile(
    rf"(?:(?<=\s)|^)(?:[IVX]{{1,5}}|[A-Z]|[一二三四五六七八九十]{{1,3}})\s?[.．、]\s*"
    rf"[A-Z{_HAN}《][^.。；;]{{1,90}}$"
)
_HEADING_LENGTH = 110
_FEWEST_SECTIONS = 2
_DEPTH = 3  # of lists within lists
_HEAD_LENGTH = 900
_DAY = (
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{4}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?!\s?[至-])"
)
# What stands on a line of its own in a masthead.
_MASTHEAD = re.compile(
    rf"Dist(?:r(?:ibution)?)?\s?[.:：]+\s*(?:General|GENERAL|Limited|LIMITED)?"
    rf"|(?:{_DAY})(?=\s)"
    r"|Original\s*[:：]\s*\w+|(?<=\s)(?:English|French|Spanish|Russian|Chinese|Arabic)(?: [Oo]nly)?(?=\s)",
)
# The head of a statement: whose it is, the language it was written in, its day.
_STATEMENT = re.compile(
    rf"(?<=\s)(?P<name>[{_HAN}·（）()]{{2,24}}|(?<=[.。”\"]\s)[A-ZÀ-Þ][^.。\[\]]{{2,50}}?)\s+"
    r"(?P<tongue>[\[［](?:原[件文]|Original)\s?[:：][^\]］]{2,20}[\]］])\s*"
    r"(?P<day>[\[［][^\]］]{4,24}[\]］])?"
)
# A row of a table of activities, and the headings between its rows.
_ROW = re.compile(
    rf"(?<=\s)(?<![{_HAN}]\s)(?:[{_HAN}（）()]{{2,16}}\s+)?"
    rf"(?:\d{{4}}\s?年\s?\d{{1,2}}\s?月(?:[\d\s年月日至到—–-]{{1,28}})?)\s+(?=[{_HAN}])"
)
_ROW_AFTER_HEADING = re.compile(
    rf"(?<=\s)[{_HAN}（）()]{{2,16}}\s+"
    rf"(?:\d{{4}}\s?年\s?\d{{1,2}}\s?月(?:[\d\s年月日至到—–-]{{1,28}})?)\s+(?=[{_HAN}])"
)
_HEADER = re.compile(
    rf"(?<=\s)国家\s+(?:日期|时间|期间)[^\d。]{{0,30}}?\s(?=(?:[{_HAN}（）()]{{2,16}}\s+)?\d{{4}}\s?年)"
)
# Footnotes below it, and a list of documents: symbols, each with its title.
_NOTE = re.compile(rf"(?<=[。）)])\s+(?=([a-z])\s+[{_HAN}\d])")
_ENTRY = re.compile(
    rf"(?<=\s)(?:{SYMBOL.pattern})\*?\s+(?![号第所和及与的中])[{_HAN}《“]", re.VERBOSE
)
_APART = 250
_FEWEST_ENTRIES = 3
_SECTION = re.compile(rf"(?<=\s)[12]\s?[.．]?\s?[(（][ab][)）]\s*(?=[{_HAN}])")
# Lists under letters: A, B, C.
_CAPITAL = re.compile(rf"(?<=\s)([A-Z])[.．、]\s*(?=[{_HAN}《])")
_CAPITALS = re.compile(r"(?:[A-Z0-9()’'\"“”,-]+ ){4,}(?=[A-Z][a-z])")


def breaks(line: str) -> list[int]:
    """Where an endless line is to be broken, in order; none for a line of usual length.

    >>> head = "Report of the Conference I. Introduction "
    >>> line = head + "1. The Conference met. " + "It went on. " * 60 + "2. It closed."
    >>> [line[a:][:15] for a in breaks(line)]
    ['I. Introduction', '1. The Conferen', '2. It closed.']
    """
    if len(line) < ENDLESS:
        return []
    numbers = list(_numbers(line))
    found = {position for position in (*numbers, *_letters(line)) if position}
    for match in _ANNEX.finditer(line):
        # The word, with its number, is a heading of its own.
        found |= {match.end(), max(match.end("name"), match.end("han"))}
    found |= {start for number in numbers if (start := _heading(line, number))}
    found |= set(_masthead(line, numbers[0] if numbers else _HEAD_LENGTH))
    found |= {match.end() for match in _CIRCLED.finditer(line)}
    for find in (_capital_letters, _statements, _rows, _notes, _entries):
        found |= set(find(line))
    return sorted(found - {0})


def _numbers(line: str) -> Iterator[int]:
    """Where numbered paragraphs begin: 1, 2, 3 in their order, and from 1 again in an annex."""
    places = [(int(match[1]), match.start()) for match in _NUMBER.finditer(line)]
    outer: list[int] = []  # the last number of each list that another stands within
    for index, (number, position) in enumerate(places):
        if number in (last + 1 for last in outer):
            while outer[-1] != number - 1:
                outer.pop()
            outer[-1] = number
        # A first one is one where a second follows.
        elif number == 1 and any(other == 2 for other, _ in places[index + 1 : index + 12]):
            outer = [*outer[-_DEPTH:], 1]
        else:
            continue
        yield position


def _letters(line: str) -> Iterator[int]:
    """Where lettered items begin: (a), (b), (c) in their order."""
    last = ""
    for match in _LETTER.finditer(line):
        letter = match["letter"]
        follows = last != "" and ord(letter) == ord(last) + 1
        if (letter == "a" or follows) and (
            match["dash"] or _OPENS_ITEM.search(line[max(0, match.start() - 6) : match.start()])
        ):
            last = letter
            yield match.start()


def _capital_letters(line: str) -> Iterator[int]:
    """Where headings lettered A, B, C in their order begin."""
    last = ""
    for match in _CAPITAL.finditer(line):
        if match[1] == "A" or (last and ord(match[1]) == ord(last) + 1):
            last = match[1]
            yield match.start()


def _statements(line: str) -> Iterator[int]:
    """Around the head of each statement: the name, the language, the day."""
    for match in _STATEMENT.finditer(line):
        yield match.start("name")
        yield match.start("tongue")
        if match["day"]:
            yield match.start("day")
        end = match.end()
        yield end + len(line[end:]) - len(line[end:].lstrip())


def _rows(line: str) -> Iterator[int]:
    """Where the sections of a table of activities and its rows begin."""
    sections = [match.start() for match in _SECTION.finditer(line)]
    if len(sections) < _FEWEST_SECTIONS:
        return
    yield from sections
    for start in sections:
        if first := _ROW_AFTER_HEADING.search(line, start, start + _HEADING_LENGTH):
            yield first.start()
    yield from (match.start() for match in _ROW.finditer(line, sections[0]))
    for header in _HEADER.finditer(line):
        yield from header.span()


def _notes(line: str) -> Iterator[int]:
    """Where footnotes a, b, c in their order begin, one after the other."""
    places = [(match[1], match.end()) for match in _NOTE.finditer(line)]
    letters = "".join(letter for letter, _ in places)
    first = letters.find("abc")
    for index in range(first, len(places)) if first >= 0 else ():
        if ord(letters[index]) - ord("a") != index - first:
            return
        yield places[index][1]


def _entries(line: str) -> Iterator[int]:
    """Where the entries of a list of documents begin."""
    starts = [match.start() for match in _ENTRY.finditer(line)]
    run: list[int] = []
    for start in [*starts, len(line) + 2 * _APART]:
        if run and start - run[-1] > _APART:
            yield from run if len(run) >= _FEWEST_ENTRIES else ()
            run = []
        run.append(start)


def _heading(line: str, label: int) -> int | None:
    """Where the heading before a label begins; None where the text runs up to the label."""
    offset = max(0, label - _HEADING_LENGTH)
    before = line[offset:label].rstrip()
    found = [m for m in _HEADING.finditer(before) if "  " not in m.group()]
    return offset + found[-1].start() if found else None


def _masthead(line: str, end: int) -> Iterator[int]:
    """Around the words of a masthead with which the line begins."""
    symbol = SYMBOL.match(line, len(line) - len(line.lstrip()))
    if symbol is None:
        return
    head = line[: min(end, _HEAD_LENGTH)]
    for match in (symbol, *_MASTHEAD.finditer(head, symbol.end())):
        for edge in (match.start(), match.end()):
            while edge < len(head) and (head[edge].isspace() or head[edge] == "*"):
                edge += 1
            yield edge
    for match in _CAPITALS.finditer(head):
        yield match.start()
        yield match.end()
