"""Acts with their days in other words: both acts in one sentence, withdrawals, calendars, tables in Markdown; what is signed and is no treaty."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, MSP, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
TREATY_ACTION: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "Nepal signed (8 October 2031) and ratified (14 March 2032) the Treaty.",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        HEAD,
        "Nepal signed the Treaty on 8 October 2031 and ratified it on 14 March 2032.",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        HEAD,
        "Nepal signed on 8 October 2031 and ratified on 14 March 2032.",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        HEAD,
        "Nepal: signature 8 October 2031; ratification 14 March 2032.",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        HEAD,
        "Nepal (signed 8 October 2031, ratified 14 March 2032) and Tonga (signed 3 May 2032) are the latest.",
        [
            "CTBT|NPL|ratification|2032-03-14|-",
            "CTBT|NPL|signature|2031-10-08|-",
            "CTBT|TON|signature|2032-05-03|-",
        ],
    ),
    (
        HEAD,
        "Having signed the Treaty on 8 October 2031, Nepal deposited its instrument of ratification on 14 March 2032.",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        HEAD,
        "The Russian Federation, which had ratified the Treaty on 30 June 2030, withdrew its ratification on 3 November 2033.",
        ["CTBT|RUS|ratification|2030-06-30|-", "CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
    (
        HEAD,
        "The Russian Federation deposited its instrument of ratification on 30 June 2030 but revoked it on 3 November 2033.",
        ["CTBT|RUS|ratification|2030-06-30|-", "CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
    (
        HEAD,
        "On 3 November 2033 the Russian Federation notified the Depositary of the withdrawal of its instrument of ratification.",
        ["CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
    (
        MSP,
        "Tonga joined the Treaty on 4 May 2040 by depositing its instrument of accession.",
        ["TPNW|TON|accession|2040-05-04|-"],
    ),
    (
        MSP,
        "Tonga became a party to the Treaty on 4 May 2040 by accession.",
        ["TPNW|TON|accession|2040-05-04|-"],
    ),
    (
        MSP,
        "Tonga acceded on 4 May 2040, and Nepal, which had signed in 2037, ratified on the same day.",
        [
            "TPNW|NPL|ratification|2040-05-04|-",
            "TPNW|NPL|signature|2037|-",
            "TPNW|TON|accession|2040-05-04|-",
        ],
    ),
    (
        MSP,
        "Since the second Meeting, two States have ratified the Treaty: Nepal (14 March 2040) and Tonga (4 May 2040).",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|ratification|2040-05-04|-"],
    ),
    (
        MSP,
        "Instruments of ratification were received from Nepal on 14 March 2040 and from Tonga on 4 May 2040.",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|ratification|2040-05-04|-"],
    ),
    (
        MSP,
        "14 March 2040: Nepal ratifies the Treaty.\n\n4 May 2040: Tonga accedes to the Treaty.\n",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|accession|2040-05-04|-"],
    ),
    (
        MSP,
        "- Nepal – ratified 14 March 2040\n- Tonga – acceded 4 May 2040\n",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|accession|2040-05-04|-"],
    ),
    (
        HEAD,
        "Nepal's ratification, on 14 March 2032, brought the number of ratifiers to 170.",
        ["CTBT|NPL|ratification|2032-03-14|-"],
    ),
    (
        HEAD,
        "The ratification by Nepal on 14 March 2032 and the signature by Tonga on 3 May 2032 were welcomed.",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|TON|signature|2032-05-03|-"],
    ),
    (
        HEAD,
        "Nepal and Tonga ratified the Treaty on 14 March and 3 May 2032, respectively.",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|TON|ratification|2032-05-03|-"],
    ),
    (
        HEAD,
        "In 2032, Nepal and Tonga became the 177th and 178th States to ratify the Treaty.",
        ["CTBT|NPL|ratification|2032|-", "CTBT|TON|ratification|2032|-"],
    ),
    (
        HEAD,
        "Nepal completed its ratification process on 14 March 2032, when it deposited its instrument with the Secretary-General.",
        ["CTBT|NPL|ratification|2032-03-14|-"],
    ),
    (
        HEAD,
        "Nepal has signed but not ratified the Treaty. Its Parliament approved ratification on 14 March 2032.",
        [],
    ),
    (HEAD, "Nepal expects to ratify the Treaty by 14 March 2032.", []),
    (
        MSP,
        "For Nepal the Treaty entered into force on 12 June 2040, ninety days after it deposited its instrument of ratification on 14 March 2040.",
        ["TPNW|NPL|ratification|2040-03-14|-"],
    ),
    (
        MSP,
        "Montenegro succeeded to the Treaty on 23 October 2036.",
        ["TPNW|MNE|succession|2036-10-23|-"],
    ),
    (
        HEAD,
        "Indonesia, an Annex 2 State, ratified on 6 February 2032, Ghana on 14 June and Angola on 20 March of the same year.",
        [
            "CTBT|AGO|ratification|2032-03-20|-",
            "CTBT|GHA|ratification|2032-06-14|-",
            "CTBT|IDN|ratification|2032-02-06|-",
        ],
    ),
    (
        MSP,
        "Status.\n\n| State | Signature | Ratification (r) / Accession (a) |\n|---|---|---|\n| Nepal | 20 Sept 2037 | 14 Mar 2040 |\n| Tonga | | 4 May 2040 (a) |\n",
        [
            "TPNW|NPL|ratification|2040-03-14|-",
            "TPNW|NPL|signature|2037-09-20|-",
            "TPNW|TON|accession|2040-05-04|-",
        ],
    ),
    (
        MSP,
        "Nepal became the latest State to join the Treaty, on 14 March 2040, when its Foreign Minister handed over the instrument of ratification in New York.",
        ["TPNW|NPL|ratification|2040-03-14|-"],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔签署(2031年10月8日)并批准(2032年3月14日)了《条约》。",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔于2031年10月8日签署《条约》，2032年3月14日批准。",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔2031年10月8日签署、2032年3月14日批准了《条约》。",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔：2031年10月8日签署，2032年3月14日批准。",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (
        CONFERENCE_ZH,
        "最近的是尼泊尔(2031年10月8日签署，2032年3月14日批准)和汤加(2032年5月3日签署)。",
        [
            "CTBT|NPL|ratification|2032-03-14|-",
            "CTBT|NPL|signature|2031-10-08|-",
            "CTBT|TON|signature|2032-05-03|-",
        ],
    ),
    (
        CONFERENCE_ZH,
        "俄罗斯联邦于2030年6月30日批准《条约》，2033年11月3日撤回批准。",
        ["CTBT|RUS|ratification|2030-06-30|-", "CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
    (
        CONFERENCE_ZH,
        "俄罗斯联邦于2030年6月30日交存批准书，后于2033年11月3日撤销了批准。",
        ["CTBT|RUS|ratification|2030-06-30|-", "CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
    (
        CONFERENCE_ZH,
        "俄罗斯联邦曾于2030年6月30日批准《条约》，但已在2033年11月3日撤回其批准书。",
        ["CTBT|RUS|ratification|2030-06-30|-", "CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
    (
        CONFERENCE_ZH,
        "2033年11月3日，俄罗斯联邦通知保存人撤回其批准书。",
        ["CTBT|RUS|withdrawal|2033-11-03|-"],
    ),
    (
        MSP_ZH,
        "汤加于2040年5月4日交存加入书，由此加入《条约》。",
        ["TPNW|TON|accession|2040-05-04|-"],
    ),
    (MSP_ZH, "汤加于2040年5月4日通过加入成为《条约》缔约国。", ["TPNW|TON|accession|2040-05-04|-"]),
    (
        MSP_ZH,
        "汤加2040年5月4日加入；尼泊尔2037年签署，同日批准。",
        [
            "TPNW|NPL|ratification|2040-05-04|-",
            "TPNW|NPL|signature|2037|-",
            "TPNW|TON|accession|2040-05-04|-",
        ],
    ),
    (
        MSP_ZH,
        "第二次会议以来，两个国家批准了《条约》：尼泊尔(2040年3月14日)和汤加(2040年5月4日)。",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|ratification|2040-05-04|-"],
    ),
    (
        MSP_ZH,
        "保存人分别于2040年3月14日和5月4日收到尼泊尔和汤加的批准书。",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|ratification|2040-05-04|-"],
    ),
    (
        MSP_ZH,
        "2040年3月14日：尼泊尔批准《条约》。\n\n2040年5月4日：汤加加入《条约》。\n",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|accession|2040-05-04|-"],
    ),
    (
        MSP_ZH,
        "- 尼泊尔——2040年3月14日批准\n- 汤加——2040年5月4日加入\n",
        ["TPNW|NPL|ratification|2040-03-14|-", "TPNW|TON|accession|2040-05-04|-"],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔2032年3月14日的批准使批准国增至170个。",
        ["CTBT|NPL|ratification|2032-03-14|-"],
    ),
    (
        CONFERENCE_ZH,
        "会议欢迎尼泊尔于2032年3月14日批准和汤加于2032年5月3日签署《条约》。",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|TON|signature|2032-05-03|-"],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔和汤加分别于2032年3月14日和5月3日批准了《条约》。",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|TON|ratification|2032-05-03|-"],
    ),
    (CONFERENCE_ZH, "尼泊尔已签署但尚未批准《条约》。其议会于2032年3月14日核准批准。", []),
    (CONFERENCE_ZH, "尼泊尔预计在2032年3月14日之前批准《条约》。", []),
    (MSP_ZH, "黑山于2036年10月23日继承《条约》。", ["TPNW|MNE|succession|2036-10-23|-"]),
    (
        CONFERENCE_ZH,
        "附件2国家印度尼西亚于2032年2月6日批准，加纳和安哥拉分别于同年6月14日和3月20日批准。",
        [
            "CTBT|AGO|ratification|2032-03-20|-",
            "CTBT|GHA|ratification|2032-06-14|-",
            "CTBT|IDN|ratification|2032-02-06|-",
        ],
    ),
    (
        MSP_ZH,
        "现状如下。\n\n| 国家 | 签署 | 批准(r)/加入(a) |\n|---|---|---|\n| 尼泊尔 | 2037年9月20日 | 2040年3月14日 |\n| 汤加 | | 2040年5月4日(a) |\n",
        [
            "TPNW|NPL|ratification|2040-03-14|-",
            "TPNW|NPL|signature|2037-09-20|-",
            "TPNW|TON|accession|2040-05-04|-",
        ],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔(签署：2031年10月8日；批准：2032年3月14日)",
        ["CTBT|NPL|ratification|2032-03-14|-", "CTBT|NPL|signature|2031-10-08|-"],
    ),
    (HEAD, "Nepal revoked its visa rules and adopted a plan on 14 March 2032.", []),
    (HEAD, "Nepal withdrew its draft resolution on 14 March 2032.", []),
    (HEAD, "Nepal signed the agreement with the Commission on 14 March 2032.", []),
    (HEAD, "The ratification by Nepal is expected on 14 March 2032.", []),
    (
        HEAD,
        "Nepal joined the consensus on the Treaty on 14 March 2032 after ratification had been discussed.",
        [],
    ),
    (HEAD, "14 March 2032: Nepal signs a facility agreement with the Commission.", []),
    (CONFERENCE_ZH, "尼泊尔2032年3月14日批准的预算增加了。", []),
    (CONFERENCE_ZH, "尼泊尔于2032年3月14日签署设施协定，2033年5月4日提出报告。", []),
    (CONFERENCE_ZH, "尼泊尔签署了《条约》，2033年5月4日计划批准。", []),
    (CONFERENCE_ZH, "尼泊尔撤回了决议草案，2033年5月4日撤回其提案。", []),
]


@pytest.mark.parametrize(("head", "text", "expected"), TREATY_ACTION)
def test_treaty_action_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert (
        said(text, "treaty_action", ("treaty", "state", "action", "date", "since"), head)
        == expected
    )
