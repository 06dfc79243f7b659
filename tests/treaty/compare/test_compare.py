"""What changed, told in the right part: substance where the paper says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.errors import UsageError
from testban.treaty.compare import compare
from testban.treaty.documents import read_document
from tests.treaty.compare.papers import CHINESE, ENGLISH, changed, document, told


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_paper_held_against_itself_has_not_changed(text: str) -> None:
    found = changed(text)
    assert (found.substance, found.wording) == ((), ())


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (ENGLISH, "178 States", "179 States", ("number_changed", "178", "179")),
        (ENGLISH, "on 23 September 2033", "on 24 September 2033", ("date_changed", "23 September 2033", "24 September 2033")),
        (ENGLISH, "A/RES/87/64", "A/RES/87/46", ("symbol_changed", "A/RES/87/64", "A/RES/87/46")),
        (ENGLISH, "shall be elected", "may be elected", ("obligation_changed", "shall", "may")),
        (ENGLISH, "We urge all", "We encourage all", ("obligation_changed", "urge", "encourage")),
        (ENGLISH, "does not have the force", "does have the force", ("negation_dropped", "not", "")),
        (ENGLISH, "Ghana, Japan", "Japan", ("state_dropped", "Ghana", "")),
        (ENGLISH, "Chile, Ghana", "Chile, Ecuador, Ghana", ("state_added", "", "Ecuador")),
        (ENGLISH, "Kenya and Norway", "Kenya and Sweden", ("state_replaced", "Norway", "Sweden")),
        (ENGLISH, "Indonesia\n", "India\n", ("state_replaced", "Indonesia", "India")),
        (ENGLISH, "Malta\n", "", ("state_dropped", "Malta", "")),
        (ENGLISH, "Lindqvist", "Lundqvist", ("name_changed", "Mr. Anders Lindqvist", "Mr. Anders Lundqvist")),
        (CHINESE, "178个", "179个", ("number_changed", "178", "179")),
        (CHINESE, "2033年9月23日", "2033年9月24日", ("date_changed", "2033年9月23日", "2033年9月24日")),
        (CHINESE, "A/RES/87/64", "A/RES/87/46", ("symbol_changed", "A/RES/87/64", "A/RES/87/46")),
        (CHINESE, "应由批准国选举", "可由批准国选举", ("obligation_changed", "应", "可")),
        (CHINESE, "我们敦促", "我们鼓励", ("obligation_changed", "敦促", "鼓励")),
        (CHINESE, "不具有法律效力", "具有法律效力", ("negation_dropped", "不", "")),
        (CHINESE, "加纳、日本", "日本", ("state_dropped", "加纳", "")),
        (CHINESE, "智利、加纳", "智利、厄瓜多尔、加纳", ("state_added", "", "厄瓜多尔")),
        (CHINESE, "肯尼亚和挪威", "肯尼亚和瑞典", ("state_replaced", "挪威", "瑞典")),
        (CHINESE, "印度尼西亚\n", "印度\n", ("state_replaced", "印度尼西亚", "印度")),
        (CHINESE, "马耳他\n", "", ("state_dropped", "马耳他", "")),
    ],
)  # fmt: skip
def test_one_change_of_substance_is_one_line(
    text: str, old: str, new: str, expected: tuple[str, str, str]
) -> None:
    found = changed(text, (old, new))
    assert told(found.substance) == [expected]
    assert found.wording == ()
    for cite, version in ((found.substance[0].a, found.a), (found.substance[0].b, found.b)):
        assert cite is not None
        printed = " ".join(version.source.text[slice(*span)] for span in cite.spans)
        assert printed.split() == cite.quote.split()


def test_the_words_of_a_commitment_rendered_anew_may_be_a_retranslation() -> None:
    (change,) = changed(CHINESE, ("坚定致力于", "完全致力于")).substance
    assert (change.kind.name, change.old, change.new) == ("obligation_changed", "坚定", "完全")
    assert change.retranslation
    assert change.message("zh").endswith("（可能只是重译）")
    (weaker,) = changed(CHINESE, ("我们敦促", "我们鼓励")).substance
    assert not weaker.retranslation
    # An English paper is the original.
    (english,) = changed(ENGLISH, ("firmly committed", "fully committed")).substance
    assert not english.retranslation


def test_another_name_of_the_same_state_is_wording_and_a_doubtful_one_a_warning() -> None:
    long = changed(CHINESE, ("斯威士兰\n", "斯威士兰王国\n"))
    assert (told(long.substance), told(long.wording)) == (
        [],
        [("state_renamed", "斯威士兰", "斯威士兰王国")],
    )
    dominican = CHINESE.replace("马耳他", "多米尼加共和国")
    (doubtful,) = changed(dominican, ("多米尼加共和国", "多米尼加")).substance
    assert (doubtful.kind.name, doubtful.kind.severity) == ("state_ambiguous", "warning")
    assert {"DOM", "DMA"} == set(doubtful.values["readings"].codes)
    # The name did not change, whatever it stands for.
    assert changed(dominican.replace("共和国\n", "\n"), ("178个", "179个")).wording == ()


def test_an_abbreviation_renamed_throughout_is_one_line() -> None:
    found = compare(document(CHINESE.replace("筹备委员会", "筹委会")), document(CHINESE))
    assert told(found.wording) == [("term_renamed", "筹委会", "筹备委员会")]
    assert found.substance == ()
    assert found.wording[0].values["count"] == CHINESE.count("筹备委员会")


def test_versions_that_cannot_be_compared_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"two languages \(en, zh\)"):
        compare(document(ENGLISH), document(CHINESE))
    other = "Rules for the garden\n\n1. Water the roses in the morning, and the tulips at night.\n"
    with pytest.raises(UsageError, match="nothing in common"):
        compare(document(ENGLISH), document(other))


@pytest.fixture(scope="module")
def conference(shared: Path) -> list[tuple[str, str, str]]:
    """The declaration of 2021, as drafted and as adopted."""
    draft, adopted = sorted((shared / "documents").glob("00[12]_*.txt"))
    found = compare(read_document(draft), read_document(adopted))
    assert len(found.substance) == 6
    return [*told(found.substance), *told(found.wording)]


def test_the_draft_and_the_adopted_declaration_of_2021(
    conference: list[tuple[str, str, str]],
) -> None:
    # Read against each other by eye, line by line.
    for change in (
        ("date_changed", "2021年9月23日", "2021年9月23日和24日"),
        ("obligation_changed", "坚定", "完全"),
        ("obligation_changed", "全力", "压倒性"),
        ("state_ambiguous", "多米尼加共和国", "多米尼加"),
        ("state_renamed", "斯威士兰王国", "斯威士兰"),
        ("term_renamed", "禁核试条约", "全面禁核试条约"),
        ("term_left", "禁核试条约", "全面禁核试条约"),
    ):
        assert conference.count(change) == 1, change
    assert [kind for kind, *_ in conference].count("part_added") == 1
    # Nothing else of substance: no State left or entered the lists of the annex.
    kinds = {kind for kind, *_ in conference}
    assert not kinds & {"state_added", "state_dropped", "state_replaced", "number_changed"}


def test_a_body_or_an_office_that_another_replaces_is_substance() -> None:
    found = changed(CHINESE, ("向保存人报告", "向筹备委员会报告"))
    assert told(found.substance) == [("name_changed", "保存人", "筹备委员会")]
    found = changed(CHINESE, ("并将每年向保存人", "主席将每年向保存人"), ("安德斯", "安德斯"))
    assert "name_changed" not in {kind for kind, *_ in told(found.substance)}


def test_names_of_one_office_are_wording() -> None:
    paper = CHINESE.replace("由批准国选举产生", "由共同主席主持")
    found = compare(document(paper), document(paper.replace("共同主席", "联合主席")))
    assert told(found.substance) == []


def test_a_changed_title_block_is_one_line() -> None:
    head = "Distr.: General\n\n1 October 2033\n\nOriginal: English\n\n"
    found = compare(document(ENGLISH), document(head + ENGLISH))
    (line,) = found.wording
    assert line.kind.name == "title_changed"
    assert line.values["count"] == 3
    assert "+ Original: English" in line.message()
    assert len(line.places) == 2
