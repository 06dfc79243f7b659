"""Parts of a paper that are in another language than the paper: they are named, and not checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from testban.treaty.checks.model import Finding
from testban.treaty.documents.model import Document
from testban.treaty.languages import guess_language

__all__ = ["other_language", "outside"]

_SHARE, _WORDS = 0.2, 40
# Less than so many characters are a quotation, or a sentence of names that no language owns.
_LEAST = 300
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def other_language(document: Document) -> str | None:
    """The language of a good part of a paper that is not in the paper's language; None for none."""
    lengths: Counter[str | None] = Counter()
    for _, length, language in _stretches(document):
        lengths[language] += length
    others = [(n, code) for code, n in lengths.items() if code and code != document.language]
    longest, code = max(others, default=(0, None))
    return code if longest > max(_LEAST, _SHARE * sum(lengths.values())) else None


def outside(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that do not stand in a part in another language."""
    other = other_language(document)
    if other is None:
        return list(findings)
    stretches = _stretches(document)

    def is_foreign(finding: Finding) -> bool:
        place = finding.cite.spans[0][0] if finding.cite.spans else 0
        # Headings and rows are too short to tell: the last sentence above them does.
        above = [language for start, _, language in stretches if start <= place]
        return bool(above) and above[-1] == other

    return [finding for finding in findings if not is_foreign(finding)]


def _stretches(document: Document) -> list[tuple[int, int, str | None]]:
    """The paragraphs long enough to tell their language: where they begin, their length, it."""
    return [
        (block.text.origin[0], len(block.text), guess_language(_ADDRESS.sub(" ", block.text.text)))
        for block in document.blocks
        if block.kind in ("paragraph", "item") and len(block.text) >= _WORDS
    ]
