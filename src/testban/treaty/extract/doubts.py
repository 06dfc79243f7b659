"""What a reader should look at again: impossible days, and names in lists that no State has.

A fact is what the paper says, right or wrong, so these are no errors of reading: they are said,
one line each, with the place and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from testban.treaty.documents.model import Document
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.languages import available, pack

__all__ = ["doubts"]


def doubts(document: Document, facts: Iterable[Fact]) -> list[str]:
    """One line for each doubt, as ``file:line: what. What to do``, in the order of the paper."""
    if document.language not in available():
        return []
    context = Context(document, pack(document.language or "en"))
    found = sorted([*_days(context), *_names(facts)])
    name = document.source.name
    return [f"{name}:{line}: {message}" for line, message in dict.fromkeys(found)]


def _days(context: Context) -> Iterator[tuple[int, str]]:
    for passage in context.passages:
        for mention in passage.mentions:
            if mention.kind in ("date", "period") and not mention.value.valid:
                start = passage.index[mention.start]
                shown = passage.text.text[start : passage.index[mention.end - 1] + 1]
                yield (
                    context.document.source.line(passage.text.origin[start]),
                    f"'{' '.join(shown.split())}' is no day of the calendar; it is kept as printed. "
                    "Compare the paper in another language",
                )


def _names(facts: Iterable[Fact]) -> Iterator[tuple[int, str]]:
    for fact in facts:
        for name in fact.fields.get("unknown", ()):
            yield (
                fact.cite.line,
                f"no State is called '{name}' (in the list '{fact.fields['role']}'); it is left out. "
                "If it is a State's name, add it to the gazetteer's names.csv",
            )
