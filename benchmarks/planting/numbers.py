"""Mistakes in counts, numbers, references and symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from planting.places import Given, Site
from testban.treaty.documents.symbols import SYMBOL

COUNTED = ("signatories", "ratifiers", "states_parties", "annex2_ratifiers", "annex2_remaining")
LAST_DAY = "2024-12-31"
"""The shipped ledger knows more, but not much more."""


def _blocks(paper: Given, *kinds: str):
    return [b for b in paper.document.blocks if b.kind in kinds and b.text.origin]


def count(paper: Given) -> Iterator[Site]:
    """A count of States is another."""
    for fact in paper.facts:
        if fact.kind != "count" or fact.fields["value"] < 3:
            continue
        value = fact.fields["value"]
        if not _can_be_known(paper, fact.fields):
            continue
        for start, end in fact.cite.spans:
            for m in re.compile(rf"(?<!\d){value}(?!\d)").finditer(paper.text, start, end):
                yield Site(*m.span(), str(value + 3))
                yield Site(*m.span(), str(value - 2))


def _can_be_known(paper: Given, fields: dict[str, Any]) -> bool:
    """The ledger, Annex 2 or a list of the paper says how many there are."""
    if fields["subject"] == "annex2_states":
        return True
    lists = [len(f.fields["states"]) for f in paper.facts if f.kind == "state_list"]
    if fields["subject"] not in COUNTED:
        return fields["value"] in lists
    day = fields["as_of"] or paper.document.date
    return bool(fields["treaty"] and day and len(day) == len("2021-09-23") and day <= LAST_DAY)


def tally(paper: Given) -> Iterator[Site]:
    """A tally of a vote is another."""
    for fact in paper.facts:
        if fact.kind != "vote":
            continue
        for side in ("yes", "no", "abstain"):
            value, listed = fact.fields[side], fact.fields[f"states_{side}"]
            if value is None or len(listed) != value:
                continue
            for start, end in fact.cite.spans:
                for m in re.compile(
                    rf"(?<![\d(]){value}(?!\d|\)| ?[月日]| [A-Z]| December)"
                ).finditer(paper.text, start, end):
                    yield Site(*m.span(), str(value + 1))
                    yield Site(*m.span(), str(value - 1))


def paragraph_number(paper: Given) -> Iterator[Site]:
    """A paragraph carries another number."""
    for block in _blocks(paper, "paragraph"):
        if block.label.isdigit():
            at = paper.text.rfind(block.label, 0, block.text.origin[0])
            if at >= 0 and block.text.origin[0] - at < 8:
                n = int(block.label)
                yield Site(at, at + len(block.label), str(n + 1))
                yield Site(at, at + len(block.label), str(n + 10))


def item_letter(paper: Given) -> Iterator[Site]:
    """An item carries the letter of the next, or of the last."""
    for block in _blocks(paper, "item"):
        if len(block.label) == 1 and "a" < block.label < "z":
            at = paper.text.rfind(f"({block.label})", 0, block.text.origin[0])
            if at >= 0 and block.text.origin[0] - at < 8:
                yield Site(at + 1, at + 2, chr(ord(block.label) + 1))
                yield Site(at + 1, at + 2, chr(ord(block.label) - 1))


def reference(paper: Given) -> Iterator[Site]:
    """A paragraph, item or annex is cited that the paper does not have."""
    pattern = re.compile(
        r"(?:(?:上文|下文|本报告)第 ?|(?<=见)第 ?)(?P<n>\d{1,2})(?= ?段)"
        r"|paragraphs? (?P<e>\d{1,2})(?= (?:above|below|of the present))"
        r"|第 ?(?P<l>\d{1,2})(?= ?段所列)|议程项目 ?(?P<i>\d{1,2})|agenda item (?P<j>\d{1,2})"
        r"|载于(?:本报告)?附件(?P<a>[一二三四五六七八])|(?:contained|reproduced|set out) in annex (?P<x>[IVX]+)"
    )
    for m in pattern.finditer(paper.text):
        name = next(k for k, v in m.groupdict().items() if v)
        yield Site(
            *m.span(name),
            {"a": "九", "x": "XIV"}.get(name, str(int(m[name]) + 70) if name not in "ax" else ""),
        )


def symbol_form(paper: Given) -> Iterator[Site]:
    """A letter, stroke or figure of a symbol goes wrong."""
    turn = 0
    for m in SYMBOL.finditer(paper.text):
        s = m.group()
        if "undocs.org" in paper.text[max(0, m.start() - 25) : m.start()] or s.count("/") < 2:
            continue
        turn += 1
        wrong = (
            s.replace("/", "//", 1),
            re.sub(r"/((?:19|20)\d\d)/", lambda y: f"/{y[1][1:]}/", s),
            re.sub(r"/((?:19|20)\d\d)/", lambda y: f"/{y[1]}.", s),
            re.sub(r"^([A-Z])([A-Z])", r"\2\1", s),
            re.sub(r"(\d)$", r"\1\1\1\1\1", s),
        )[turn % 5]
        if wrong != s:
            yield Site(*m.span(), wrong)


def link(paper: Given) -> Iterator[Site]:
    """A printed link leads to the document of another year or number."""
    for m in re.finditer(
        r"undocs\.org/(?:[a-z]{2}/)?\S*?/(?P<y>(?:19|20)\d\d|\d\d)/(?P<n>\d+)", paper.text
    ):
        yield Site(*m.span("y"), str(int(m["y"]) + 1))


def list_of_documents(paper: Given) -> Iterator[Site]:
    """A document drops out of the list of documents, or stands there under another number."""
    for fact in paper.facts:
        if fact.kind == "document_entry":
            start, end = fact.cite.spans[0][0], fact.cite.spans[-1][1]
            symbol = str(fact.fields["symbol"])
            if (
                len(re.findall(re.escape(symbol) + r"(?!\d)", paper.text)) > 1
                and paper.text.startswith(symbol, start)
                and symbol != paper.document.symbol
            ):
                last = paper.text.find("\n", end)
                yield Site(start, last + 1 if last > 0 else end, "")


def footnote(paper: Given) -> Iterator[Site]:
    """A footnote carries another number."""
    for block in _blocks(paper, "footnote"):
        if block.label.isalnum():
            at = paper.text.rfind(block.label, 0, block.text.origin[0])
            if at >= 0 and block.text.origin[0] - at < 6:
                wrong = (
                    str(int(block.label) + 1)
                    if block.label.isdecimal()
                    else chr(ord(block.label[0]) + 1)
                )
                yield Site(at, at + len(block.label), wrong)
