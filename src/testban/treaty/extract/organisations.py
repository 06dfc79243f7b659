"""Lists of organisations: those attending, and those accredited, with their asterisks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain

from testban.treaty.documents.labels import chinese_number, roman_number
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract import participants
from testban.treaty.extract.context import Context
from testban.treaty.extract.loose_organisations import loose_organisations
from testban.treaty.extract.model import Fact
from testban.treaty.extract.organisation_columns import organisations_below
from testban.treaty.extract.passage import Passage
from testban.treaty.languages import pack
from testban.treaty.literals import finder, needs

__all__ = ["extract"]

_LEAST = 3
_STAR = re.compile(r"\s*\*+\s*$")


def extract(context: Context) -> Iterator[Fact]:
    """Organisations named in a sentence, then numbered lists of them."""
    taken: set[int] = set()
    told: list[Fact] = []
    for rule, hit in context.hits("organisation_list"):
        piece = hit.piece("names")
        names = _split(context, piece)
        generic = context.language.regex("organisation_words", "generic")
        if names and piece.origin[0] not in taken and not any(map(generic.search, names)):
            taken.add(piece.origin[0])
            told.append(_fact(context, rule.data["role"], names, [piece], hit.passage.block.place))
    told += participants.organisations(context)
    told += _numbered(context)
    yield from told
    spans = [span for fact in told for span in fact.cite.spans]
    for known in chain(
        organisations_below(context, _headings(context)),
        loose_organisations(context, partial(_split, context)),
    ):
        fact = _fact(context, known.role, known.names, known.pieces, known.place)
        if not any(a < end and start < b for a, b in fact.cite.spans for start, end in spans):
            spans += fact.cite.spans
            yield fact


def _headings(context: Context) -> dict[int, str]:
    """The role of each heading that says what organisations stand below it, by its block."""
    found: dict[int, str] = {}
    for passage in context.passages:
        block = passage.block
        if block.kind in ("heading", "paragraph", "item") and id(block) not in context.listed:
            role = _role_of_heading(context, block.text.text)
            if role is not None:
                found[id(block)] = role
    return found


def _role_of_heading(context: Context, heading: str) -> str | None:
    words, rules = _heading_rules(context.language.code)
    if words.search(heading.lower()) is None:
        return None
    return next((role for regex, role in rules if regex.search(heading)), None)


@cache
def _heading_rules(code: str) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    """The words of which any such heading holds one, and what each rule makes of it."""
    rules = pack(code).rules("organisation_heading")
    wanted = [needs(rule["pattern"]) for rule in rules]
    words = tuple(dict.fromkeys(chain.from_iterable(wanted))) if all(wanted) else ()
    return finder(words), [(re.compile(rule["pattern"]), str(rule["role"])) for rule in rules]


def _split(context: Context, piece: MappedText) -> list[str]:
    """The names of a list, without cutting those that hold a conjunction of their own."""
    whole = [
        m.span() for m in context.language.regex("lists", "one_organisation").finditer(piece.text)
    ]
    parts: list[str] = []
    start = 0
    for cut in context.language.regex("lists", "organisations").finditer(piece.text):
        if not any(first < cut.end() and cut.start() < last for first, last in whole):
            parts.append(piece.text[start : cut.start()])
            start = cut.end()
    parts.append(piece.text[start:])
    article = context.language.regex("lists", "organisation_article")
    kept = [article.sub("", part.strip(" 　，,、;；.。")) for part in parts]
    return [part for part in kept if part]


def _numbered(context: Context) -> Iterator[Fact]:
    """Series of short numbered lines without full stops, where the paper says what they list."""
    group: list[Passage] = []
    heading = ""
    # Roles of the annexes, by number, as a paragraph before them announces ("annex I hereto").
    announced: dict[int, str] = {}
    passages = [
        p
        for p in context.passages
        if p.block.kind != "footnote" and id(p.block) not in context.listed
    ]
    for passage in [*passages, None]:
        if passage is not None and _goes_on(group, passage):
            group.append(passage)
            continue
        if passage is not None and group and _is_aside(passage):
            continue
        role = _role(context, group, heading, announced)
        if role is not None:
            yield _listed(context, role, group)
        group = [passage] if passage is not None and _is_entry(passage) else []
        if passage is not None and not group:
            heading = passage.text.text
            announced |= _announced(context, passage)


def _is_entry(passage: Passage) -> bool:
    text = passage.block.text.text.strip()
    return (
        passage.block.kind in ("paragraph", "item", "heading")
        and passage.block.label.isdigit()
        and 0 < len(text) < 120
        and _STAR.sub("", text)[-1:] not in "。.；;：:，,"
    )


def _is_aside(passage: Passage) -> bool:
    """A sentence without a number: a note, perhaps, that a page left in the middle of the list."""
    block = passage.block
    return block.kind == "paragraph" and not block.label and block.text.text.rstrip()[-1:] in "。."


def _goes_on(group: list[Passage], passage: Passage) -> bool:
    return (
        bool(group)
        and _is_entry(passage)
        and int(passage.block.label) == int(group[-1].block.label) + 1
    )


def _announced(context: Context, passage: Passage) -> dict[int, str]:
    """What a paragraph says that its annexes list; the more particular rule stands first."""
    found: dict[int, str] = {}
    for rule in context.likely("organisation_annex", passage):
        hit = rule.pattern.search(passage)
        if hit is not None:
            found.setdefault(_annex_number(hit.words("annex")), rule.data["role"])
    return found


def _annex_number(text: str) -> int:
    shown = re.sub(r"(?i)annex|附件|[\s(（)）]", "", text)
    return chinese_number(shown) or roman_number(shown) or (int(shown) if shown.isdigit() else 0)


def _role(
    context: Context, group: list[Passage], heading: str, announced: dict[int, str]
) -> str | None:
    """What a series lists: by the heading above it, else by the annex that it stands in."""
    if len(group) < _LEAST:
        return None
    if (role := _role_of_heading(context, heading)) is not None:
        return role
    annexes = re.findall(r"annex ([IVX]+)", group[0].block.place)
    return announced.get(_annex_number(annexes[-1])) if annexes else None


def _listed(context: Context, role: str, group: list[Passage]) -> Fact:
    names = [passage.block.text.text.strip() for passage in group]
    return _fact(
        context, role, names, [passage.block.text for passage in group], group[0].block.place
    )


def _fact(
    context: Context, role: str, names: list[str], pieces: list[MappedText], place: str
) -> Fact:
    starred = [index for index, name in enumerate(names) if _STAR.search(name)]
    shown = [_STAR.sub("", name) for name in names]
    return context.fact(
        "organisation_list", {"role": role, "names": shown, "starred": starred}, pieces, place
    )
