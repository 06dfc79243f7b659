"""Lines as printed: what stands between them is counted, and blank ones are not kept."""

from __future__ import annotations

from testban.treaty.documents import Source, parse
from testban.treaty.documents.lines import physical_lines
from testban.treaty.extract import extract_facts


def test_blank_lines_and_pages_between_two_lines_are_told_by_the_second() -> None:
    text = "The Conference met.\n\n \nIt closed.\n\f\nIt opened again.\r\n\fAnnex\n"
    lines = physical_lines(text)
    assert [line.text for line in lines] == [
        "The Conference met.",
        "It closed.",
        "It opened again.",
        "Annex",
    ]
    assert [line.gap for line in lines] == [0, 2, 1, 0]
    assert [line.page_break for line in lines] == [False, False, True, True]
    assert all(text[line.start : line.end] == line.text for line in lines)


def test_what_stands_around_furniture_counts_as_one_gap() -> None:
    lines = physical_lines("The Conference met.\n\n12-34567\n\nIt closed.\n")
    assert [(line.text, line.gap, line.page_break) for line in lines][2:] == [
        ("It closed.", 2, True)
    ]


def test_a_text_of_blank_lines_states_nothing() -> None:
    assert extract_facts(parse(Source("paper.txt", "", "text/plain", "\n \n\f\n"))) == []
