"""Organisations in sentences of unknown wording, and in lines below one.

As with lists of States (see `introduced`), the classes of words in a sentence say whose list it is:
some word for organisations, some verb of attending. ``[organisation_words]`` holds the classes,
``[[loose_organisations]]`` the orders in which lead, names and verb stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.organisation_columns import Listed
from testban.treaty.extract.passage import Hit, Passage

__all__ = ["loose_organisations", "role_by_words"]

_LONGEST = 120
_HEADING = 80
_COLONS = (":", "：")
_MARKS = " \t,，、;；.。"
_BULLET = re.compile(r"^(?:[(（]?(?:\d{1,2}|[a-z])[)）.．]|[-–—•·▪●*])\s*")
_LAST = re.compile(r"(?:[;；,，]?\s*(?:and|以及|和))?[;；,，.。]?\s*$")
_NO_ENTRY = ("footnote", "title", "furniture")


def loose_organisations(
    context: Context, split: Callable[[MappedText], list[str]]
) -> Iterator[Listed]:
    """Every list that a sentence holds, or that stands in the lines below one."""
    for rule, hit in context.hits("loose_organisations"):
        if hit.passage.block.kind in _NO_ENTRY or id(hit.passage.block) in context.listed:
            continue
        names = _clean(context, split(hit.piece("names")))
        role = role_by_words(context, _around(context, hit))
        if role and _are_names(context, names, sure=bool(rule.data.get("named"))):
            yield Listed(role, names, [hit.piece("names")], hit.passage.block.place)
    yield from _below(context)


def role_by_words(context: Context, words: str) -> str | None:
    """Whose list of organisations a sentence of these words holds; None where it holds none."""
    table = context.language.table("organisation_words")
    for rule in table.get("roles", ()):
        if all(re.search(table[name], words) for name in rule["words"]) and not any(
            re.search(table[name], words) for name in rule.get("without", ())
        ):
            return str(rule["role"]) or None
    return None


def _around(context: Context, hit: Hit) -> str:
    """The sentence but for the names."""
    group = hit.match.span("names")
    first, last = hit.passage.sentence(group[0], group[1], context.full_stops)
    masked = hit.passage.masked
    after = masked[group[1] : last]
    if context.language.regex("organisation_words", "aside").match(after):
        after = ""
    return f"{masked[first : group[0]]} {after}"


def _clean(context: Context, names: Sequence[str]) -> list[str]:
    """The names without those that only count organisations."""
    counted = context.language.regex("organisation_words", "counted")
    return [name for name in names if not counted.search(name)]


def _are_names(context: Context, names: Sequence[str], *, sure: bool) -> bool:
    """They read as names: begin as names do, and are bodies by their words (half of them, if `sure`)."""
    if len(names) < 2 or max(map(len, names)) > _LONGEST:
        return False
    begins = context.language.regex("organisation_words", "begins")
    generic = context.language.regex("organisation_words", "generic")
    if not all(begins.search(name) and not generic.search(name) for name in names):
        return False
    body = context.language.regex("organisation_words", "name")
    known = sum(body.search(name) is not None for name in names)
    return known >= (1 if sure else (len(names) + 1) // 2)


def _below(context: Context) -> Iterator[Listed]:
    """Lists in the items and lines below a sentence that ends in a colon, or below a heading."""
    role: str | None = None
    found: list[Passage] = []
    for passage in [*context.passages, None]:
        if passage is not None and passage.block.kind in ("footnote", "furniture"):
            continue
        heads = _heads(context, passage) if passage is not None else None
        if passage is not None and role is not None and heads is None and _is_entry(passage):
            found.append(passage)
            continue
        names = [_entry(p.text.text) for p in found]
        if role is not None and _are_names(context, names, sure=True):
            yield Listed(role, names, [p.text for p in found], found[0].block.place)
        found = []
        role = heads or (_introduced(context, passage) if passage is not None else None)


def _introduced(context: Context, passage: Passage) -> str | None:
    """The role of the list that a sentence introduces."""
    masked = passage.masked.rstrip()
    if id(passage.block) in context.listed or not masked.endswith(_COLONS):
        return None
    first, _ = passage.sentence(len(masked) - 1, len(masked) - 1, context.full_stops)
    table = context.language.table("organisation_words")
    spoken_of = any(
        re.search(table.get(name, r"(?!)"), masked[first:]) for name in ("organisations", "ngos")
    )
    return role_by_words(context, masked[first:]) if spoken_of else None


def _heads(context: Context, passage: Passage) -> str | None:
    """The role of the organisations of which a passage is the heading."""
    if len(passage.masked) > _HEADING or id(passage.block) in context.listed:
        return None
    rule = context.first("participant_section", passage)
    return str(rule.data["role"]) if rule and rule.data["of"] == "organisation" else None


def _is_entry(passage: Passage) -> bool:
    """A short line or item that is no sentence, and names no State alone."""
    shown = passage.text.text.strip()
    return (
        0 < len(shown) <= _LONGEST
        and passage.block.kind in ("item", "paragraph", "row", "heading")
        and not shown.endswith(_COLONS)
        and len(_LAST.sub("", shown)) > 2
        and not any(stop in _LAST.sub("", shown) for stop in (". ", "。", "；", "; ", "，"))
        and not (passage.mentions and len(passage.masked.strip(_MARKS)) == 1)
    )


def _entry(text: str) -> str:
    return _LAST.sub("", _BULLET.sub("", text.strip())).strip(_MARKS)
