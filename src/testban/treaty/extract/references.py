"""References: the symbols of other documents that a paper cites, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.symbols import expand_symbols, may_hold_symbol
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import MASKS, Hit, Passage
from testban.treaty.extract.patterns import Pattern

__all__ = ["extract", "resolutions"]

# A number in masked text; the year in brackets may be masked as a date. Special sessions number
# theirs "S-10/2"; before 1976 the session stands in brackets: "2602 C (XXIV)".
_NUMBER = re.compile(
    r"(?<![\d/])((?:E?S-)?\d{1,4}(?:/\d{1,4})?)(?:\s?([A-Z])(?![A-Za-z]))?"
    r"(?:\s?\((?:(\d{4}|\ue002)|((?:E?S-)?[IVXLC]+))\))?"
)
_DECISION = re.compile(r"((?:ES-|S-)?\d{1,3}/\d{1,4})(?:\s?([A-Z])(?![A-Za-z]))?")
# Whose resolutions they are, by the group of the pattern that names the organ.
_ORGANS = (
    ("ecosoc", "E/RES/"),
    ("rights", "A/HRC/RES/"),
    ("commission", "E/CN.4/RES/"),
)
_URL = re.compile(r"https?://\S+")


def extract(context: Context) -> Iterator[Fact]:
    """Each symbol cited, at its first place, with the printed hyperlink that leads to it."""
    urls = _urls(context)
    own = context.document.symbol or ""
    seen: dict[str, tuple[MappedText, str]] = {}
    numbered, decided = (context.pattern("references", n) for n in ("resolutions", "decisions"))
    for passage in context.passages:
        for symbol, piece in _cited(context, passage, numbered, decided):
            # The symbol in the masthead, whole or without its Rev., is the paper's own.
            mine = symbol == own or (passage.block.kind == "title" and own.startswith(symbol))
            if not mine and symbol not in seen:
                seen[symbol] = (piece, passage.block.place)
    for symbol, (piece, place) in seen.items():
        yield context.fact("reference", {"symbol": symbol, "url": urls.get(symbol)}, piece, place)


def _cited(
    context: Context, passage: Passage, numbered: Pattern, decided: Pattern
) -> Iterator[tuple[str, MappedText]]:
    """The symbols of a passage, then the resolutions and decisions that it names by number."""
    if may_hold_symbol(passage.condensed):
        block = passage.block
        # The first cell of a row of a list of documents is what the list is of, not a citation.
        listed = (
            block.cells[0].origin[-1]
            if block.kind == "row" and block.cells and block.cells[0].origin
            else -1
        )
        for symbol, start, end in expand_symbols(passage.condensed):
            piece = passage.text[passage.index[start] : passage.index[end - 1] + 1]
            if piece.origin and piece.origin[0] > listed:
                yield symbol, piece
    for hit in numbered.find(passage) if numbered.may_match(passage) else ():
        yield from resolutions(context, hit)
    for hit in decided.find(passage) if decided.may_match(passage) else ():
        for match in _DECISION.finditer(passage.masked, *hit.match.span("numbers")):
            letter = f" {match[2]}" if match[2] else ""
            yield f"A/DEC/{match[1]}{letter}", passage.piece(*match.span())


def resolutions(context: Context, hit: Hit) -> Iterator[tuple[str, MappedText]]:
    """The resolutions that a match names by number: ``60/95``, ``1887 (2009)``, ``2602 C (XXIV)``."""
    # In masked text, so that the days of "60/95 of 8 December 2005" are no numbers of resolutions.
    first, last = hit.match.span("numbers")
    for match in _NUMBER.finditer(hit.passage.masked, first, last):
        shown, letter, year, session = match.groups()
        if year == MASKS["date"]:
            year = hit.passage.within(*match.span(3))[0].value.date[:4]
        where = hit.passage.piece(*match.span())
        council = hit.has("council") or year is not None
        organ = next((stem for name, stem in _ORGANS if hit.has(name)), None)
        part = f" {letter}" if letter else ""
        if "/" not in shown and session is not None:
            yield f"{organ or 'A/RES/'}{shown}{part} ({session})", where
        elif "/" not in shown:
            if council:
                # A year that the clause names belongs to it only where it says "adopted".
                date = year or (_year_before(hit) if hit.has("adopted") else None)
                yield f"S/RES/{shown}" + (f" ({date})" if date else ""), where
        elif organ is None and re.match(r"\d{4}/", shown):
            yield f"E/RES/{shown}", where
        else:
            yield f"{organ or 'A/RES/'}{shown}{part}", where


def _year_before(hit: Hit) -> str | None:
    """Of a Security Council resolution without its year: the year the clause names before it."""
    limit = hit.passage.starts[hit.match.start("numbers")]
    start, _ = hit.passage.sentence(*hit.match.span(), stops="。；，,;.")
    first = hit.passage.starts[start] if start < len(hit.passage.starts) else 0
    dates = [
        m.value.date
        for m in hit.passage.mentions
        if m.kind == "date"
        and first <= m.start
        and m.end <= limit + 1
        and m.value.date[:1].isdigit()
    ]
    return dates[-1][:4] if dates else None


def _urls(context: Context) -> dict[str, str]:
    """Printed hyperlinks by the symbol that they end with."""
    found: dict[str, str] = {}
    for block in context.document.blocks:
        for match in _URL.finditer(block.text.text):
            for symbol, _, _ in expand_symbols(
                " " + re.sub(r"^https?://[^/]+/(?:\w\w/)?", "", match.group())
            ):
                found.setdefault(symbol, match.group().rstrip(".,;)"))
    return found
