"""Links and symbols: where a printed link leads elsewhere than the symbol that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.symbols import SYMBOL, normal_symbol

__all__ = ["absent_from_the_list", "link_leads_elsewhere"]

_LINK = re.compile(r"https?://(?:www\.)?undocs\.org/(?:[a-z]{2}/)?(\S+)")
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
    """L601: a printed link leads to a document that its page does not cite."""
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
    return match[1] if match else ""


def _pages(paper: Paper) -> list[_Page]:
    pages = [_Page()]
    for block in paper.document.blocks:
        if block.kind == "furniture":
            if _LINK.search(block.text.text):
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
