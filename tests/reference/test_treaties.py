"""The treaties' rows say what the treaties say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from testban.errors import ReferenceError, UsageError
from testban.reference.states import LANGUAGES, states
from testban.reference.treaties import find_treaty, read_treaties, states_since, treaties


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CTBT", "CTBT"),
        ("ctbt", "CTBT"),
        ("全面禁止核试验条约", "CTBT"),
        ("《全面禁核试条约》", "CTBT"),
        ("Comprehensive Nuclear Test Ban Treaty", "CTBT"),
        ("Traité d’interdiction complète des essais nucléaires", "CTBT"),
        ("禁止核武器条约", "TPNW"),
        ("Treaty on the Prohibition of Nuclear Weapons", "TPNW"),
        ("不扩散核武器条约", "NPT"),
        ("LTBT", "PTBT"),
    ],
)
def test_a_treaty_is_found_by_any_of_its_names(typed: str, found: str) -> None:
    assert find_treaty(typed).id == found


def test_an_unknown_treaty_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'CTTB'.*Did you mean CTBT\?"):
        find_treaty("CTTB")


def test_a_treaty_without_a_rule_is_refused() -> None:
    with pytest.raises(ReferenceError, match="a treaty lacks the field"):
        read_treaties('[[treaty]]\nid = "X"\n', "mine.toml")


def test_annex_2_lists_the_44_states_that_the_table_of_states_marks() -> None:
    listed = treaties()["CTBT"].entry.required_states
    assert len(listed) == len(set(listed)) == 44
    assert set(listed) == {state.iso3 for state in states().values() if state.annex2}


def test_every_treaty_has_its_title_in_six_languages() -> None:
    for treaty in treaties().values():
        assert set(treaty.names) == set(LANGUAGES)
        assert treaty.adopted <= treaty.opened


def test_the_ctbt_cannot_enter_into_force_within_two_years_of_opening() -> None:
    ctbt = treaties()["CTBT"]
    assert ctbt.entry.not_before == ctbt.opened.replace(year=ctbt.opened.year + 2)
    assert ctbt.opened == date(1996, 9, 24)


def test_younger_states_are_states() -> None:
    assert set(states_since()) <= set(states())


@pytest.mark.parametrize(
    ("file", "says", "treaty", "where"),
    [
        ("CTBT_BWBV0004747", r"1\..*enter into force 180 days after", "CTBT", "entry"),
        ("CTBT_BWBV0004747", r"5\..*30th day following the date of deposit", "CTBT", "later"),
        ("CTBT_BWBV0004747", r"3\..*notice six months in advance", "CTBT", "withdrawal"),
        ("NPT_BWBV0004367", r"3\..*forty other States signatory", "NPT", "entry"),
        ("NPT_BWBV0004367", r"4\..*on the date of the deposit", "NPT", "later"),
        ("PTBT_BWBV0004520", r"3\..*ratification by all the Original Parties", "PTBT", "entry"),
        ("PTBT_BWBV0004520", r"4\..*on the date of the deposit", "PTBT", "later"),
    ],
)
def test_the_cited_paragraph_says_so(
    shared: Path, file: str, says: str, treaty: str, where: str
) -> None:
    text = (shared / "treaty/texts/nl_verdrag" / f"{file}_en_nl.md").read_text(encoding="utf-8")
    paragraph = next(line for line in text.splitlines() if re.match(says, line))
    cited = getattr(treaties()[treaty], where).article["en"]
    assert cited.endswith(f"paragraph {paragraph[0]}")


def test_the_tpnw_rule_is_that_of_article_15(shared: Path) -> None:
    text = (shared / "treaty/documents_en/TPNW_art15_cil_nus_en.txt").read_text(encoding="utf-8")
    assert "90 days after the fiftieth instrument" in text
    entry = treaties()["TPNW"].entry
    assert (entry.required_number, entry.delay_days) == (50, 90)
    for kind in entry.counted:
        assert kind in text
