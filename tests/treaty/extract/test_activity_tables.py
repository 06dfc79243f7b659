"""Tables of activities, in every layout that text extraction leaves."""

from __future__ import annotations

import pytest

from .reading import pairs

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
