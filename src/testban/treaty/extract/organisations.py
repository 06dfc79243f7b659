"""Lists of organisations: those attending, and those accredited, with their asterisks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Passage

__all__ = ["extract"]

_STAR = re.compile(r"\s*\*+\s*$")


def extract(context: Context) -> Iterator[Fact]:
    """Organisations named in a sentence, then numbered lists of them."""
    for rule, hit in context.hits("organisation_list"):
        piece = hit.piece("names")
        names = _split(context, piece)
        if names:
            yield _fact(context, rule.data["role"], names, [piece], hit.passage.block.place)
    yield from _numbered(context)


def _split(context: Context, piece: MappedText) -> list[str]:
    separator = context.language.regex("lists", "organisations")
    kept = [part.strip(" 　，,、;；.。") for part in separator.split(piece.text)]
    return [part for part in kept if part]


def _numbered(context: Context) -> Iterator[Fact]:
    """A series of short numbered lines without full stops, under the heading of an annex."""
    group: list[Passage] = []
    last_text = ""
    introductions: dict[str, str] = {}
    for passage in [*context.passages, None]:
        if passage is not None and passage.block.kind == "footnote":
            continue
        if passage is not None and _is_entry(passage) and _goes_on(group, passage):
            group.append(passage)
            continue
        if len(group) >= 3:
            role = _role(context, group[0], last_text, introductions)
            if role is not None:
                yield _listed(context, role, group)
        group = [passage] if passage is not None and _is_entry(passage) else []
        if passage is not None and not group:
            last_text = passage.text.text
            _note(context, passage, introductions)
    return


def _is_entry(passage: Passage) -> bool:
    text = passage.block.text.text.strip()
    return (
        passage.block.kind in ("paragraph", "item", "heading")
        and passage.block.label.isdigit()
        and 0 < len(text) < 120
        and _STAR.sub("", text)[-1:] not in "。.；;：:，,"
    )


def _goes_on(group: list[Passage], passage: Passage) -> bool:
    return bool(group) and int(passage.block.label) == int(group[-1].block.label) + 1


def _note(context: Context, passage: Passage, introductions: dict[str, str]) -> None:
    """A paragraph that says what an annex lists (`annex I to the present decision`)."""
    for rule in context.rules("organisation_annex"):
        hit = rule.pattern.search(passage)
        if hit is not None:
            label = _annex_number(hit.words("annex"))
            introductions[f"{passage.block.place.split(',')[0]}|{label}"] = rule.data["role"]
            introductions.setdefault(f"|{label}", rule.data["role"])
            introductions[f"|{label}"] = rule.data["role"]


def _annex_number(text: str) -> str:
    from testban.treaty.documents.labels import chinese_number, roman_number

    shown = re.sub(r"(?i)annex|附件|[\s(（)）]", "", text)
    value = chinese_number(shown) or roman_number(shown) or (int(shown) if shown.isdigit() else 0)
    return str(value)


def _role(
    context: Context, first: Passage, last_text: str, introductions: dict[str, str]
) -> str | None:
    annexes = re.findall(r"annex ([IVX]+)", first.block.place)
    if annexes:
        known = introductions.get(f"|{_annex_number(annexes[-1])}")
        if known is not None:
            return known
    if context.language.regex("lists", "organisation_heading").search(last_text):
        return "accredited_organisations"
    return None


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
