"""Facts about the conferences and meetings."""

from __future__ import annotations

from datetime import date

from testban.reference.meetings import find_meeting, meetings


def test_fourteen_article_xiv_conferences_in_every_second_year() -> None:
    conferences = [meeting for meeting in meetings() if meeting.treaty == "CTBT"]
    assert [m.ordinal for m in conferences] == list(range(1, 15))
    assert [m.start.year for m in conferences] == list(range(1999, 2026, 2))
    assert [m.start.year for m in conferences if m.place_en == "Vienna"] == [1999, 2003, 2007]


def test_dates_that_are_easily_got_wrong() -> None:
    dates = {meeting.id: (meeting.start, meeting.end) for meeting in meetings()}
    # Put off from 25-27 September.
    assert dates["CTBT-2001"] == (date(2001, 11, 11), date(2001, 11, 13))
    # The draft declaration knew only the first of two days.
    assert dates["CTBT-2021"] == (date(2021, 9, 23), date(2021, 9, 24))
    assert dates["TPNW-2MSP"] == (date(2023, 11, 27), date(2023, 12, 1))


def test_the_review_conference_is_marked_as_scheduled() -> None:
    assert [m.id for m in meetings() if m.confidence == "scheduled"] == ["TPNW-1RC"]


def test_a_document_symbol_finds_its_meeting() -> None:
    for symbol, expected in (
        ("CTBT-Art.XIV/2021/WP.1", "CTBT-2021"),
        ("TPNW/MSP/2023/14", "TPNW-2MSP"),
    ):
        found = find_meeting(symbol)
        assert found is not None
        assert found.id == expected
    assert find_meeting("A/60/127") is None
    assert find_meeting("CTBT-Art.XIV/20219/1") is None


def test_every_meeting_has_a_source_and_lasts_less_than_a_week() -> None:
    for meeting in meetings():
        assert meeting.source
        assert 0 <= (meeting.end - meeting.start).days < 7
