"""Acts of States in wordings that no rule knows as a phrase."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CONFERENCE_ZH, HEAD, MSP, MSP_ZH, stated

WORDINGS: list[tuple[str, str, str, tuple[str, ...], list[tuple[Any, ...]]]] = [
    (
        HEAD,
        "Namibia completed its ratification procedures and deposited its instrument with the Secretary-General on 5 April 2031.",
        "treaty_action",
        ("state", "action", "date"),
        [("NAM", "ratification", "2031-04-05")],
    ),
    (
        HEAD,
        "On 7 June 2032, Tonga became the 186th signatory to the Treaty.",
        "treaty_action",
        ("state", "action", "date"),
        [("TON", "signature", "2032-06-07")],
    ),
    (
        HEAD,
        "Bhutan became a party to the Treaty when its instrument of ratification was handed over on 2 January 2033.",
        "treaty_action",
        ("state", "action", "date"),
        [("BTN", "ratification", "2033-01-02")],
    ),
    (
        HEAD,
        "The most recent ratifications are those of Cuba (4 February 2031) and the Comoros (19 February 2031).",
        "treaty_action",
        ("state", "action", "date"),
        [("CUB", "ratification", "2031-02-04"), ("COM", "ratification", "2031-02-19")],
    ),
    (
        HEAD,
        "The latest States to ratify were Cuba, on 4 February 2031, and the Comoros, on 19 February 2031.",
        "treaty_action",
        ("state", "action", "date"),
        [("CUB", "ratification", "2031-02-04"), ("COM", "ratification", "2031-02-19")],
    ),
    (
        HEAD,
        "The depositary received the instrument of ratification of Somalia on 6 May 2034.",
        "treaty_action",
        ("state", "action", "date"),
        [("SOM", "ratification", "2034-05-06")],
    ),
    (
        HEAD,
        "Nepal affixed its signature to the Treaty on 1 September 2031.",
        "treaty_action",
        ("state", "action", "date"),
        [("NPL", "signature", "2031-09-01")],
    ),
    (
        HEAD,
        "Signature by Nepal took place on 1 September 2031 and ratification on 5 June 2033.",
        "treaty_action",
        ("state", "action", "date"),
        [("NPL", "signature", "2031-09-01"), ("NPL", "ratification", "2033-06-05")],
    ),
    (
        HEAD,
        "Mauritius (3 February 2031), South Sudan (5 April 2032) and Timor-Leste (7 June 2033) ratified the Treaty.",
        "treaty_action",
        ("state", "action", "date"),
        [
            ("MUS", "ratification", "2031-02-03"),
            ("SSD", "ratification", "2032-04-05"),
            ("TLS", "ratification", "2033-06-07"),
        ],
    ),
    (
        HEAD,
        "With the ratification by Solomon Islands on 20 January 2033, the number of ratifying States rose to 180.",
        "treaty_action",
        ("state", "action", "date"),
        [("SLB", "ratification", "2033-01-20")],
    ),
    (
        HEAD,
        "Since the previous Conference, two further States, the Gambia and Tuvalu, have ratified the Treaty.",
        "treaty_action",
        ("state", "action", "date"),
        [("GMB", "ratification", None), ("TUV", "ratification", None)],
    ),
    (
        HEAD,
        "Since the last Conference the Treaty has been ratified by the Gambia and Tuvalu.",
        "treaty_action",
        ("state", "action", "date"),
        [("GMB", "ratification", None), ("TUV", "ratification", None)],
    ),
    (
        HEAD,
        "Dominica signed the Treaty on 30 June 2032 and at the same time deposited its instrument of ratification.",
        "treaty_action",
        ("state", "action", "date"),
        [("DMA", "signature", "2032-06-30"), ("DMA", "ratification", "2032-06-30")],
    ),
    (
        HEAD,
        "On 3 November 2033, the Russian Federation notified the depositary of its decision to withdraw its ratification of the Treaty.",
        "treaty_action",
        ("state", "action", "date"),
        [("RUS", "withdrawal", "2033-11-03")],
    ),
    (
        MSP,
        "Sierra Leone acceded on 22 September 2032.",
        "treaty_action",
        ("state", "action", "date"),
        [("SLE", "accession", "2032-09-22")],
    ),
    (
        MSP,
        "The instrument of accession of Peru was deposited with the Secretary-General on 23 December 2031.",
        "treaty_action",
        ("state", "action", "date"),
        [("PER", "accession", "2031-12-23")],
    ),
    (
        MSP,
        "Two States, the Bahamas and Bahrain, signed on 19 September 2032.",
        "treaty_action",
        ("state", "action", "date"),
        [("BHS", "signature", "2032-09-19"), ("BHR", "signature", "2032-09-19")],
    ),
    (
        MSP,
        "On 19 September 2032 the Treaty was signed by the Bahamas and Bahrain.",
        "treaty_action",
        ("state", "action", "date"),
        [("BHS", "signature", "2032-09-19"), ("BHR", "signature", "2032-09-19")],
    ),
    (
        MSP,
        "Chile and Mexico acceded to the Treaty on 5 January and 6 February 2031, respectively.",
        "treaty_action",
        ("state", "action", "date"),
        [("CHL", "accession", "2031-01-05"), ("MEX", "accession", "2031-02-06")],
    ),
    (
        HEAD,
        "Ghana, whose parliament had approved the Treaty in 2030, ratified it on 14 June 2031.",
        "treaty_action",
        ("state", "action", "date"),
        [("GHA", "ratification", "2031-06-14")],
    ),
    (
        HEAD,
        "Iraq has since become a ratifying State (26 September 2033).",
        "treaty_action",
        ("state", "action", "date"),
        [("IRQ", "ratification", "2033-09-26")],
    ),
    (
        CONFERENCE_ZH,
        "纳米比亚于2031年4月5日完成了《条约》的批准程序，并将批准书交存秘书长。",
        "treaty_action",
        ("state", "action", "date"),
        [("NAM", "ratification", "2031-04-05")],
    ),
    (
        CONFERENCE_ZH,
        "2032年6月7日，汤加成为《条约》的第186个签署国。",
        "treaty_action",
        ("state", "action", "date"),
        [("TON", "signature", "2032-06-07")],
    ),
    (
        CONFERENCE_ZH,
        "不丹已成为《条约》缔约国，其批准书于2033年1月2日递交保存人。",
        "treaty_action",
        ("state", "action", "date"),
        [("BTN", "ratification", "2033-01-02")],
    ),
    (
        CONFERENCE_ZH,
        "继加纳2031年批准《条约》之后，多哥也于2032年批准。",
        "treaty_action",
        ("state", "action", "date"),
        [("GHA", "ratification", "2031"), ("TGO", "ratification", "2032")],
    ),
    (
        CONFERENCE_ZH,
        "随着所罗门群岛2033年1月20日交存批准书，批准国达到180个。",
        "treaty_action",
        ("state", "action", "date"),
        [("SLB", "ratification", "2033-01-20")],
    ),
    (
        CONFERENCE_ZH,
        "斯里兰卡政府的批准书已于2033年7月25日交存联合国秘书长。",
        "treaty_action",
        ("state", "action", "date"),
        [("LKA", "ratification", "2033-07-25")],
    ),
    (
        CONFERENCE_ZH,
        "巴布亚新几内亚议会通过了有关法律，该国遂于2034年3月13日正式批准《条约》。",
        "treaty_action",
        ("state", "action", "date"),
        [("PNG", "ratification", "2034-03-13")],
    ),
    (
        CONFERENCE_ZH,
        "保存人于2034年5月6日收到了索马里的批准书。",
        "treaty_action",
        ("state", "action", "date"),
        [("SOM", "ratification", "2034-05-06")],
    ),
    (
        CONFERENCE_ZH,
        "尼泊尔已于2031年9月1日签字。",
        "treaty_action",
        ("state", "action", "date"),
        [("NPL", "signature", "2031-09-01")],
    ),
    (
        CONFERENCE_ZH,
        "毛里求斯(2031年2月3日)、南苏丹(2032年4月5日)和东帝汶(2033年6月7日)先后批准了《条约》。",
        "treaty_action",
        ("state", "action", "date"),
        [
            ("MUS", "ratification", "2031-02-03"),
            ("SSD", "ratification", "2032-04-05"),
            ("TLS", "ratification", "2033-06-07"),
        ],
    ),
    (
        CONFERENCE_ZH,
        "批准《条约》的国家中，最近的两个是古巴(2031年2月4日)和科摩罗(2031年2月19日)。",
        "treaty_action",
        ("state", "action", "date"),
        [("CUB", "ratification", "2031-02-04"), ("COM", "ratification", "2031-02-19")],
    ),
    (
        CONFERENCE_ZH,
        "古巴2031年2月4日一并签署和批准了《条约》。",
        "treaty_action",
        ("state", "action", "date"),
        [("CUB", "signature", "2031-02-04"), ("CUB", "ratification", "2031-02-04")],
    ),
    (
        CONFERENCE_ZH,
        "多米尼克于2032年6月30日签署了《条约》，同时交存了批准书。",
        "treaty_action",
        ("state", "action", "date"),
        [("DMA", "signature", "2032-06-30"), ("DMA", "ratification", "2032-06-30")],
    ),
    (
        CONFERENCE_ZH,
        "俄罗斯联邦于2033年11月3日通知保存人撤回对《条约》的批准。",
        "treaty_action",
        ("state", "action", "date"),
        [("RUS", "withdrawal", "2033-11-03")],
    ),
    (
        CONFERENCE_ZH,
        "赤道几内亚的批准书是2032年9月21日交存的。",
        "treaty_action",
        ("state", "action", "date"),
        [("GNQ", "ratification", "2032-09-21")],
    ),
    (
        CONFERENCE_ZH,
        "自上次会议以来，冈比亚、图瓦卢两国新近批准了《条约》。",
        "treaty_action",
        ("state", "action", "date"),
        [("GMB", "ratification", None), ("TUV", "ratification", None)],
    ),
    (
        CONFERENCE_ZH,
        "上次会议以来批准《条约》的有冈比亚和图瓦卢。",
        "treaty_action",
        ("state", "action", "date"),
        [("GMB", "ratification", None), ("TUV", "ratification", None)],
    ),
    (
        CONFERENCE_ZH,
        "自2031年9月以来新增两个批准国，即冈比亚和图瓦卢。",
        "treaty_action",
        ("state", "action", "date"),
        [("GMB", "ratification", None), ("TUV", "ratification", None)],
    ),
    (
        CONFERENCE_ZH,
        "尼日利亚在签署《条约》一年后，即2031年9月27日批准了《条约》。",
        "treaty_action",
        ("state", "action", "date"),
        [("NGA", "ratification", "2031-09-27")],
    ),
    (
        MSP_ZH,
        "智利和墨西哥分别于2031年1月5日和2月6日加入《条约》。",
        "treaty_action",
        ("state", "action", "date"),
        [("CHL", "accession", "2031-01-05"), ("MEX", "accession", "2031-02-06")],
    ),
    (
        MSP_ZH,
        "秘书长作为保存人，于2031年12月23日收到秘鲁的加入书。",
        "treaty_action",
        ("state", "action", "date"),
        [("PER", "accession", "2031-12-23")],
    ),
    (
        MSP_ZH,
        "塞拉利昂于2032年9月22日以加入方式成为《条约》缔约国。",
        "treaty_action",
        ("state", "action", "date"),
        [("SLE", "accession", "2032-09-22")],
    ),
    (
        MSP_ZH,
        "《条约》于2031年6月22日由多米尼加批准。",
        "treaty_action",
        ("state", "action", "date"),
        [("DOM", "ratification", "2031-06-22")],
    ),
    (
        MSP_ZH,
        "圣多美和普林西比递交了批准书(2032年1月15日)。",
        "treaty_action",
        ("state", "action", "date"),
        [("STP", "ratification", "2032-01-15")],
    ),
    (
        MSP_ZH,
        "2032年9月19日有两国签署，即巴哈马和巴林。",
        "treaty_action",
        ("state", "action", "date"),
        [("BHS", "signature", "2032-09-19"), ("BHR", "signature", "2032-09-19")],
    ),
    (
        MSP_ZH,
        "2032年9月19日，又有下列国家签署《条约》：巴哈马、巴林。",
        "treaty_action",
        ("state", "action", "date"),
        [("BHS", "signature", "2032-09-19"), ("BHR", "signature", "2032-09-19")],
    ),
    (
        MSP_ZH,
        "印度尼西亚于2034年9月24日将批准书交由秘书长保存。",
        "treaty_action",
        ("state", "action", "date"),
        [("IDN", "ratification", "2034-09-24")],
    ),
    (
        CONFERENCE_ZH,
        "津巴布韦是最新的批准国，交存日期为2031年2月13日。",
        "treaty_action",
        ("state", "action", "date"),
        [("ZWE", "ratification", "2031-02-13")],
    ),
    (
        CONFERENCE_ZH,
        "会议欢迎科摩罗2031年2月19日对《条约》的批准。",
        "treaty_action",
        ("state", "action", "date"),
        [("COM", "ratification", "2031-02-19")],
    ),
    (
        CONFERENCE_ZH,
        "也门政府宣布，其批准书已于2033年5月4日存放于秘书长处。",
        "treaty_action",
        ("state", "action", "date"),
        [("YEM", "ratification", "2033-05-04")],
    ),
]


@pytest.mark.parametrize(("head", "text", "kind", "fields", "expected"), WORDINGS)
def test_wording(
    head: str, text: str, kind: str, fields: tuple[str, ...], expected: list[tuple[Any, ...]]
) -> None:
    facts = stated(text, kind, head)
    shown = [tuple(_shown(fact[name]) for name in fields) for fact in facts]
    assert shown == expected


def _shown(value: Any) -> Any:
    """A list as the words of it, parted by blanks."""
    return " ".join(value) if isinstance(value, list) else value
