"""Changes of what a paragraph says: numbers, days, symbols, words of obligation, negations."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from altering.altered import Planted, in_prose, prose, replaced
from testban.treaty.documents import Document

__all__ = ["date", "duty", "negation", "number", "office", "swap_numbers", "symbol"]


_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


def number(document: Document, chance: random.Random) -> Planted | None:
    """A number is another one."""
    pattern = (
        r"(?<![\w./()（第条款项()-])(?<!第 )[1-9]\d{0,2}(?=\s?(?:个|国|名|票|份|次会议|处|%))"
        if document.language == "zh"
        else r"(?<![\w./(),;:-])(?<!Article )[1-9]\d{0,2}(?= [a-z]{4,})(?! to )(?! and )"
    )
    match = in_prose(document, pattern, chance)
    if match is None:
        return None
    new = str(int(match.group()) + chance.choice((1, 2, 7)))
    return replaced(document, *match.span(), new, "substance", "number_changed")


def date(document: Document, chance: random.Random) -> Planted | None:
    """A year is another one."""
    zh = r"(?<=[^\d])((?:19|20)\d\d)(?=\s?年\s?\d{1,2}\s?月)"
    en = rf"(?<={_MONTH[3:-1].split('|')[0]} )\d{{4}}|\b(?:19|20)\d\d(?=[ ,.;)])(?<!/)"
    match = in_prose(document, zh if document.language == "zh" else en, chance)
    if match is None:
        return None
    new = str(int(match.group()) + chance.choice((-1, 1)))
    return replaced(document, *match.span(), new, "substance", "date_changed", "number_changed")


def symbol(document: Document, chance: random.Random) -> Planted | None:
    """The last figure of a document's symbol is another one."""
    match = in_prose(document, r"\b(?:A/RES|A|CTBT-Art\.XIV|TPNW)/[\w./]*\d(?![\w/])", chance)
    if match is None:
        return None
    new = match.group()[:-1] + str((int(match.group()[-1]) + 3) % 10)
    return replaced(document, *match.span(), new, "substance", "symbol_changed")


def swap_numbers(document: Document, chance: random.Random) -> Planted | None:
    """Two numbers of one paragraph change places."""
    pattern = r"(?<![\w./()-])[1-9]\d{0,2}(?=\s?[个国票名]| [a-z]{4,})"
    places = []
    for unit in prose(document):
        for start, end in document.spans(unit.text.mapped):
            found = list(re.compile(pattern).finditer(document.source.text, start, end))
            places += [(x, y) for x, y in pairwise(found) if x.group() != y.group()]
    if not places:
        return None
    one, two = chance.choice(places)
    text = document.source.text
    new = two.group() + text[one.end() : two.start()] + one.group()
    return replaced(
        document,
        one.start(),
        two.end(),
        new,
        "substance",
        "number_changed",
        "number_added",
        "number_dropped",
    )


_DUTIES = {
    "en": (("urges", "encourages"), ("urge", "encourage"), ("shall", "may"), ("Calls upon", "Invites"),
           ("should", "could"), ("requests", "invites"), ("Requests", "Encourages"), ("decided", "recommended"),
           ("reaffirmed", "noted"), ("welcomed", "noted"), ("must", "may"), ("stressed", "noted")),
    "zh": (("敦促", "鼓励"), ("吁请", "鼓励"), ("呼吁", "建议"), ("决定", "建议"), ("重申", "注意到"),
           ("欢迎", "注意到"),            ("强调", "注意到"), ("必须", "可以"), ("谴责", "注意到")),
}  # fmt: skip


def duty(document: Document, chance: random.Random) -> Planted | None:
    """A word of obligation is a weaker one."""
    table = dict(_DUTIES[document.language or "en"])
    edge = r"\b" if document.language == "en" else ""
    match = in_prose(document, rf"{edge}(?:{'|'.join(table)}){edge}(?!性)", chance)
    return match and replaced(
        document, *match.span(), table[match.group()], "substance", "obligation_changed"
    )


def negation(document: Document, chance: random.Random) -> Planted | None:
    """A negation drops out."""
    pattern = (
        r"(?<=[a-z]) not(?= [a-z])"
        if document.language == "en"
        else r"(?:尚未|没有|未能|不会|不得)"
    )
    match = in_prose(document, pattern, chance)
    new = "" if document.language == "en" else "已"
    return match and replaced(
        document, *match.span(), new, "substance", "negation_dropped", "obligation_dropped"
    )


_OFFICES = {
    "en": {"Secretary-General": "Director-General", "Secretariat": "Bureau", "President": "Chair"},
    "zh": {"秘书长": "总干事", "秘书处": "主席团", "筹备委员会": "秘书处", "执行秘书": "主席", "保存人": "秘书处"},
}  # fmt: skip


def office(document: Document, chance: random.Random) -> Planted | None:
    """A body or an office is another one."""
    table = _OFFICES[document.language or "en"]
    match = in_prose(document, "|".join(table), chance)
    return match and replaced(
        document, *match.span(), table[match.group()], "substance", "name_changed"
    )
