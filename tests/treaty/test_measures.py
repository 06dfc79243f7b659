"""Measures keep their identity when their letters shift."""

from __future__ import annotations

from testban.treaty.extract.model import Citation, Fact
from testban.treaty.measures import likeness, threads


def measures(*texts: str) -> list[Fact]:
    nowhere = Citation((), 1, None, "", "")
    letters = "abcdefghijklmno"
    return [
        Fact("measure", {"label": letter, "text": text, "addressee": None}, nowhere)
        for letter, text in zip(letters, texts, strict=False)
    ]


URGE = "Use every avenue open to us to encourage further signature and ratification of the Treaty"
DAY = "Encourage all States to take part in the International Day against Nuclear Tests"
SEMINARS = "Encourage the organization of regional seminars to raise awareness of the Treaty"
HELP = "Request the secretariat to keep giving legal assistance with the ratification process"


def test_a_measure_is_followed_though_its_letter_changes() -> None:
    found = threads(
        {2019: measures(URGE, SEMINARS, HELP), 2021: measures(URGE, DAY, SEMINARS, HELP)}
    )
    labels = [{year: fact.fields["label"] for year, fact in t.texts.items()} for t in found]
    assert labels == [
        {2019: "a", 2021: "a"},
        {2021: "b"},
        {2019: "b", 2021: "c"},
        {2019: "c", 2021: "d"},
    ]


def test_a_measure_that_is_gone_stands_last_and_one_reworded_stays() -> None:
    reworded = HELP.replace("keep giving", "continue to provide") + " and with implementation"
    found = threads({2019: measures(DAY, HELP), 2021: measures(reworded)})
    assert [set(thread.texts) for thread in found] == [{2019, 2021}, {2019}]
    assert found[0].newest.fields["text"] == reworded


def test_chinese_measures_are_matched_by_characters() -> None:
    old = "鼓励各国积极参与一年一度的禁止核试验国际日"
    new = "鼓励各国纪念大会决议宣布的禁止核试验国际日"
    other = "请临时技术秘书处继续提供批准程序方面的法律协助"
    assert likeness(old, new) > likeness(old, other)
    found = threads({2021: measures(other, old), 2023: measures(new, other)})
    assert [{k: f.fields["label"] for k, f in t.texts.items()} for t in found] == [
        {2021: "b", 2023: "a"},
        {2021: "a", 2023: "b"},
    ]


def test_two_measures_of_one_declaration_are_never_one() -> None:
    found = threads({2019: measures(URGE), 2021: measures(URGE, URGE)})
    assert len(found) == 2
    assert threads({}) == []
