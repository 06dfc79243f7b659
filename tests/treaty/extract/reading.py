"""What the tests of extraction share: sentences of our own, each in a paper of its own.

English sentences stand below `HEAD`; Chinese ones below `CTBT` or `TPNW`. Years lie in the 2030s and
2040s, so that no fact is a real one.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from testban.treaty.documents import Source, parse
from testban.treaty.documents.lines import display_width
from testban.treaty.extract import extract_facts

# "The Treaty" is that of the paper's series; the words make the language plain.
HEAD = "CTBT-Art.XIV/2041/9\n\nNote by the Secretariat of the Conference\n\n"
CTBT = "促进《全面禁止核试验条约》生效会议\n\n1. 本文件谈《全面禁止核试验条约》(《条约》)。\n\n2. "
TPNW = "禁止核武器条约缔约国会议\n\n1. 本文件谈《禁止核武器条约》(《条约》)。\n\n2. "
# The same with symbols, by which the series of the paper is known.
CONFERENCE_ZH = f"CTBT-Art.XIV/2041/9\n\n{CTBT}"
MSP_ZH = f"TPNW/MSP/2041/9\n\n{TPNW}"
MSP = (
    "TPNW/MSP/2041/9\n\nMeeting of States Parties to the Treaty on the Prohibition of Nuclear Weapons"
    "\n\n1. This note is about the Treaty on the Prohibition of Nuclear Weapons (the Treaty).\n\n2. "
)
ASSEMBLY = "General Assembly\n\n1. This is about the Comprehensive Nuclear-Test-Ban Treaty.\n\n2. "
ASSEMBLY_ZH = "大会\n\n1. 本文件谈《全面禁止核试验条约》。\n\n2. "


def stated(text: str, kind: str, head: str = HEAD) -> list[dict[str, Any]]:
    """The fields of every fact of `kind` in a sentence of its own."""
    document = parse(Source("paper.txt", "0" * 64, "text/plain", head + text))
    return [fact.fields for fact in extract_facts(document) if fact.kind == kind]


def pairs(text: str, kind: str, *fields: str, head: str = HEAD) -> list[tuple[Any, ...]]:
    """The same, as tuples of some of their fields."""
    return [tuple(fact[name] for name in fields) for fact in stated(text, kind, head)]


def shown(text: str, kind: str, fields: Sequence[str], head: str = HEAD) -> list[tuple[Any, ...]]:
    """The same, with lists as their words, parted by blanks."""
    return [
        tuple(" ".join(value) if isinstance(value, list) else value for value in row)
        for row in pairs(text, kind, *fields, head=head)
    ]


def said(text: str, kind: str, fields: Sequence[str], head: str = HEAD) -> list[str]:
    """Each fact of a kind in one line of its fields, parted by bars, sorted; `-` where there is none."""

    def word(value: Any) -> str:
        return (
            ",".join(value) or "-"
            if isinstance(value, list)
            else "-"
            if value is None
            else str(value)
        )

    facts = stated(text, kind, head)
    return sorted("|".join(word(fact[name]) for name in fields) for fact in facts)


def found(text: str, kind: str) -> list[dict[str, Any]]:
    """The fields of every fact of `kind` in a paper."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = parse(Source("paper.txt", sha256, "text/plain", text))
    return [fact.fields for fact in extract_facts(document) if fact.kind == kind]


def _order(expected: list[dict[str, Any]]) -> Callable[[dict[str, Any]], int]:
    """The place of a fact in the list of what is expected; last, where it is none of them."""

    def place(fact: dict[str, Any]) -> int:
        same = (all(fact.get(k) == v for k, v in want.items()) for want in expected)
        return next((index for index, one in enumerate(same) if one), len(expected))

    return place


def check(text: str, kind: str, expected: list[dict[str, Any]]) -> None:
    """The facts of `kind` are those expected, by the fields given, and no others."""
    facts = sorted(found(text, kind), key=_order(expected))
    picked = [
        {name: fact.get(name) for name in want} for fact, want in zip(facts, expected, strict=False)
    ]
    assert picked == expected
    assert len(facts) == len(expected), facts


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of so many columns of the page, as a narrow cell sets it."""
    if text.isascii():
        return textwrap.wrap(text, width, break_on_hyphens=False)
    lines = [""]
    for character in text:
        if display_width(lines[-1] + character) > width and character not in "，。、":
            lines.append("")
        lines[-1] += character
    return lines if text else []
