"""What a drafting committee does to a paper, and what a lawyer would list of it."""

from __future__ import annotations

import pytest

from testban.treaty.compare import Comparison, compare
from testban.treaty.compare.text import as_text
from tests.treaty.compare.papers import CHINESE, ENGLISH, changed, document, told

LIST = "6. The following States took part in the informal consultations: {}."
STATES = "Austria, Belgium, Chile, Ghana, Japan, Kenya and Norway"
LIST_ZH = "6. 下列国家参加了非正式协商：{}。"
STATES_ZH = "奥地利、比利时、智利、加纳、日本、肯尼亚和挪威"


def compared(old: str, new: str) -> Comparison:
    return compare(document(old, "a.txt"), document(new, "b.txt"))


def kinds_in(found: Comparison) -> list[str]:
    return [change.kind.name for change in (*found.substance, *found.wording)]


@pytest.mark.parametrize(
    ("text", "old", "new", "dropped", "added"),
    [
        (
            ENGLISH,
            LIST.format(STATES),
            "6. A minute of silence was observed.\n\n7. Those consulted informally were "
            "Austria, Bulgaria, Chile, Ghana, Jordan, Kenya and Nepal.",
            {"Belgium", "Japan", "Norway"},
            {"Bulgaria", "Jordan", "Nepal"},
        ),
        (
            CHINESE,
            LIST_ZH.format(STATES_ZH),
            "6. 会议默哀一分钟。\n\n7. 参与磋商者为奥地利、保加利亚、智利、加纳、约旦、肯尼亚和尼泊尔。",
            {"比利时", "日本", "挪威"},
            {"保加利亚", "约旦", "尼泊尔"},
        ),
    ],
)
def test_a_list_that_was_renumbered_and_reworded_tells_its_states(
    text: str, old: str, new: str, dropped: set[str], added: set[str]
) -> None:
    found = changed(text, (old, new))
    assert {c.old for c in found.substance if c.kind.name == "state_dropped"} == dropped
    assert {c.new for c in found.substance if c.kind.name == "state_added"} == added
    assert "paragraph_dropped" not in kinds_in(found)


URGE = "urge all States that have not ratified the Treaty to do so"
LONG = (
    "The Commission should complete the verification regime, including on-site inspections, and "
    "should operate it provisionally, so that it is ready when the Treaty enters into force."
)


@pytest.mark.parametrize(
    "merged",
    [
        "8. {first} {second}",
        "8. {second} {first}",
    ],
    ids=["in order", "in the other order"],
)
def test_a_word_of_obligation_that_changes_in_a_merged_paragraph_is_told(merged: str) -> None:
    first = ENGLISH.split("8. ")[1].split("\n")[0]
    apart = f"8. {first}\n\n9. {LONG}"
    weaker = LONG.replace("should complete", "may complete")
    together = merged.format(first=first, second=weaker)
    base = ENGLISH.replace(f"8. {first}", apart)
    found = changed(base, (apart, together))
    assert told(found.substance) == [("obligation_changed", "should", "may")]
    assert "which is weaker" in found.substance[0].message()
    assert "merged" in kinds_in(found)


def test_a_paragraph_that_went_into_another_one_far_away_is_merged_and_not_dropped() -> None:
    first = ENGLISH.split("8. ")[1].split("\n")[0]
    third = ENGLISH.split("3. ")[1].split("\n")[0]
    after = ENGLISH.replace(f"\n8. {first}\n", "").replace(third, f"{third} {first}")
    found = compared(ENGLISH, after)
    assert told(found.substance) == []
    assert "merged" in kinds_in(found)


def test_a_split_whose_halves_were_edited_is_a_split() -> None:
    whole = f"8. {ENGLISH.split('8. ')[1].splitlines()[0]} {LONG}"
    base = ENGLISH.replace(whole.replace(f" {LONG}", ""), whole)
    halves = whole.replace(f" {LONG}", "\n\n9. " + LONG.replace("should complete", "must complete"))
    found = changed(base, (whole, halves))
    assert told(found.substance) == [("obligation_changed", "should", "must")]
    assert "split" in kinds_in(found)
    assert found.substance[0].b is not None
    assert found.substance[0].b.place == "para. 9"


def test_what_obliges_is_no_term_however_often_it_is_replaced() -> None:
    shall = "\n\n".join(f"{n}. The State numbered {n} shall report to us." for n in range(1, 6))
    found = compared(shall, shall.replace("shall", "should"))
    assert told(found.substance) == [("obligation_changed", "shall", "should")]
    assert found.substance[0].message().endswith("which is weaker (5 places)")
    assert found.wording == ()


@pytest.mark.parametrize(
    ("sentence", "old", "new", "kind"),
    [
        ("Mr. {} took the floor on item {n}.", "Novak", "Kowalski", "name_changed"),
        ("The delegation of {} spoke on item {n}.", "Austria", "Hungary", "state_replaced"),
    ],
)
def test_another_person_or_state_throughout_is_substance_in_one_line(
    sentence: str, old: str, new: str, kind: str
) -> None:
    def text(name: str) -> str:
        return "\n\n".join(f"{n}. {sentence.format(name, n=n)}" for n in range(1, 6))

    found = compared(text(old), text(new))
    assert [change.kind.name for change in found.substance] == [kind]
    assert len(found.substance[0].places) == 4
    assert found.wording == ()


def test_a_short_form_that_a_paper_defines_otherwise_is_one_line_of_wording() -> None:
    text = (
        "1. The Provisional Technical Secretariat ({define}) presented a report.\n\n"
        "2. The {short} noted that the network had grown, and that the States had helped the {short}."
    )
    found = compared(
        text.format(define="PTS", short="PTS"),
        text.format(define="the Secretariat", short="Secretariat"),
    )
    assert found.substance == ()
    assert ("term_renamed", "PTS", "Secretariat") in told(found.wording)
    assert kinds_in(found).count("term_renamed") == 1


def test_a_prohibition_that_is_weakened_is_no_retranslation() -> None:
    text = CHINESE + "\n附件三\n\n结论\n\n各国不得进行任何核武器试验爆炸。\n"
    (change,) = changed(text, ("不得进行", "避免进行")).substance
    assert (change.kind.name, change.old, change.new) == ("obligation_changed", "不得", "避免")
    assert not change.retranslation
    assert "减弱" in change.message("zh")


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Report\n\nNew York, {}\n\n" + ENGLISH, "20-21 September 2033", "22-23 September 2033"),
        ("报告\n\n{}，纽约\n\n" + CHINESE, "2033年9月20日至21日", "2033年9月22日至23日"),
    ],
    ids=["en", "zh"],
)
def test_another_day_in_the_title_is_substance_in_both_languages(
    text: str, old: str, new: str
) -> None:
    found = compared(text.format(old), text.format(new))
    assert told(found.substance) == [("date_changed", old, new)]


def test_chinese_reports_name_places_in_chinese() -> None:
    shown = as_text(changed(CHINESE, ("178个", "179个")), "zh")
    assert "A 第7行（第2段）  B 第7行（第2段）" in shown
    assert "para" not in shown


def test_two_papers_with_little_in_common_are_compared_with_a_word_of_doubt() -> None:
    first = ENGLISH.split("\n\n")
    other = [
        f"{n}. The garden of house {n} has roses, tulips and a pond with {n} fish in clear water."
        for n in range(1, 12)
    ]
    found = compared(ENGLISH, "\n\n".join([*first[:4], *other]))
    assert any("perhaps they are two papers" in note.told("en") for note in found.notes)
    assert any("或许是两份文件" in note.told("zh") for note in found.notes)
    assert changed(ENGLISH, ("178 States", "179 States")).notes == ()


def test_the_number_of_a_resolution_is_shown_whole_and_a_capital_changes_nothing() -> None:
    old = ENGLISH + "6. The States parties recalled resolution 71/86 of the General Assembly.\n"
    new = old.replace("States parties", "States Parties").replace("71/86", "71/83")
    found = compared(old, new)
    assert [(c.old, c.new) for c in found.substance] == [("71/86", "71/83")]
    old = CHINESE + "6. 缔约国回顾大会第71/86号决议。\n"
    found = compared(old, old.replace("71/86", "71/83"))
    assert [(c.old, c.new) for c in found.substance] == [("71/86", "71/83")]
