"""Agendas and documents printed as lists, calendars of meetings, acts of two treaties."""

from __future__ import annotations

import pytest

from .reading import CTBT, HEAD, MSP, MSP_ZH, check, pairs, shown

_AGENDA = (
    "TPNW/MSP/2041/1\n\nMeeting of States Parties to the Treaty on the Prohibition of Nuclear Weapons\n\n"
    "Provisional agenda\n\n1.   Opening\n2.   Adoption of:\n     (a)   the agenda;\n"
    "     (b)   the rules of procedure\n3.   Credentials:\n     – report of the Committee\n4.   Closure\n\n"
    "Annotations\n\nItem 2. Adoption of the agenda\nThe agenda will be adopted.\n\n"
    "List of documents\n\n"
    "TPNW/MSP/2041/1 ........ Provisional agenda\nTPNW/MSP/2041/2 . . . . . Rules of procedure\n"
)


def test_an_agenda_is_the_numbered_lines_below_its_title() -> None:
    items = [("1", "Opening"), ("2", "Adoption of"), ("2(a)", "the agenda")]
    items += [("2(b)", "the rules of procedure"), ("3", "Credentials"), ("4", "Closure")]
    check(_AGENDA, "agenda_item", [{"label": label, "title": title} for label, title in items])


def test_dots_lead_from_a_symbol_to_its_title() -> None:
    titles = {"TPNW/MSP/2041/1": "Provisional agenda", "TPNW/MSP/2041/2": "Rules of procedure"}
    check(
        _AGENDA,
        "document_entry",
        [{"symbol": symbol, "title": title} for symbol, title in titles.items()],
    )


def test_items_below_the_heading_of_an_agenda_may_end_as_sentences_do() -> None:
    for text, head, items in (
        (
            "附件一\n\n             缔约国第九次会议临时议程\n\n1.  会议开幕。\n2.  与会代表的全权证书：\n"
            "    (a)  任命委员会；\n    (b)  委员会的报告。\n3.  通过报告。\n",
            MSP_ZH,
            ["会议开幕", "与会代表的全权证书", "任命委员会", "委员会的报告", "通过报告"],
        ),
        (
            "Annex I\n\n          Provisional agenda of the ninth Meeting\n\n1.  Opening of the Meeting.\n"
            "2.  Credentials:\n    (a)  Appointment of the committee;\n    (b)  Its report.\n"
            "3.  Adoption of the report.\n",
            MSP,
            [
                "Opening of the Meeting", "Credentials", "Appointment of the committee",
                "Its report", "Adoption of the report",
            ],
        ),
    ):  # fmt: skip
        labels = ["1", "2", "2(a)", "2(b)", "3"]
        assert pairs(text, "agenda_item", "label", "title", head=head) == [
            *zip(labels, items, strict=True)
        ]


def test_what_is_recommended_to_a_conference_is_a_measure() -> None:
    text = "提案国请筹备委员会建议审议大会：\n\n  (一) 呼吁各国批准《条约》；\n\n  (二) 鼓励各国按时缴款。\n"
    assert pairs(text, "measure", "text", head=MSP_ZH) == [
        ("呼吁各国批准《条约》；",),
        ("鼓励各国按时缴款。",),
    ]


def test_the_sentences_below_a_heading_on_the_agenda_are_no_items() -> None:
    text = (
        "TPNW/MSP/2041/9\n\nReport of the Meeting of States Parties\n\nAgenda\n\n"
        "1. The Meeting took up its agenda at the first plenary meeting.\n\n2. It was adopted.\n"
    )
    check(text, "agenda_item", [])


@pytest.mark.parametrize(
    ("text", "head", "meeting"),
    [
        (
            "2–6 December 2043      Ninth Meeting of States Parties, Nairobi (President: Malta)",
            MSP,
            ("2043-12-02", "2043-12-06", "Nairobi"),
        ),
        (
            "2043年12月2日至6日：缔约国第九次会议，内罗毕",
            MSP_ZH,
            ("2043-12-02", "2043-12-06", "内罗毕"),
        ),
    ],
)
def test_a_row_of_a_calendar(text: str, head: str, meeting: tuple[str, str, str]) -> None:
    text = f"\n\n日程：\n\n{text}\n" if head is MSP_ZH else f"Coming up:\n\n{text}\n"
    assert pairs(text, "meeting", "start", "end", "place", head=head) == [meeting]


def test_papers_of_the_preparatory_commission() -> None:
    head = "CTBT/PC-79/2\n\nReport of the session\n\n1. The Treaty is open.\n\n2. "
    text = (
        "Chile and Ghana attended as observers. Signatures numbered 188, and certification of "
        "facilities had reached 314. The Commission elected Ms. Ana Kova (Malta) as its "
        "Chairperson and the representatives of Kenya and Peru as Vice-Chairpersons. The budget "
        "(CTBT/PC-79/1/Annex II) was approved."
    )
    assert shown(text, "state_list", ("role", "states"), head) == [
        ("observer_states", "CHL GHA"),
        ("vice_presidents", "KEN PER"),
    ]
    assert sorted(pairs(text, "count", "subject", "value", head=head)) == [
        ("certified_ims_facilities", 314),
        ("signatories", 188),
    ]
    assert pairs(text, "reference", "symbol", head=head) == [("CTBT/PC-79/1/Annex II",)]


def test_a_total_reached_since_then_is_a_total() -> None:
    text = "自上届会议以来，肯尼亚于2041年3月4日批准《条约》，批准国增至183个。"
    assert pairs(text, "count", "subject", "value", head=CTBT) == [("ratifiers", 183)]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "Having ratified both treaties — Kenya on 4 May 2035, Malta on 6 May 2036 — they joined.",
            [
                ("CTBT", "KEN", "2035-05-04"),
                ("CTBT", "MLT", "2036-05-06"),
                ("TPNW", "KEN", "2035-05-04"),
                ("TPNW", "MLT", "2036-05-06"),
            ],
        ),
        (
            "Having ratified twice — Kenya on 4 May 2035 (CTBT) and 7 June 2035 (TPNW) — it rests.",
            [("CTBT", "KEN", "2035-05-04"), ("TPNW", "KEN", "2035-06-07")],
        ),
        (
            "Kenya ratified the Treaty on 4 May 2035. The ratification by Kenya on 4 May 2035 was "
            "welcomed.\n\n3. Kenya ratified the Treaty on 4 May 2035.",
            [("CTBT", "KEN", "2035-05-04")],
        ),
    ],
)
def test_acts_of_two_treaties_and_acts_told_twice(
    text: str, acts: list[tuple[str, str, str]]
) -> None:
    assert sorted(pairs(text, "treaty_action", "treaty", "state", "date")) == acts


def test_those_who_signed_and_no_more_are_no_attending_ratifiers() -> None:
    text = (
        "The following 5 States that signed but did not ratify the Treaty attended the Conference."
    )
    assert pairs(text, "count", "subject", "value") == [("attending_signatories", 5)]


@pytest.mark.parametrize(
    ("text", "head", "day"),
    [
        ("On 1 March 2034, the Treaty had 184 signatories.", HEAD, "2034-03-01"),
        ("2034年3月1日，《条约》有184个签署国。", CTBT, "2034-03-01"),
    ],
)
def test_the_day_of_a_count(text: str, head: str, day: str) -> None:
    assert pairs(text, "count", "subject", "value", "as_of", head=head) == [
        ("signatories", 184, day)
    ]


def test_a_single_state_against_and_lists_by_brackets() -> None:
    text = (
        "Still missing from the list of 44: Chile, Ghana and Peru (signed), and Kenya and Malta (not "
        "signed). Resolution 95/66 passed by 180-1-4. Finland voted no."
    )
    assert shown(text, "state_list", ("role", "states")) == [
        ("annex2_signed_not_ratified", "CHL GHA PER"),
        ("annex2_not_signed", "KEN MLT"),
    ]
    assert pairs(text, "vote", "no", "states_no") == [(1, ["FIN"])]
