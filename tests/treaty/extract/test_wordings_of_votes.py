"""Votes told side by side, in tables, in lists and below one another; adoption without a vote is none."""

from __future__ import annotations

import pytest

from .reading import ASSEMBLY, ASSEMBLY_ZH, MSP, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
VOTE: list[tuple[str, str, list[str]]] = [
    (
        ASSEMBLY,
        "The Assembly adopted resolution 96/66 by 118 votes to none, with 10 abstentions.",
        ["A/RES/96/66|-|118|0|10|-|-|-"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 received 118 votes in favour and none against; 10 States abstained.",
        ["A/RES/96/66|-|118|0|10|-|-|-"],
    ),
    (
        ASSEMBLY,
        "The draft resolution (A/C.1/96/L.44) was approved by a recorded vote of 178 in favour to 1 against (Democratic People's Republic of Korea), with 4 abstentions (India, Mauritius, Syrian Arab Republic, United States of America).",
        ["A/C.1/96/L.44|-|178|1|4|-|PRK|IND,MUS,SYR,USA"],
    ),
    (
        ASSEMBLY,
        "In a recorded vote on draft resolution A/C.1/96/L.44, 178 delegations voted yes, one (the Democratic People's Republic of Korea) voted no and four abstained.",
        ["A/C.1/96/L.44|-|178|1|4|-|PRK|-"],
    ),
    (
        ASSEMBLY,
        "The result of the vote on A/C.1/96/L.44 was as follows: Yes 178; No 1; Abstentions 4.",
        ["A/C.1/96/L.44|-|178|1|4|-|-|-"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 passed with 182 in favour, 1 against and 3 abstaining.",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY,
        "A total of 182 Member States voted for resolution 96/66, while one (Democratic People's Republic of Korea) opposed it and three (India, Mauritius and the Syrian Arab Republic) abstained.",
        ["A/RES/96/66|-|182|1|3|-|PRK|IND,MUS,SYR"],
    ),
    (ASSEMBLY, "Resolution 96/66 was carried by 182:1:3.", ["A/RES/96/66|-|182|1|3|-|-|-"]),
    (
        ASSEMBLY,
        "Only the Democratic People's Republic of Korea voted against resolution 96/66, which obtained 182 votes; India, Mauritius and the Syrian Arab Republic abstained.",
        ["A/RES/96/66|-|182|1|3|-|PRK|IND,MUS,SYR"],
    ),
    (
        ASSEMBLY,
        'With 182 votes in favour, 1 against and 3 abstentions, the General Assembly adopted resolution 96/66, entitled "Comprehensive Nuclear-Test-Ban Treaty".',
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY,
        "The Assembly, by a vote of 182 in favour to 1 against with 3 abstentions, adopted resolution 96/66.",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (ASSEMBLY, "Resolution 96/66 was adopted without a vote.", []),
    (
        ASSEMBLY,
        "The votes were these.\n\n| Resolution | In favour | Against | Abstaining |\n|---|---|---|---|\n| 94/61 | 181 | 1 | 3 |\n| 95/62 | 179 | 2 | 4 |\n| 96/66 | 182 | 1 | 3 |\n",
        [
            "A/RES/94/61|-|181|1|3|-|-|-",
            "A/RES/95/62|-|179|2|4|-|-|-",
            "A/RES/96/66|-|182|1|3|-|-|-",
        ],
    ),
    (
        ASSEMBLY,
        "The votes of the last years:\n\nResolution        Yes     No     Abstain\n\nA/RES/94/61       181      1       3\nA/RES/95/62       179      2       4\n",
        ["A/RES/94/61|-|181|1|3|-|-|-", "A/RES/95/62|-|179|2|4|-|-|-"],
    ),
    (
        ASSEMBLY,
        "The votes of the last years:\n\n- Resolution 94/61: 181 in favour, 1 against, 3 abstentions\n- Resolution 95/62: 179 in favour, 2 against, 4 abstentions\n",
        ["A/RES/94/61|-|181|1|3|-|-|-", "A/RES/95/62|-|179|2|4|-|-|-"],
    ),
    (
        ASSEMBLY,
        "The votes of the last years:\n\n(a) Resolution 94/61 (181-1-3);\n(b) Resolution 95/62 (179-2-4).\n",
        ["A/RES/94/61|-|181|1|3|-|-|-", "A/RES/95/62|-|179|2|4|-|-|-"],
    ),
    (
        ASSEMBLY,
        "The sixth preambular paragraph of resolution 96/66 was put to a separate vote and retained by 170 votes to 2, with 9 abstentions. The resolution as a whole was adopted by 182 votes to 1, with 3 abstentions.",
        ["A/RES/96/66|-|182|1|3|-|-|-", "A/RES/96/66|preambular paragraph 6|170|2|9|-|-|-"],
    ),
    (
        ASSEMBLY,
        "Separate votes were taken on operative paragraph 1 of draft resolution A/C.1/96/L.44, which was kept by 172 votes to none, with 8 abstentions, and on operative paragraph 4, which was kept by 168 votes to 3, with 6 abstentions.",
        [
            "A/C.1/96/L.44|operative paragraph 1|172|0|8|-|-|-",
            "A/C.1/96/L.44|operative paragraph 4|168|3|6|-|-|-",
        ],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 was adopted (in favour 182; against 1; abstaining 3).",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 was adopted.\n\nFor: 182\nAgainst: 1\nAbstentions: 3\n",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY,
        "The recorded vote on resolution 96/66 was:\n\nIn favour: Albania, Chad, Norway\nAgainst: Democratic People's Republic of Korea\nAbstaining: India, Mauritius\n",
        ["A/RES/96/66|-|-|-|-|ALB,TCD,NOR|PRK|IND,MUS"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 was adopted by 3 votes to 1, with 2 abstentions.\n\nVoting in favour: Albania, Chad, Norway\nVoting against: Democratic People's Republic of Korea\nAbstentions: India, Mauritius\n",
        ["A/RES/96/66|-|3|1|2|ALB,TCD,NOR|PRK|IND,MUS"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 was adopted.[1]\n\n[1] Recorded vote: 182 in favour, 1 against (Democratic People's Republic of Korea), 3 abstentions (India, Mauritius, Syrian Arab Republic).\n",
        ["A/RES/96/66|-|182|1|3|-|PRK|IND,MUS,SYR"],
    ),
    (
        ASSEMBLY,
        "The text won the support of 182 States, with the Democratic People's Republic of Korea casting the only vote against and India, Mauritius and the Syrian Arab Republic abstaining (resolution 96/66).",
        ["A/RES/96/66|-|182|1|3|-|PRK|IND,MUS,SYR"],
    ),
    (
        ASSEMBLY,
        "The Democratic People's Republic of Korea was the sole State to vote against resolution 96/66; India, Mauritius and the Syrian Arab Republic abstained.",
        ["A/RES/96/66|-|-|-|-|-|PRK|IND,MUS,SYR"],
    ),
    (
        ASSEMBLY,
        "On 5 December 2041 the General Assembly adopted by 125 votes to 39, with 14 abstentions, its resolution 96/40 on the Treaty on the Prohibition of Nuclear Weapons.",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/40 was adopted with 125 States voting in favour, 39 voting against and 14 abstaining.",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY,
        "There were 125 votes in favour of resolution 96/40, 39 against and 14 abstentions.",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/40 enjoyed the support of 125 Member States; 39 voted against it, and 14 abstained.",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/40 was supported by 125 States and opposed by 39, with 14 abstentions.",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY,
        "The Security Council adopted resolution 2810 (2041) by 14 votes to none, with 1 abstention (Egypt).",
        ["S/RES/2810 (2041)|-|14|0|1|-|-|EGY"],
    ),
    (
        ASSEMBLY,
        "Resolution 96/66 was adopted by consensus by the Committee and by 182-1-3 in plenary.",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        MSP,
        "The Treaty was adopted on 7 July 2037 by a vote of 122 in favour, with one against (Netherlands) and one abstention (Singapore).",
        ["-|-|122|1|1|-|NLD|SGP"],
    ),
    (ASSEMBLY, "Norway voted in favour of resolution 96/66.", ["A/RES/96/66|-|-|-|-|NOR|-|-"]),
    (
        ASSEMBLY,
        "Norway, Chile and Peru voted yes on resolution 96/66; India abstained on it.",
        ["A/RES/96/66|-|-|-|-|NOR,CHL,PER|-|IND"],
    ),
    (
        ASSEMBLY,
        "Abstained: India, Mauritius. Opposed: Democratic People's Republic of Korea. All others supported resolution 96/66.",
        ["A/RES/96/66|-|-|-|-|-|PRK|IND,MUS"],
    ),
    (
        ASSEMBLY,
        "Draft resolution A/C.1/96/L.44 was approved by 178 to 1 with 4 abstaining, and in plenary, as resolution 96/66, by 182 to 1 with 3 abstaining.",
        ["A/C.1/96/L.44|-|178|1|4|-|-|-", "A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (ASSEMBLY, "Norway abstained from commenting; 3 States opposed the venue.", []),
    (
        ASSEMBLY_ZH,
        "大会以118票赞成、零票反对、10票弃权通过了第96/66号决议。",
        ["A/RES/96/66|-|118|0|10|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议获得118票赞成，无人反对，10国弃权。",
        ["A/RES/96/66|-|118|0|10|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "决议草案A/C.1/96/L.44经记录表决，以178票对1票(朝鲜民主主义人民共和国)、4票弃权(印度、毛里求斯、阿拉伯叙利亚共和国、美利坚合众国)获得通过。",
        ["A/C.1/96/L.44|-|178|1|4|-|PRK|IND,MUS,SYR,USA"],
    ),
    (
        ASSEMBLY_ZH,
        "对决议草案A/C.1/96/L.44进行记录表决时，178个代表团投赞成票，1个代表团(朝鲜民主主义人民共和国)投反对票，4个代表团弃权。",
        ["A/C.1/96/L.44|-|178|1|4|-|PRK|-"],
    ),
    (
        ASSEMBLY_ZH,
        "A/C.1/96/L.44的表决结果如下：赞成178票；反对1票；弃权4票。",
        ["A/C.1/96/L.44|-|178|1|4|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议以182票赞成、1票反对和3票弃权获得通过。",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "共有182个会员国对第96/66号决议投了赞成票，1个国家(朝鲜民主主义人民共和国)投了反对票，3个国家(印度、毛里求斯和阿拉伯叙利亚共和国)弃权。",
        ["A/RES/96/66|-|182|1|3|-|PRK|IND,MUS,SYR"],
    ),
    (
        ASSEMBLY_ZH,
        "只有朝鲜民主主义人民共和国对第96/66号决议投了反对票，印度、毛里求斯和阿拉伯叙利亚共和国弃权。",
        ["A/RES/96/66|-|-|-|-|-|PRK|IND,MUS,SYR"],
    ),
    (ASSEMBLY_ZH, "第96/66号决议未经表决获得通过。", []),
    (
        ASSEMBLY_ZH,
        "历年表决：\n\n| 决议 | 赞成 | 反对 | 弃权 |\n|---|---|---|---|\n| 第94/61号 | 181 | 1 | 3 |\n| 第95/62号 | 179 | 2 | 4 |\n",
        ["A/RES/94/61|-|181|1|3|-|-|-", "A/RES/95/62|-|179|2|4|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "历年表决情况见下表。\n\n决议                赞成     反对     弃权\n\nA/RES/94/61         181      1        3\nA/RES/95/62         179      2        4\n",
        ["A/RES/94/61|-|181|1|3|-|-|-", "A/RES/95/62|-|179|2|4|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "历年表决情况：\n\n- 第94/61号决议：181票赞成、1票反对、3票弃权\n- 第95/62号决议：179票赞成、2票反对、4票弃权\n",
        ["A/RES/94/61|-|181|1|3|-|-|-", "A/RES/95/62|-|179|2|4|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "历年表决情况：\n\n(a) 第94/61号决议(181-1-3)；\n(b) 第95/62号决议(179-2-4)。\n",
        ["A/RES/94/61|-|181|1|3|-|-|-", "A/RES/95/62|-|179|2|4|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议序言部分第6段经单独表决，以170票对2票、9票弃权获得保留。决议全文以182票对1票、3票弃权通过。",
        ["A/RES/96/66|-|182|1|3|-|-|-", "A/RES/96/66|preambular paragraph 6|170|2|9|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "对决议草案A/C.1/96/L.44执行部分第1段和第4段分别进行了表决：第1段以172票赞成、零票反对、8票弃权得以保留，第4段以168票赞成、3票反对、6票弃权得以保留。",
        [
            "A/C.1/96/L.44|operative paragraph 1|172|0|8|-|-|-",
            "A/C.1/96/L.44|operative paragraph 4|168|3|6|-|-|-",
        ],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议获得通过。\n\n赞成：182\n反对：1\n弃权：3\n",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议的记录表决结果：\n\n赞成：阿尔巴尼亚、乍得、挪威\n反对：朝鲜民主主义人民共和国\n弃权：印度、毛里求斯\n",
        ["A/RES/96/66|-|-|-|-|ALB,TCD,NOR|PRK|IND,MUS"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议以3票对1票、2票弃权通过。\n\n投赞成票者：阿尔巴尼亚、乍得、挪威\n投反对票者：朝鲜民主主义人民共和国\n弃权者：印度、毛里求斯\n",
        ["A/RES/96/66|-|3|1|2|ALB,TCD,NOR|PRK|IND,MUS"],
    ),
    (
        ASSEMBLY_ZH,
        "2041年12月5日，大会以125票赞成、39票反对、14票弃权通过了关于《禁止核武器条约》的第96/40号决议。",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "125国赞成、39国反对、14国弃权，大会由此通过第96/40号决议。",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/40号决议得到125个会员国支持，39国投票反对，14国弃权。",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "赞成第96/40号决议的有125国，反对的有39国，弃权的有14国。",
        ["A/RES/96/40|-|125|39|14|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "安全理事会以14票赞成、0票反对、1票弃权(埃及)通过第2810(2041)号决议。",
        ["S/RES/2810 (2041)|-|14|0|1|-|-|EGY"],
    ),
    (
        MSP_ZH,
        "2037年7月7日，《条约》以122票赞成、1票反对(荷兰)、1票弃权(新加坡)获得通过。",
        ["-|-|122|1|1|-|NLD|SGP"],
    ),
    (
        ASSEMBLY_ZH,
        "挪威对第96/66号决议投了赞成票，印度投了弃权票。",
        ["A/RES/96/66|-|-|-|-|NOR|-|IND"],
    ),
    (
        ASSEMBLY_ZH,
        "挪威、智利和秘鲁投票赞成第96/66号决议；印度在表决中弃权。",
        ["A/RES/96/66|-|-|-|-|NOR,CHL,PER|-|IND"],
    ),
    (
        ASSEMBLY_ZH,
        "决议草案A/C.1/96/L.44在第一委员会以178票对1票、4票弃权通过，其后大会作为第96/66号决议以182票对1票、3票弃权通过。",
        ["A/C.1/96/L.44|-|178|1|4|-|-|-", "A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "以182票支持、1票反对、3票弃权的压倒性多数，大会通过了第96/66号决议。",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
    ),
    (
        ASSEMBLY_ZH,
        "第96/66号决议(2041年12月5日通过，赞成182，反对1，弃权3)重申了这一呼吁。",
        ["A/RES/96/66|-|182|1|3|-|-|-"],
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
