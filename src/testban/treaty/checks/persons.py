"""Persons: one that a paper spells in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.slips import one_slip
from testban.treaty.checks.words import words
from testban.treaty.documents.mapped import MappedText

__all__ = ["one_person_spelt_twice"]

# Chinese sets nothing between a title and a name: a first name is so many signs at most, and so
# many of them tell it from others.
_FIRST_NAME, _KNOWN_BY = 4, 3
_SHORTEST = 3
# Shorter last names are a sign from many others (Lee, Leo).
_LAST_NAME = 5


def one_person_spelt_twice(paper: Paper) -> Iterator[Finding]:
    """T801: two names of which one part is the same, and the other differs by a sign or two."""
    told: set[int] = set()
    titled = list(_titled(paper))
    findings = (
        *_with_titles(paper, titled),
        *_without_titles(paper, titled),
        *_last_names(paper, titled),
    )
    for finding in findings:
        start = finding.cite.spans[0][0] if finding.cite.spans else -1
        if start not in told:
            told.add(start)
            yield finding


def _with_titles(paper: Paper, titled: Sequence[_Titled]) -> Iterator[Finding]:
    """Names beside "Mr.", 先生 and the like: where they begin and end is plain."""
    known = words(paper.context.language.code)
    between = str(known.data.get("between_names", " "))
    seen: dict[str, MappedText] = {}
    for name, piece, place in titled:
        for other, first in seen.items():
            if _alike(other.split(between), name.split(between), bool(between.strip())):
                shown, usual = _short(name, between), _short(other, between)
                yield _told(paper, piece, place, (shown, usual, first))
        seen.setdefault(name, piece)


_Titled = tuple[str, MappedText, str]
"""A name, where it stands in the text, and the place for people."""


def _titled(paper: Paper) -> Iterator[_Titled]:
    pattern = words(paper.context.language.code).regex("person")
    for passage in paper.context.passages:
        for match in pattern.finditer(passage.text.text):
            piece = passage.text[match.start("name") : match.end("name")]
            yield match["name"], piece, passage.block.place


def _told(
    paper: Paper, piece: MappedText, place: str, names: tuple[str, str, MappedText]
) -> Finding:
    shown, usual, first = names
    line = paper.document.source.line(first.origin[0])
    cite = paper.context.cite([piece], place)
    return paper.finding("T801", cite, usual, name=shown, other=usual, line=line)


def _without_titles(paper: Paper, titled: Sequence[_Titled]) -> Iterator[Finding]:
    """Names that stand alone, held against those with titles, or against each other in Chinese."""
    pattern = words(paper.context.language.code).regex("bare_name")
    glued = bool(str(words(paper.context.language.code).data.get("between_names", " ")).strip())
    models = [] if glued else [(name, piece) for name, piece, _ in titled]
    for passage in paper.context.passages if glued or models else ():
        for match in pattern.finditer(passage.text.text):
            name, piece = match.group(), passage.text[match.start() : match.end()]
            alike = _alike_glued if glued else _alike_bare
            first = next((m for m in models if alike(m[0], name)), None)
            if first is not None:
                yield _told(paper, piece, passage.block.place, (name, *first))
            elif glued:
                models.append((name, piece))


def _last_names(paper: Paper, titled: Sequence[_Titled]) -> Iterator[Finding]:
    """A last name alone behind a title, a slip away from that of one person named in full."""
    pattern = words(paper.context.language.code).regex("last_name")
    full = {name.split()[-1]: piece for name, piece, _ in titled}
    for passage in paper.context.passages if full else ():
        for match in pattern.finditer(passage.text.text):
            name = match["name"]
            like = [known for known in full if one_slip(known, name)]
            if name not in full and len(like) == 1 and len(name) >= _LAST_NAME:
                piece = passage.text[match.start("name") : match.end("name")]
                yield _told(paper, piece, passage.block.place, (name, like[0], full[like[0]]))


def _alike_bare(titled: str, bare: str) -> bool:
    """The first and the last part of a name with a title, and the two words of one without."""
    parts = titled.split()
    return _alike([parts[0], parts[-1]], bare.split(), False)


def _alike_glued(one: str, other: str) -> bool:
    """First names are the same, and of the next signs one differs, with the same on either side.

    What follows a name is glued to it, so that its end is not known.
    """
    (first, after), (again, later) = (name.split("·")[:2] for name in (one, other))
    same = first[-_KNOWN_BY:] == again[-_KNOWN_BY:]
    pairs = list(zip(after[:_WINDOW], later[:_WINDOW], strict=False))
    differ = [at for at, (a, b) in enumerate(pairs) if a != b]
    return same and len(pairs) == _WINDOW and len(differ) == 1 and 0 < differ[0] < _WINDOW - 1


# So many signs after the point belong to the name.
_WINDOW = 4


def _alike(one: list[str], other: list[str], glued: bool) -> bool:
    """All but one part are the same, and the parts that differ do so in few signs.

    `glued`: titles stand before the first names without a blank, so that only their ends count.
    """
    if len(one) != len(other) or len(one) < 2:
        return False
    if one[1:] != other[1:]:
        first = one[0][-_KNOWN_BY:] if glued else one[0]
        same = (other[0][-_KNOWN_BY:] if glued else other[0]) == first
        differ = [(a, b) for a, b in zip(one[1:], other[1:], strict=True) if a != b]
        return same and len(differ) == 1 and _one_name(*differ[0])
    if not glued:
        return _one_name(one[0], other[0])
    if one[0][-2:] == other[0][-2:]:
        return False
    ends = list(zip(one[0][-_FIRST_NAME:], other[0][-_FIRST_NAME:], strict=False))
    return len(ends) >= _SHORTEST and 2 * sum(a == b for a, b in ends) >= len(ends)


def _one_name(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST and one_slip(one, other)


def _short(name: str, between: str) -> str:
    """The name without the title that is glued to it."""
    first, sign, rest = name.partition(between)
    return f"{first[-_FIRST_NAME:]}{sign}{rest}" if between.strip() else name
