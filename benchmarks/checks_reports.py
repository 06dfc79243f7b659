"""Mistakes in numbers, references, symbols and agendas, planted one at a time into reports.

The reports are of made-up meetings, half of them in English and half in Chinese: an agenda of random
items, a chapter for each that reports it in other words than its title, annexes, footnotes, a list of
documents, links. None has an error to start with (that is asserted). Then one mistake is planted, and it
is found where a finding stands in the altered report that did not stand in the right one.

    python benchmarks/checks_reports.py [--mistakes 1000] [--seed 1996]
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from testban.reference.states import list_name, states
from testban.treaty.checks import Finding, check, selected
from testban.treaty.documents import Source, parse

ENOUGH = 0.95
CODES = selected("N,L,M")
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
    present, absent = sorted(names[:20]), names[20:]
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


def findings(text: str) -> list[Finding]:
    """What `check` finds by the rules measured here."""
    return check(parse(Source("paper.txt", "", "text/plain", text)), codes=CODES)


Planter = Callable[[Report, random.Random], str]


def another_item(paper: Report, chance: random.Random) -> str:
    """An item of the agenda is reported under another number."""
    sentence = chance.choice(paper.reported)
    match = re.search(r"(?<=item )\d+|(?<=项目 )\d+", sentence)
    assert match is not None
    wrong = chance.choice([n for n in range(1, 11) if n != int(match.group())])
    return paper.text.replace(
        sentence, f"{sentence[: match.start()]}{wrong}{sentence[match.end() :]}"
    )


def drop_an_item(paper: Report, chance: random.Random) -> str:
    """A lettered item falls out, and its letter with it."""
    letters = re.findall(r"\n\(([a-z])\) ", paper.text)
    letter = chance.choice(letters[:-1])
    return re.sub(rf"\n\({letter}\) [^\n]*\n", "", paper.text, count=1)


def repeat_a_letter(paper: Report, chance: random.Random) -> str:
    """An item carries the letter of the one before."""
    letter = chance.choice(re.findall(r"\n\(([a-z])\) ", paper.text)[1:])
    return paper.text.replace(f"\n({letter}) ", f"\n({chr(ord(letter) - 1)}) ")


def drop_a_paragraph(paper: Report, chance: random.Random) -> str:
    """A paragraph falls out, and its number with it."""
    numbers = [int(n) for n in re.findall(r"\n(\d+)\. ", paper.text.split("____")[0])]
    number = chance.choice([n for n in numbers if 5 <= n < max(numbers)])
    return re.sub(rf"\n{number}\. [^\n]*\n", "", paper.text, count=1)


def drop_an_agenda_item(paper: Report, chance: random.Random) -> str:
    """A number of the agenda is skipped."""
    number = chance.randrange(2, 10)
    return re.sub(rf"\n {number}\. [^\n]*\n", "", paper.text, count=1)


def drop_a_footnote(paper: Report, chance: random.Random) -> str:
    """A footnote falls out, and its mark stays."""
    return re.sub(rf"\n {chance.choice('123')} [^\n]*\n", "", paper.text, count=1)


def drop_a_mark(paper: Report, chance: random.Random) -> str:
    """A mark falls out, and its footnote stays."""
    return re.sub(rf"(?<=[。.]){chance.choice('123')}\n", "\n", paper.text, count=1)


def break_a_reference(paper: Report, chance: random.Random) -> str:
    """A paragraph is cited that the report does not have."""
    wrong = chance.choice((0, 19, 23, 31, 45, 61))
    return paper.text.replace("paragraph 4 above", f"paragraph {wrong} above").replace(
        "第 4 段", f"第 {wrong} 段"
    )


def cite_another_annex(paper: Report, chance: random.Random) -> str:
    """An annex is cited that the report does not have."""
    wrong = FRAME[paper.lang]["numerals"][4]
    return re.sub(r"(is in annex )[IV]+|(载于附件)[一二三四]", rf"\1\2{wrong}", paper.text)


def renumber_an_annex(paper: Report, chance: random.Random) -> str:
    """An annex carries another number."""
    numerals = FRAME[paper.lang]["numerals"]
    head = FRAME[paper.lang]["annex"]
    right = chance.randrange(1, 4)
    wrong = chance.choice([n for n in range(5) if n != right])
    return paper.text.replace(
        f"\n{head.format(n=numerals[right])}\n", f"\n{head.format(n=numerals[wrong])}\n"
    )


def write_a_symbol_badly(paper: Report, chance: random.Random) -> str:
    """A stop, a stroke or a figure of a symbol goes wrong."""
    slips = (
        "TPNW/MSP/23/3",
        "TPNW/MSP/2023.3",
        "TPNW/MPS/2023/3",
        "TPNW-MSP/2023/3",
        "TPNW/MSP/2O23/3",
    )
    return paper.text.replace("TPNW/MSP/2023/3", chance.choice(slips), 1)


def drop_a_listed_document(paper: Report, chance: random.Random) -> str:
    """A document falls out of the list."""
    return re.sub(rf"\nTPNW/MSP/2023/{chance.randrange(2, 8)}\t[^\n]*\n", "", paper.text, count=1)


def break_a_link(paper: Report, chance: random.Random) -> str:
    """A link leads to the same number of another year."""
    number = chance.randrange(2, 8)
    return paper.text.replace(f"org/TPNW/MSP/2023/{number}\n", f"org/TPNW/MSP/2022/{number}\n")


def call_a_document_otherwise(paper: Report, chance: random.Random) -> str:
    """The text gives a document another title than the list."""
    for right, wrong in FRAME[paper.lang]["titles"]:
        if f"{right} (" in paper.text or f"{right}(" in paper.text:
            return paper.text.replace(right, wrong, 1)
    raise AssertionError("no title")


def skip_a_document(paper: Report, chance: random.Random) -> str:
    """One run of symbols skips a document that the other has."""
    number = chance.randrange(3, 6)
    return re.sub(rf"TPNW/MSP/2023/{number}(?:、|, )", "", paper.text, count=1)


def absent_minister(paper: Report, chance: random.Random) -> str:
    """A State speaks that did not attend."""
    name = chance.choice(paper.absent)
    return re.sub(
        r"(Affairs of ).+?( made a statement)|(?<=\. )[^\s。]+(外交部长)",
        lambda m: f"{m[1]}{name}{m[2]}" if m[1] else f"{name}{m[3]}",
        paper.text,
    )


def another_ordinal(paper: Report, chance: random.Random) -> str:
    """A meeting is given the number of the next."""
    right, wrong = FRAME[paper.lang]["ordinals"]
    return paper.text.replace(right, wrong, 1)


PLANTERS: tuple[Planter, ...] = (
    another_item,
    drop_an_item,
    repeat_a_letter,
    drop_a_paragraph,
    drop_an_agenda_item,
    drop_a_footnote,
    drop_a_mark,
    break_a_reference,
    cite_another_annex,
    renumber_an_annex,
    write_a_symbol_badly,
    drop_a_listed_document,
    break_a_link,
    call_a_document_otherwise,
    skip_a_document,
    absent_minister,
    another_ordinal,
)


def main() -> int:
    """Plant, look, print; 1 where too few are found."""
    parser = argparse.ArgumentParser(description="How many planted mistakes does check find?")
    parser.add_argument("--mistakes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1996)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    by: dict[str, Counter[str]] = {planter.__name__: Counter() for planter in PLANTERS}
    clean = alarms = 0
    seconds = 0.0
    paper, before = report(chance, "en"), set[tuple[str, str]]()
    for number in range(options.mistakes):
        if number % len(PLANTERS) == 0:
            paper = report(chance, "zh" if number // len(PLANTERS) % 2 else "en")
            right = findings(paper.text)
            clean, alarms = clean + 1, alarms + len(right)
            before = {(f.rule.code, f.cite.quote) for f in right}
        planter = PLANTERS[number % len(PLANTERS)]
        wrong = planter(paper, chance)
        assert wrong != paper.text, planter.__name__
        started = time.process_time()
        new = [f for f in findings(wrong) if (f.rule.code, f.cite.quote) not in before]
        seconds += time.process_time() - started
        planted[planter.__name__] += 1
        found[planter.__name__] += bool(new)
        by[planter.__name__].update({f.rule.code for f in new})
    print(f"Python {platform.python_version()}, {platform.machine()}; seed {options.seed}")
    print(f"{clean} reports without a mistake: {alarms} findings")
    print(f"{'mistake planted':<28}{'planted':>8}{'found':>8}{'share':>8}  by rule")
    for planter in PLANTERS:
        name = planter.__name__
        rules = ", ".join(code for code, _ in by[name].most_common(4))
        share = found[name] / max(1, planted[name])
        print(
            f"{name.replace('_', ' '):<28}{planted[name]:>8}{found[name]:>8}{share:>8.1%}  {rules}"
        )
    total = sum(found.values()) / sum(planted.values())
    print(f"{'all':<28}{sum(planted.values()):>8}{sum(found.values()):>8}{total:>8.1%}")
    print(f"{1000 * seconds / sum(planted.values()):.0f} ms a report; {ENOUGH:.0%} wanted")
    return int(total < ENOUGH)


if __name__ == "__main__":
    raise SystemExit(main())
