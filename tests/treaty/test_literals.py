"""The words that a pattern needs stand in everything it matches: the short cut loses nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from testban.treaty.documents import read_document
from testban.treaty.extract.context import Context
from testban.treaty.extract.patterns import pattern
from testban.treaty.languages import pack
from testban.treaty.literals import all_needs, needs

SPECIMENS = sorted((Path(__file__).parents[1] / "specimens").glob("*.txt"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("批准了", ("批准了",)),
        ("批准了?", ("批准",)),
        ("(?:已经)?签署", ("签署",)),
        ("反对|弃权票", ("反对", "弃权票")),
        (r"(?P<word>\w+) twice (?P=word)", (" twice ",)),
        ("反对|.*", ()),
        ("(?P<a>国)(?:家|民)", ("国家", "国民")),
        ("已(?:经)?批准", ("已经批准", "已批准")),
        ("(?:已|又)?批准", ("批准",)),
        ("(?!不)批准", ("批准",)),
        ("(?<=第)[0-9]+段", ("第",)),
        (r"\b批准(?!书)的", ("批准的",)),
        ("批准(?=.{2,8}核可)", ("核可",)),
        ("\x1a个", ("个",)),
        (r"\d+", ("\x1b",)),
        (r"\(a\)", ("(a)",)),
        (r"\ue000于", ("\ue000于",)),
        ("ab{0,2}c", ("a", "c")[:1]),
        ("ab{2}c", ("ab",)),
        ("[)批]准", (")准", "批准")),
        ("(?i:State)s?", ("state",)),
        ("[Cc]onference|[Mm]eeting", ("conference", "meeting")),
        ("[\ue000\ue001].*", ("\ue000", "\ue001")),
    ],
)
def test_needs_of_an_expression(source: str, expected: tuple[str, ...]) -> None:
    assert set(needs(source)) == set(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("(?:批准|签署)了.*条约", (("批准了", "签署了"), ("条约",))),
        # A blank, a comma and a short word stand in every paper: they are not looked for.
        ("ratified (?:in|on) .*, Treaty", (("ratified in ", "ratified on "), (", treaty",))),
        ("\ue000于\ue002", (("\ue000于\ue002",),)),
        ("[\ue000\ue001].*[\ue002\ue003]", (("\ue000", "\ue001"), ("\ue002", "\ue003"))),
        (
            "(?:(?:A|B)condition|other)s? (?:signed|[^.]*ratified)",
            (
                ("acondition ", "aconditions ", "bcondition ", "bconditions ", "other ", "others "),
                ("signed", "ratified"),
            ),
        ),
        (r"(?:\x27s|\u2019s) ratification", (("'s ratification", "\u2019s ratification"),)),
        (r"(?P<word>\w+) twice (?P=word)", ((" twice ",),)),
        ("反对|.*", ()),
    ],
)
def test_a_match_answers_to_every_need(source: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert {frozenset(need) for need in all_needs(source)} == set(map(frozenset, expected))


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_no_match_lacks_what_its_pattern_needs(path: Path) -> None:
    document = read_document(path)
    assert document.language is not None
    language = pack(document.language)
    context = Context(document, language)
    tried = 0
    for rules in language.data.values():
        for rule in rules if isinstance(rules, list) else ():
            compiled = pattern(rule["pattern"], language.code)
            expression: re.Pattern[str] = compiled.regex
            for passage in context.passages:
                if expression.search(passage.masked):
                    tried += 1
                    assert compiled.may_match(passage), rule["pattern"]
    assert tried > 5
