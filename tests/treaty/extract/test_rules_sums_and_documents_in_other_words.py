"""Rules of assessment, sums below a ruled line, documents with leaders and colons, who voted how told in the next sentence."""

from __future__ import annotations

import pytest

from .reading import ASSEMBLY, ASSEMBLY_ZH, CONFERENCE_ZH, HEAD, MSP, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
RULE: list[tuple[str, str, list[str]]] = [
    (
        MSP,
        "No State shall be assessed more than 22 per cent of the total; the share of no State shall be less than 0.01 per cent; and the contingency reserve shall not exceed 15 per cent.",
        ["assessment_ceiling|22%", "assessment_floor|0.01%", "contingency_reserve|15%"],
    ),
    (
        MSP,
        "Contributions range from a minimum of 0.01 per cent to a maximum of 22 per cent.",
        ["assessment_ceiling|22%", "assessment_floor|0.01%"],
    ),
    (
        MSP,
        "A contingency reserve of 15% and programme support costs of 13% are included.",
        ["contingency_reserve|15%", "programme_support_costs|13%"],
    ),
    (
        MSP,
        "The scale has a floor of 0.01 per cent and a ceiling of 22 per cent.",
        ["assessment_ceiling|22%", "assessment_floor|0.01%"],
    ),
    (
        MSP,
        "Shares are kept between 0.01 and 22 per cent.",
        ["assessment_ceiling|22%", "assessment_floor|0.01%"],
    ),
    (
        MSP_ZH,
        "任何缔约国承担的份额不得超过费用的22%，也不得低于0.01%；应急储备金定为10%，方案支助费用按13%计算。",
        [
            "assessment_ceiling|22%",
            "assessment_floor|0.01%",
            "contingency_reserve|10%",
            "programme_support_costs|13%",
        ],
    ),
    (
        MSP_ZH,
        "摊款最低为0.01%，最高为22%，另设15%的应急准备金。",
        ["assessment_ceiling|22%", "assessment_floor|0.01%", "contingency_reserve|15%"],
    ),
    (
        MSP_ZH,
        "各国分摊的比例应在0.01%至22%之间。",
        ["assessment_ceiling|22%", "assessment_floor|0.01%"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), RULE)
def test_rule_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "rule", ("name", "value"), head) == expected


AMOUNT: list[tuple[str, str, list[str]]] = [
    (
        MSP,
        "The estimates are as follows:\n\nCategory                              United States dollars\n-----------------------------------------------------------\nMeeting services                                    148 300\nDocuments                                            96 700\nTotal                                               245 000\n",
        ["148300|USD", "245000|USD", "96700|USD"],
    ),
    (
        MSP,
        "| Item | Amount |\n|---|---|\n| Interpretation | $12,000 |\n| Documents | $4,000 |\n",
        ["12000|USD", "4000|USD"],
    ),
    (
        MSP_ZH,
        "费用估计如下：\n\n类别                                  美元\n--------------------------------------------\n会议服务                             148 300\n文件                                  96 700\n合计                                 245 000\n",
        ["148300|USD", "245000|USD", "96700|USD"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), AMOUNT)
def test_amount_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "amount", ("value", "currency"), head) == expected


DOCUMENT_ENTRY: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "The following documents have been issued:\n\nCTBT-Art.XIV/2041/1 and Corr.1 ..... Rules of procedure\nCTBT-Art.XIV/2041/2 ..... Provisional agenda\nCTBT-Art.XIV/2041/WP.1 ..... Draft declaration: submitted by Chile\n",
        [
            "CTBT-Art.XIV/2041/1/Corr.1|Rules of procedure",
            "CTBT-Art.XIV/2041/1|Rules of procedure",
            "CTBT-Art.XIV/2041/2|Provisional agenda",
            "CTBT-Art.XIV/2041/WP.1|Draft declaration: submitted by Chile",
        ],
    ),
    (
        HEAD,
        "The following documents have been issued:\n\n- CTBT-Art.XIV/2041/1: Rules of procedure\n- CTBT-Art.XIV/2041/2: Provisional agenda\n",
        ["CTBT-Art.XIV/2041/1|Rules of procedure", "CTBT-Art.XIV/2041/2|Provisional agenda"],
    ),
    (
        HEAD,
        "Documents before the Conference\n\nCTBT-Art.XIV/2041/1 – Rules of procedure\nCTBT-Art.XIV/2041/2 – Provisional agenda\n",
        ["CTBT-Art.XIV/2041/1|Rules of procedure", "CTBT-Art.XIV/2041/2|Provisional agenda"],
    ),
    (
        HEAD,
        "The Conference had before it the provisional agenda (CTBT-Art.XIV/2041/2) and the rules of procedure (CTBT-Art.XIV/2041/1).",
        [],
    ),
    (
        CONFERENCE_ZH,
        "已印发的文件如下：\n\nCTBT-Art.XIV/2041/1 和 Corr.1……议事规则\nCTBT-Art.XIV/2041/2……临时议程\nCTBT-Art.XIV/2041/WP.1……最后宣言草案：智利提交\n",
        [
            "CTBT-Art.XIV/2041/1/Corr.1|议事规则",
            "CTBT-Art.XIV/2041/1|议事规则",
            "CTBT-Art.XIV/2041/2|临时议程",
            "CTBT-Art.XIV/2041/WP.1|最后宣言草案：智利提交",
        ],
    ),
    (
        CONFERENCE_ZH,
        "已印发的文件如下：\n\n- CTBT-Art.XIV/2041/1：议事规则\n- CTBT-Art.XIV/2041/2：临时议程\n",
        ["CTBT-Art.XIV/2041/1|议事规则", "CTBT-Art.XIV/2041/2|临时议程"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), DOCUMENT_ENTRY)
def test_document_entry_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "document_entry", ("symbol", "title"), head) == expected


VOTE: list[tuple[str, str, list[str]]] = [
    (
        ASSEMBLY,
        "Resolution 96/66 was carried by 184 votes to 1, with India, Mauritius and the Syrian Arab Republic abstaining. Only the Democratic People's Republic of Korea voted no.",
        ["A/RES/96/66|-|184|1|3|-|PRK|IND,MUS,SYR"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 obtained 184 votes. Nobody voted against it except the Democratic People's Republic of Korea; India and Mauritius abstained.",
        ["A/RES/96/66|-|184|1|2|-|PRK|IND,MUS"],
    ),
    (
        ASSEMBLY,
        "The vote on resolution 96/66 was 184 to 1, with 3 abstentions. The negative vote was that of the Democratic People's Republic of Korea.",
        ["A/RES/96/66|-|184|1|3|-|PRK|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议获得通过，表决结果为184票赞成、1票反对、3票弃权。反对的是朝鲜民主主义人民共和国。",
        ["A/RES/96/66|-|184|1|3|-|PRK|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议以184票赞成、1票反对、3票弃权通过。唯一的反对票由朝鲜民主主义人民共和国投出，弃权的是印度、毛里求斯和阿拉伯叙利亚共和国。",
        ["A/RES/96/66|-|184|1|3|-|PRK|IND,MUS,SYR"],
    ),
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
