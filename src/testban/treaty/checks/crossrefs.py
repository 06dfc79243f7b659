"""Cross-references: to paragraphs, items, annexes and footnotes that the paper itself should have.

Most papers cite other papers' paragraphs too. A reference counts as the paper's own where it says so
("above", "of the present report"), or where neither its sentence before it nor the words after it
name another document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from testban.treaty.checks.model import Finding
from testban.treaty.checks.numbering import annexes_of, note_series
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import Listed, Numeral
from testban.treaty.checks.words import Words, words
from testban.treaty.documents.labels import chinese_number, roman_number
from testban.treaty.documents.model import Block
from testban.treaty.documents.readers.marks import plain_mark
from testban.treaty.documents.symbols import SYMBOL
from testban.treaty.extract.passage import Hit

__all__ = [
    "letter_in_the_other_case",
    "mark_without_note",
    "no_such_annex",
    "no_such_footnote",
    "no_such_item",
    "no_such_paragraph",
    "no_such_paragraph_of_annex",
    "note_without_mark",
]


def no_such_paragraph(paper: Paper) -> Iterator[Finding]:
    """N505: a reference to a paragraph, or to an item of one, that the paper does not have."""
    body = _labels(paper, 0)
    for hit, own in _references(paper, "paragraph"):
        annex = hit.passage.block.annex
        part = _labels(paper, annex) if annex else {}
        # An annex that numbers its paragraphs from 1 means its own, unless it names the report.
        alone = len(part) >= _OWN_SERIES and "1" in part and not _PAPER.search(hit.words())
        known = part if alone else {**body, **part}
        if not known:
            continue
        numbers = [hit.words(name) for name in ("number", "last") if hit.has(name)]
        item = hit.words("item") if hit.has("item") else ""
        for number in numbers:
            if number not in known:
                yield _finding(paper, "N505", hit, own, stated=number, last=max(known, key=int))
            elif item and number == numbers[-1] and known[number] and item not in known[number]:
                shown = f"{number} ({item})"
                last = f"{number} ({max(known[number])})"
                yield _finding(paper, "N505", hit, own, stated=shown, last=last)


_OWN_SERIES = 3
_PAPER = re.compile("report|document|paper|报告|文件")


def no_such_paragraph_of_annex(paper: Paper) -> Iterator[Finding]:
    """N505: a reference to a paragraph that an annex of the paper does not have."""
    heads = {(kind, number): block.annex for block, kind, number in annexes_of(paper)}
    for hit, own in _references(paper, "paragraph_of_annex"):
        kind = "appendix" if hit.has("appendix") else "annex"
        shown = hit.words("annex") if hit.has("annex") else ""
        annex = heads.get((kind, chinese_number(shown) or roman_number(shown) or 0))
        known = _labels(paper, annex) if annex else {}
        if known and hit.words("number") not in known:
            last = max(known, key=int)
            yield _finding(paper, "N505", hit, own, stated=hit.words("number"), last=last)


def no_such_item(paper: Paper) -> Iterator[Finding]:
    """N505: a reference to "measure (f)", where no item of the paper has that letter."""
    letters = {b.label for b in paper.document.blocks if b.kind == "item" and len(b.label) == 1}
    letters = {letter for letter in letters if letter.isalpha()}
    for hit, own in _references(paper, "item_alone"):
        if letters and hit.words("item") not in letters:
            stated, last = f"({hit.words('item')})", f"({max(letters)})"
            yield _finding(paper, "N505", hit, own, stated=stated, last=last)


def no_such_annex(paper: Paper) -> Iterator[Finding]:
    """N506: a reference to an annex or appendix that the paper does not have."""
    known = {(kind, number) for _, kind, number in annexes_of(paper)}
    for hit, own in _references(paper, "annex"):
        kind = "appendix" if hit.has("appendix") else "annex"
        of_kind = {n for each, n in known if each == kind}
        missing = [n for n in _numbers(hit) if n not in of_kind]
        # A paper whose annexes carry no numbers, or that came without them, cites others'.
        if missing and (any(of_kind) or (own and of_kind)):
            there = Listed(tuple(Numeral(n) for n in sorted(of_kind) if n))
            yield _finding(paper, "N506", hit, own, stated=hit.words(), last=there)


def _numbers(hit: Hit) -> Iterator[int]:
    """The numbers of annexes that a reference names: "annexes I, II and IV"."""
    for shown in _NUMERAL.findall(f"{hit.words('number')} {hit.words('more')}"):
        if number := chinese_number(shown) or roman_number(shown):
            yield number


_NUMERAL = re.compile("[一二三四五六七八九十]{1,3}|(?<![A-Za-z])[IVX]{1,4}(?![A-Za-z])")


def no_such_footnote(paper: Paper) -> Iterator[Finding]:
    """N507: the text refers to a footnote that the paper does not have."""
    notes = {b.label for b in paper.document.blocks if b.kind == "footnote"}
    for hit, own in _references(paper, "footnote", footnotes=True):
        if notes and hit.words("number") not in notes:
            there = Listed(tuple(sorted(notes, key=lambda label: (len(label), label))))
            yield _finding(paper, "N507", hit, own, stated=hit.words("number"), last=there)


def _finding(paper: Paper, code: str, hit: Hit, _own: bool, **values: object) -> Finding:
    cite = paper.context.cite([hit.piece()], hit.passage.block.place)
    return paper.finding(code, cite, **values)


def _references(paper: Paper, name: str, *, footnotes: bool = False) -> Iterator[tuple[Hit, bool]]:
    """The paper's references to itself, and whether each says that it is one."""
    context = paper.context
    pattern = context.pattern("crossrefs", name)
    others = context.language.regex("crossrefs", "others")
    after = context.language.regex("crossrefs", "of_another")
    for passage in context.holding(pattern):
        block = passage.block
        if block.kind in ("title", "heading") or (block.kind == "footnote" and not footnotes):
            continue
        for hit in pattern.every(passage):
            own = hit.has("own")
            start, end = hit.match.span()
            first, _ = passage.sentence(start, end, context.full_stops)
            elsewhere = others.search(passage.masked, first, start) or after.match(
                passage.masked, end
            )
            if own or not elsewhere:
                yield hit, own


def _labels(paper: Paper, annex: int) -> dict[str, set[str]]:
    """The numbered paragraphs of a part, each with the letters of its items."""
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for block in paper.document.blocks:
        if block.annex != annex:
            continue
        if block.kind == "paragraph" and block.label.isdigit():
            current = found.setdefault(block.label, set())
        elif block.kind == "item" and (block.level == 1 or block.label.isalpha()):
            current.add(block.label)
    return found


def mark_without_note(paper: Paper) -> Iterator[Finding]:
    """N508: a mark in the text to which no footnote belongs."""
    blocks = paper.document.blocks
    notes = {block.label for block in blocks if block.kind == "footnote"}
    numbered = any(label.isdigit() for label in notes)
    mark_sign = _mark(paper.context.language.code)
    for passage in paper.context.passages:
        if passage.block.kind in ("footnote", "title"):
            continue
        text = passage.text.text
        for match in mark_sign.finditer(text):
            mark = plain_mark(match["mark"] or match["glued"]).lstrip("^")
            # A digit at the end of a sentence is a mark only in a paper that numbers its notes.
            if mark in notes or (match["glued"] and not numbered):
                continue
            name = "mark" if match["mark"] else "glued"
            piece = passage.text[match.start(name) : match.end(name)]
            cite = paper.context.cite([piece], passage.block.place)
            yield paper.finding("N508", cite, stated=mark)


_CJK = "\\u4e00-\\u9fff"


@cache
def _mark(lang: str) -> re.Pattern[str]:
    """A mark, raised or in brackets, or glued to the end of a sentence and counting nothing."""
    counter = words(lang).data.get("counter", "(?!)")
    return re.compile(
        # The look ahead is for speed alone: most characters begin neither.
        rf"(?=[\s\d⁰¹²³⁴-⁹^†‡§])(?:(?P<mark>[⁰¹²³⁴-⁹]{{1,2}}|(?<=\[)(?:\^?\d{{1,2}}|[†‡§])(?=\]))"
        rf"|(?:(?<=[。；”）)])\s?|(?<=[a-z)][.;,])|(?<=20\d\d[.;,])|(?<=19\d\d[.;,]))"
        rf"(?P<glued>\d{{1,2}})(?=\s*$|\s[A-Z]|[{_CJK}])(?!{counter}))"
    )


def note_without_mark(paper: Paper) -> Iterator[Finding]:
    """N509: a footnote whose mark stands nowhere in the text before it."""
    blocks = paper.document.blocks
    text = [b for b in blocks if b.kind not in ("footnote", "furniture") and b.text.origin]
    for series in note_series(blocks):
        known = words(paper.context.language.code)
        without = [note for at, note in enumerate(series) if not _has_mark(known, text, series, at)]
        # A paper lacks one; where several seem to lack theirs, the extraction put them elsewhere.
        for note in without if len(without) == 1 else ():
            cite = paper.context.cite([note.text[:1]], note.place)
            yield paper.finding("N509", cite, stated=note.label)


def _has_mark(known: Words, text: Sequence[Block], series: Sequence[Block], at: int) -> bool:
    """A note's mark stands where it can: between those of the notes before and after it."""
    note = series[at]
    first = max((before.mark or 0 for before in series[:at]), default=0)
    later = (after.mark for after in series[at + 1 :] if after.mark is not None)
    end = next(later, note.text.origin[0])
    if note.mark is not None and first <= note.mark:
        return True
    return first >= end or _is_marked(known, text, note, (first, end))


def _is_marked(known: Words, text: Sequence[Block], note: Block, between: tuple[int, int]) -> bool:
    """Some sign between two places of the original could be the note's mark."""
    sign = _sign(note.label, str(known.data.get("counter", "(?!)")))
    # "item 2", 项目 2: a number, and no mark.
    numbers_something = known.regex("numbers_something")
    for block in text:
        if not (block.text.origin[-1] >= between[0] and block.text.origin[0] <= between[1]):
            continue
        shown = block.text.text
        for match in sign.finditer(SYMBOL.sub(lambda m: "/" * len(m.group()), shown)):
            if not numbers_something.search(shown, 0, match.start()):
                return True
    return False


@lru_cache(1000)
def _sign(label: str, counter: str) -> re.Pattern[str]:
    """What the mark of a note can look like, where the text lost that it is raised."""
    if not label.isdigit():
        return re.compile(rf"(?<![a-z]){label}(?![a-z])|(?<=[a-z]){label}(?=[\s,.;:)]|$)")
    # Glued to what stands before it, or after a space that follows a stop or a Chinese character.
    before = rf"(?:(?<=[^\s\d/-])|(?<=[{_CJK}.,;:)”’》）。，；]\s))(?<!\d[.,])"
    apart = rf"(?<=[a-z]\s){label}(?=\s[a-z])"
    digits = rf"{before}{label}(?![\d/.,)]|{counter})|{apart}"
    glued = rf"(?<=\d)(?<!20\d)(?<!19\d){label}(?=\s*$|\s?[{_CJK}])(?!{counter})"
    year = rf"(?<=20\d\d){label}(?!\d)|(?<=19\d\d){label}(?!\d)|(?<=\d[.,;]){label}(?=\s*$)"
    return re.compile(f"{digits}|{glued}|{year}")


def letter_in_the_other_case(paper: Paper) -> Iterator[Finding]:
    """N510: an item is cited by a capital letter, and the paper's items carry small ones."""
    small = {b.label for b in paper.document.blocks if b.kind == "item" and b.label.islower()}
    if len(small) < 2:
        return
    for passage in paper.context.passages:
        for hit in paper.context.pattern("crossrefs", "capital_item").find(passage):
            letter = hit.words("letter")
            cite = paper.context.cite([hit.piece("letter")], passage.block.place)
            yield paper.finding("N510", cite, letter.lower(), stated=letter)
