"""Symbols: how they are written, and whether the paper uses each for one document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from testban.reference.meetings import meetings
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.words import words
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.symbols import expand_symbols, normal_symbol
from testban.treaty.extract.passage import Passage

__all__ = [
    "gap_in_a_run",
    "head_otherwise",
    "listed_and_not_cited",
    "malformed",
    "one_symbol_two_titles",
]

# What begins like the symbol of a series that this package knows, with slips that people make.
_LOOSE = re.compile(
    r"(?<![A-Za-z0-9/.\-])"
    r"(?:CTBT[-‑–/. ]{1,2}A[Rr][Tt][A-Za-z0-9./‑– -]{0,3}[IVX]+|[CTB]{3,4}[-‑–]Art\.XIV|"
    r"TPN?W[/.-]|(?:PTNW|TNPW|TPWN|NTPW|NPTW)/(?=[A-Z])|A//?RES|A/CONF|S/RES|NPT/CONF"
    r"|A//?(?=\d{1,3}/))"
    r"[A-Za-z0-9./‑–-]*(?:(?<=/)\s[A-Za-z0-9./-]+)*(?:\s?\(\d{1,4}\))?"
)
_TAIL = r"(?:/(?:Add|Corr|Rev|Amend)\.\d{1,2})*"
_NUMBER = r"[1-9]\d{0,3}(?:[-‑–]\d+)?"
# UN Documentation: a research guide, "Symbols": how each series is written.
_WELL_FORMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"CTBT-Art\.XIV/(?:19|20)\d\d/(?:[A-Z]{{2,}}/)?(?:{_NUMBER}|(?:INF|WP|CRP|L|NGO|SR|PV|MISC|DEC)[./]{_NUMBER}){_TAIL}",
        rf"TPNW/(?!MPS|PSM|SMP)[A-Z]+(?:\.\d+)?/(?:20\d\d/)?(?:PC(?:\.\d)?/)?"
        rf"(?:{_NUMBER}|(?:WP|CRP|L|SR|PV|DEC|INF|NGO|MISC)[./]{_NUMBER}){_TAIL}",
        rf"A/RES/(?:(?:S|ES)-)?\d{{1,3}}/{_NUMBER}(?:\s?[A-Z])?{_TAIL}",
        r"A/RES/\d{1,4}(?:\s?[A-Z])?(?:\s?\([IVX]+\))?(?:-[IVX]+)?",
        r"S/RES/\d{1,4}(?: \((?:19|20)\d\d\))?",
        rf"A/CONF\.\d{{1,3}}/(?:[A-Z]+(?:\.?\d+)?/)*(?:(?:19|20)\d\d/)?(?:[A-Z]+(?:\.?\d+)?/)*(?:[A-Z]+\.?)?\d+{_TAIL}",
        rf"NPT/CONF(?:\.(?:(?:19|20)\d\d|[IVX]+))?/(?:[A-Z]+(?:\.[IVX\d]+)*/)*"
        rf"(?:[A-Z]+\.?)?\d+(?:/[IVX]+)?(?:\s?\([A-Za-z. ]+\))?{_TAIL}",
        rf"A/\d{{1,3}}/(?:[A-Z]+\.?)?{_NUMBER}{_TAIL}(?:/[A-Z]+\.\d+)?",
        # A paper of two organs: "A/51/113-S/1996/276".
        rf"A/(?:E?S-)?\d{{1,3}}/[1-9]\d{{0,3}}{_TAIL}-[SE]/(?:(?:19|20)\d\d/)?[1-9]\d{{0,4}}{_TAIL}",
    )
)
# What makes a symbol well-formed again, tried in turn and together.
_REPAIRS: tuple[Callable[[str], str], ...] = (
    lambda s: re.sub(r"//+", "/", s).rstrip("/"),
    lambda s: re.sub(r"(?<=[A-Z])(?=\d)", ".", s),
    lambda s: re.sub(r"(Add|Corr|Rev|Amend)[-/ ]?(?=\d)", r"\1.", s),
    lambda s: re.sub(r"(?<=[\d/])O|O(?=\d)", "0", re.sub(r"(?<=[\d/])[lI](?=[\d/]|$)", "1", s)),
    lambda s: re.sub(
        r"^(?:CTBT|[CTB]{3,4})[-‑–/. ]{1,2}A[Rr][Tt][. /-]{0,3}[IVX]+", "CTBT-Art.XIV", s
    ),
    lambda s: re.sub(r"^(?:TPN?W|[TPNW]{4})[/.-]", "TPNW/", s).replace("/MPS/", "/MSP/"),
    lambda s: re.sub(r"^(A|S)[/.-]RES[/.-]?", r"\1/RES/", s),
    lambda s: re.sub(r"/([A-Z]{2,4})\.(?=(?:19|20)\d\d/)", r"/\1/", s),
    lambda s: re.sub(r"(?<=/)(\d\d)(?=/(?:INF|WP|CRP|L|NGO|\d))", r"20\1", s),
    lambda s: re.sub(r"((?:19|20)\d\d)\.(?=\d)", r"\1/", s),
)
_SERIES = re.compile(r"(CTBT-Art\.XIV|TPNW/MSP)/(\d{4})/")


def malformed(paper: Paper) -> Iterator[Finding]:
    """L602: what looks like a document's symbol is written as none is; L607: it names no meeting."""
    years = _years()
    for passage in paper.context.passages:
        text = passage.text.text
        for match in _LOOSE.finditer(text):
            written = match.group().rstrip(".-‑– ")
            if "/" not in written.lstrip("A/")[1:] and not written.startswith("A/RES"):
                continue
            symbol = normal_symbol(written)
            series = _SERIES.match(symbol)
            piece = passage.text[match.start() : match.start() + len(written)]
            cite = paper.context.cite([piece], passage.block.place)
            if not _is_well_formed(symbol):
                likely = _repaired(symbol)
                yield paper.finding("L602", cite, likely, symbol=symbol, likely=likely)
            elif series and _without_meeting(int(series[2]), years.get(series[1], [])):
                yield paper.finding("L607", cite, symbol=symbol, year=series[2])


def head_otherwise(paper: Paper) -> Iterator[Finding]:
    """L602: a running head prints the paper's own symbol with a slip."""
    own = paper.document.symbol
    if own is None or not _is_well_formed(own):
        return
    for block in paper.document.blocks:
        if block.kind != "furniture":
            continue
        for match in _LOOSE.finditer(block.text.text):
            written = match.group().rstrip(".-‑– ")
            symbol = normal_symbol(written)
            # A revision's head, and one that page numbers are glued to, begin alike.
            same = own.startswith(symbol) or symbol.startswith(f"{own}/") or symbol == own
            if "http" in block.text.text or same:
                continue
            if not _is_well_formed(symbol) or _likeness(symbol, own) >= _SAME_SYMBOL:
                piece = block.text[match.start() : match.start() + len(written)]
                cite = paper.context.cite([piece], "")
                yield paper.finding("L602", cite, own, symbol=symbol, likely=own)


# A running head that is so much like the paper's own symbol is meant to be it.
_SAME_SYMBOL = 0.9


def _without_meeting(year: int, known: Sequence[int]) -> bool:
    """The series met before that year and after it, and not in it."""
    return bool(known) and known[0] < year < known[-1] and year not in known


def _is_well_formed(symbol: str) -> bool:
    return any(pattern.fullmatch(symbol) for pattern in _WELL_FORMED)


def _repaired(symbol: str) -> str:
    """The symbol with one or two slips mended; empty where that makes none."""
    changed = [fixed for repair in _REPAIRS if (fixed := repair(symbol)) != symbol]
    changed += [
        second(fixed) for fixed in list(changed) for second in _REPAIRS if second(fixed) != fixed
    ]
    return next((fixed for fixed in changed if _is_well_formed(fixed)), "")


def _years() -> dict[str, list[int]]:
    """The years of each series in which a meeting was held, in order."""
    found: dict[str, list[int]] = {}
    for meeting in meetings():
        series, _, year = meeting.symbol_prefix.rpartition("/")
        if year.isdigit():
            found.setdefault(series, []).append(int(year))
    return {series: sorted(each) for series, each in found.items()}


def listed_and_not_cited(paper: Paper) -> Iterator[Finding]:
    """L604: a listed document that the text does not cite, where it cites nearly all others."""
    entries = {str(f.fields["symbol"]): f for f in reversed(list(paper.of("document_entry")))}
    inside = [span for fact in entries.values() for span in fact.cite.spans]
    cited = {
        str(fact.fields["symbol"])
        for fact in paper.of("reference")
        if not any(start <= fact.cite.spans[0][0] < end for start, end in inside)
    }
    others = {symbol: f for symbol, f in entries.items() if symbol != paper.document.symbol}
    missing = [symbol for symbol in others if symbol not in cited]
    if len(others) >= _ENOUGH and len(missing) * 5 <= len(others):
        for symbol in missing:
            yield paper.finding("L604", entries[symbol].cite, symbol=symbol)


_ENOUGH = 5
_QUOTED = "《》“”\"'‘’「」"
_NO_WORD = re.compile(r"[\s\W]+")
_ALIKE = 0.7


def one_symbol_two_titles(paper: Paper) -> Iterator[Finding]:
    """L605: a symbol stands twice in the list, or its document is called otherwise in the text."""
    known_words = words(paper.context.language.code)
    small, submitter = known_words.regex("small_words"), known_words.regex("submitter")
    titles: dict[str, tuple[str, int]] = {}
    for fact in paper.of("document_entry"):
        symbol, title = str(fact.fields["symbol"]), str(fact.fields["title"])
        if symbol in titles and _small(small, titles[symbol][0]) != _small(small, title):
            known, line = titles[symbol]
            yield paper.finding("L605", fact.cite, known, symbol=symbol, title=title, line=line)
        titles.setdefault(symbol, (submitter.sub("", title), fact.cite.line))
    kind = paper.context.language.regex("documents", "kind")
    for passage in paper.context.passages:
        if passage.block.kind == "row":
            continue
        for symbol, start, _ in expand_symbols(passage.text.text):
            if symbol in titles:
                known, line = titles[symbol]
                piece = _title_before(passage, start, known, (kind, small))
                if piece is not None:
                    cite = paper.context.cite([piece], passage.block.place)
                    shown = piece.text
                    yield paper.finding("L605", cite, known, symbol=symbol, title=shown, line=line)


def _title_before(
    passage: Passage, start: int, title: str, signs: tuple[re.Pattern[str], re.Pattern[str]]
) -> MappedText | None:
    """The words before a symbol in brackets that are nearly its document's title, and not it."""
    kind, small = signs
    text = passage.text.text
    if text[start - 1 : start] not in "(（" or start < 2 or len(_small(small, title)) < _SHORTEST:
        return None
    before = text[: start - 1].rstrip()
    first = max(before.rfind(stop) for stop in "。；，,;") + 1
    clause = before[first:]
    wanted = _small(small, title)
    if wanted in _small(small, clause):
        return None
    # Where the title begins is a guess: it must begin alike, or with what kind of paper it is.
    begin = _words_before(clause, len(title.split())) if " " in title else 0
    if not begin:
        starts = range(max(0, len(clause) - len(title) - _MORE), len(clause) - len(title) // 2)
        begin = max(starts, key=lambda at: _likeness(wanted, _small(small, clause[at:])), default=0)
    called = _small(small, clause[begin:])
    if called in wanted:  # a draft that was adopted, a part of a long title
        return None
    if _likeness(wanted, called) < _ALIKE or (called[:2] != wanted[:2] and not kind.search(title)):
        return None
    return passage.text[first + begin : first + len(clause)]


def _words_before(clause: str, count: int) -> int:
    """Where the last so many words of a clause begin; 0 where it has no more."""
    words = list(re.finditer(r"\S+", clause))
    return words[-count].start() if len(words) > count else 0


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


_MORE = 8
_SHORTEST = 6


def _small(small: re.Pattern[str], title: str) -> str:
    """A title without its small words, its blanks and its signs."""
    return _NO_WORD.sub("", small.sub("", title)).lower()


_NUMBERED = re.compile(r"(.*?[/.])(\d+)$")


def gap_in_a_run(paper: Paper) -> Iterator[Finding]:
    """L606: of two runs of symbols that are nearly the same, one skips a document."""
    gap = words(paper.context.language.code).regex("run_gap")
    runs = [run for passage in paper.context.passages for run in _runs(passage, gap)]
    for (one, first), (other, second) in combinations(runs, 2):
        shared = set(one) & set(other)
        if len(shared) < _SHARED:
            continue
        for run, like, piece, near in ((one, other, first, second), (other, one, second, first)):
            for symbol in like:
                if symbol not in run and _is_between(symbol, run):
                    place = piece[0].block.place
                    cite = paper.context.cite([piece[1]], place)
                    line = paper.document.source.line(near[1].origin[0])
                    yield paper.finding("L606", cite, symbol=symbol, line=line)


_SHARED = 3


def _runs(
    passage: Passage, gap: re.Pattern[str]
) -> Iterator[tuple[list[str], tuple[Passage, MappedText]]]:
    """Symbols that stand in a row, parted by nothing but commas."""
    if passage.block.kind == "row":
        return
    text = passage.text.text
    run: list[tuple[str, int, int]] = []
    for found in [*expand_symbols(text), ("", len(text), len(text))]:
        if run and (not found[0] or not gap.fullmatch(text, run[-1][2], found[1])):
            if len(run) >= _SHARED:
                piece = passage.text[run[0][1] : run[-1][2]]
                yield [symbol for symbol, _, _ in run], (passage, piece)
            run = []
        run.append(found)


def _is_between(symbol: str, run: list[str]) -> bool:
    """The run has symbols of the series with a smaller and with a greater number."""
    match = _NUMBERED.fullmatch(symbol)
    if match is None:
        return False
    numbers = [int(m[2]) for each in run if (m := _NUMBERED.fullmatch(each)) and m[1] == match[1]]
    return bool(numbers) and min(numbers) < int(match[2]) < max(numbers)
