"""Overviews of activities in paragraphs and bullets, and in tables with other columns; lists of other acts are none."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
ACTIVITY: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "Overview of activities\n\nI. Bilateral activities\n\n1(a) Annex 2 States\n\n- Chile (3 May 2040): The Ambassador of Chile met officials of Egypt in Cairo.\n- Norway (June-July 2040): Norway wrote to China and Pakistan.\n- Peru (2 and 3 May 2041): Peru hosted experts of India.\n\n1(b) Other States\n\n- Kenya (October 2040): Kenya briefed Tonga.\n",
        [
            "1a|CHL|2040-05-03|2040-05-03|EGY",
            "1a|NOR|2040-06|2040-07|CHN,PAK",
            "1a|PER|2041-05-02|2041-05-03|IND",
            "1b|KEN|2040-10|2040-10|TON",
        ],
    ),
    (
        HEAD,
        "Overview of activities\n\nAnnex 2 States\n\n2. On 3 May 2040, the Ambassador of Chile met officials of Egypt in Cairo.\n\n3. Norway: June 2040. Norway wrote to China.\n\n4. Peru: 2 May 2041. Peru hosted experts of India.\n\n5. Kenya: 4 May 2041. Kenya wrote to Israel.\n\nGlobal\n\n6. Chile: 5 May 2041. Chile addressed the Conference on Disarmament.\n",
        [
            "1a|CHL|2040-05-03|2040-05-03|EGY",
            "1a|KEN|2041-05-04|2041-05-04|ISR",
            "1a|NOR|2040-06|2040-06|CHN",
            "1a|PER|2041-05-02|2041-05-02|IND",
            "2a|CHL|2041-05-05|2041-05-05|-",
        ],
    ),
    (
        HEAD,
        "Activities of States in support of the Treaty\n\n* 3 May 2040: Chile met officials of Egypt.\n* June 2040: Norway wrote to China.\n* 2 May 2041: Peru hosted experts of India.\n",
        [
            "-|CHL|2040-05-03|2040-05-03|EGY",
            "-|NOR|2040-06|2040-06|CHN",
            "-|PER|2041-05-02|2041-05-02|IND",
        ],
    ),
    (
        HEAD,
        "Activities\n\n| Date | State | Activity | Remarks |\n|---|---|---|---|\n| 3 May 2040 | Chile | Met officials of Egypt in Cairo. | |\n| June 2040 | Norway | Wrote to China. | China replied. |\n| 2 May 2041 | Peru | Hosted experts of India. | |\n",
        [
            "-|CHL|2040-05-03|2040-05-03|EGY",
            "-|NOR|2040-06|2040-06|CHN",
            "-|PER|2041-05-02|2041-05-02|IND",
        ],
    ),
    (
        HEAD,
        "Dates of accession\n\n- Chile (3 May 2040): ratified the Treaty.\n- Peru (4 May 2040): ratified the Treaty.\n- Kenya (5 May 2040): signed the Treaty.\n",
        [],
    ),
    (
        CONFERENCE_ZH,
        "活动一览\n\n一、双边活动\n\n1(a) 附件2国家\n\n2. 智利（2040年5月3日）：智利大使在开罗会见埃及官员。\n\n3. 挪威（2040年6月至7月）：挪威致函中国和巴基斯坦。\n\n4. 秘鲁（2041年5月2日）：秘鲁接待印度专家。\n\n1(b) 其他国家\n\n5. 肯尼亚（2040年10月）：肯尼亚向汤加通报情况。\n",
        [
            "1a|CHL|2040-05-03|2040-05-03|EGY",
            "1a|NOR|2040-06|2040-07|CHN,PAK",
            "1a|PER|2041-05-02|2041-05-02|IND",
            "1b|KEN|2040-10|2040-10|TON",
        ],
    ),
    (
        CONFERENCE_ZH,
        "说明。\n\n一、各国为促进《条约》生效开展的活动\n\n- 2040年5月3日：智利会见埃及官员。\n- 2040年6月：挪威致函中国。\n- 2041年5月2日：秘鲁接待印度专家。\n",
        [
            "-|CHL|2040-05-03|2040-05-03|EGY",
            "-|NOR|2040-06|2040-06|CHN",
            "-|PER|2041-05-02|2041-05-02|IND",
        ],
    ),
    (
        CONFERENCE_ZH,
        "附件2国家\n\n2. 2040年5月3日，智利大使在开罗会见埃及官员。\n\n3. 挪威——2040年6月——挪威致函中国。\n\n4. 秘鲁——2041年5月2日——秘鲁接待印度专家。\n\n5. 肯尼亚——2041年5月4日——肯尼亚致函以色列。\n",
        [
            "1a|CHL|2040-05-03|2040-05-03|EGY",
            "1a|KEN|2041-05-04|2041-05-04|ISR",
            "1a|NOR|2040-06|2040-06|CHN",
            "1a|PER|2041-05-02|2041-05-02|IND",
        ],
    ),
    (
        CONFERENCE_ZH,
        "活动\n\n| 时间 | 国家 | 活动内容 | 结果 |\n|---|---|---|---|\n| 2040年5月3日 | 智利 | 在开罗会见埃及官员。 | |\n| 2040年6月 | 挪威 | 致函中国。 | 中国已答复。 |\n| 2041年5月2日 | 秘鲁 | 接待印度专家。 | |\n",
        [
            "-|CHL|2040-05-03|2040-05-03|EGY",
            "-|NOR|2040-06|2040-06|CHN",
            "-|PER|2041-05-02|2041-05-02|IND",
        ],
    ),
    (
        CONFERENCE_ZH,
        "加入日期\n\n- 智利(2040年5月3日)：批准《条约》。\n- 秘鲁(2040年5月4日)：批准《条约》。\n- 肯尼亚(2040年5月5日)：签署《条约》。\n",
        [],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), ACTIVITY)
def test_activity_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "activity", ("section", "actor", "start", "end", "targets"), head) == expected
