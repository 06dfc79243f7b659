"""States still missing, instruments handed over, meetings in short lines: other words for what papers often tell."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
STATE_LIST: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "This leaves eight of the 44 Annex 2 States. The eight are China, Egypt, India, Israel, Pakistan, Iran (Islamic Republic of), Democratic People's Republic of Korea and United States of America.",
        ["annex2_remaining|CHN,EGY,IND,ISR,PAK,IRN,PRK,USA"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), STATE_LIST)
def test_state_list_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "state_list", ("role", "states"), head) == expected


COUNT: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "This leaves eight of the 44 Annex 2 States.",
        ["annex2_remaining|8", "annex2_states|44"],
    ),
    (
        CONFERENCE_ZH,
        "107个国家派代表出席了会议，其中批准国101个，签署国6个。",
        ["attending_ratifiers|101", "attending_signatories|6", "attending_states|107"],
    ),
    (
        CONFERENCE_ZH,
        "183个国家已批准《条约》，其中包括44个附件2国家中的36个。",
        ["annex2_ratifiers|36", "annex2_states|44", "ratifiers|183"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), COUNT)
def test_count_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "count", ("subject", "value"), head) == expected


TREATY_ACTION: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "The instrument was handed over in New York on 8 June 2043 by the Permanent Representative of Somalia.",
        ["CTBT|SOM|ratification|2043-06-08|-"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), TREATY_ACTION)
def test_treaty_action_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert (
        said(text, "treaty_action", ("treaty", "state", "action", "date", "since"), head)
        == expected
    )


MEETING: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "Key facts:\n\n- Next Conference: New York, 23 September 2043\n",
        ["2043-09-23|New York"],
    ),
    (
        HEAD,
        "It was the twenty-fourth Conference; the twenty-third had met in Vienna on 19 September 2043.",
        ["2043-09-19|Vienna"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), MEETING)
def test_meeting_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "meeting", ("start", "place"), head) == expected
