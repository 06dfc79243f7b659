"""Lists of States by role, in the order of United Nations papers."""

from __future__ import annotations

from datetime import date
from itertools import takewhile, zip_longest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.errors import UsageError
from testban.reference.states import LANGUAGES, find_state, states
from testban.reference.treaties import Treaty, treaties
from testban.treaty.definitions import definition
from testban.treaty.ledger import Ledger
from testban.treaty.lists import list_states, roles, un_order
from testban.treaty.status import Status, status

CTBT, TPNW = treaties()["CTBT"], treaties()["TPNW"]


@pytest.fixture(scope="module")
def in_2021() -> Status:
    return status(Ledger.shipped(), CTBT, date(2021, 9, 23))


def test_annex_2_in_2021(in_2021: Status) -> None:
    assert list_states(in_2021, "annex2_signed_not_ratified", "zh").states == (
        "CHN", "EGY", "IRN", "ISR", "USA",
    )  # fmt: skip
    assert list_states(in_2021, "annex2_not_signed").states == ("PRK", "IND", "PAK")
    assert len(list_states(in_2021, "annex2").states) == 44


def test_the_eleven_that_had_not_signed_in_2021(in_2021: Status) -> None:
    # 196 States by the count of the Preparatory Commission, 185 of them signatories.
    assert list_states(in_2021, "not_signed").states == (
        "BTN", "PRK", "DMA", "IND", "MUS", "PAK", "SAU", "SOM", "SSD", "SYR", "TON",
    )  # fmt: skip


def test_a_state_that_did_not_exist_yet_is_not_missing() -> None:
    found = status(Ledger.shipped(), CTBT, date(2005, 9, 21))
    assert not {"SSD", "MNE"} & set(list_states(found, "not_signed").states)


def test_who_withdrew_is_a_signatory_that_has_not_ratified() -> None:
    found = status(Ledger.shipped(), CTBT, date(2023, 11, 3))
    assert list_states(found, "withdrawn").states == ("RUS",)
    assert "RUS" in list_states(found, "signed_not_ratified").states
    assert "RUS" in list_states(found, "annex2_signed_not_ratified").states
    assert "RUS" not in list_states(found, "ratified").states


def test_sri_lanka_was_a_party_for_which_the_tpnw_was_not_in_force() -> None:
    found = status(Ledger.shipped(), TPNW, date(2023, 12, 1))
    parties, in_force = (
        set(list_states(found, role).states) for role in ("parties", "in_force_for")
    )
    assert (len(parties), len(in_force)) == (69, 68)
    assert parties - in_force == {"LKA"}


def test_lists_and_counts_agree_on_any_day() -> None:
    pairs = {
        "signed": "signatories",
        "ratified": "ratifiers",
        "annex2_ratified": "annex2_ratifiers",
    }
    for year in range(1996, 2027):
        found = status(Ledger.shipped(), CTBT, date(year, 12, 31))
        for role, count in pairs.items():
            assert len(list_states(found, role).states) == found.counts[count]
        parts = ("annex2_ratified", "annex2_signed_not_ratified", "annex2_not_signed")
        assert sum(len(list_states(found, part).states) for part in parts) == 44


@pytest.mark.parametrize("treaty", treaties().values(), ids=lambda treaty: treaty.id)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_role_has_a_definition(treaty: Treaty, lang: str) -> None:
    for role in roles(treaty):
        assert "{" not in definition(role, treaty, lang)


@pytest.mark.parametrize(
    ("typed", "role"),
    [("signatories", "signed"), ("missing", "annex2_remaining"), ("not-signed", "not_signed")],
)
def test_other_words_for_a_role(in_2021: Status, typed: str, role: str) -> None:
    assert list_states(in_2021, typed).role == role


def test_a_role_that_the_treaty_lacks_is_answered_with_those_it_has() -> None:
    found = status(Ledger.shipped(), TPNW, date(2023, 12, 1))
    with pytest.raises(UsageError, match=r"the TPNW has no list 'annex2'.*The lists are signed"):
        list_states(found, "annex2")


@pytest.mark.parametrize(
    ("lang", "order"),
    [
        # The same five in each alphabet; Chinese papers follow the English one.
        ("en", ["CHN", "EGY", "DEU", "ISR", "USA"]),
        ("zh", ["CHN", "EGY", "DEU", "ISR", "USA"]),
        ("fr", ["DEU", "CHN", "EGY", "USA", "ISR"]),
        ("es", ["DEU", "CHN", "EGY", "USA", "ISR"]),
        ("ru", ["DEU", "EGY", "ISR", "CHN", "USA"]),
        ("ar", ["ISR", "DEU", "CHN", "EGY", "USA"]),
    ],
)
def test_the_order_of_each_language(lang: str, order: list[str]) -> None:
    assert list(un_order(sorted(order), lang)) == order


@given(st.sets(st.sampled_from(sorted(states()))), st.sampled_from(LANGUAGES))
def test_ordering_loses_no_state(codes: set[str], lang: str) -> None:
    assert set(un_order(codes, lang)) == codes


@pytest.mark.parametrize(
    ("after", "role", "number"),
    [
        ("A. ", "ratified", 170),
        ("B. ", "annex2", 44),
        ("1. 《条约》附件 2", "annex2_ratified", 36),
        ("2. 《条约》附件 2", "annex2_signed_not_ratified", 5),
        ("3. 《条约》附件 2", "annex2_not_signed", 3),
    ],
)
def test_a_list_printed_in_the_conference_report_of_2021(
    shared: Path, in_2021: Status, after: str, role: str, number: int
) -> None:
    # CTBT-Art.XIV/2021/6, appendix: three columns, read downwards, in the English order.
    lines = next((shared / "documents").glob("002_*.txt")).read_text(encoding="utf-8").splitlines()
    start = max(i for i, line in enumerate(lines) if line.startswith(after) and "国" in line)
    rows = [
        line.split("\t")
        for line in takewhile(
            lambda line: "\t" in line or not line.strip(),
            lines[start + 1 :],
        )
        if line.strip() and "---" not in line
    ]
    cells = [
        cell.replace(" ", "") for column in zip_longest(*rows, fillvalue="") for cell in column
    ]
    printed = tuple(find_state(cell).iso3 for cell in cells if cell)
    assert len(printed) == number
    listed = list_states(in_2021, role, "zh").states
    assert set(printed) == set(listed)
    # The paper still has Eswatini where Swaziland stood in the alphabet.
    assert [s for s in printed if s != "SWZ"] == [s for s in listed if s != "SWZ"]
