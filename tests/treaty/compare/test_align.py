"""Paragraphs are found again wherever they went, and what only one version has is told as that."""

from __future__ import annotations

import re
import string

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testban.treaty.compare import compare
from testban.treaty.compare.characters import marked
from testban.treaty.compare.sequence import _divided, equal_runs, unequal
from testban.treaty.documents import read_document
from tests.treaty.compare.papers import CHINESE, ENGLISH, changed, document, told


def kinds(text: str, after: str) -> tuple[list[str], list[str]]:
    found = compare(document(text), document(after))
    return [c.kind.name for c in found.substance], [c.kind.name for c in found.wording]


def renumbered(text: str, first: int) -> str:
    """Every paragraph from number `first` on gets the next number."""
    return re.sub(r"(?m)^(\d+)\. ", lambda m: f"{int(m[1]) + (int(m[1]) >= first)}. ", text)


def test_a_paragraph_put_in_renumbers_those_after_it_and_what_refers_to_them() -> None:
    before = ENGLISH.replace("8. The training", "8. As paragraph 5 says, the training")
    after = renumbered(before, 3).replace(
        "4. We remain", "3. The host country gave a concert on the first evening.\n\n4. We remain"
    )
    after = after.replace("As paragraph 5", "As paragraph 6")
    found = compare(document(before), document(after))
    assert [change.kind.name for change in found.substance] == ["paragraph_added"]
    assert found.wording[0].values["shown"] == "3–8 → 4–9"
    assert told(found.wording)[1:] == [("reference_followed", "5", "6")]
    # A reference that was not meant to follow is a change.
    (_, number) = compare(
        document(before), document(after.replace("As paragraph 6", "As paragraph 7"))
    ).substance
    assert (number.kind.name, number.old, number.new) == ("number_changed", "5", "7")


def test_a_moved_a_split_and_a_merged_paragraph_are_wording() -> None:
    fifth = re.search(r"(?m)^5\. (.*)\n\n", ENGLISH)
    assert fifth
    moved = ENGLISH.replace(fifth[0], "").replace("Annex I\n", f"9. {fifth[1]}\n\nAnnex I\n", 1)
    assert kinds(ENGLISH, moved) == ([], ["renumbered", "moved"])
    merged = CHINESE.replace("\n\n4. 我们敦促", "我们敦促")
    assert kinds(CHINESE, merged) == ([], ["merged"])
    assert kinds(merged, CHINESE) == ([], ["split"])


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ("Annex II\n", "annex_dropped"),
        ("CTBT-Art.XIV/2033/3", "row_dropped"),
        ("8. The training", "paragraph_dropped"),
    ],
)
def test_what_one_version_lacks_is_substance(cut: str, expected: str) -> None:
    start = ENGLISH.index(cut)
    end = {"Annex II\n": len(ENGLISH)}.get(cut) or ENGLISH.index("\n", start) + 1
    shorter = ENGLISH[:start] + ENGLISH[end:]
    assert kinds(ENGLISH, shorter) == ([expected], [])
    assert kinds(shorter, ENGLISH) == ([expected.replace("dropped", "added")], [])


def test_a_list_in_another_order_holds_the_same_states() -> None:
    turned = CHINESE.replace("阿根廷\n斯威士兰\n", "斯威士兰\n阿根廷\n")
    assert kinds(CHINESE, turned) == ([], ["order"])


def test_two_values_that_change_places_are_substance_and_one_that_moves_is_not() -> None:
    swapped = changed(ENGLISH, ("36 of the 44 States", "44 of the 36 States"))
    assert told(swapped.substance) == [
        ("number_changed", "36", "44"),
        ("number_changed", "44", "36"),
    ]
    votes = CHINESE.replace("筹备委员会各届会议。", "筹备委员会各届会议，该案以184票对1票通过。")
    assert told(changed(votes, ("184票对1票", "1票对184票")).substance) == [
        ("number_changed", "184", "1"),
        ("number_changed", "1", "184"),
    ]
    moved = changed(
        CHINESE,
        ("于2033年9月23日在纽约举行会议，讨论如何使《条约》不再拖延地生效", "在纽约举行会议，于2033年9月23日讨论如何使《条约》不再拖延地生效"),
    )  # fmt: skip
    assert moved.substance == ()


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_word_file_and_a_text_file_with_the_same_words_do_not_differ(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("word") / "paper.docx"
    made = docx.Document()
    for block in text.split("\n\n"):
        if "\t" not in block:
            for line in block.split("\n"):
                made.add_paragraph(line)
            continue
        table = made.add_table(rows=0, cols=2)
        for line in filter(None, block.split("\n")):
            for cell, words in zip(table.add_row().cells, line.split("\t"), strict=True):
                cell.text = words
    made.save(str(path))
    found = compare(document(text), read_document(path))
    assert (found.substance, found.wording) == ((), ())


def test_a_paper_in_two_languages_is_compared_and_told_of() -> None:
    both = CHINESE + "\n\n" + ENGLISH
    found = compare(document(both, "both.txt"), document(CHINESE))
    assert found.notes[0].told("en").startswith("both.txt: the paper is in two languages (zh, en)")
    assert compare(document(CHINESE), document(CHINESE)).notes == ()


@given(st.text("ab 条约。12", max_size=60), st.text("ab 条约。12", max_size=60))
def test_outside_its_marks_both_texts_are_the_same(a: str, b: str) -> None:
    kept_a = kept_b = ""
    i = j = 0
    for hunk in marked(a, b):
        kept_a += a[i : hunk.a_start]
        kept_b += b[j : hunk.b_start]
        i, j = hunk.a_end, hunk.b_end
    # Spaces are no difference, and punctuation may have two forms.
    assert "".join((kept_a + a[i:]).split()) == "".join((kept_b + b[j:]).split())


sequences = st.lists(st.sampled_from(string.ascii_lowercase[:6]), max_size=80)


@given(sequences, sequences)
def test_what_is_aligned_is_equal_and_in_order(a: list[str], b: list[str]) -> None:
    runs = list(equal_runs(a, b))
    assert all(a[i] == b[j] for i, j in runs)
    assert runs == sorted(set(runs))
    kept = sum(i2 - i1 for i1, i2, _, _ in unequal(a, b))
    assert len(runs) == len(a) - kept


@settings(max_examples=30)
@given(st.lists(st.integers(0, 400), min_size=40, max_size=120), st.integers(0, 39))
def test_texts_too_long_for_one_matrix_are_divided_where_they_agree(a: list[int], cut: int) -> None:
    b = [*a[:cut], 999, *a[cut + 1 :]]
    stretches = list(_divided(a, b, 0, len(a), 0, len(b)))
    rebuilt, position = [], 0
    for i1, i2, j1, j2 in stretches:
        rebuilt += a[position:i1] + b[j1:j2]
        position = i2
    assert rebuilt + a[position:] == b


def test_another_word_is_marked_whole_and_another_ending_is_not() -> None:
    def shown(a: str, b: str) -> list[tuple[str, str]]:
        return [(a[h.a_start : h.a_end], b[h.b_start : h.b_end]) for h in marked(a, b)]

    assert shown("Mexico, Poland and Fiji", "Mexico, Portugal and Fiji") == [("Poland", "Portugal")]
    assert shown("the State of Fiji", "the States of Fiji") == [("", "s")]
    assert shown("2021年9月的会议", "2021年9月的大会") == [("会议", "大会")]
