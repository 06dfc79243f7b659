"""What a number counts, by its sentence: of those who attend, of Annex 2, still missing; what is assumed or done in a year is no total."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
COUNT: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "One hundred and eleven States were represented. They comprised 102 States that had ratified the Treaty, 6 that had signed but not yet ratified it and 3 others.",
        ["attending_ratifiers|102", "attending_signatories|6", "attending_states|111"],
    ),
    (
        HEAD,
        "The Conference was attended by 98 States: 90 ratifiers, 6 signatories and 2 others.",
        ["attending_ratifiers|90", "attending_signatories|6", "attending_states|98"],
    ),
    (
        HEAD,
        "Ninety ratifying States, five signatory States and two non-signatory States attended.",
        ["attending_ratifiers|90", "attending_signatories|5"],
    ),
    (
        HEAD,
        "Of the 44 States listed in Annex 2, 37 had ratified; seven had not.",
        ["annex2_ratifiers|37", "annex2_remaining|7", "annex2_states|44"],
    ),
    (
        HEAD,
        "41 of the 44 States whose ratification is needed for the Treaty to enter into force have signed it.",
        ["annex2_signatories|41", "annex2_states|44"],
    ),
    (
        HEAD,
        "Thirty-six of the 44 Annex 2 States have ratified and 41 have signed.",
        ["annex2_ratifiers|36", "annex2_signatories|41", "annex2_states|44"],
    ),
    (
        HEAD,
        "Encouraged by the signing of the Treaty by 189 States, including 42 of the 44 whose ratification is needed, and welcoming its ratification by 181 States, including 37 of the 44 whose ratification is needed,",
        [
            "annex2_ratifiers|37",
            "annex2_signatories|42",
            "annex2_states|44",
            "ratifiers|181",
            "signatories|189",
        ],
    ),
    (
        HEAD,
        "It noted the signing of the Treaty by 189 States, including 42 of the 44 Annex 2 States, and that 181 States, including 37 of the 44, had ratified it.",
        [
            "annex2_ratifiers|37",
            "annex2_signatories|42",
            "annex2_states|44",
            "ratifiers|181",
            "signatories|189",
        ],
    ),
    (
        HEAD,
        "Since its opening for signature on 24 September 1996, 188 States have signed the Treaty.",
        ["signatories|188"],
    ),
    (
        CONFERENCE_ZH,
        "自1996年9月24日开放供签署以来，已有188个国家签署、179个国家批准《条约》。",
        ["ratifiers|179", "signatories|188"],
    ),
    (
        CONFERENCE_ZH,
        "欣见189个国家签署了《条约》，其中包括须经其批准条约才能生效的44国中的42国，并欢迎181个国家批准《条约》，其中包括44国中的37国。",
        [
            "annex2_ratifiers|37",
            "annex2_signatories|42",
            "annex2_states|44",
            "ratifiers|181",
            "signatories|189",
        ],
    ),
    (
        HEAD,
        "The Treaty is not in force, seven of the 44 States listed in Annex 2 having yet to ratify it.",
        ["annex2_remaining|7", "annex2_states|44"],
    ),
    (
        HEAD,
        "Thirty-six of the 44 Annex 2 States have ratified; eight ratifications are thus missing. Three of those eight States have not signed.",
        ["annex2_ratifiers|36", "annex2_remaining|8", "annex2_states|44"],
    ),
    (HEAD, "Three ratifications were deposited in 2040. Two signatures followed in 2041.", []),
    (
        HEAD,
        "In the period under review the Commission certified four facilities, which brought the number to 318.",
        ["certified_ims_facilities|318"],
    ),
    (
        HEAD,
        "For planning purposes it was assumed that 64 States parties and 30 observer States will take part.",
        [],
    ),
    (
        HEAD,
        "Seven States have not signed the Treaty: Bhutan, India, Mauritius, Pakistan, South Sudan, Syrian Arab Republic, Tonga.",
        [],
    ),
    (
        HEAD,
        "The Meeting was attended by 61 States parties, 30 observers and representatives of 84 non-governmental organizations.",
        ["attending_ngos|84", "attending_states_parties|61", "observer_states|30"],
    ),
    (
        HEAD,
        "Delegations from 101 States took part, 52 of them led by Ministers.",
        ["attending_states|101"],
    ),
    (
        CONFERENCE_ZH,
        "出席会议的有111个国家，其中102个已批准《条约》，6个已签署但尚未批准，另有3个其他国家。",
        ["attending_ratifiers|102", "attending_signatories|6", "attending_states|111"],
    ),
    (
        CONFERENCE_ZH,
        "《条约》附件2点名的44国当中，35国已经批准；尚未批准的9个国家是中国、埃及等。",
        ["annex2_ratifiers|35", "annex2_remaining|9", "annex2_states|44"],
    ),
    (
        CONFERENCE_ZH,
        "该44国中，36国已批准；尚未批准的8国中有3国尚未签署。",
        ["annex2_ratifiers|36", "annex2_remaining|8", "annex2_states|44"],
    ),
    (
        CONFERENCE_ZH,
        "尚未签署《条约》的国家共有7个：不丹、印度、毛里求斯、巴基斯坦、南苏丹、阿拉伯叙利亚共和国和汤加。",
        [],
    ),
    (CONFERENCE_ZH, "2040年有3国交存批准书，2041年又有2国签署。", []),
    (
        CONFERENCE_ZH,
        "报告所述期间核证了4个设施，使经核证设施总数达到318个。",
        ["certified_ims_facilities|318"],
    ),
    (CONFERENCE_ZH, "为规划目的，假定有64个缔约国和30个观察员国与会。", []),
    (
        CONFERENCE_ZH,
        "截至2041年5月4日，《条约》有187个签署国和178个批准国，附件2国家中36个已批准。",
        ["annex2_ratifiers|36", "ratifiers|178", "signatories|187"],
    ),
    (
        MSP_ZH,
        "61个缔约国、30个观察员国和84个非政府组织的代表参加了会议。",
        ["attending_ngos|84", "attending_states_parties|61", "observer_states|30"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), COUNT)
def test_count_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "count", ("subject", "value"), head) == expected
