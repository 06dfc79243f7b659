"""What conference reports, overviews and working papers say in words of their own."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CTBT, HEAD, TPNW, found, pairs, stated

TPNW_EN = "TPNW/MSP/2041/9\n\nNote by the Secretariat of the Meeting\n\n"

ENGLISH: list[tuple[str, str, str, tuple[str, ...], list[tuple[Any, ...]]]] = [
    (
        HEAD,
        "The Conference elected, by acclamation, the Minister for Foreign Affairs of Chile, Ana "
        "Rojas, and the Minister for Foreign Affairs of Ghana, Kofi Mensah, as its Presidents.",
        "appointment",
        ("role", "state", "person"),
        [("president", "CHL", "Ana Rojas"), ("president", "GHA", "Kofi Mensah")],
    ),
    (
        HEAD,
        "It was co-presided over by the Foreign Minister of Chile, Ana Rojas, and the Foreign "
        "Minister of Ghana, Kofi Mensah.",
        "appointment",
        ("role", "state", "person"),
        [("president", "CHL", "Ana Rojas"), ("president", "GHA", "Kofi Mensah")],
    ),
    (
        TPNW_EN,
        "The Meeting decided to appoint Chile and Ghana as Co-Chairs of the working group on "
        "universalization, and Fiji and Malta as Co-Chairs of the working group on verification. "
        "Peru was appointed Gender Focal Point. Samoa was appointed as Facilitator for outreach.",
        "appointment",
        ("role", "state"),
        [
            ("co_chair", "CHL"),
            ("co_chair", "GHA"),
            ("co_chair", "FJI"),
            ("co_chair", "MLT"),
            ("focal_point", "PER"),
            ("facilitator", "WSM"),
        ],
    ),
    (
        HEAD,
        "Sixty ratifiers and six other States Signatories participated in the Conference: Chile, "
        "Ghana and Peru.",
        "state_list",
        ("role", "states"),
        [("attending_ratifiers_and_signatories", ["CHL", "GHA", "PER"])],
    ),
    (
        HEAD,
        "The Conference heard statements by the representatives of Chile (on behalf of the Friends "
        "of the Treaty), Ghana and Peru.",
        "state_list",
        ("role", "states"),
        [("speakers", ["CHL", "GHA", "PER"])],
    ),
    (
        HEAD,
        "We appeal to the remaining three States listed in Annex 2 whose ratification is needed, "
        "namely Egypt, Israel and Pakistan, to ratify the Treaty.",
        "state_list",
        ("role", "states"),
        [("annex2_remaining", ["EGY", "ISR", "PAK"])],
    ),
    (
        HEAD,
        "Nine Annex 2 States have yet to ratify. Of those nine, China, Egypt and Israel have signed "
        "the Treaty. India and Pakistan have not signed it.",
        "state_list",
        ("role", "states"),
        [
            ("annex2_signed_not_ratified", ["CHN", "EGY", "ISR"]),
            ("annex2_not_signed", ["IND", "PAK"]),
        ],
    ),
    (
        TPNW_EN,
        "As at 7 March 2041, 94 States had signed the Treaty and 73 were parties to it.",
        "count",
        ("subject", "value"),
        [("signatories", 94), ("states_parties", 73)],
    ),
    (
        HEAD,
        "We note that 273 of its 337 facilities have been certified.",
        "count",
        ("subject", "value"),
        [("certified_ims_facilities", 273)],
    ),
    (
        TPNW_EN,
        "Since the last Meeting, Chile ratified the Treaty on 15 January 2040, Ghana, Fiji and Peru "
        "on 24 September 2040.",
        "treaty_action",
        ("state", "action", "date"),
        [
            ("CHL", "ratification", "2040-01-15"),
            ("GHA", "ratification", "2040-09-24"),
            ("FJI", "ratification", "2040-09-24"),
            ("PER", "ratification", "2040-09-24"),
        ],
    ),
    (
        HEAD,
        "The following States have ratified the Treaty since 23 September 2039: Cuba and Fiji.",
        "treaty_action",
        ("state", "action", "since"),
        [("CUB", "ratification", "2039-09-23"), ("FJI", "ratification", "2039-09-23")],
    ),
    (
        TPNW_EN,
        "Ana Rojas of Chile was elected President of the Meeting by acclamation.",
        "appointment",
        ("role", "state", "person"),
        [("president", "CHL", "Ana Rojas")],
    ),
    (
        TPNW_EN,
        "Chile and Ghana will co-chair the informal working group on victim assistance; Fiji and "
        "Malta that on verification.",
        "appointment",
        ("role", "state"),
        [("co_chair", "CHL"), ("co_chair", "GHA"), ("co_chair", "FJI"), ("co_chair", "MLT")],
    ),
    (
        TPNW_EN,
        "It followed the deposit of the fiftieth instrument of ratification, that of Chile, on 24 "
        "October 2040.",
        "treaty_action",
        ("state", "action", "date"),
        [("CHL", "ratification", "2040-10-24")],
    ),
    (
        HEAD,
        "The States parties should:\n\n(a) Maintain the moratorium;\n\n(b) Pay in full.",
        "measure",
        ("label", "text"),
        [("a", "Maintain the moratorium;"), ("b", "Pay in full.")],
    ),
]

CHINESE: list[tuple[str, str, str, tuple[str, ...], list[tuple[Any, ...]]]] = [
    (
        CTBT,
        "据此，已先后召开两次会议：2031年10月6日至8日在维也纳，2033年11月11日在纽约。",
        "meeting",
        ("start", "end"),
        [("2031-10-06", "2031-10-08"), ("2033-11-11", "2033-11-11")],
    ),
    (
        CTBT,
        "会议以鼓掌方式选举日本外务大臣山田太郎和智利外交部长安娜·罗哈斯为会议共同主席。",
        "appointment",
        ("role", "state", "person"),
        [("president", "JPN", "山田太郎"), ("president", "CHL", "安娜·罗哈斯")],
    ),
    (
        CTBT,
        "会议确认秘书长提名的安娜·罗哈斯为会议秘书。",
        "appointment",
        ("role", "state", "person"),
        [("secretary", None, "安娜·罗哈斯")],
    ),
    (
        CTBT,
        "刚果于2034年9月2日、纽埃于2034年3月4日、安哥拉于2035年3月20日分别批准了《条约》。",
        "treaty_action",
        ("state", "date"),
        [("COG", "2034-09-02"), ("NIU", "2034-03-04"), ("AGO", "2035-03-20")],
    ),
    (
        CTBT,
        "斯里兰卡和所罗门群岛分别于2033年7月25日和2033年1月20日批准了条约。",
        "treaty_action",
        ("state", "date"),
        [("LKA", "2033-07-25"), ("SLB", "2033-01-20")],
    ),
    (
        TPNW,
        "2032年9月22日，智利和秘鲁交存了批准书，斐济和马耳他签署了《禁止核武器条约》。",
        "treaty_action",
        ("state", "action", "date"),
        [
            ("CHL", "ratification", "2032-09-22"),
            ("PER", "ratification", "2032-09-22"),
            ("FJI", "signature", "2032-09-22"),
            ("MLT", "signature", "2032-09-22"),
        ],
    ),
    (
        CTBT,
        "我们呼吁埃及、以色列和巴基斯坦这三个尚未批准的附件2国家批准《条约》。",
        "state_list",
        ("role", "states"),
        [("annex2_remaining", ["EGY", "ISR", "PAK"])],
    ),
    (
        CTBT,
        "在这9个国家中，中国、埃及和以色列已签署条约，印度和巴基斯坦尚未签署。",
        "state_list",
        ("role", "states"),
        [
            ("annex2_signed_not_ratified", ["CHN", "EGY", "ISR"]),
            ("annex2_not_signed", ["IND", "PAK"]),
        ],
    ),
    (
        CTBT,
        "签署国数目因此增至194个，批准国数目增至188个。",
        "count",
        ("subject", "value"),
        [("signatories", 194), ("ratifiers", 188)],
    ),
    (
        CTBT,
        "又有10个国家批准了条约，使批准国总数达到188个。条约生效仍需8个附件2国家批准。",
        "count",
        ("subject", "value"),
        [("ratifiers", 188), ("annex2_remaining", 8)],
    ),
    (
        CTBT,
        "最近的批准国是所罗门群岛(2033年1月20日)和斯里兰卡(2033年7月25日)。",
        "treaty_action",
        ("state", "action", "date"),
        [("SLB", "ratification", "2033-01-20"), ("LKA", "ratification", "2033-07-25")],
    ),
    (
        CTBT,
        "副主席由阿根廷和乌克兰担任。全权证书委员会由下列三国组成：加纳、秘鲁和智利。",
        "state_list",
        ("role", "states"),
        [("vice_presidents", ["ARG", "UKR"]), ("credentials_committee", ["GHA", "PER", "CHL"])],
    ),
    (
        CTBT,
        "派代表出席会议的批准国和签署国共72个，包括智利、加纳和秘鲁。",
        "state_list",
        ("role", "states"),
        [("attending_ratifiers_and_signatories", ["CHL", "GHA", "PER"])],
    ),
    (
        CTBT,
        "我们申明，我们将：\n\n(a) 支持外联举措；\n\n(b) 推选协调员。",
        "measure",
        ("label", "text"),
        [("a", "支持外联举措；"), ("b", "推选协调员。")],
    ),
]


@pytest.mark.parametrize(("head", "text", "kind", "fields", "expected"), ENGLISH + CHINESE)
def test_a_statement(
    head: str, text: str, kind: str, fields: tuple[str, ...], expected: list[tuple[Any, ...]]
) -> None:
    assert sorted(map(str, pairs(text, kind, *fields, head=head))) == sorted(map(str, expected))


def test_a_paragraph_after_an_agenda_is_no_item_though_its_number_would_fit() -> None:
    text = (
        "1. The Conference met.\n\n2. The Conference adopted its agenda, as follows:\n1. Opening\n"
        "2. Closure\n\n3. Representatives of many States took part in the general exchange of views."
    )
    assert pairs(text, "agenda_item", "label", "title") == [("1", "Opening"), ("2", "Closure")]


def test_the_day_of_issue_beside_a_name_is_not_that_of_the_meeting_below_it() -> None:
    text = (
        "                                              NPT/CONF.2040/WP.14\n\n"
        "Review Conference of the Parties to the Treaty on the\n"
        "Non-Proliferation of Nuclear Weapons          11 March 2040\n"
        "New York, 22 April-17 May 2040                Original: English\n\n"
        "Working paper submitted by Ireland\n\n1. The Treaty is supported by most of the States.\n"
    )
    meetings = [(fact["start"], fact["end"]) for fact in found(text, "meeting")]
    assert meetings == [("2040-04-22", "2040-05-17")]


def test_numbered_paragraphs_below_a_table_are_no_part_of_its_last_row() -> None:
    text = (
        "CTBT-Art.XIV/2041/4\n\nActivities of the States\n\n1. There were activities.\n\n"
        "1(a). Bilateral activities related to Annex 2 States\n\n"
        "State\tDate\tActivity\tComment\n"
        "Chile\t4 May 2040\tUrged Egypt to ratify the Treaty\tMeeting in Cairo\n\n"
        "2. The resolution was adopted by 183 votes to 1 (Israel), with 1 abstention (India).\n"
    )
    assert [fact["targets"] for fact in found(text, "activity")] == [["EGY"]]


def test_a_vote_on_the_paragraph_is_one_on_the_draft_last_spoken_of() -> None:
    text = (
        "The Treaty (A/C.1/93/L.26)\n\nA separate vote was requested. The paragraph was retained by "
        "a recorded vote of 168 to none, with 2 abstentions (India, Israel)."
    )
    [vote] = stated(text, "vote")
    assert (vote["resolution"], vote["no"], vote["abstain"]) == ("A/C.1/93/L.26", 0, 2)
