"""Numbers that the treaties fix: facilities of the network, instruments for entry into force."""

from __future__ import annotations

import pytest

from testban.treaty.checks import Finding, check
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger

LEDGER = Ledger.shipped()
EN = "COMPREHENSIVE NUCLEAR-TEST-BAN TREATY\n\n"
ZH = "全面禁止核试验条约\n\n"
TPNW_EN = "TREATY ON THE PROHIBITION OF NUCLEAR WEAPONS\n\n"
TPNW_ZH = "禁止核武器条约\n\n"


def told(text: str, code: str) -> list[Finding]:
    paper = parse(Source("paper.txt", "", "text/plain", text))
    return [f for f in check(paper, ledger=LEDGER) if f.rule.code == code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EN + "1. The International Monitoring System comprises 331 stations worldwide.", "321"),
        (EN + "1. Of the 312 IMS stations, 90 per cent send data.", "321"),
        (EN + "1. The IMS is a network of 321 stations and 18 radionuclide laboratories.", "16"),
        (EN + "1. All 373 International Monitoring System facilities are open to visitors.", "337"),
        (EN + "1. The IMS has 130 auxiliary seismic stations.", "120"),
        (EN + "1. The network of 60 hydroacoustic stations of the IMS is complete.", "11"),
        (ZH + "1. 国际监测系统由331个监测台站和16个放射性核素实验室组成。", "321"),
        (ZH + "1. 国际监测系统由321个监测台站和18个放射性核素实验室组成。", "16"),
        (ZH + "1. 国际监测系统的全部373个设施将于建成后移交。", "337"),
    ],
)
def test_another_number_of_facilities_than_the_protocol_lists(text: str, expected: str) -> None:
    assert [f.expected for f in told(text, "S210")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        EN + "1. The International Monitoring System comprises 321 stations and 16 laboratories.",
        EN + "1. By May 2021, 286 IMS stations and 13 radionuclide laboratories were certified.",
        EN + "1. Of the 302 facilities certified so far, 280 send data to the IMS headquarters.",
        EN + "1. All 302 stations that have been certified belong to the IMS.",
        EN + "1. The IMS has a network of 80 stations for radionuclides, and of 60 for infrasound.",
        EN + "1. Our institute runs 400 stations besides those of the IMS.",
        EN + "1. Laboratories in 40 countries and 12 facilities were visited by IMS staff.",
        ZH + "1. 国际监测系统已有286个台站获得核证。",
        ZH + "1. 国际监测系统已有302个设施建成。",
        ZH + "1. 国际监测系统由321个监测台站和16个放射性核素实验室组成。",
    ],
)
def test_a_part_of_the_network_may_be_smaller(text: str) -> None:
    assert told(text, "S210") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TPNW_EN + "1. The Treaty on the Prohibition of Nuclear Weapons entered into force on "
            "22 January 2021, 90 days after the sixtieth instrument was deposited.",
            "50",
        ),
        (
            TPNW_EN + "1. The Treaty on the Prohibition of Nuclear Weapons entered into force "
            "following the deposit of the 40th instrument of ratification.",
            "50",
        ),
        (TPNW_ZH + "1. 《禁止核武器条约》在第六十份批准书交存九十天后生效。", "50"),
    ],
)
def test_another_number_of_instruments_than_the_treaty_requires(text: str, expected: str) -> None:
    assert [f.expected for f in told(text, "S211")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        TPNW_EN + "1. The Treaty on the Prohibition of Nuclear Weapons entered into force on "
        "22 January 2021, 90 days after the fiftieth instrument was deposited.",
        TPNW_EN + "1. After the entry into force of the Treaty on the Prohibition of Nuclear "
        "Weapons, Malawi deposited the sixty-sixth instrument.",
        TPNW_EN + "1. The Treaty on the Prohibition of Nuclear Weapons entered into force for "
        "Malawi 90 days after it deposited the sixty-sixth instrument.",
        TPNW_ZH + "1. 《禁止核武器条约》在第五十份批准书交存九十天后生效。",
        TPNW_ZH + "1. 马拉维交存了第六十六份批准书。",
    ],
)
def test_later_instruments_may_be_counted(text: str) -> None:
    assert told(text, "S211") == []


LISTED = (
    "1. Previous conferences were held from 6 to 8 October 1999, from 11 to 13 November {}, from "
    "3 to 5 September 2003, from 21 to 23 September 2005 and on 17 and 18 September 2007."
)


def test_one_of_the_meetings_held_before_is_dated_otherwise() -> None:
    wrong = told(EN + LISTED.format(2002), "D307")
    assert [f.expected for f in wrong] == ["2001-11-11/2001-11-13"]
    assert told(EN + LISTED.format(2001), "D307") == []


AGENDA = """7. Progress reports on cooperation.
8. General exchange of views.
9. Statement on behalf of non-governmental organizations.
10. Adoption of the Final Declaration.
11. Adoption of the report of the Conference.
"""
REPORT = (
    EN
    + "Report of the Conference\n\nI. Organization\n\n"
    + "1. The Conference adopted its agenda (CTBT-Art.XIV/2019/1), as follows:\n\n"
    + "1. Opening of the Conference.\n2. Election of the President.\n3. Rules of procedure.\n"
    + "4. Adoption of the agenda.\n5. Election of other officers.\n6. Credentials.\n"
    + AGENDA
    + "\nII. Work of the Conference\n\n"
    + "2. Under agenda item {}, Belgium presented the report on progress.\n\n"
    + "3. Under agenda item 8, {}\n\n"
    + "4. Under agenda item 9, a statement was made on behalf of organizations.\n\n"
    + "5. Under agenda item 10, the Conference adopted the Final Declaration.\n\n"
    + "6. Under agenda item 11, the Conference adopted its report.\n"
)
VIEWS = "the Conference heard 40 speakers."


def test_an_item_reported_twice_and_the_one_beside_it_never() -> None:
    wrong = REPORT.format(8, VIEWS)
    both = {f.expected for code in ("M702", "M709") for f in told(wrong, code)}
    assert both == {"7"}
    assert told(REPORT.format(7, VIEWS), "M709") == []


def test_a_signature_some_days_before_the_treaty_was_opened() -> None:
    text = (
        TPNW_EN
        + "1. Ghana, which had signed on {} September 2017, had ratified on 26 September 2025."
    )
    assert [f.expected for f in told(text.format(19), "S203")] == ["2017-09-20"]
    assert told(text.format(20), "S203") == []
