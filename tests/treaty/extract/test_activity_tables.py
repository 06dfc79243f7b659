"""Tables of activities, in every layout that text extraction leaves."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from testban.treaty.documents import read_document
from testban.treaty.documents.lines import display_width
from testban.treaty.extract import extract_facts

from .reading import HEAD, found, pairs, stated, wrapped

TABLE_HEAD = "Annex\n\n1. Bilateral efforts\n1(a) Activities related to Annex 2 States\n"


ROWS = [
    # Interleaved: the comment follows in narrow lines, the period goes on in the next line.
    "State Date/period Activity and background Comments\n"
    "Norway 30 November to\n4 December 2040 Norway raised the matter with China\n"
    "from 1 to 4 March 2041 as well, and wrote to\nEgypt about the same.\n"
    "Egypt replied.\n"
    "May 2041 Norway invited officials of the Republic of\nKorea to Oslo for a week of talks.\n",
    # Columns side by side.
    "State     Date/period         Activity and background            Comments\n\n"
    "Norway    30 November to      Norway raised the matter with      Egypt replied.\n"
    "          4 December 2040     China from 1 to 4 March 2041 as\n"
    "                              well, and wrote to Egypt about\n"
    "                              the same.\n"
    "          May 2041            Norway invited officials of the\n"
    "                              Republic of Korea to Oslo for a\n"
    "                              week of talks.\n",
    # Cells parted by tabs.
    "State\tDate/period\tActivity and background\tComments\n"
    "Norway\t30 November to 4 December 2040\tNorway raised the matter with China from 1 to 4 March "
    "2041 as well, and wrote to Egypt about the same.\tEgypt replied.\n"
    "\tMay 2041\tNorway invited officials of the Republic of Korea to Oslo for a week of talks.\t\n",
]


@pytest.mark.parametrize("table", ROWS, ids=["interleaved", "columns", "tabs"])
def test_a_table_of_activities_is_read_in_every_layout(table: str) -> None:
    fields = ("section", "actor", "start", "end", "targets", "comment")
    assert pairs(TABLE_HEAD + table, "activity", *fields) == [
        ("1a", "NOR", "2040-11-30", "2040-12-04", ["CHN", "EGY"], "Egypt replied."),
        ("1a", "NOR", "2041-05", "2041-05", ["KOR"], None),
    ]


# -- without sections, and in the layouts that extraction makes of the page --------------------

TITLE = "Activities undertaken by signatory and ratifying States\n\n"
COLUMNS = ("State", "Date/period", "Activity and background", "Comments")
CELLS = (
    (
        "Australia",
        "August 2040-May 2041",
        "Australia, in its capacity as article XIV coordinator, urged China to ratify the Treaty.",
        "",
    ),
    (
        "",
        "12 October 2040",
        "The Minister wrote to his counterparts in Colombia and Egypt.",
        "None.",
    ),
    (
        "Russian Federation",
        "30 November to 4 December 2040",
        "The Russian Federation raised the Treaty with the Islamic Republic of Iran in Moscow.",
        "The Islamic Republic of Iran took note of it.",
    ),
    ("", "May 2041", "A seminar for experts of Thailand was held.", ""),
)
ZH_COLUMNS = ("国家", "日期/期间", "活动和背景", "评论")
ZH_CELLS = (
    (
        "澳大利亚",
        "2040年8月-2041年5月",
        "澳大利亚以第十四条协调员的身份促请中国尽早批准《条约》。",
        "",
    ),
    ("", "2040年10月12日", "外交部长致函哥伦比亚和埃及的对等官员。", "没有答复。"),
    (
        "俄罗斯联邦",
        "2040年11月30日至12月4日",
        "俄罗斯联邦在莫斯科与伊朗伊斯兰共和国讨论了《条约》的现状。",
        "伊朗伊斯兰共和国注意到这一立场。",
    ),
    ("", "2041年5月", "为泰国专家举办了研讨会。", ""),
)
STATED = [
    ("AUS", "2040-08", "2041-05", {"CHN"}),
    ("AUS", "2040-10-12", "2040-10-12", {"COL", "EGY"}),
    ("RUS", "2040-11-30", "2040-12-04", {"IRN"}),
    ("RUS", "2041-05", "2041-05", {"THA"}),
]
WIDTHS = (12, 16, 36, 20)


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))


def _beside(cells: Sequence[str]) -> list[tuple[str, ...]]:
    lines = [wrapped(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)]
    return list(itertools.zip_longest(*lines, fillvalue=""))


def tabs(cells: Sequence[str]) -> list[str]:
    """Cells parted by tabs."""
    return ["\t".join(cells)]


def bars(cells: Sequence[str]) -> list[str]:
    """A table in Markdown."""
    return ["| " + " | ".join(cells) + " |"]


def columns(cells: Sequence[str]) -> list[str]:
    """Columns side by side, padded to the width that characters take."""
    return [
        "   ".join(_padded(c, w) for c, w in zip(line, WIDTHS, strict=True)).rstrip()
        for line in _beside(cells)
    ]


def interleaved(cells: Sequence[str]) -> list[str]:
    """State, period and the first line of the activity on one line; the comment below."""
    text = wrapped(cells[2], 44)
    first = " ".join(part for part in (cells[0], cells[1], *text[:1]) if part)
    return [first, *text[1:], *wrapped(cells[3], 20)]


def one_by_one(cells: Sequence[str]) -> list[str]:
    """Each cell on lines of its own."""
    return [
        line for cell, width in zip(cells, WIDTHS, strict=True) for line in wrapped(cell, width)
    ]


def across(cells: Sequence[str]) -> list[str]:
    """The lines of all columns run together."""
    return [" ".join(part for part in line if part) for line in _beside(cells)]


@pytest.mark.parametrize("sections", [True, False], ids=["sections", "none"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["single", "double"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("layout", [tabs, bars, columns, interleaved, one_by_one, across])
def test_one_row_an_activity_with_or_without_sections(
    layout: Callable[[Sequence[str]], list[str]], language: str, gap: str, sections: bool
) -> None:
    heads, cells = (COLUMNS, CELLS) if language == "en" else (ZH_COLUMNS, ZH_CELLS)
    title = (
        TITLE
        if language == "en"
        else "签署国和批准国为促进《全面禁止核试验条约》生效开展的活动\n\n"
    )
    label = "1(a) Activities related to Annex 2 States" if language == "en" else "1(a) 附件2国家"
    lines = layout(heads) if layout is not one_by_one else list(heads)
    lines += [label] if sections else []
    lines += [line for row in cells for line in layout(row)]
    facts = found(HEAD + title + gap.join(lines) + gap, "activity")
    shown = [(f["actor"], f["start"], f["end"], set(f["targets"])) for f in facts]
    assert shown == STATED
    assert {fact["section"] for fact in facts} == {"1a" if sections else None}
    if layout is not across:  # there the words of text and comment are shuffled for good
        assert [f["comment"] for f in facts] == [row[3] or None for row in cells]


@pytest.mark.parametrize(
    ("heads", "width"),
    [
        (COLUMNS, 4),
        (("No.", *COLUMNS), 5),
        (("#", *COLUMNS), 5),
        (("Country", "Month", "Steps taken", "Follow-up"), 4),
        ((), 4),
    ],
    ids=["usual", "number", "sign", "other words", "no heading"],
)
def test_a_table_of_a_web_page_needs_no_sections(
    heads: Sequence[str], width: int, tmp_path: Path
) -> None:
    cells = [row if width == 4 else (f"{n}.", *row) for n, row in enumerate(CELLS, start=1)]
    shown = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for row in [heads, *cells]
        if row
    )
    path = tmp_path / "page.html"
    path.write_text(f"<h1>{TITLE}</h1><table>{shown}</table><p>1. The Conference met.</p>")
    facts = [f.fields for f in extract_facts(read_document(path)) if f.kind == "activity"]
    assert [(f["actor"], f["start"], f["end"], set(f["targets"])) for f in facts] == STATED
    assert [f["comment"] for f in facts] == [row[3] or None for row in CELLS]


def test_a_column_may_name_the_section_of_each_row() -> None:
    rows = [("1(a)" if n < 2 else "2(b)", *row) for n, row in enumerate(CELLS)]
    text = "\n".join("\t".join(row) for row in [("Section", *COLUMNS), *rows])
    assert pairs(TITLE + text, "activity", "section", "actor") == [
        ("1a", "AUS"), ("1a", "AUS"), ("2b", "RUS"), ("2b", "RUS"),
    ]  # fmt: skip


def test_a_heading_without_parts_is_a_section_of_its_own() -> None:
    text = "\n".join(["\t".join(COLUMNS), "1. Bilateral efforts", *map("\t".join, CELLS)])
    assert {fact["section"] for fact in found(HEAD + TITLE + text, "activity")} == {"1"}


NOTES = [
    "1 See resolution 60/95.",
    "a See resolution 60/95 for the text of it.",
    "* Observer State.",
    "Note: the list is not exhaustive.",
    "2. The Conference met in New York.",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("layout", [tabs, interleaved])
def test_what_stands_below_the_table_joins_no_row(
    layout: Callable[[Sequence[str]], list[str]], note: str
) -> None:
    lines = [*layout(COLUMNS), *(line for row in CELLS for line in layout(row)), "", note]
    last = found(HEAD + TITLE + "\n".join(lines) + "\n", "activity")[-1]
    assert (last["text"], last["comment"]) == (CELLS[-1][2], None)


@pytest.mark.parametrize(
    "table",
    [
        "State\tDate of signature\tDate of ratification\tRemarks\n"
        "Norway\t24 September 2036\t15 July 2039\tDeposited with the Secretary-General in New York\n"
        "Chile\t24 September 2036\t12 July 2040\tDeposited with the Secretary-General in New York\n",
        "Norway\t24 September 2036\tNew York\nChile\t25 September 2036\tNew York\n",
    ],
    ids=["heading", "none"],
)
def test_a_table_of_signatures_is_none_of_activities(table: str) -> None:
    assert found(HEAD + table, "activity") == []


ROWS_OF_A_PAGE = """
Country             Date/period      Activity and background                 Comments

Chile               25-28 October    As Article XIV Coordinator, Chile
                    2035             helped the Special Representative to
                                     participate in the meeting of the
                                     Andean Forum, held in Lima, in order to
                                     encourage Timor-Leste, Guinea-
                                     Bissau and Tonga to ratify the Treaty.

Norway              August 2035-May  Norway continued its efforts to promote
                    2036             the Treaty through public statements.
{page}
Norway              August 2035-May  Norway continued its efforts to promote
                    2036             the Treaty at bilateral meetings.
{page}
Norway              August 2035-May  Norway continued its efforts to promote
                    2036             the Treaty in joint declarations.

Peru                30 March 2036    On the occasion of the ratification of
                                     the Treaty by Ghana, Peru called upon
                                     Kenya to follow.

Qatar               April 2036       Qatar agreed to assist Ghana, as the
                                     coordinating State, in its visits to
                                     Kenya.
"""
A_PAGE = """
12                                                                     36-01234


A/91/123

Country             Date/period      Activity and background                 Comments
"""


def test_a_row_that_begins_a_page_is_no_running_head_though_others_say_the_same() -> None:
    text = ROWS_OF_A_PAGE.format(page=A_PAGE) + A_PAGE * 8
    rows = stated(text, "activity")
    assert [(row["actor"], row["start"], row["targets"]) for row in rows] == [
        ("CHL", "2035-10-25", ["TLS", "GNB", "TON"]),
        ("NOR", "2035-08", []),
        ("NOR", "2035-08", []),
        ("NOR", "2035-08", []),
        ("PER", "2036-03-30", ["KEN"]),
        ("QAT", "2036-04", ["KEN"]),
    ]
    assert [row["text"].rpartition(" the Treaty ")[2] for row in rows[1:4]] == [
        "through public statements.",
        "at bilateral meetings.",
        "in joint declarations.",
    ]


def test_a_row_says_when_the_meeting_was_that_it_tells_of() -> None:
    """Where its period is of days; over months a State may have attended several."""
    found = pairs(ROWS_OF_A_PAGE.format(page=""), "meeting", "name", "start", "end", "place")
    assert found == [("meeting of the Andean Forum", "2035-10-25", "2035-10-28", "Lima")]
