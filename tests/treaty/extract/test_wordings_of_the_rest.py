"""Votes, meetings, decisions, measures and agendas in other wordings."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import ASSEMBLY, ASSEMBLY_ZH, CONFERENCE_ZH, HEAD, MSP, MSP_ZH, stated

WORDINGS: list[tuple[str, str, str, tuple[str, ...], list[tuple[Any, ...]]]] = [
    (
        HEAD,
        "The Fourteenth Conference opened in New York on 23 September 2041 and closed on 24 September 2041.",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(14, "2041-09-23", "2041-09-24", "New York")],
    ),
    (
        MSP,
        "The fourth Meeting of States Parties will be held in New York from 30 November to 4 December 2044 under the presidency of South Africa.",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(4, "2044-11-30", "2044-12-04", "New York")],
    ),
    (
        MSP,
        "The Meeting decided that the first Review Conference would take place at United Nations Headquarters from 30 November to 4 December 2046.",
        "meeting",
        ("ordinal", "start", "end"),
        [(1, "2046-11-30", "2046-12-04")],
    ),
    (
        MSP,
        "States parties will next meet in New York, from 30 November to 4 December 2044, for their fourth Meeting.",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(4, "2044-11-30", "2044-12-04", "New York")],
    ),
    (
        HEAD,
        "The Friends of the CTBT convened their tenth ministerial meeting in New York on 28 September 2041.",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(10, "2041-09-28", "2041-09-28", "New York")],
    ),
    (
        HEAD,
        "The Article XIV Conference (Vienna, 3-5 September 2039) adopted a Final Declaration.",
        "meeting",
        ("start", "end", "place"),
        [("2039-09-03", "2039-09-05", "Vienna")],
    ),
    (
        ASSEMBLY,
        "The General Assembly adopted resolution 75/87 by 182 votes to 1, with 3 abstentions.",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY,
        "The draft was approved by a recorded vote of 178 in favour to 1 against (Democratic People’s Republic of Korea), with 4 abstentions (India, Mauritius, Syrian Arab Republic, Uganda).",
        "vote",
        ("yes", "no", "abstain", "states_yes", "states_no", "states_abstain"),
        [(178, 1, 4, "", "PRK", "IND MUS SYR UGA")],
    ),
    (
        ASSEMBLY,
        "The resolution received 182 votes in favour, one against and three abstentions.",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY,
        "In favour: 182; against: 1; abstaining: 3.",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY,
        "The result of the vote was 182-1-3.",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY,
        "With 182 States in favour, one opposed and three abstaining, the resolution was carried.",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY,
        "The Democratic People’s Republic of Korea was the only State to vote against; India, Mauritius and the Syrian Arab Republic abstained.",
        "vote",
        ("states_yes", "states_no", "states_abstain"),
        [("", "PRK", "IND MUS SYR")],
    ),
    (
        ASSEMBLY,
        "The sixth preambular paragraph was retained by 170 votes to none, with 11 abstentions.",
        "vote",
        ("yes", "no", "abstain"),
        [(170, 0, 11)],
    ),
    (
        HEAD,
        "The Conference adopted the following agenda: 1. Opening of the Conference; 2. Election of the President; 3. Adoption of the agenda; 4. Adoption of the report.",
        "agenda_item",
        ("label", "title"),
        [
            ("1", "Opening of the Conference"),
            ("2", "Election of the President"),
            ("3", "Adoption of the agenda"),
            ("4", "Adoption of the report"),
        ],
    ),
    (
        HEAD,
        "To that end, we agree on the following:\n\n(a) Call upon all remaining States to ratify;\n\n(b) Support the work of the Provisional Technical Secretariat.",
        "measure",
        ("label",),
        [("a",), ("b",)],
    ),
    (
        HEAD,
        "The Conference recommends that States:\n\n(a) Ratify the Treaty without delay;\n\n(b) Support the work of the Provisional Technical Secretariat.",
        "measure",
        ("label",),
        [("a",), ("b",)],
    ),
    (
        MSP,
        "Decision No. 1: Universalization\n\nThe Meeting decides to establish a working group.",
        "decision",
        ("label", "title"),
        [("1", "Universalization")],
    ),
    (
        CONFERENCE_ZH,
        "促进《全面禁止核试验条约》生效第十四次会议于2041年9月23日至24日在纽约联合国总部召开。",
        "meeting",
        ("ordinal", "start", "end"),
        [(14, "2041-09-23", "2041-09-24")],
    ),
    (
        MSP_ZH,
        "第三次缔约国会议定于2043年11月29日至12月3日在纽约举行，由哈萨克斯坦担任主席。",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(3, "2043-11-29", "2043-12-03", "纽约")],
    ),
    (
        MSP_ZH,
        "会议决定，第四次缔约国会议将在纽约举行，会期为2044年11月30日至12月4日。",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(4, "2044-11-30", "2044-12-04", "纽约")],
    ),
    (
        MSP_ZH,
        "第一次审议大会将于2046年11月30日至12月4日在联合国总部举行。",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(1, "2046-11-30", "2046-12-04", "联合国总部")],
    ),
    (
        MSP_ZH,
        "会议请秘书长于2044年11月30日至12月4日在纽约召开第四次缔约国会议。",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(4, "2044-11-30", "2044-12-04", "纽约")],
    ),
    (
        CONFERENCE_ZH,
        "2041年9月28日，《条约》之友第十次部长级会议在纽约召开。",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(10, "2041-09-28", "2041-09-28", "纽约")],
    ),
    (
        CONFERENCE_ZH,
        "第十四条会议(维也纳，2039年9月3日至5日)通过了最后宣言。",
        "meeting",
        ("start", "end", "place"),
        [("2039-09-03", "2039-09-05", "维也纳")],
    ),
    (
        CONFERENCE_ZH,
        "2039年9月3日至5日，批准国在维也纳举行了第十一次促进《条约》生效会议。",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(11, "2039-09-03", "2039-09-05", "维也纳")],
    ),
    (
        MSP_ZH,
        "会议于2043年11月27日在纽约联合国总部开幕，12月1日闭幕。",
        "meeting",
        ("start",),
        [("2043-11-27",)],
    ),
    (
        CONFERENCE_ZH,
        "筹备委员会第六十届会议于2043年6月20日至21日在维也纳举行。",
        "meeting",
        ("ordinal", "start", "end", "place"),
        [(60, "2043-06-20", "2043-06-21", "维也纳")],
    ),
    (
        ASSEMBLY_ZH,
        "大会以182票赞成、1票反对、3票弃权通过了第75/87号决议。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY_ZH,
        "决议草案A/C.1/75/L.1以178票对1票、4票弃权获得通过。",
        "vote",
        ("yes", "no", "abstain"),
        [(178, 1, 4)],
    ),
    (
        ASSEMBLY_ZH,
        "经记录表决，决议草案获得通过，赞成182票，反对1票，弃权3票。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY_ZH,
        "该决议以182票赞成、1票反对(朝鲜民主主义人民共和国)、3票弃权(印度、毛里求斯、阿拉伯叙利亚共和国)获得通过。",
        "vote",
        ("yes", "no", "abstain", "states_yes", "states_no", "states_abstain"),
        [(182, 1, 3, "", "PRK", "IND MUS SYR")],
    ),
    (
        ASSEMBLY_ZH,
        "表决结果为182票赞成，1票反对，3票弃权。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY_ZH,
        "表决中，182国赞成，1国反对，3国弃权。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY_ZH,
        "有182个国家对第75/87号决议投了赞成票，朝鲜民主主义人民共和国投了反对票，印度、毛里求斯和阿拉伯叙利亚共和国弃权。",
        "vote",
        ("yes", "states_yes", "states_no", "states_abstain"),
        [(182, "", "PRK", "IND MUS SYR")],
    ),
    (
        ASSEMBLY_ZH,
        "第六序言段以170票赞成、0票反对、11票弃权得以保留。",
        "vote",
        ("yes", "no", "abstain"),
        [(170, 0, 11)],
    ),
    (
        ASSEMBLY_ZH,
        "大会以多数票(182-1-3)通过了决议。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY_ZH,
        "投票结果：赞成182；反对1；弃权3。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        ASSEMBLY_ZH,
        "决议以182票赞成、无反对票、3票弃权获得通过。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 0, 3)],
    ),
    (
        ASSEMBLY_ZH,
        "大会以一百八十二票赞成、一票反对、三票弃权通过决议。",
        "vote",
        ("yes", "no", "abstain"),
        [(182, 1, 3)],
    ),
    (
        CONFERENCE_ZH,
        "会议通过了下列议程：1. 会议开幕；2. 选举主席；3. 通过议程；4. 通过报告。",
        "agenda_item",
        ("label", "title"),
        [("1", "会议开幕"), ("2", "选举主席"), ("3", "通过议程"), ("4", "通过报告")],
    ),
    (
        CONFERENCE_ZH,
        "会议通过的议程如下：(1)会议开幕；(2)选举主席；(3)通过议程。",
        "agenda_item",
        ("label", "title"),
        [("1", "会议开幕"), ("2", "选举主席"), ("3", "通过议程")],
    ),
    (
        CONFERENCE_ZH,
        "议程共有三项：\n\n1. 会议开幕。\n\n2. 选举主席。\n\n3. 通过报告。",
        "agenda_item",
        ("label",),
        [("1",), ("2",), ("3",)],
    ),
    (
        CONFERENCE_ZH,
        "会议就下列项目开展工作：\n\n1. 会议开幕。\n\n2. 选举主席。\n\n3. 通过报告。",
        "agenda_item",
        ("label",),
        [("1",), ("2",), ("3",)],
    ),
    (
        CONFERENCE_ZH,
        "为此，我们承诺采取下列步骤：\n\n(a) 呼吁所有尚未批准的国家批准条约；\n\n(b) 支持临时技术秘书处的工作；\n\n(c) 鼓励举办区域研讨会。",
        "measure",
        ("label",),
        [("a",), ("b",), ("c",)],
    ),
    (
        CONFERENCE_ZH,
        "与会国一致认为有必要：\n\n(a) 呼吁所有尚未批准的国家批准条约；\n\n(b) 支持临时技术秘书处的工作。",
        "measure",
        ("label",),
        [("a",), ("b",)],
    ),
    (
        CONFERENCE_ZH,
        "会议提出下列建议：\n\n1. 呼吁所有尚未批准的国家批准条约；\n\n2. 支持临时技术秘书处的工作。",
        "measure",
        ("label",),
        [("1",), ("2",)],
    ),
    (
        MSP_ZH,
        "会议通过了下列决定：\n\n决定 1\n\n普遍加入\n\n会议决定设立普遍加入问题非正式工作组。\n\n决定 2\n\n核查\n\n会议决定继续审议。",
        "decision",
        ("label", "title"),
        [("1", "普遍加入"), ("2", "核查")],
    ),
    (MSP_ZH, "第1号决定：普遍加入", "decision", ("label", "title"), [("1", "普遍加入")]),
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
