"""Reports of made-up meetings without a mistake: agenda, chapters, annexes, footnotes, documents."""

from __future__ import annotations

import random
from dataclasses import dataclass

from testban.reference.states import list_name, states
from testban.treaty.lists import collation_key

MEMBERS = sorted(code for code, state in states().items() if state.un_status == "member")

# Titles of items and sentences that report them, as papers put it: seldom in the title's words.
ITEMS: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "en": [
        (
            "Address by the Secretary-General",
            ("the Secretary-General addressed the Meeting by video",),
        ),
        (
            "Progress report on cooperation to facilitate the entry into force of the Treaty",
            (
                "the coordinators introduced a report on the progress made in their cooperation",
                "the report on cooperation to facilitate entry into force was presented",
            ),
        ),
        (
            "General exchange of views",
            (
                "delegations exchanged views in a general debate; there was a general exchange",
                "a general exchange of views took place",
            ),
        ),
        ("Statements by non-signatory States", ("non-signatory States made statements",)),
        (
            "Report of the Credentials Committee",
            ("the Meeting approved the report of the Credentials Committee",),
        ),
        (
            "Humanitarian impact of nuclear weapons",
            ("a panel on the humanitarian impact of such weapons was held",),
        ),
        (
            "Victim assistance and environmental remediation",
            ("it discussed assistance to victims and remediation",),
        ),
        (
            "Universalization of the Treaty",
            ("the co-chairs spoke on the universalization of the Treaty",),
        ),
        (
            "National implementation measures",
            ("measures of national implementation were reviewed",),
        ),
        ("Scientific and technical advice", ("the chair of the group spoke on scientific advice",)),
        ("Financial matters", ("the Meeting took note of the financial report",)),
        (
            "Date and place of the next meeting",
            ("the date and the place of the next meeting were agreed",),
        ),
    ],
    "zh": [
        ("联合国秘书长发言", ("秘书长以视频方式向会议发言",)),
        (
            "关于合作促进条约生效的进展情况报告",
            ("协调员介绍了合作开展活动的进展报告", "会议听取了促进条约生效的进展情况"),
        ),
        ("一般性交换意见", ("各代表团进行了一般性的意见交换", "与会国一般性交换了意见")),
        ("非签署国发言", ("一个非签署国的代表作了发言",)),
        ("全权证书委员会的报告", ("会议核可了全权证书委员会提交的报告",)),
        ("核武器的人道主义影响", ("会议就此类武器的人道主义影响举行了专题讨论",)),
        ("受害者援助和环境补救", ("会议讨论了援助受害者和环境补救问题",)),
        ("条约的普遍加入", ("共同主席介绍了促进普遍加入的工作",)),
        ("国家执行措施", ("会议审查了各国的国家执行措施",)),
        ("科学和技术咨询", ("小组主席介绍了科学咨询的情况",)),
        ("财务事项", ("会议注意到财务报告",)),
        ("下次会议的日期和地点", ("会议商定了下次会议的日期和地点",)),
    ],
}
FRAME = {
    "en": {
        "title": "Report of the Meeting of States Parties",
        "attend": "1. The following signatory States attended the Meeting: {names}.",
        "elect": "2. The Meeting elected the representatives of {names} as Vice-Presidents.",
        "adopt": "3. The Meeting adopted the following agenda:",
        "open": "Opening of the Meeting",
        "close": "Closure of the Meeting",
        "under": ("Under agenda item {n}, {s}.", "At its {k}th plenary meeting, under agenda item {n}, {s}."),
        "seen": "The organizations listed in paragraph 4 above were admitted; the text is in annex {a}.",
        "lists": "The Meeting considered documents {run}, and took note of the {title} ({symbol}).{mark}",
        "again": "The documents were {run}.{mark}",
        "note": "See A/{n}/50.",
        "annex": "Annex {n}",
        "decided": "The Meeting decided:",
        "item": "({letter}) To pursue activity {k};",
        "documents": "Documents",
        "known": "The Second Meeting of States Parties was held in New York from 27 November to 1 December 2023.",
        "minister": "The Minister for Foreign Affairs of {name} made a statement.",
        "organizations": "Organizations attended as well.",
        "joint": (", ", " and "),
        "numerals": ("I", "II", "III", "IV", "VII"),
        "ordinals": ("Second", "Third"),
        "titles": (
            ("report of the scientific advisory group", "study of the scientific advisory group"),
            ("explanatory statement by the Holy See", "explanatory remarks by the Holy See"),
        ),
    },
    "zh": {
        "title": "缔约国会议报告",
        "attend": "1. 下列批准国和签署国出席了会议：{names}。",
        "elect": "2. 会议选举{names}的代表担任会议副主席。",
        "adopt": "3. 会议通过了议程如下：",
        "open": "会议开幕",
        "close": "会议闭幕",
        "under": ("会议在议程项目 {n} 下，{s}。", "在第 {k} 次全体会议上，会议在议程项目 {n} 下处理了有关事项，{s}。"),
        "seen": "会议接纳了上文第 4 段所列组织，案文载于附件{a}。",
        "lists": "会议审议了{run}，并注意到{title}({symbol})。{mark}",
        "again": "文件为{run}。{mark}",
        "note": "见A/{n}/50。",
        "annex": "附件{n}",
        "decided": "会议决定：",
        "item": "({letter}) 开展第{k}项活动；",
        "documents": "文件",
        "known": "缔约国第二次会议于 2023 年 11 月 27 日至 12 月 1 日在纽约举行。",
        "minister": "{name}外交部长在会上发言。",
        "organizations": "有关组织也出席了会议。",
        "joint": ("、", "和"),
        "numerals": ("一", "二", "三", "四", "七"),
        "ordinals": ("第二次", "第三次"),
        "titles": (
            ("科学咨询小组年度活动报告", "科学咨询小组年度活动说明"),
            ("罗马教廷代表团的解释性发言", "罗马教廷代表团的解释性声明"),
        ),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """A report without a mistake, and what the planting needs to know of it."""

    lang: str
    text: str
    reported: tuple[str, ...]
    absent: tuple[str, ...]


def report(chance: random.Random, lang: str) -> Report:
    """A report as a secretariat would issue it."""
    f = FRAME[lang]
    comma, joint = f["joint"]

    def join(shown: list[str]) -> str:
        return comma.join(shown[:-1]) + joint + shown[-1]

    codes = chance.sample(MEMBERS, 30)
    names = [list_name(code, lang) for code in codes]
    present, absent = sorted(names[:20], key=collation_key), names[20:]
    chosen = chance.sample(ITEMS[lang], 8)
    agenda = [f["open"], *(title for title, _ in chosen), f["close"]]
    run = [f"TPNW/MSP/2023/{n}" for n in range(2, 8)]
    title = chance.choice(f["titles"])[0]
    symbol = "TPNW/MSP/2023/9"
    parts = [
        "TPNW/MSP/2023/14",
        f["title"],
        f["attend"].format(names=join(present)),
        f["elect"].format(names=join(present[3:6])),
        f["adopt"],
        *(f" {n}. {each}{'。' if lang == 'zh' else '.'}" for n, each in enumerate(agenda, start=1)),
    ]
    number, reported = 3, []
    for n, (_, sentences) in enumerate(chosen, start=2):
        number += 1
        form = chance.choice(f["under"])
        sentence = form.format(n=n, k=chance.randrange(4, 9), s=chance.choice(sentences))
        if number == 4:
            sentence += ("" if lang == "zh" else " ") + f["organizations"]
        parts.append(f"{number}. {sentence}")
        reported.append(f"{number}. {sentence}")
    for sentence in (
        f["seen"].format(a=f["numerals"][chance.randrange(3)]),
        f["lists"].format(run=join(run), title=title, symbol=symbol, mark="1"),
        f["again"].format(run=join(run), mark="2"),
        f["known"],
        f["minister"].format(name=chance.choice(present)),
    ):
        number += 1
        parts.append(f"{number}. {sentence}")
    parts.append(f"{number + 1}. {f['decided']}")
    length = chance.randrange(5, 12)
    parts += [f["item"].format(letter=chr(97 + k), k=k + 1) for k in range(length)]
    parts.append(f"{number + 2}. {f['known']}3")
    parts.append(
        "__________________\n\n"
        + "\n\n".join(f" {n} {f['note'].format(n=60 + n)}" for n in (1, 2, 3))
    )
    parts += [f"https://undocs.org/{each}" for each in (*run, symbol)]
    for k in range(3):
        head = f["annex"].format(n=f["numerals"][k])
        parts.append(f"{head}\n\n1. {f['close']}{'。' if lang == 'zh' else '.'}")
    parts.append(f"{f['annex'].format(n=f['numerals'][3])}\n\n{f['documents']}")
    others = [t for t, _ in ITEMS[lang]]
    parts += [f"{each}\t{others[n]}" for n, each in enumerate(run)]
    parts.append(f"{symbol}\t{title}")
    parts.append(f"TPNW/MSP/2023/14\t{f['title']}")
    return Report(lang, "\n\n".join(parts) + "\n", tuple(reported), tuple(absent))
