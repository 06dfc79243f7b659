"""What a paper is called, where its title block says it in several ways."""

from __future__ import annotations

import pytest

from testban.treaty.documents import Document, Source, parse

BODY = "\n\n1. The General Assembly adopted the Comprehensive Nuclear-Test-Ban Treaty in its resolution.\n"


def read(head: str) -> Document:
    return parse(Source("paper.txt", "0" * 64, "text/plain", head + BODY))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "Report of the Secretary-General",
            "Nuclear-test ban: Report of the Secretary-General",
        ),
        ("Report of the First Committee", "Nuclear-test ban: Report of the First Committee"),
    ],
)
def test_a_report_is_called_by_what_it_is_about(line: str, title: str) -> None:
    head = f"A/89/148\nGeneral\n18 July 2034\n\nEighty-ninth session\nAgenda item 106\n\nNuclear-test ban\n\n{line}"
    assert read(head).title == title


def test_a_catalogue_gives_the_whole_of_a_title_that_the_page_breaks() -> None:
    head = (
        '---\nsymbol: A/RES/89/33\ntitle: "Follow-up to the opinion of the Court on tests :"\n'
        'date: "2034-12-03"\nlanguage: EN\n---\n\n89/33. Follow-up to the opinion of the'
    )
    assert read(head).title == "Follow-up to the opinion of the Court on tests"


def test_an_annex_names_the_paper_that_it_is_the_annex_of() -> None:
    document = read(
        "Final Declaration and Measures (CTBT-Art.XIV/2033/6, annex) New York, 23 May 2033"
    )
    assert (document.symbol, document.symbol_from) == ("CTBT-Art.XIV/2033/6", "inferred")
    assert document.title == "Final Declaration and Measures"


def test_the_first_day_of_a_table_is_not_the_date_of_the_paper() -> None:
    document = read(
        "4. Comprehensive Nuclear-Test-Ban Treaty\n\n"
        "Participant          Signature          Ratification\n\n"
        "Chile                27 Sep 2036        20 Mar 2038\n"
    )
    assert document.date is None
    assert document.title == "Comprehensive Nuclear-Test-Ban Treaty"


def test_a_note_above_the_title_block_makes_no_fragment_of_the_paper() -> None:
    document = read(
        "A note of whoever copied this paper stands above it, and ends as a sentence does.\n\n"
        "CTBT-Art.XIV/2041/9\n30 September 2041\n\n23 and 24 September 2041\n\n"
        "REPORT OF THE CONFERENCE"
    )
    assert document.whole
    # The days of the conference are not what the report is about.
    assert document.title == "REPORT OF THE CONFERENCE"
