"""Mistakes of one sentence, as a table: what stands there, rightly and wrongly.

For rules about which a declaration or a report says nothing. A row holds the rule, the language, a frame
with one gap, what rightly fills it, and what wrongly does.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One sentence, or a few, and the mistakes that it can have."""

    code: str
    lang: str
    frame: str
    right: str
    wrong: tuple[str, ...]

    def text(self, filled: str) -> str:
        """A paper with the sentence in it."""
        return HEAD[self.lang] + self.frame.format(filled) + "\n"


HEAD = {
    "en": "CTBT-Art.XIV/2023/6\n\n25 September 2023\n\nReport of the Conference\n\n",
    "zh": "CTBT-Art.XIV/2023/6\n\n2023年9月25日\n\n促进《全面禁止核试验条约》生效会议报告\n\n",
}
_TABLE_EN = "Activities\n\nState\tDate\tActivity\n\nJapan\tMay 2010\tJapan encouraged {} to ratify the Treaty.\n"
_TABLE_ZH = (
    "1(a) 双边一级\n\n国家\t日期/期间\t行动\t评论\n日本\t2010年5月\t日本鼓励{}批准《条约》。\t\n"
)
_VOTE_EN = (
    "1. The General Assembly adopted resolution 60/95 by 172 votes to 1, with 4 abstentions.\n\n"
    "2. Resolution 60/95 was adopted by {} votes to 1, with 4 abstentions."
)
_VOTE_ZH = "1. 大会以172票对1票、4票弃权通过了第60/95号决议。\n\n2. 第60/95号决议以{}票对1票、4票弃权获得通过。"
_SPONSOR_EN = (
    "1. Resolution 60/95, sponsored by Canada and {}, was adopted by 150 votes to 3 "
    "(Chile, Cuba and India), with 2 abstentions (Fiji and Togo)."
)
_SPONSOR_ZH = "1. 由加拿大和{}提出的第60/95号决议以150票对3票（智利、古巴和印度）、2票弃权（斐济和多哥）获得通过。"
_OFTEN_EN = "".join(
    f"{n}. The Comprehensive Nuclear-Test-Ban Treaty was opened.\n\n" for n in (1, 2, 3)
)

ROWS: tuple[Row, ...] = (
    Row(
        "S209", "en",
        "1. The Comprehensive Nuclear-Test-Ban Treaty was opened for signature on {}.",
        "24 September 1996", ("24 September 1995", "24 October 1996", "26 September 1996"),
    ),
    Row(
        "S209", "zh",
        "1. 《全面禁止核试验条约》于{}开放供签署。",
        "1996年9月24日", ("1995年9月24日", "1996年10月24日", "1996年9月26日"),
    ),
    Row(
        "S209", "en",
        "1. The Treaty on the Prohibition of Nuclear Weapons entered into force on {}.",
        "22 January 2021", ("22 January 2022", "22 June 2021"),
    ),
    Row("C107", "zh", "1. 会议感谢古巴、{}、多米尼加共和国、厄瓜多尔、埃及、芬兰和法国。", "多米尼克", ("多米尼加",)),
    Row("V405", "en", _VOTE_EN, "172", ("171", "173", "127", "182")),
    Row("V405", "zh", _VOTE_ZH, "172", ("171", "173", "127", "182")),
    Row("V404", "en", _SPONSOR_EN, "Peru", ("India", "Chile", "Cuba")),
    Row("V404", "zh", _SPONSOR_ZH, "秘鲁", ("印度", "智利", "古巴")),
    Row(
        "D309", "en",
        "1. The sixth Conference of the Group was held on 3 May 2014.\n\n"
        "2. The seventh Conference of the Group was held on 3 May {}.",
        "2016", ("2012", "2013", "2006"),
    ),
    Row(
        "D309", "zh",
        "1. 第六次技术会议于2014年5月3日在维也纳举行。\n\n2. 第七次技术会议于{}年5月3日在维也纳举行。",
        "2016", ("2012", "2013", "2006"),
    ),
    Row(
        "D310", "en",
        "1. The Conference recalled General Assembly resolution 75/87 of 7 December {}.",
        "2020", ("2018", "2019", "2022"),
    ),
    Row("D310", "zh", "1. 会议回顾大会{}年12月7日第75/87号决议。", "2020", ("2018", "2019", "2022")),
    Row(
        "M707", "en",
        "1. The 2005 Article XIV Conference was held in {} from 21 to 23 September 2005.",
        "New York", ("Vienna",),
    ),
    Row("M707", "zh", "1. 2005年第十四条大会于2005年9月21日至23日在{}举行。", "纽约", ("维也纳",)),
    Row("L607", "en", "1. See CTBT-Art.XIV/{}/6.", "2021", ("2020", "2018", "2016")),
    Row("L607", "zh", "1. 见CTBT-Art.XIV/{}/6。", "2021", ("2020", "2018", "2016")),
    Row(
        "T805", "zh",
        "1. 会议感谢《全面禁止核试验条约》。\n\n2. {}很重要。",
        "《全面禁止核试验条约》", ("《全面禁止试验条约》", "《全面禁核试验条约》", "《全面禁止核实验条约》"),
    ),
    Row(
        "T805", "en",
        _OFTEN_EN + "4. The {} was discussed.",
        "Comprehensive Nuclear-Test-Ban Treaty", (
            "Comprehensive Nuclear Test Ban Treaty",
            "Comprehensive Test Ban Treaty",
            "Comprehensive Nuclaer-Test-Ban Treaty",
        ),
    ),
    Row("T806", "zh", "1. 联合国大会(联大)通过决议。\n\n2. {}还通过决定。", "联大", ("联合国大会",)),
    Row(
        "T806", "en",
        "1. The International Monitoring System (IMS) was built.\n\n2. The {} works.",
        "IMS", ("International Monitoring System",),
    ),
    Row("T808", "zh", "1. 会议，感谢，各国，各方，欢迎，重申，强调，呼吁，回顾，指出，赞赏{}支持。", "，", (",",)),
    Row("T810", "zh", "1. COVID-19疫情。\n\n2. {}疫情。", "COVID-19", ("COVID 19", "COVID19")),
    Row(
        "T810", "en",
        "1. The COVID-19 pandemic went on.\n\n2. The {} pandemic ended.",
        "COVID-19", ("COVID 19", "COVID19"),
    ),
    Row("S207", "zh", _TABLE_ZH, "印度尼西亚", ("印度", "巴基斯坦", "毛里求斯")),
    Row("S208", "zh", _TABLE_ZH, "印度尼西亚", ("法国", "德国", "巴西")),
)  # fmt: skip
