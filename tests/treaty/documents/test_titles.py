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


RESOLUTION = (
    "United Nations\n\nGeneral Assembly Distr.: General 9 December 2038\n\n"
    "Resolution adopted by the General Assembly on 4 December 2038\n\n"
    "{number}. Nuclear-test ban\n\nThe General Assembly,\n\n"
    "Recalling the report of the Secretary-General,1{more}"
)


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("93/48", "A/RES/93/48"),
        ("S-14/2", "A/RES/S-14/2"),
        ("2602 C (XXIV)", "A/RES/2602 C (XXIV)"),
        ("93/48 K", "A/RES/93/48 K"),
    ],
)
def test_the_number_that_heads_a_resolution_is_its_symbol(number: str, symbol: str) -> None:
    document = read(RESOLUTION.format(number=number, more=""))
    assert (document.symbol, document.symbol_from) == (symbol, "inferred")
    assert document.title == "Nuclear-test ban"


@pytest.mark.parametrize(
    "note", ["1 A/89/2005.", "1 A/CONF.318/2036/7, annex.", "[^1]: A/89/2005."]
)
def test_a_symbol_in_a_footnote_is_not_the_paper_s_own(note: str) -> None:
    assert read(RESOLUTION.format(number="93/48", more=f"\n\n{note}")).symbol == "A/RES/93/48"
    assert read(f"Nuclear-test ban\n\nSome words about it.1\n\n{note}").symbol is None


def test_a_paper_without_a_masthead_may_begin_as_a_resolution_does() -> None:
    assert read("91/33. Nuclear-test ban\n\nThe General Assembly,").symbol == "A/RES/91/33"
    assert read("91/33. Nuclear-test ban\n\nThe Secretariat").symbol is None


def test_a_volume_of_resolutions_is_none_of_them() -> None:
    text = RESOLUTION.format(number="93/48", more="") + "\n\n93/49. Another zone"
    assert read(text).symbol is None


def test_a_resolution_of_the_security_council_is_known_by_its_number_and_year() -> None:
    head = (
        "Resolution 2904 (2036)\n\nAdopted by the Security Council at its 10211th meeting, "
        "on 23 September 2036\n\nThe Security Council,"
    )
    assert read(head).symbol == "S/RES/2904 (2036)"


def test_a_report_taken_up_under_an_item_of_a_record_is_not_the_record() -> None:
    head = "Agenda item 102\nComprehensive Nuclear-Test-Ban Treaty\nReport of the First Committee (A/95/377)"
    assert read(f"The President\nWe turn to the next item.\n\n{head}").symbol is None


def test_a_record_has_the_day_of_its_meeting() -> None:
    head = "A/95/PV.58\n\nGeneral Assembly\n58th plenary meeting\nThursday, 6 December 2040, 10 a.m.\nNew York"
    assert read(head).date == "2040-12-06"


CHINESE = "联合国\n\n大会\n\n2038年12月4日大会决议\n\n{number}. 禁止核试验\n\n大会，\n\n回顾秘书长的报告，1\n\n1 A/89/2005。"


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (CHINESE.format(number="93/48"), "A/RES/93/48"),
        (CHINESE.format(number="2602 C（XXIV）"), "A/RES/2602 C (XXIV)"),
        (
            "第2904(2036)号决议\n\n2036年9月23日安全理事会第10211次会议通过\n\n安全理事会，",
            "S/RES/2904 (2036)",
        ),
        (
            "2040年12月6日\n\n议程项目102\n全面禁止核试验条约\n第一委员会的报告(A/95/377)\n\n主席：我们开始。",
            None,
        ),
    ],
)
def test_chinese_resolutions_are_known_by_their_numbers(text: str, symbol: str | None) -> None:
    assert parse(Source("paper.txt", "0" * 64, "text/plain", text)).symbol == symbol


def test_the_day_in_a_row_of_a_table_is_not_the_day_of_the_paper() -> None:
    rows = (
        "A/91/123\n\nReport of the Secretary-General\n\n"
        "| Country | Date/period | Activity | Comments |\n|---|---|---|---|\n"
        "| Chile | May 2036 | Chile called upon Kenya to ratify the Treaty. | |\n"
        "|  | 27 March 2036 | At a ministerial meeting in Lima the Minister for Foreign Affairs of Chile urged "
        "the Minister for Foreign Affairs of Kenya to promote the ratification of the Treaty. | |\n"
    )
    assert parse(Source("paper.md", "0" * 64, "text/markdown", rows)).date is None


def test_the_first_heading_is_no_part_of_a_title_in_capitals() -> None:
    head = "CTBT-Art.XIV/2041/6\n\n23 and 24 September 2041\n\nREPORT OF THE CONFERENCE\n\nINTRODUCTION"
    assert read(head).title == "REPORT OF THE CONFERENCE"
