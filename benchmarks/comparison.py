"""Changes planted one at a time: how many does `compare` report, and in the right part?

A paper is held against itself with one known change: a number, a date, a symbol, a State, a word of
obligation, a negation, a paragraph, a footnote or a row (substance); a State's other name, a term
renamed throughout, other words for the same, another order, other line breaks (wording). A change
is found where its part of the answer names it at its place; every other change of substance that is
reported is false. The places are found by patterns written here, not by the program's own.

    python benchmarks/comparison.py [--each 4] [--seed 1996] [PAPER...]
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from testban.reference.states import formal_name, short_name, states
from testban.treaty.compare import Change, Comparison, compare
from testban.treaty.compare.units import Unit, units_of
from testban.treaty.documents import Document, Source, parse, read_document

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
ENOUGH = 0.95
PAGE = 3_000
LONGEST, LARGEST = 3.0, 300
# How far from its place a change may be cited: a list is cited by the name before the gap.
_NEAR = 60


@dataclass(frozen=True)
class Planted:
    """A changed paper, where it was changed (in the original's text), and what should be told."""

    text: str
    start: int
    end: int
    part: str
    kinds: tuple[str, ...]


Planter = Callable[[Document, random.Random], "Planted | None"]

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


def _prose(document: Document) -> list[Unit]:
    return [
        u for u in units_of(document) if u.kind in ("paragraph", "item") and len(u.text.shown) > 40
    ]


def _in_prose(document: Document, pattern: str, chance: random.Random) -> re.Match[str] | None:
    """A place in a paragraph where a pattern matches the original."""
    inside = []
    for unit in _prose(document):
        for start, end in document.spans(unit.text.mapped):
            inside += list(re.compile(pattern).finditer(document.source.text, start, end))
    return chance.choice(inside) if inside else None


def _replaced(
    document: Document, start: int, end: int, new: str, part: str, *kinds: str
) -> Planted:
    text = document.source.text
    return Planted(text[:start] + new + text[end:], start, end, part, kinds)


def number(document: Document, chance: random.Random) -> Planted | None:
    """A number is another one."""
    pattern = (
        r"(?<![\w./()（第条款项()-])(?<!第 )[1-9]\d{0,2}(?=\s?(?:个|国|名|票|份|次会议|处|%))"
        if document.language == "zh"
        else r"(?<![\w./(),;:-])(?<!Article )[1-9]\d{0,2}(?= [a-z]{4,})(?! to )(?! and )"
    )
    match = _in_prose(document, pattern, chance)
    if match is None:
        return None
    new = str(int(match.group()) + chance.choice((1, 2, 7)))
    return _replaced(document, *match.span(), new, "substance", "number_changed")


def date(document: Document, chance: random.Random) -> Planted | None:
    """A year is another one."""
    zh = r"(?<=[^\d])((?:19|20)\d\d)(?=\s?年\s?\d{1,2}\s?月)"
    en = rf"(?<={_MONTH[3:-1].split('|')[0]} )\d{{4}}|\b(?:19|20)\d\d(?=[ ,.;)])(?<!/)"
    match = _in_prose(document, zh if document.language == "zh" else en, chance)
    if match is None:
        return None
    new = str(int(match.group()) + chance.choice((-1, 1)))
    return _replaced(document, *match.span(), new, "substance", "date_changed", "number_changed")


def symbol(document: Document, chance: random.Random) -> Planted | None:
    """The last figure of a document's symbol is another one."""
    match = _in_prose(document, r"\b(?:A/RES|A|CTBT-Art\.XIV|TPNW)/[\w./]*\d(?![\w/])", chance)
    if match is None:
        return None
    new = match.group()[:-1] + str((int(match.group()[-1]) + 3) % 10)
    return _replaced(document, *match.span(), new, "substance", "symbol_changed")


def _name(code: str, language: str) -> str:
    return short_name(code, language)


def _listed(document: Document, chance: random.Random) -> re.Match[str] | None:
    """A State inside a list of running text, with the mark after it."""
    names = "|".join(
        sorted((re.escape(_name(c, document.language or "en")) for c in states()), key=len)[::-1]
    )
    zh = rf"(?<=、)(?P<name>{names})、"
    en = rf"(?<=, )(?P<name>{names}), (?=[A-Z])"
    return _in_prose(document, zh if document.language == "zh" else en, chance)


def drop_a_state(document: Document, chance: random.Random) -> Planted | None:
    """A State drops out of a list."""
    match = _listed(document, chance)
    return match and _replaced(document, *match.span(), "", "substance", "state_dropped")


def replace_a_state(document: Document, chance: random.Random) -> Planted | None:
    """Another State stands in its place."""
    match = _listed(document, chance)
    if match is None:
        return None
    text = document.source.text
    other = [n for c in states() if (n := _name(c, document.language or "en")) not in text]
    start, end = match.span("name")
    return _replaced(document, start, end, chance.choice(other), "substance", "state_replaced")


def add_a_state(document: Document, chance: random.Random) -> Planted | None:
    """A State comes into a list."""
    match = _listed(document, chance)
    if match is None:
        return None
    text = document.source.text
    other = [n for c in states() if (n := _name(c, document.language or "en")) not in text]
    new = match.group() + match.group().replace(match["name"], chance.choice(other))
    return _replaced(document, *match.span(), new, "substance", "state_added")


def table_state(document: Document, chance: random.Random) -> Planted | None:
    """Another State stands in a table of States."""
    cells = [
        cell
        for unit in units_of(document)
        if unit.kind == "states"
        for block in unit.blocks
        for cell in block.cells
        if cell.origin and cell.text == document.source.text[cell.origin[0] : cell.origin[-1] + 1]
    ]
    if not cells:
        return None
    cell = chance.choice(cells)
    text = document.source.text
    other = [n for c in states() if (n := _name(c, document.language or "en")) not in text]
    if not other:
        return None
    start, end = cell.origin[0], cell.origin[-1] + 1
    return _replaced(document, start, end, chance.choice(other), "substance", "state_replaced")


_DUTIES = {
    "en": (("urges", "encourages"), ("urge", "encourage"), ("shall", "may"), ("Calls upon", "Invites"),
           ("should", "could"), ("requests", "invites"), ("Requests", "Encourages"), ("decided", "recommended"),
           ("reaffirmed", "noted"), ("welcomed", "noted"), ("must", "may"), ("stressed", "noted")),
    "zh": (("敦促", "鼓励"), ("吁请", "鼓励"), ("呼吁", "建议"), ("决定", "建议"), ("重申", "注意到"),
           ("欢迎", "注意到"),            ("强调", "注意到"), ("必须", "可以"), ("谴责", "注意到")),
}  # fmt: skip


def duty(document: Document, chance: random.Random) -> Planted | None:
    """A word of obligation is a weaker one."""
    table = dict(_DUTIES[document.language or "en"])
    edge = r"\b" if document.language == "en" else ""
    match = _in_prose(document, rf"{edge}(?:{'|'.join(table)}){edge}(?!性)", chance)
    return match and _replaced(
        document, *match.span(), table[match.group()], "substance", "obligation_changed"
    )


def negation(document: Document, chance: random.Random) -> Planted | None:
    """A negation drops out."""
    pattern = (
        r"(?<=[a-z]) not(?= [a-z])"
        if document.language == "en"
        else r"(?:尚未|没有|未能|不会|不得)"
    )
    match = _in_prose(document, pattern, chance)
    new = "" if document.language == "en" else "已"
    return match and _replaced(
        document, *match.span(), new, "substance", "negation_dropped", "obligation_dropped"
    )


def _lines(document: Document, unit: Unit) -> tuple[int, int] | None:
    """The whole lines on which a unit stands, where nothing else stands on them."""
    text = document.source.text
    spans = document.spans(unit.text.mapped)
    if len(spans) != 1 or unit.kind == "row":
        first, last = unit.blocks[0].text.origin[0], unit.blocks[-1].text.origin[-1]
    else:
        first, last = spans[0][0], spans[0][1] - 1
    start, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    return (start, len(text) if end < 0 else end + 1) if end - start < 4000 else None


def _drop(
    document: Document, chance: random.Random, kinds: tuple[str, ...], *told: str
) -> Planted | None:
    units = [u for u in units_of(document) if u.kind in kinds and len(u.text.shown) > 25]
    if not units or (lines := _lines(document, chance.choice(units))) is None:
        return None
    return _replaced(document, *lines, "\n" if kinds[0] == "paragraph" else "", "substance", *told)


def drop_a_paragraph(document: Document, chance: random.Random) -> Planted | None:
    """A paragraph or an item drops out."""
    return _drop(document, chance, ("paragraph", "item"), "paragraph_dropped", "text_dropped")


def drop_a_footnote(document: Document, chance: random.Random) -> Planted | None:
    """A footnote drops out, and its mark with it."""
    text = document.source.text
    notes = [
        note
        for note in units_of(document)
        if note.kind == "footnote" and note.blocks[0].mark is not None and _lines(document, note)
    ]
    if not notes:
        return None
    note = chance.choice(notes)
    lines, at = _lines(document, note), note.blocks[0].mark
    assert lines is not None
    assert at is not None
    start = lines[0]
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if text[above:start].strip() == note.label:
        start = above
    marks = re.compile(r"\[\^?[\w†‡]{1,3}\]|\d{1,2}|[^\s\[\]^]").finditer(text, max(0, at - 3))
    mark = next((found for found in marks if found.start() <= at < found.end()), None)
    if mark is None or mark.end() > start:
        return None
    after = text[: mark.start()] + text[mark.end() : start] + text[lines[1] :]
    return Planted(after, start, lines[1], "substance", ("footnote_dropped",))


def drop_a_row(document: Document, chance: random.Random) -> Planted | None:
    """A row of a table drops out."""
    return _drop(document, chance, ("row",), "row_dropped")


def add_a_paragraph(document: Document, chance: random.Random) -> Planted | None:
    """A paragraph comes in."""
    units = [u for u in _prose(document) if u.label]
    if not units or (lines := _lines(document, chance.choice(units))) is None:
        return None
    new = {
        "en": "The gardens of the Palace are open to delegates during the lunch break on all days.",
        "zh": "会议期间，万国宫的花园午休时间对各国代表开放，欢迎前往散步。",
    }[document.language or "en"]
    label = "99. " if units[0].kind == "paragraph" else "(z) "
    at = lines[1]
    return _replaced(
        document, at, at, f"\n{label}{new}\n\n", "substance", "paragraph_added", "text_added"
    )


def formal(document: Document, chance: random.Random) -> Planted | None:
    """A State is named by its formal name."""
    match = _listed(document, chance)
    if match is None:
        return None
    language = document.language or "en"
    code = next(c for c in states() if _name(c, language) == match["name"])
    new = formal_name(code, language)
    if new == match["name"]:
        return None
    start, end = match.span("name")
    return _replaced(document, start, end, new, "wording", "state_renamed")


_RENAMED = {
    "zh": (
        ("筹备委员会", "筹委会"),
        ("秘书处", "秘书处机关"),
        ("缔约国", "加入国"),
        ("工作组", "工作小组"),
    ),
    "en": (
        ("Conference", "Meeting"),
        ("Commission", "Body"),
        ("Secretariat", "Bureau"),
        ("delegations", "missions"),
    ),
}
_REWORDED = {
    "zh": (
        ("以及", "和"),
        ("根据", "按照"),
        ("有关", "相关"),
        ("目前", "当前"),
        ("进行", "开展"),
        ("为此", "就此"),
        ("通过", "经由"),
    ),
    "en": (
        ("in order to", "to"),
        ("regarding", "on"),
        ("concerning", "on"),
        ("held", "organized"),
        ("including", "such as"),
        ("efforts", "endeavours"),
        ("important", "significant"),
    ),
}


def rename(document: Document, chance: random.Random) -> Planted | None:
    """A term is another one throughout."""
    old, new = chance.choice(_RENAMED[document.language or "en"])
    text = document.source.text
    if text.count(old) < 4 or old.upper() in text.replace(old, ""):
        return None
    at = text.index(old)
    return Planted(text.replace(old, new), at, len(text), "wording", ("term_renamed", "reworded"))


def reword(document: Document, chance: random.Random) -> Planted | None:
    """Other words for the same."""
    table = dict(_REWORDED[document.language or "en"])
    edge = r"\b" if document.language == "en" else ""
    match = _in_prose(document, rf"{edge}(?:{'|'.join(table)}){edge}", chance)
    return match and _replaced(document, *match.span(), table[match.group()], "wording", "reworded")


def move(document: Document, chance: random.Random) -> Planted | None:
    """Two neighbouring items change places, each keeping its number."""
    units = units_of(document)
    pairs = [
        (one, two)
        for one, two in pairwise(units)
        if one.kind == two.kind == "item" and min(len(one.text.shown), len(two.text.shown)) > 40
    ]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    first, second = _lines(document, one), _lines(document, two)
    if first is None or second is None or second[0] < first[1]:
        return None
    text = document.source.text
    between = text[first[1] : second[0]]
    if between.strip():
        return None
    swapped = text[slice(*second)] + between + text[slice(*first)]
    return _replaced(document, first[0], second[1], swapped, "wording", "moved", "renumbered")


def split(document: Document, chance: random.Random) -> Planted | None:
    """A paragraph that stands on one line becomes two at the end of a sentence."""
    if not document.joined:
        return None  # in wrapped text the half-empty line would be read as the end of a column
    stop = r"(?<=[a-z][.]) (?=[A-Z][a-z])" if document.language == "en" else r"(?<=。)"
    pattern = rf"(?<=[^\n]{{60}}){stop}(?=[^\n]{{60}})"
    match = _in_prose(document, pattern, chance)
    return match and _replaced(document, *match.span(), "\n\n", "wording", "split")


def swap_numbers(document: Document, chance: random.Random) -> Planted | None:
    """Two numbers of one paragraph change places."""
    pattern = r"(?<![\w./()-])[1-9]\d{0,2}(?=\s?[个国票名]| [a-z]{4,})"
    places = []
    for unit in _prose(document):
        for start, end in document.spans(unit.text.mapped):
            found = list(re.compile(pattern).finditer(document.source.text, start, end))
            places += [(x, y) for x, y in pairwise(found) if x.group() != y.group()]
    if not places:
        return None
    one, two = chance.choice(places)
    text = document.source.text
    new = two.group() + text[one.end() : two.start()] + one.group()
    return _replaced(
        document,
        one.start(),
        two.end(),
        new,
        "substance",
        "number_changed",
        "number_added",
        "number_dropped",
    )


def rewrap(document: Document, chance: random.Random) -> Planted | None:
    """Nothing but spaces beside Chinese characters, or a line at another place, changes."""
    match = _in_prose(document, r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[a-z,]) (?=[a-z])", chance)
    if match is None:
        return None
    new = " " if match.group() == "" else "  "
    return _replaced(document, *match.span(), new, "", "")


PLANTERS: tuple[Planter, ...] = (
    number, date, symbol, drop_a_state, replace_a_state, add_a_state, table_state, duty, negation,
    drop_a_paragraph, add_a_paragraph, drop_a_footnote, drop_a_row,
    swap_numbers, formal, rename, reword, move, split, rewrap,
)  # fmt: skip


def _cited(change: Change, planted: Planted) -> bool:
    """The change is told at the place where it was planted."""
    pairs = [(change.a, change.b), *change.places]
    spans = [span for a, b in pairs for cite in (a, b) if cite for span in cite.spans]
    low, high = planted.start - _NEAR, planted.end + _NEAR
    return any(start < high and end > low for start, end in spans)


def judged(found: Comparison, planted: Planted) -> tuple[bool, list[Change]]:
    """Was it told in its part, and what of substance was told that is not there?"""
    part = found.substance if planted.part == "substance" else found.wording
    right = [c for c in part if c.kind.name in planted.kinds and _cited(c, planted)]
    false = [c for c in found.substance if c not in right]
    return bool(right) or not planted.part, false


def papers(named: list[str]) -> Iterator[Document]:
    """The specimens, and the real papers where they are at hand."""
    paths = [Path(name) for name in named] or [
        *sorted((ROOT / "tests" / "specimens").glob("*.txt")),
        *sorted((SHARED / "documents").glob("*.txt")),
        *sorted((SHARED / "treaty" / "documents_en").glob("[AC]*.*")),
    ]
    for path in paths:
        document = read_document(path)
        if document.language in ("en", "zh"):
            yield document


def main() -> int:
    """Plant, look, print; 1 where too few are found."""
    parser = argparse.ArgumentParser(description="How many planted changes does compare report?")
    parser.add_argument("papers", nargs="*")
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1996)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    counts: dict[str, Counter[str]] = {planter.__name__: Counter() for planter in PLANTERS}
    for document in papers(options.papers):
        for planter in PLANTERS:
            for _ in range(options.each):
                planted = planter(document, chance)
                if planted is None:
                    break
                _measure(document, planted, planter.__name__, counts, options.verbose)
    total = sum(counts.values(), Counter())
    print(f"Python {platform.python_version()}, {platform.machine()}; seed {options.seed}")
    print(f"{'change planted':<20}{'planted':>8}{'found':>8}{'share':>8}{'false':>8}")
    for name, count in {**counts, "all": total}.items():
        share = count["found"] / count["planted"] if count["planted"] else 0
        shown = name.replace("_", " ")
        print(
            f"{shown:<20}{count['planted']:>8}{count['found']:>8}{share:>8.1%}{count['false']:>8}"
        )
    slow = long_papers()
    return int(total["found"] < ENOUGH * total["planted"] or slow)


def _measure(
    document: Document, planted: Planted, name: str, counts: dict[str, Counter[str]], verbose: bool
) -> None:
    after = parse(Source(document.source.name, "", document.source.media_type, planted.text))
    found, false = judged(compare(document, after), planted)
    counts[name].update(planted=1, found=int(found), false=len(false))
    if verbose and (not found or false):
        text = document.source.text[planted.start - 30 : planted.end + 30].replace("\n", "⏎")
        after_text = planted.text[planted.start - 30 : planted.start + 60].replace("\n", "⏎")
        print(
            f"-- {name} {'MISSED' if not found else ''} {document.source.name}:{document.source.line(planted.start)}"
        )
        print(f"   {text[:200]}\n   {after_text}")
        for change in false:
            print(f"   false: {change.kind.name} {change.message()[:150]}")


def long_papers() -> bool:
    """Two versions of a hundred pages: seconds and memory; the same by Python's difflib."""
    chance = random.Random(7)
    text = (ROOT / "tests" / "specimens" / "en_tpnw_report_2031.txt").read_text("utf-8")
    words = text.split(" ")
    parts = []
    while sum(map(len, parts)) < 100 * PAGE:
        # Every copy says something else, as the pages of a real paper do.
        parts.append(
            " ".join(
                w if chance.random() > 0.2 else f"{w[:3]}{chance.randrange(99)}" for w in words
            )
        )
    before = "\n\n".join(parts)
    after = re.sub(r"\bStates\b", "Countries", before)
    after = "\n".join(
        line.replace(" the ", " this ", 1) if chance.random() < 0.3 else line
        for line in after.split("\n")
    )
    started = time.process_time()
    compare(
        parse(Source("a", "", "text/plain", before)), parse(Source("b", "", "text/plain", after))
    )
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"two versions of 100 pages of {PAGE:,} characters: {seconds:.2f} s, {memory:.0f} MB")
    started = time.process_time()
    SequenceMatcher(None, before[: 2 * PAGE], after[: 2 * PAGE], autojunk=False).get_opcodes()
    rival = time.process_time() - started
    print(f"difflib on the characters of 2 of these pages, without any meaning: {rival:.2f} s")
    return seconds > LONGEST or memory > LARGEST


if __name__ == "__main__":
    raise SystemExit(main())
