"""Patterns of the packs: all compile, a bad one is named, and the index knows which may match."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from testban.errors import ReferenceError
from testban.treaty.documents import Block, MappedText, read_document
from testban.treaty.extract import facts_in
from testban.treaty.extract.context import Context
from testban.treaty.extract.pattern_index import PatternIndex, named_pattern, rules_of
from testban.treaty.extract.patterns import pattern
from testban.treaty.extract.reader import Reader
from testban.treaty.languages import available, pack

SPECIMENS = sorted((Path(__file__).parents[2] / "specimens").glob("*.txt"))[::4]


@pytest.mark.parametrize("code", available())
def test_every_rule_of_a_pack_compiles(code: str) -> None:
    rules = [
        rule["pattern"]
        for section in pack(code).data.values()
        if isinstance(section, list)
        for rule in section
        if isinstance(rule, dict) and "pattern" in rule
    ]
    assert len(rules) > 100
    assert all(pattern(source, code).regex.pattern for source in rules)


def test_a_bad_pattern_is_named_with_its_pack() -> None:
    with pytest.raises(ReferenceError, match="bad pattern in the 'en' pack") as caught:
        _ = pattern("{S} ratified(", "en").regex
    assert "ratified(" in str(caught.value)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_one_walk_finds_what_each_pattern_would_say_for_itself(path: Path) -> None:
    document = read_document(path)
    assert document.language is not None
    language = pack(document.language)
    sections = [name for name, rules in language.data.items() if isinstance(rules, list)]
    patterns = {
        rule.pattern for section in sections for rule in rules_of(section, language.code)
    } | {named_pattern("votes", "yes", language.code), pattern("(?P<n>\\d+)|.*", language.code)}
    index = PatternIndex(patterns)
    some = 0
    for passage in Context(document, language).passages:
        alone = {
            each
            for each in patterns
            if all(any(word in passage.lower for word in need) for need in each.needs)
        }
        assert index.likely(passage.lower) == alone
        some += len(alone)
    assert some > 100


def test_patterns_find_the_rows_of_a_table_that_stand_in_place_of_its_lines() -> None:
    path = Path(__file__).parents[2] / "specimens" / "en_activities_2030_2031.txt"
    context = Context(read_document(path), pack("en"))
    voted = context.pattern("references", "resolutions")
    before = context.holding(voted)
    facts_in(context)
    after = context.holding(voted)
    assert after == [passage for passage in context.passages if voted.may_match(passage)]
    assert set(map(id, after)) - set(map(id, before))


def test_words_of_a_pattern_are_looked_for_in_text_that_is_not_read_yet() -> None:
    ratified = pattern("{S} (?:has )?ratified {T}", "en")
    assert ratified.may_stand_in("Chile has\nRatified  the Treaty")
    assert not ratified.may_stand_in("Chile has signed the Treaty")
    # What stands for names and numbers is not in the text as printed, and is not asked for.
    assert pattern("{N:value} {S}", "en").may_stand_in("3 Chile")


NUMBERS = {
    "zh": "0 1 23 一 二 两 十 百 零 第 个 国 名 票 / . , ， A 会 1,000 第一 二十国",
    "en": "0 1 23 one two eleven twenty -three hundred and - / . , % states one's A 1,000 Five",
}


@pytest.mark.parametrize("code", NUMBERS)
def test_where_numbers_may_begin_leaves_none_out(code: str) -> None:
    table = pack(code).table("numbers")
    number, reader = re.compile(table["pattern"]), Reader(pack(code))
    signs = [*NUMBERS[code].split(), " "]
    chance = random.Random(7)
    texts = ["".join(chance.choices(signs, k=chance.randint(1, 10))) for _ in range(3_000)]
    found = [reader.passage(Block("paragraph", MappedText.at(text, 0))) for text in texts]
    assert all("begins" in pack(known).table("numbers") for known in NUMBERS)
    assert sum(len(passage.numbers) for passage in found) > 1_000
    for passage in found:
        assert passage.numbers == [m.start() for m in number.finditer(passage.masked)]
