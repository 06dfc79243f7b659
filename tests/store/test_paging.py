"""Lists in pages, findings kept with their documents, and the number of changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from testban.errors import UsageError
from testban.reference.actions import Action
from testban.store import FactFilter, FindingFilter, Store, open_store
from testban.treaty.checks import check
from testban.treaty.documents import read_document
from testban.treaty.ledger import Ledger

SPECIMENS = Path(__file__).parents[1] / "specimens"
NAMES = ("en_activities_2030_2031", "en_artxiv_report_2041", "zh_artxiv_report_2041")
RATIFIED = Action("CTBT", "YEM", "ratification", "", date(2025, 11, 11), source="test")


@pytest.fixture
def held(url: str) -> Iterator[Store]:
    """A store with a table of activities and two reports that contradict themselves."""
    with open_store(url) as store:
        store.ingest([SPECIMENS / f"{name}.txt" for name in NAMES], workers=1)
        yield store


def test_pages_of_any_list_make_the_whole(held: Store) -> None:
    for page, whole in (
        (held.document_page, held.documents()),
        (held.fact_page, held.facts()),
        (held.finding_page, held.finding_page(limit=10_000)[0]),
    ):
        parts: list[object] = []
        for offset in range(0, len(whole), 7):
            part, total = page(limit=7, offset=offset)
            assert total == len(whole)
            parts += part
        assert parts == list(whole)
        assert len(whole) > 1


def test_findings_are_those_of_the_checks(held: Store) -> None:
    name = "en_artxiv_report_2041.txt"
    found = check(read_document(SPECIMENS / name), ledger=Ledger.shipped())
    kept, total = held.finding_page(FindingFilter(document=name), limit=1000)
    assert total == len(found) > 4
    assert [f.cite for f in found] == [k.cite for k in kept]
    assert [f.message("zh") for f in found] == [k.message("zh") for k in kept]
    code, severity, cause, number = held.finding_numbers()[0]
    wanted = FindingFilter(code=code, severity=severity, cause=cause)
    assert held.finding_page(wanted)[1] == number
    assert sum(row[3] for row in held.finding_numbers()) == held.counts().findings


def test_activities_by_actor_target_section_and_period(held: Store) -> None:
    def found(**filters: object) -> list[dict[str, object]]:
        wanted = FactFilter(kinds=("activity",), **filters)  # type: ignore[arg-type]
        return [dict(stored.fact.fields) for stored in held.fact_page(wanted, limit=1000)[0]]

    everything = found()
    assert found(values=(("actor", "AUS"),)) == [f for f in everything if f["actor"] == "AUS"]
    assert found(members=(("targets", "CHN"),)) == [f for f in everything if "CHN" in f["targets"]]
    assert found(values=(("section", "1b"),)) == [f for f in everything if f["section"] == "1b"]
    # "2030-08" to "2031-05" touches any day in between, and the months at its ends.
    long = next(f for f in everything if (f["start"], f["end"]) == ("2030-08", "2031-05"))
    assert long in found(start="2031-05-30")
    assert long in found(end="2030-08-01")
    assert long not in found(start="2031-06")
    assert long not in found(end="2030-07-31")


def test_the_newest_first_is_the_oldest_last(held: Store) -> None:
    wanted = FactFilter(kinds=("state_list",))
    oldest, total = held.fact_page(wanted, limit=1000)
    newest, _ = held.fact_page(wanted, limit=1000, newest=True)
    assert len(oldest) == total == held.fact_count(wanted) > 10
    assert all(each.document.date for each in oldest)
    assert newest == oldest[::-1]
    assert held.fact_page(wanted, limit=3, offset=2, newest=True)[0] == newest[2:5]


def test_a_change_of_the_ledger_has_papers_checked_again(held: Store) -> None:
    paths = [SPECIMENS / f"{name}.txt" for name in NAMES]
    assert len(held.ingest(paths, workers=1).unchanged) == len(NAMES)
    held.add_action(RATIFIED)
    assert len(held.ingest(paths, workers=1).ingested) == len(NAMES)
    assert len(held.ingest(paths, workers=1).unchanged) == len(NAMES)


def test_every_change_raises_the_number(held: Store, url: str) -> None:
    before = held.change_number()
    assert held.change_number() == before
    with open_store(url) if not url.endswith(":memory:") else held as other:
        other.add_action(RATIFIED)
    assert held.change_number() > before


def test_a_page_that_no_list_has_is_refused(held: Store) -> None:
    for limit, offset in ((0, 0), (10_001, 0), (1, -1), (1, 10**30)):
        with pytest.raises(UsageError, match="no page has"):
            held.fact_page(limit=limit, offset=offset)


def test_counts(held: Store) -> None:
    counts = held.counts()
    assert (counts.documents, counts.unchecked, counts.events) == (len(NAMES), 0, 0)
    assert counts.facts == len(held.facts())
