"""Declarations of made-up conferences, written from the shipped ledger, without a mistake."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from planting.places import LEDGER
from testban.reference.actions import INSTRUMENTS
from testban.reference.states import list_name, states
from testban.reference.treaties import find_treaty
from testban.treaty.lists import list_states, un_order
from testban.treaty.status import status

# After the meetings that the papers speak of.
FIRST, LAST = date(2006, 10, 1), date(2022, 12, 31)
ANNEX2 = ("annex2", "annex2_ratified", "annex2_signed_not_ratified", "annex2_not_signed")
HEADINGS = {
    "en": (
        "A. States that have ratified the Treaty",
        "B. The following 44 States, whose ratification is required for the entry into force of the "
        "Treaty, are listed in Annex 2 to the Treaty",
        "1. States listed in Annex 2 to the Treaty that have signed and ratified the Treaty",
        "2. States listed in Annex 2 to the Treaty that have signed but not ratified the Treaty",
        "3. States listed in Annex 2 to the Treaty that have not signed the Treaty",
    ),
    "zh": (
        "A. 已批准《条约》国",
        "B. 依据《条约》第十四条，《条约》必须得到其批准才能生效的列于《条约》附件2的44个国家",
        "1. 《条约》附件2所列国家中已签署并批准《条约》国",
        "2. 《条约》附件2所列国家中已签署但未批准《条约》国",
        "3. 《条约》附件2所列国家中未签署《条约》国",
    ),
}

BODY = {
    "en": """{symbol}

{day}

Report of the Conference

1. The following States that had deposited their instruments of ratification and signatory States attended \
the Conference: {present}.

2. The Conference elected the representatives of {elected} as Vice-Presidents.

3. Statements were made by: {speakers}.

4. As at {day}, {signatories} States had signed and {ratifiers} States had ratified the Treaty.

5. {acts}

6. The General Assembly adopted resolution 60/95 by 150 votes to {no} ({against}), with {abstain} \
abstentions ({abstaining}).

7. The Conference took note of the report (TPNW/MSP/2022/6).

https://undocs.org/en/TPNW/MSP/2022/6

8. The Conference closed on {weekday}, {day}.

9. The 2005 Article XIV Conference was held in New York from 21 to 23 September 2005.

10. The third ministerial meeting of the Friends of the CTBT was held in New York in September 2006.

11. The remaining {remaining} Annex 2 States have not yet ratified the Treaty.

12. The Provisional Technical Secretariat reported on the contributions paid:

Region	States	Amount
{rows}
Total	{sums}

13. The Provisional Technical Secretariat was thanked. The co-chairs of the group met; the \
co-chairs reported; the Conference thanked the co-chairs.

Appendix

Lists of States""",
    "zh": """{symbol}

{day}

会议报告

1. 下列在会议开幕前已交存《条约》批准书的国家和签署国出席了会议：{present}。

2. 会议选举{elected}的代表担任会议副主席。

3. 下列与会国的代表作了发言：{speakers}。

4. 截至{day}，{signatories}个国家已经签署以及{ratifiers}个国家已经批准了《条约》。

5. {acts}

6. 大会通过第60/95号决议，{no}个国家投票反对（{against}），{abstain}个国家弃权（{abstaining}）。

7. 会议注意到报告(TPNW/MSP/2022/6)。

https://undocs.org/ch/TPNW/MSP/2022/6

8. 会议于{day}（星期{weekday}）闭幕。

9. 2005年第十四条大会于2005年9月21日至23日在纽约举行。

10. 会议回顾2006年9月在纽约举行的第三次《条约》之友会议。

11. 余下{remaining}个附件2国家尚未批准《条约》。

12. 临时技术秘书处报告了收到的会费：

区域	国家数	金额
{rows}
合计	{sums}

13. 会议感谢筹备委员会执行秘书。工作组共同主席举行了会议，共同主席作了报告，会议感谢共同主席。

附录

国家名单""",
}


@dataclass(frozen=True)
class Paper:
    """A paper without a mistake, and what the planting needs to know of it."""

    lang: str
    day: date
    text: str
    acts: tuple[str, ...]


def _date(day: date, lang: str) -> str:
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def _join(codes: list[str], lang: str) -> str:
    names = [_name(code, lang) for code in codes]
    if lang == "zh":
        return "、".join(names[:-1]) + "和" + names[-1]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _name(code: str, lang: str) -> str:
    return list_name(code, lang)


def declaration(chance: random.Random, lang: str) -> Paper:
    """A report with its lists, as a secretariat would issue it on some day."""
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days))
    # The conferences, after which the papers are called, are of odd years.
    day = chance.choice([day for day in days if day.year % 2])
    found = status(LEDGER, find_treaty("CTBT"), day)
    counts = found.counts
    lists = [list_states(found, role, lang).states for role in ("ratified", *ANNEX2)]
    members = [code for code, state in states().items() if state.un_status == "member"]
    present = list(un_order(chance.sample(list(lists[0]), 30), lang))
    others = list(un_order(chance.sample([c for c in members if c not in present], 12), lang))
    against, abstaining = others[:3], others[3:8]
    ratified = [
        action
        for action in LEDGER.of("CTBT")
        if action.action in INSTRUMENTS and action.deposited < day
    ]
    acts = tuple(
        _act(_name(action.state, lang), _date(action.deposited, lang), lang)
        for action in chance.sample(ratified, 4)
    )
    told = {
        "symbol": f"CTBT-Art.XIV/{day.year}/WP.7",
        "day": _date(day, lang),
        "present": _join(present, lang),
        "elected": _join(present[5:8], lang),
        "speakers": _join(present[:5], lang),
        "signatories": counts["signatories"],
        "ratifiers": counts["ratifiers"],
        "acts": ("" if lang == "zh" else " ").join(acts),
        "no": len(against),
        "against": _join(against, lang),
        "abstain": len(abstaining),
        "abstaining": _join(abstaining, lang),
        "weekday": "一二三四五六日"[day.weekday()] if lang == "zh" else f"{day:%A}",
        "remaining": counts["annex2_remaining"],
        **_table(chance, lang),
    }
    body = [BODY[lang].format(**told)]
    for heading, codes in zip(HEADINGS[lang], lists, strict=True):
        body.append(heading + "\n\n" + "\n".join(_name(code, lang) for code in codes))
    return Paper(lang, day, "\n\n".join(body) + "\n", acts)


def _table(chance: random.Random, lang: str) -> dict[str, str]:
    """Rows of a table, and its totals."""
    names = ("Africa", "Asia", "Europe") if lang == "en" else ("非洲", "亚洲", "欧洲")
    rows = [(name, chance.randrange(5, 50), chance.randrange(1000, 9000)) for name in names]
    return {
        "rows": "\n".join(f"{name}\t{states}\t{amount}" for name, states, amount in rows),
        "sums": f"{sum(row[1] for row in rows)}\t{sum(row[2] for row in rows)}",
    }


def _act(name: str, day: str, lang: str) -> str:
    if lang == "zh":
        return f"{name}于{day}批准了《全面禁止核试验条约》。"
    return f"{name} ratified the Comprehensive Nuclear-Test-Ban Treaty on {day}."
