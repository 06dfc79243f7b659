"""A corrigendum as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from testban.treaty.checks.corrigendum.draft import Corrigendum
from testban.treaty.checks.corrigendum.layout import Entry, corrections, head, queries, words_of

__all__ = ["as_text"]

# Where the right half of the head begins, and where an entry does.
_HALF = 44
_INDENT = "    "


def as_text(corrigendum: Corrigendum, day: date | None = None) -> str:
    """The head, the corrections, and apart from them what the author is to be asked."""
    return "\n".join(_lines(corrigendum, day)) + "\n"


def _lines(corrigendum: Corrigendum, day: date | None) -> Iterator[str]:
    words, top = words_of(corrigendum), head(corrigendum, day)
    # A Chinese sign is as wide as two letters.
    wide = sum(character >= "\u2e80" for character in top.organization)
    yield f"{top.organization:<{_HALF - wide}}{top.symbol}"
    yield from (" " * _HALF + line for line in top.below)
    if top.title:
        yield from ("", top.title)
    yield from ("", top.heading, "")
    entries = list(corrections(corrigendum))
    yield from _numbered(entries)
    if not entries:
        yield from (words["none"], "")
    asked = list(queries(corrigendum))
    if asked:
        yield from ("-" * 2 * _HALF, words["queries"], "")
        yield from _numbered(asked)
    if corrigendum.style:
        yield words["style_one" if corrigendum.style == 1 else "style"].format(n=corrigendum.style)


def _numbered(entries: Iterable[Entry]) -> Iterator[str]:
    for number, entry in enumerate(entries, start=1):
        yield f"{number}.".ljust(len(_INDENT)) + _plain(entry.place)
        yield from (_INDENT + _plain(line.text) for line in entry.lines)
        yield ""


def _plain(text: str) -> str:
    """Without control characters: a paper must not speak to the terminal."""
    return "".join(" " if c < " " or "\x7f" <= c <= "\x9f" else c for c in text)
