"""Links and symbols: where a link leads elsewhere than the symbol that it stands for.

A link may be printed at the foot of the page, printed beside the symbol, or lie on the words
without being printed, as in web pages and Word documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.words import words
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.symbols import (
    SYMBOL,
    expand_symbols,
    may_hold_symbol,
    normal_symbol,
    symbol_in_url,
)
from testban.treaty.extract.passage import Passage
from testban.treaty.extract.references import resolutions

__all__ = ["absent_from_the_list", "link_leads_elsewhere"]

_LINK = re.compile(r"https?://\S+")
# In running text an address ends where brackets or Chinese signs close around it.
_ADDRESS = re.compile(r"https?://(?:[^\s()<>（）【】，。；、”“\"\u4e00-\u9fff]|\([^\s()]*\))+")
_SPACES = re.compile(r"\s+")
# A resolution by its number alone: 第74/54号决议.
_NUMBER_ALONE = re.compile(r"(?<![\d/.])[3-9]\d/[1-9]\d{0,2}(?![\d/])")
_RESOLUTION = re.compile(r"^A/RES/")


@dataclass
class _Page:
    """Text, and the links printed below it."""

    text: str = ""
    links: list[MappedText] = field(default_factory=list)

    def cites(self, symbol: str) -> bool:
        """The words name the document: a resolution by its number alone, perhaps."""
        return _RESOLUTION.sub("", symbol) in self.text

    def lacks_link(self, symbol: str) -> bool:
        """It cites the document without a link: the link may be printed with the next page."""
        return self.cites(symbol) and symbol not in map(_symbol, self.links)


def link_leads_elsewhere(paper: Paper) -> Iterator[Finding]:
    """L601: a link leads to another document than is cited where it stands."""
    passages = paper.context.passages
    if paper.document.source.links:
        yield from _on_words(paper, [each for p in passages for each in _cited(paper, p)])
    for passage in passages:
        if _ADDRESS.search(passage.text.text):
            yield from _beside(paper, passage, list(_cited(paper, passage)))
    if any(b.kind == "furniture" and _symbol(b.text) for b in paper.document.blocks):
        yield from _below(paper)


_Cited = tuple[str, MappedText]


def _cited(paper: Paper, passage: Passage) -> Iterator[_Cited]:
    """The symbols that a passage cites, addresses aside; resolutions by their number, too."""
    if may_hold_symbol(passage.text.text):
        text = _ADDRESS.sub(lambda match: " " * len(match.group()), passage.text.text)
        for symbol, start, end in expand_symbols(text):
            yield symbol, passage.text[start:end]
    for hit in paper.context.pattern("references", "resolutions").find(passage):
        for symbol, piece in resolutions(paper.context, hit):
            if piece.origin:
                yield symbol, piece


def _on_words(paper: Paper, cited: list[_Cited]) -> Iterator[Finding]:
    """Links that lie on the words."""
    for start, end, url in paper.document.source.links:
        under = [(s, p) for s, p in cited if p.origin[0] < end and start <= p.origin[-1]]
        linked = symbol_in_url(url)
        if linked and under and not any(_same(symbol, linked) for symbol, _ in under):
            symbol, piece = under[0]
            yield paper.finding("L601", paper.context.cite([piece], ""), symbol, linked=linked)


def _beside(paper: Paper, passage: Passage, cited: list[_Cited]) -> Iterator[Finding]:
    """Addresses printed beside a symbol, with nothing between but brackets or "available at"."""
    between = words(paper.context.language.code).regex("between_link")
    text = passage.text.text
    for match in _ADDRESS.finditer(text):
        linked = symbol_in_url(match.group())
        origin = passage.text[match.start() : match.end()].origin
        if linked is None or not origin:
            continue
        before = [p for p in cited if p[1].origin[-1] < origin[0]][-1:]
        after = [p for p in cited if p[1].origin[0] > origin[-1]][:1]
        gaps = [(p, p[1].origin[-1] + 1, origin[0]) for p in before]
        gaps += [(p, origin[-1] + 1, p[1].origin[0]) for p in after]
        printed = paper.document.source.text
        beside = [p for p, start, end in gaps if between.fullmatch(printed, start, end)]
        if beside and not any(_same(symbol, linked) for symbol, _ in beside):
            cite = paper.context.cite([passage.text[match.start() : match.end()]], "")
            yield paper.finding("L601", cite, beside[0][0], linked=linked)


def _same(cited: str, linked: str) -> bool:
    """The documents are one; an addendum's link may lead to the whole, and the reverse."""
    one, other = sorted((cited, linked), key=len)
    return one == other or (other.startswith(one) and other[len(one)] in "/ (")


def _below(paper: Paper) -> Iterator[Finding]:
    """Links printed at the foot of the page, where the page does not cite the document."""
    pages = _pages(paper)
    for index, page in enumerate(pages):
        near = pages[max(0, index - 1) : index] + pages[index + 1 : index + 2]
        cited = {normal_symbol(m.group()) for m in SYMBOL.finditer(page.text)}
        cited |= {f"A/RES/{m.group()}" for m in _NUMBER_ALONE.finditer(page.text)}
        linked = {_symbol(link) for link in page.links}
        for link in page.links:
            symbol = _symbol(link)
            if page.cites(symbol) or any(other.lacks_link(symbol) for other in near):
                continue
            # Where the paper cites the document nowhere, one of those cited here is meant.
            nowhere = not any(other.cites(symbol) for other in pages)
            unlinked = sorted(cited if nowhere else cited - linked)
            likely = max(unlinked, key=lambda each: _likeness(each, symbol), default="")
            if likely and _likeness(likely, symbol) > 0.8:
                cite = paper.context.cite([link], "")
                yield paper.finding("L601", cite, likely, linked=symbol)


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _symbol(link: MappedText) -> str:
    match = _LINK.search(link.text)
    return (symbol_in_url(match.group()) or "") if match else ""


def _pages(paper: Paper) -> list[_Page]:
    pages = [_Page()]
    for block in paper.document.blocks:
        if block.kind == "furniture":
            if _symbol(block.text):
                pages[-1].links.append(block.text)
            continue
        if pages[-1].links:
            pages.append(_Page())
        pages[-1].text += _SPACES.sub("", block.text.text) + "\n"
    return pages


def absent_from_the_list(paper: Paper) -> Iterator[Finding]:
    """L603: a document of the meeting is cited, and its list of documents does not have it."""
    meeting = paper.context.meeting
    listed = {str(fact.fields["symbol"]).rstrip("*") for fact in paper.of("document_entry")}
    if not meeting or not listed:
        return
    told = set()
    for fact in paper.of("reference"):
        symbol = str(fact.fields["symbol"]).rstrip("*")
        own = symbol.startswith(f"{meeting}/") and symbol != paper.document.symbol
        if own and symbol not in listed and symbol not in told:
            told.add(symbol)
            yield paper.finding("L603", fact.cite, symbol=symbol)
