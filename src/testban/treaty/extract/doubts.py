"""What a reader should look at again: impossible days, and names that no State has.

A fact is what the paper says, right or wrong, so these are no errors of reading: they are said,
one line each, with the place and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from testban.reference.states import near_states, short_name
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Document
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Mention, Passage
from testban.treaty.languages import available, pack

__all__ = ["doubtful_names", "doubts"]

# A strange name is one for a State's only among many States: "Nairobi, Kenya, and Lima, Peru" is
# a list of places.
_LEAST_AROUND = 4
_SHARE = 0.25

_Doubt = tuple[int, str]


def doubts(document: Document, facts: Iterable[Fact]) -> list[str]:
    """One line for each doubt, as ``file:line: what. What to do``, in the order of the paper."""
    if document.language not in available():
        return []
    context = Context(document, pack(document.language or "en"))
    found = sorted([*_days(context), *_names(context, facts)])
    name = document.source.name
    return [f"{name}:{line}: {message}" for line, message in dict.fromkeys(found)]


def _days(context: Context) -> Iterator[_Doubt]:
    for passage in context.passages:
        for mention in passage.mentions:
            if mention.kind in ("date", "period") and not mention.value.valid:
                start = passage.index[mention.start]
                shown = passage.text.text[start : passage.index[mention.end - 1] + 1]
                yield (
                    context.document.source.line(passage.text.origin[start]),
                    f"'{' '.join(shown.split())}' is no day of the calendar; facts give it as printed. "
                    "Compare another language version of the paper",
                )


_Name = tuple[MappedText, str]
"""A name that no State has, and where it stands, in words."""


def _names(context: Context, facts: Iterable[Fact]) -> Iterator[_Doubt]:
    for name, where in doubtful_names(context, facts):
        shown = " ".join(name.text.split())
        near = [short_name(code, context.document.language or "en") for code in near_states(shown)]
        meant = f"Perhaps {' or '.join(near)} is meant" if near else "Check the name"
        yield (
            context.document.source.line(name.origin[0]),
            f"no State is called '{shown}' ({where}); what is said of it is left out. {meant}",
        )


def doubtful_names(context: Context, facts: Iterable[Fact]) -> list[_Name]:
    """Names where a State's should stand, which no State has: each, and where, in words."""
    told = list(_in_facts(context, facts))
    known = {name.text for name, _ in told}
    return told + [each for each in _in_sentences(context) if each[0].text not in known]


def _in_facts(context: Context, facts: Iterable[Fact]) -> Iterator[_Name]:
    for fact in facts:
        for name in fact.fields.get("unknown", ()):
            for passage in context.passages:
                start = passage.condensed.find(name)
                piece = _piece(passage, start, name) if start >= 0 else None
                if piece and any(a <= piece.origin[0] < b for a, b in fact.cite.spans):
                    yield piece, f"in the list '{fact.fields['role']}'"


def _piece(passage: Passage, start: int, name: str) -> MappedText:
    return passage.text[passage.index[start] : passage.index[start + len(name) - 1] + 1]


def _in_sentences(context: Context) -> Iterator[_Name]:
    """Who signs or ratifies, or stands between States in a list, and is none that is known."""
    for passage in context.passages:
        for hit in context.pattern("doubts", "act").find(passage):
            start = passage.starts[hit.match.start("name")]
            yield from _named(
                context, passage, start, hit.words("name"), "it acts as a State would"
            )
        yield from _in_lists(context, passage)


def _in_lists(context: Context, passage: Passage) -> Iterator[_Name]:
    """Names among States that separators alone part from their neighbours on either side."""
    states = 0
    found: list[_Name] = []
    last: Mention | None = None
    for mention in (*passage.mentions, None):
        listed = mention is not None and mention.kind in ("state", "states")
        parted = _parted(context, passage, last, mention) if last and listed else None
        if parted is None:  # the list, if there was one, ends here
            if states >= _LEAST_AROUND and len(found) <= _SHARE * states:
                yield from found
            states, found = 0, []
        else:
            found += parted
        if mention is not None and listed:
            states += len(mention.value) if mention.kind == "states" else 1
        last = mention if listed else None


def _parted(
    context: Context, passage: Passage, before: Mention, after: Mention | None
) -> list[_Name] | None:
    """The strange names between two States of one list, one at most; None where the list ends."""
    if after is None:
        return None
    gap = passage.condensed[before.end : after.start]
    separator = context.language.regex("lists", "separator")
    name = context.language.regex("lists", "edge").sub("", gap).strip()
    if not name:
        return [] if separator.fullmatch(gap) else None
    opens, _, closes = gap.partition(name)
    if not (separator.fullmatch(opens) and separator.fullmatch(closes)):
        return None
    if context.language.regex("doubts", "listed").fullmatch(name) is None:
        return None
    start = before.end + len(opens)
    return list(_named(context, passage, start, name, "between States in a list"))


def _named(
    context: Context, passage: Passage, start: int, name: str, where: str
) -> Iterator[_Name]:
    if not context.language.regex("doubts", "not_a_state").search(name):
        yield _piece(passage, start, name), where
