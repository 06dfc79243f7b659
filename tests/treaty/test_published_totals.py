"""What the ledger counts on a day is what was published of that day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from testban.reference.actions import Action, actions
from testban.reference.treaties import treaties
from testban.treaty.ledger import Ledger
from testban.treaty.status import status

# Treaty, day, signatories, ratifiers (parties), Annex 2 ratifiers where given; where it was
# published. All agree with the ledger; what to know of a figure stands beside it.
PUBLISHED = [
    # 71 States signed on the day on which the treaty was opened.
    ("CTBT", "1996-09-24", 71, 0, 0, "CTBT-Art.XIV/2003/3, para. 1"),
    ("CTBT", "1999-10-08", 154, 51, 26, "press release of the Article XIV conference, 1999-10-08"),
    ("CTBT", "2003-07-30", 167, 104, 32, "CTBT-Art.XIV/2003/3, para. 1"),
    # Palau signed between the background paper and the conference.
    ("CTBT", "2003-09-03", 168, 104, 32, "CTBTO PI/2003/30"),
    ("CTBT", "2004-10-15", 173, 119, 33, "CTBTO, statement to the 59th General Assembly"),
    ("CTBT", "2005-09-21", 176, 125, 33, "CTBTO, on the conference of 21-23 September 2005"),
    ("CTBT", "2006-02-07", 176, 129, 33, "CTBTO PI/2006/03"),
    # Montenegro's succession of 2006-10-23 is the one signature more.
    ("CTBT", "2007-08-10", 177, 139, 34, "CTBTO, announcement of 10 August 2007"),
    ("CTBT", "2007-09-18", 177, 140, 34, "CTBTO, final declaration of 2007"),
    ("CTBT", "2009-07-28", 181, 148, 35, "CTBTO, announcement of 28 July 2009"),
    # The same conference was announced with 149 and met with 150: Saint Vincent and the Grenadines
    # deposited on 23 September.
    ("CTBT", "2009-09-10", 181, 149, 35, "UNIS/OUS/015, 2009"),
    ("CTBT", "2011-09-23", 182, 155, None, "VERTIC on the conference of 23 September 2011"),
    # The page that gives these totals still counts Indonesia, which ratified on 2012-02-06, among
    # the Annex 2 States that remain.
    ("CTBT", "2012-09-26", 183, 157, None, "UN News, 2012-09-26"),
    ("CTBT", "2013-09-24", 183, 160, 36, "CTBTO on Guinea-Bissau, 2013-09-24"),
    ("CTBT", "2013-09-27", 183, 161, 36, "CTBTO on the conference of 27 September 2013"),
    ("CTBT", "2021-09-23", 185, 170, 36, "CTBT-Art.XIV/2021/6, annex, para. 4"),
    # 178 before the Russian Federation withdrew, and again since Papua New Guinea ratified.
    ("CTBT", "2023-08-29", None, 178, 36, "TASS, 2023-08-29"),
    ("CTBT", "2026-02-03", 187, 178, None, "UN Treaty Collection XXVI-4, head of the table"),
    ("TPNW", "2020-10-24", None, 50, None, "UN Secretary-General, 2020-10-24"),
    ("TPNW", "2022-06-21", 86, 65, None, "UNIS, first Meeting of States Parties"),
    ("TPNW", "2023-12-01", 93, 69, None, "TPNW/MSP/2023/14, declaration, para. 5"),
    ("TPNW", "2025-03-07", 94, 73, None, "declaration of the third Meeting of States Parties"),
    ("TPNW", "2026-02-03", 95, 74, None, "UN Treaty Collection XXVI-9, head of the table"),
]


@pytest.mark.parametrize(("treaty", "day", "signed", "ratified", "annex2", "source"), PUBLISHED)
def test_totals(
    treaty: str, day: str, signed: int | None, ratified: int, annex2: int | None, source: str
) -> None:
    counts = status(Ledger.shipped(), treaties()[treaty], date.fromisoformat(day)).counts
    assert signed in (None, counts["signatories"]), source
    assert counts["ratifiers"] == ratified, source
    if annex2 is not None:
        assert counts["annex2_ratifiers"] == annex2, source


ORDINALS = [
    (action, int(found[1]))
    for action in actions()
    if (found := re.match(r"announced as the (\d+)", action.note))
]


@pytest.mark.parametrize(("action", "ordinal"), ORDINALS)
def test_an_act_announced_as_the_nth_was_the_nth(action: Action, ordinal: int) -> None:
    found = status(Ledger.shipped(), treaties()[action.treaty], action.deposited).counts
    number = found["ratifiers" if action.binds else "signatories"]
    same_day = [
        other
        for other in actions()
        if (other.treaty, other.deposited, other.binds)
        == (action.treaty, action.deposited, action.binds)
    ]
    # Of several acts on one day each has its own number: Eswatini was the 165th, Myanmar the 166th.
    assert number - len(same_day) < ordinal <= number


def test_there_are_many_ordinals() -> None:
    assert len(ORDINALS) >= 25
