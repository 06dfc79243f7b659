"""What papers often tell, in other words: States still missing, instruments handed over, successors, acts under headings, short lines."""

from __future__ import annotations

import pytest

from .reading import ASSEMBLY, ASSEMBLY_ZH, CONFERENCE_ZH, HEAD, MSP, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
STATE_LIST: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "This leaves eight of the 44 Annex 2 States. The eight are China, Egypt, India, Israel, Pakistan, Iran (Islamic Republic of), Democratic People's Republic of Korea and United States of America.",
        ["annex2_remaining|CHN,EGY,IND,ISR,PAK,IRN,PRK,USA"],
    ),
    (
        HEAD,
        "The following Annex 2 States have signed but have still to ratify: China, Egypt and Israel. The following have not signed: India, Pakistan and the Democratic People's Republic of Korea.",
        ["annex2_not_signed|IND,PAK,PRK", "annex2_signed_not_ratified|CHN,EGY,ISR"],
    ),
    (
        HEAD,
        "India, Mauritius, Pakistan and Tonga are the only States that have never signed the Treaty.",
        ["not_signed|IND,MUS,PAK,TON"],
    ),
    (
        HEAD,
        "Of the 44 States whose ratification is needed, 39 have ratified. We appeal to the five that remain - Egypt, India, Israel, Pakistan and the Democratic People's Republic of Korea - to do so.",
        ["annex2_remaining|EGY,IND,ISR,PAK,PRK"],
    ),
    (CONFERENCE_ZH, "表决后，埃及、印度和巴基斯坦发言解释投票立场。", ["speakers|EGY,IND,PAK"]),
    (
        HEAD,
        "Of the 44 States in Annex 2, China, Egypt and Israel have signed; India, Pakistan and Tonga have not even done so.",
        ["annex2_not_signed|IND,PAK,TON", "annex2_signed_not_ratified|CHN,EGY,ISR"],
    ),
    (
        HEAD,
        "Thirty-nine Annex 2 States have completed ratification, which leaves five: Egypt, India, Israel, Pakistan and the Democratic People's Republic of Korea.",
        ["annex2_remaining|EGY,IND,ISR,PAK,PRK"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), STATE_LIST)
def test_state_list_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "state_list", ("role", "states"), head) == expected


COUNT_1: list[tuple[str, str, list[str]]] = [
    (HEAD, "The session was attended by 96 of the 190 States Signatories.", ["signatories"]),
]


@pytest.mark.parametrize(("head", "text", "expected"), COUNT_1)
def test_count_1_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "count", ("subject",), head) == expected


COUNT_2: list[tuple[str, str, list[str]]] = [
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
    (
        HEAD,
        "On 1 March 2046 its signatories numbered 191 and its ratifiers 185. All but six of the 44 States named in Annex 2 have ratified it.",
        ["annex2_remaining|6", "annex2_states|44", "ratifiers|185", "signatories|191"],
    ),
    (
        ASSEMBLY_ZH,
        "在《全面禁止核试验条约》生效所必需的44个国家中，41国已签署，其中36国已批准。",
        ["annex2_ratifiers|36", "annex2_signatories|41", "annex2_states|44"],
    ),
    (
        HEAD,
        "Thirty-nine Annex 2 States have completed ratification, which leaves five: Egypt, India, Israel, Pakistan and the Democratic People's Republic of Korea.",
        ["annex2_ratifiers|39", "annex2_remaining|5"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), COUNT_2)
def test_count_2_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "count", ("subject", "value"), head) == expected


TREATY_ACTION: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "The instrument was handed over in New York on 8 June 2043 by the Permanent Representative of Somalia.",
        ["CTBT|SOM|ratification|2043-06-08|-"],
    ),
    (
        HEAD,
        "1. Developments in the year:\n\nSignatures\n\nBhutan                9 April 2045\nTonga                 30 November 2045\n\nRatifications\n\nNepal                 14 May 2045\nSolomon Islands       21 January 2046\n",
        [
            "CTBT|BTN|signature|2045-04-09|-",
            "CTBT|NPL|ratification|2045-05-14|-",
            "CTBT|SLB|ratification|2046-01-21|-",
            "CTBT|TON|signature|2045-11-30|-",
        ],
    ),
    (
        HEAD,
        "We congratulate Bhutan and Tuvalu, which ratified since our last Conference in 2045.",
        ["CTBT|BTN|ratification|-|2045", "CTBT|TUV|ratification|-|2045"],
    ),
    (
        HEAD,
        "The Russian Federation took back its ratification on 3 November 2033.",
        ["CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), TREATY_ACTION)
def test_treaty_action_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert (
        said(text, "treaty_action", ("treaty", "state", "action", "date", "since"), head)
        == expected
    )


MEETING_1: list[tuple[str, str, list[str]]] = [
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


@pytest.mark.parametrize(("head", "text", "expected"), MEETING_1)
def test_meeting_1_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "meeting", ("start", "place"), head) == expected


MEETING_2: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "The twenty-fifth Conference will open at the Vienna International Centre on Monday, 21 September 2047, at 10 a.m. and close on 22 September.",
        ["2047-09-21|2047-09-22"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), MEETING_2)
def test_meeting_2_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "meeting", ("start", "end"), head) == expected


APPOINTMENT: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "We thank Chile and Latvia for their work as coordinators and welcome the readiness of Ghana and Italy to succeed them.",
        ["coordinator|CHL|-", "coordinator|GHA|-", "coordinator|ITA|-", "coordinator|LVA|-"],
    ),
    (
        MSP,
        "Universalization: Kiribati and Uruguay (co-chairs)\n\nScientific Advisory Group: Chair, Mr. Zia Mian (United States of America)\n",
        ["chair|USA|Zia Mian", "co_chair|KIR|-", "co_chair|URY|-"],
    ),
    (
        CONFERENCE_ZH,
        "我们感谢智利和拉脱维亚作为协调员所做的工作，欢迎加纳和意大利接任。",
        ["coordinator|CHL|-", "coordinator|GHA|-", "coordinator|ITA|-", "coordinator|LVA|-"],
    ),
    (
        MSP_ZH,
        "工作组的安排如下：\n\n普遍加入：基里巴斯、乌拉圭(共同主席)\n性别问题协调人：智利\n科学咨询小组：主席泽亚·米安先生(美利坚合众国)\n",
        ["chair|USA|泽亚·米安", "co_chair|KIR|-", "co_chair|URY|-", "focal_point|CHL|-"],
    ),
    (
        HEAD,
        "Kenya and Peru have shared the task of coordinating the process since 2031.",
        ["coordinator|KEN|-", "coordinator|PER|-"],
    ),
    (
        MSP,
        "The Assembly noted the work of the co-chairs of the informal working groups, Kiribati and Uruguay (universalization) and Brazil and New Zealand (verification).",
        ["co_chair|BRA|-", "co_chair|KIR|-", "co_chair|NZL|-", "co_chair|URY|-"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), APPOINTMENT)
def test_appointment_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "appointment", ("role", "state", "person"), head) == expected


ACTIVITY: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "Overview of efforts\n\nBilateral efforts\n\nPeriod             State       Action                                        Addressee(s)\nJuly 2045          Chile       Visit of the Foreign Minister to New Delhi    India\n3 May 2046         Latvia      Letters from the Prime Minister               Egypt, Israel\n12-14 Oct. 2046    Chile       Legal seminar in Santiago                     Tonga\n",
        [
            "1|CHL|2045-07|2045-07|IND",
            "1|CHL|2046-10-12|2046-10-14|TON",
            "1|LVA|2046-05-03|2046-05-03|EGY,ISR",
        ],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), ACTIVITY)
def test_activity_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "activity", ("section", "actor", "start", "end", "targets"), head) == expected


VOTE: list[tuple[str, str, list[str]]] = [
    (
        ASSEMBLY_ZH,
        "第96/66号决议以176票赞成、1票反对、5票弃权通过。唯一投反对票的是朝鲜民主主义人民共和国，印度、毛里求斯和巴基斯坦弃权。",
        ["A/RES/96/66|-|176|1|5|-|PRK|IND,MUS,PAK"],
    ),
    (ASSEMBLY, "Resolution 96/66 was adopted by 181 votes to 1.", ["A/RES/96/66|-|181|1|-|-|-|-"]),
    (ASSEMBLY, "The Parliament of Nepal approved ratification by 106 votes to none.", []),
]


@pytest.mark.parametrize(("head", "text", "expected"), VOTE)
def test_vote_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert (
        said(
            text,
            "vote",
            (
                "resolution",
                "part",
                "yes",
                "no",
                "abstain",
                "states_yes",
                "states_no",
                "states_abstain",
            ),
            head,
        )
        == expected
    )


MEASURE: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "It is recommended that the Review Conference:\n\n(a) Reaffirm the importance of the Treaty;\n(b) Urge the five States to ratify;\n(c) Call for moratoriums.\n",
        ["a", "b", "c"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), MEASURE)
def test_measure_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "measure", ("label",), head) == expected
