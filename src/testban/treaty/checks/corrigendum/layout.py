"""What stands on the page of a corrigendum, whatever it is printed as.

The head is that of United Nations documents: the organization, the symbol with Corr., distribution,
day and language, which versions in other languages print in English too; then the title of the paper
and the word "Corrigendum".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from testban.treaty.checks.corrigendum.draft import Corrigendum, Query
from testban.treaty.checks.corrigendum.phrases import Piece, Place
from testban.treaty.checks.model import LANGUAGES
from testban.treaty.checks.shown import Days
from testban.treaty.languages import available, pack

__all__ = ["Entry", "Head", "Line", "corrections", "head", "queries", "words_of"]

# So much of a long quotation is shown.
_QUOTED = 90
_CORR = re.compile(r"/Corr\.(\d+)$")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the first page; `below` are distribution, day and language, a line each."""

    organization: str
    symbol: str
    below: tuple[str, ...]
    title: str
    heading: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered entry: the place, and one line or more."""

    place: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an entry in pieces; those with a mark are in italics where print has them."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self.pieces)


def words_of(corrigendum: Corrigendum) -> Any:
    """The words of the paper's language."""
    return pack(_language(corrigendum)).table("corrigendum")


def _language(corrigendum: Corrigendum) -> str:
    language = corrigendum.document.language
    return language if language in available() else "en"


def head(corrigendum: Corrigendum, day: date | None) -> Head:
    """The head of a draft; what only its publisher knows stands in square brackets."""
    document = corrigendum.document
    words, masthead = words_of(corrigendum), pack("en").table("corrigendum")
    shown = Days(str(day)).shown("en") if day else masthead["no_day"]
    return Head(
        words["organization"],
        _symbol(document.symbol) or words["no_symbol"],
        (masthead["distribution"], shown, *_languages(corrigendum, masthead)),
        document.title,
        words["heading"],
    )


def _symbol(symbol: str | None) -> str:
    """With Corr.1, or the next number where the paper itself is a corrigendum."""
    if not symbol:
        return ""
    match = _CORR.search(symbol)
    if match:
        return f"{symbol[: match.start()]}/Corr.{int(match[1]) + 1}"
    return f"{symbol.rstrip('*')}/Corr.1"


def _languages(corrigendum: Corrigendum, words: Any) -> Iterator[str]:
    """``Chinese only`` where only this version is wrong; else the language, and the original's."""
    document, names = corrigendum.document, words["languages"]
    language = names.get(document.language or "")
    causes = {f.rule.cause for each in corrigendum.corrections for f in each.findings}
    if language and causes == {"translation"}:
        yield words["only"].format(language)
        return
    original = names.get(document.original_language or "")
    if language and original != language:
        yield language
    if original:
        yield words["original"].format(original)


def corrections(corrigendum: Corrigendum) -> Iterator[Entry]:
    """The entries of the corrigendum; equal ones, which stand at several places, in one."""
    words = words_of(corrigendum)
    places: dict[Line, list[Place]] = {}
    for each in corrigendum.corrections:
        places.setdefault(Line(each.phrase.pieces(words)), []).append(each.place)
    for instruction, where in places.items():
        yield Entry(_shown(where, words), (instruction,))


def _shown(places: Sequence[Place], words: Any) -> str:
    """The places in their order, the lines of one part of the paper together."""
    lines: dict[str, list[int]] = {}
    for place in places:
        lines.setdefault(place.named, [])
        lines[place.named] += [place.line] if place.line else []
    shown = [
        words["comma"].join(filter(None, (named, _lines(numbers, words))))
        for named, numbers in lines.items()
    ]
    text = str(words["and_place"].join(shown))
    return text[:1].upper() + text[1:]


def _lines(numbers: Sequence[int], words: Any) -> str:
    form = "text_line" if len(numbers) == 1 else "text_lines"
    shown = words["and_line"].join(map(str, numbers))
    return str(words[form].format(n=shown)) if numbers else ""


def queries(corrigendum: Corrigendum) -> Iterator[Entry]:
    """The queries to the author, those of one place in one entry."""
    words, lang = words_of(corrigendum), _language(corrigendum)
    for place, group in groupby(corrigendum.queries, key=lambda query: query.place):
        yield Entry(
            _shown([place], words),
            tuple(line for query in group for line in _asked(query, words, lang)),
        )


def _asked(query: Query, words: Any, lang: str) -> Iterator[Line]:
    quote = query.quote if len(query.quote) <= _QUOTED else query.quote[: _QUOTED - 1] + "…"
    shown = lang if lang in LANGUAGES else "en"
    for message in dict.fromkeys(finding.message(shown) for finding in query.findings):
        yield Line(((words["query"].format(quote=quote, message=message), False),))
    if query.perhaps:
        yield Line(((words["perhaps"], False), *query.perhaps.pieces(words)))
