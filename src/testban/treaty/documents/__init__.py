"""Bytes -> `Document`: the decoded original, and the structure found in it."""

from __future__ import annotations

from pathlib import Path

from testban.treaty.collector import collecting_seldom
from testban.treaty.documents.lines import LineKind
from testban.treaty.documents.mapped import MappedText, Span
from testban.treaty.documents.model import Block, Document, Source
from testban.treaty.documents.paragraphs import Paragraph, paragraphs
from testban.treaty.documents.structure import blocks_of
from testban.treaty.documents.title import title_block
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import available, guess_language, pack

__all__ = ["Block", "Document", "MappedText", "Source", "Span", "parse", "read_document"]


_REFLOWED = (
    "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def read_document(path: Path) -> Document:
    """Read one file: plain text, PDF, DOCX or HTML.

    Raises
    ------
    DocumentError
        The file cannot be read; the message names the file, the place and the cure.
    """
    from testban.treaty.documents.readers import read_source

    return parse(read_source(path))


@collecting_seldom()
def parse(source: Source) -> Document:
    """Find the structure of a decoded original."""
    language = guess_language(source.text)
    warnings = list(source.warnings)
    if language is None or language not in available():
        warnings.append(
            f"no language pack for '{language or 'unknown'}': structure found, statements not read"
        )
    words = pack(language if language in available() and language else "en")
    found, layout = paragraphs(source.text, reflowed=source.media_type in _REFLOWED)
    names = gazetteer(words.code)
    title = title_block(found, source.text, words)
    blocks = blocks_of(found, words, names)
    # A note above the title block may be a sentence; what prints its symbol is no fragment.
    whole = _is_whole(found) or title.symbol_from == "printed"
    return Document(
        source=source,
        blocks=blocks,
        # A fragment begins with the end of a sentence, which is no title.
        title=title.title if whole else "",
        symbol=title.symbol,
        symbol_from=title.symbol_from,
        reissued=title.reissued,
        date=title.date,
        # The text itself outweighs a title block copied from another language version.
        language=language,
        original_language=title.original_language,
        session=title.session,
        whole=whole,
        warnings=tuple(warnings),
        joined=layout.space_ends or not layout.wrapped,
    )


def _is_whole(found: list[Paragraph]) -> bool:
    """Papers begin with a title block; a fragment begins with the end of a sentence."""
    text = [p for p in found if p.kind is LineKind.text]
    if not text:
        return False
    first = text[0].text.text.strip()
    return not (first[-1:] in "。；.;" and len(first) > 12)
