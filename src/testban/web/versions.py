"""Which papers of a store are versions of one paper, and which of two comes first."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from testban.store import DocumentRecord, Store

__all__ = ["versions_of"]

_MOST = 2000
_ALIKE = 0.85
"""Titles of versions share so much, once the words of drafts are gone."""
# What a symbol ends with where a paper is issued again, corrected or only drafted.
_AGAIN = re.compile(r"(?:/(?:Rev|Corr|Amend)\.\d+|\*+)+$")
_DRAFT_SYMBOL = re.compile(r"/(?:WP|CRP|L)\.")
_DRAFT = re.compile(
    r"\b(?:advance|unedited|draft|revised|provisional)\b|草案|草稿|临时|订正|修订", re.I
)
_SPACE = re.compile(r"[\s\W_]+")


def versions_of(store: Store, record: DocumentRecord) -> list[tuple[DocumentRecord, bool]]:
    """The other versions of a paper in its language, each with whether it is the later one.

    They share the root of the symbol, or the title without the words of a draft where no symbol
    says that they are of different meetings.
    """
    held, _ = store.document_page(limit=_MOST, language=record.language)
    found = [each for each in held if each.sha256 != record.sha256 and _same(record, each)]
    return [(each, _order(each) > _order(record)) for each in found]


def _same(one: DocumentRecord, other: DocumentRecord) -> bool:
    roots = [_AGAIN.sub("", each.symbol or "") for each in (one, other)]
    if roots[0] and roots[0] == roots[1]:
        return True
    dated = bool(one.date and other.date)
    drafted = any(_drafted(each) for each in (one, other)) or (dated and not all(roots))
    meetings = {root.rsplit("/", 1)[0] for root in roots if root}
    days = {(each.date or "")[:4] for each in (one, other)} - {""}
    titles = [_SPACE.sub(" ", _DRAFT.sub("", each.title)).strip().lower() for each in (one, other)]
    return drafted and len(meetings) < 2 and len(days) < 2 and all(titles) and _alike(*titles)


def _alike(one: str, other: str) -> bool:
    """Whether two titles are nearly the same, or one goes on where the other ends."""
    short, long = sorted((one, other), key=len)
    return short in long or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _drafted(record: DocumentRecord) -> bool:
    return bool(_DRAFT_SYMBOL.search(record.symbol or "") or _DRAFT.search(record.title))


def _order(record: DocumentRecord) -> tuple[bool, str, str]:
    """Drafts first, then by day, then by the marks of the symbol."""
    return not _drafted(record), record.date or "", record.symbol or ""
