"""Mistakes planted one at a time into papers without any: how many does `check` find?

The papers are declarations of made-up conferences, written here from the shipped ledger: counts and
lists as they stood on a day, acts with their days, votes with their lists, links. Each has no error to
start with (that is asserted). Then one mistake is planted, and it is found where a finding stands in
the altered paper that did not stand in the right one.

    python benchmarks/checks.py [--mistakes 1000] [--seed 1996]
"""

from __future__ import annotations

import argparse
import platform
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from testban.reference.actions import INSTRUMENTS
from testban.reference.states import list_name, states
from testban.reference.treaties import find_treaty
from testban.treaty.checks import Finding, check, contradictions, make_paper, statements
from testban.treaty.checks.between import Statement
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger
from testban.treaty.lists import list_states, un_order
from testban.treaty.status import status

ENOUGH = 0.95
LONGEST = 2.0
PAGE = 3_000
LEDGER = Ledger.shipped()
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


def findings(text: str) -> list[Finding]:
    """What `check` finds."""
    return check(parse(Source("paper.txt", "", "text/plain", text)), ledger=LEDGER)


def said(file: str, text: str) -> list[Statement]:
    """What another paper may contradict."""
    return statements(file, make_paper(parse(Source(file, "", "text/plain", text)), ledger=LEDGER))


Planter = Callable[[Paper, random.Random], str]


def _lines_of_lists(paper: Paper, heading: int) -> list[str]:
    parts = paper.text.split("\n\n")
    return parts[parts.index(HEADINGS[paper.lang][heading]) + 1].splitlines()


def drop_a_state(paper: Paper, chance: random.Random) -> str:
    """A State drops out of one of the lists."""
    heading = chance.randrange(5)
    block = "\n".join(_lines_of_lists(paper, heading)) + "\n"
    lines = block.splitlines()
    if len(lines) < 2:
        heading = 0
        lines = _lines_of_lists(paper, heading)
        block = "\n".join(lines) + "\n"
    kept = [*lines]
    kept.pop(chance.randrange(len(kept)))
    head = HEADINGS[paper.lang][heading]
    return paper.text.replace(f"{head}\n\n{block}", f"{head}\n\n" + "\n".join(kept) + "\n")


def swap_two_states(paper: Paper, chance: random.Random) -> str:
    """A State that has ratified and one that has not change places."""
    outside = _lines_of_lists(paper, 3) + _lines_of_lists(paper, 4)
    inside = _lines_of_lists(paper, 2)
    one, other = chance.choice(inside), chance.choice(outside)
    lines = paper.text.split("\n")
    exchange = {one: other, other: one}
    first = lines.index(HEADINGS[paper.lang][2])
    return "\n".join(
        exchange.get(line, line) if number > first else line for number, line in enumerate(lines)
    )


def shift_a_year(paper: Paper, chance: random.Random) -> str:
    """A State's act is dated a year early or late."""
    act = chance.choice(paper.acts)
    year = next(str(y) for y in range(1996, 2024) if str(y) in act)
    return paper.text.replace(act, act.replace(year, str(int(year) + chance.choice((-1, 1)))))


def no_such_day(paper: Paper, chance: random.Random) -> str:
    """A day that its month does not have."""
    act = chance.choice(paper.acts)
    if paper.lang == "zh":
        start, end = act.index("月") + 1, act.index("日")
    else:
        start = act.rindex(" on ") + 4
        end = act.index(" ", start)
    return paper.text.replace(act, f"{act[:start]}{chance.choice((32, 35, 45))}{act[end:]}")


def change_a_tally(paper: Paper, chance: random.Random) -> str:
    """One vote more, or one less."""
    if paper.lang == "zh":
        old = chance.choice(("3个国家投票反对", "5个国家弃权"))
        return paper.text.replace(old, f"{int(old[0]) + chance.choice((-1, 1))}{old[1:]}")
    old, new = chance.choice((("to 3 (", "to {} ("), ("with 5 abst", "with {} abst")))
    number = int(next(c for c in old if c.isdigit())) + chance.choice((-1, 1))
    return paper.text.replace(old, new.format(number))


def change_a_count(paper: Paper, chance: random.Random) -> str:
    """The number of signatures or of ratifications is one of another year."""
    counts = status(LEDGER, find_treaty("CTBT"), paper.day).counts
    name = chance.choice(("signatories", "ratifiers"))
    wrong = counts[name] + chance.choice((-3, -2, 2, 3))
    places = {
        ("en", "signatories"): "{} States had signed",
        ("en", "ratifiers"): "{} States had ratified",
        ("zh", "signatories"): "{}个国家已经签署",
        ("zh", "ratifiers"): "{}个国家已经批准",
    }
    form = places[paper.lang, name]
    return paper.text.replace(form.format(counts[name]), form.format(wrong))


def break_a_link(paper: Paper, chance: random.Random) -> str:
    """A link leads to the same number of another year."""
    year = chance.choice((2023, 2025))
    return paper.text.replace("/TPNW/MSP/2022/6", f"/TPNW/MSP/{year}/6")


def drop_a_paragraph(paper: Paper, chance: random.Random) -> str:
    """A paragraph falls out, and its number with it."""
    number = chance.randrange(2, 8)
    start = paper.text.index(f"\n{number}. ") + 1
    return paper.text[:start] + paper.text[paper.text.index(f"\n{number + 1}. ") + 1 :]


def absent_vice_president(paper: Paper, chance: random.Random) -> str:
    """A State is elected that did not attend."""
    present = paper.text.split("1. ")[1].split("2. ")[0]
    absent = [
        _name(code, paper.lang)
        for code, state in states().items()
        if state.un_status == "member" and _name(code, paper.lang) not in present
    ]
    start = paper.text.index("\n2. ")
    lead = "representatives of " if paper.lang == "en" else "会议选举"
    first = paper.text.index(lead, start) + len(lead)
    names = [_name(code, paper.lang) for code in states()]
    first_name = max((n for n in names if paper.text.startswith(n, first)), key=len)
    stop = first + len(first_name)
    return paper.text[:first] + chance.choice(absent) + paper.text[stop:]


def misspell_a_state(paper: Paper, chance: random.Random) -> str:
    """Two letters of a name change places."""
    start, end = paper.text.index("\n1. "), paper.text.index("\n2. ")
    while True:
        names = paper.text[start:end].split(": " if paper.lang == "en" else "：")[-1]
        name = chance.choice(names.replace("、", ", ").split(", ")[1:-1]).strip()
        at = chance.randrange(1, len(name) - 1) if len(name) > 4 else 0
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :] if at else name
        if wrong != name and " " not in name:
            return (
                paper.text[:start] + paper.text[start:end].replace(name, wrong) + paper.text[end:]
            )


def break_the_order(paper: Paper, chance: random.Random) -> str:
    """A State stands at the other end of the list of those attending."""
    start, end = paper.text.index("\n1. "), paper.text.index("\n2. ")
    names = paper.text[start:end].split(": " if paper.lang == "en" else "：")[-1]
    sign = ", " if paper.lang == "en" else "、"
    listed = names.split(sign)[1:-1]
    place = chance.randrange(3, 10)
    moved = [*listed[: place - 3], listed[place + 8], *listed[place - 3 : place + 8]]
    return paper.text.replace(sign.join(listed), sign.join([*moved, *listed[place + 9 :]]), 1)


def another_weekday(paper: Paper, chance: random.Random) -> str:
    """The weekday is that of another day."""
    right = _weekdays(paper.lang)[paper.day.weekday()]
    wrong = _weekdays(paper.lang)[(paper.day.weekday() + chance.randrange(1, 7)) % 7]
    lead = "星期{}" if paper.lang == "zh" else "closed on {}, "
    return paper.text.replace(lead.format(right), lead.format(wrong))


def _weekdays(lang: str) -> list[str]:
    days = [date(2021, 9, 20) + timedelta(days=n) for n in range(7)]
    return list("一二三四五六日") if lang == "zh" else [f"{day:%A}" for day in days]


def move_a_meeting(paper: Paper, chance: random.Random) -> str:
    """A known meeting is given other days, or another year."""
    days, year = chance.choice(((21, 2005), (20, 2005), (22, 2005))), chance.choice((2004, 2006))
    if paper.lang == "zh":
        old = "于2005年9月21日至23日"
        new = (
            f"于2005年9月{days[0]}日至24日" if chance.random() < 0.5 else f"于{year}年9月21日至23日"
        )
    else:
        old = "from 21 to 23 September 2005"
        late = f"from {days[0]} to 24 September 2005"
        new = late if chance.random() < 0.5 else f"from 21 to 23 September {year}"
    return paper.text.replace(old, new)


def another_number_of_a_series(paper: Paper, chance: random.Random) -> str:
    """A numbered meeting is put into another year."""
    form = "{}年9月在纽约" if paper.lang == "zh" else "in September {}"
    return paper.text.replace(form.format(2006), form.format(chance.choice((2004, 2005, 2007))))


def change_the_remaining(paper: Paper, chance: random.Random) -> str:
    """The number of those that remain is one of another year."""
    right = status(LEDGER, find_treaty("CTBT"), paper.day).counts["annex2_remaining"]
    form = "余下{}个附件" if paper.lang == "zh" else "remaining {} Annex"
    return paper.text.replace(form.format(right), form.format(right + chance.choice((-2, 2, 3))))


def change_a_total(paper: Paper, chance: random.Random) -> str:
    """A number of the last row of a table is another."""
    head = "合计\t" if paper.lang == "zh" else "Total\t"
    start = paper.text.index(head) + len(head)
    first = paper.text[start : paper.text.index("\t", start)]
    wrong = int(first) + chance.choice((-10, -1, 1, 10))
    return f"{paper.text[:start]}{wrong}{paper.text[start + len(first) :]}"


def rename_an_office(paper: Paper, chance: random.Random) -> str:
    """An office loses a word of its name, or is called otherwise once."""
    if paper.lang == "zh":
        title = chance.choice(("筹备委员会执行秘书", "临时技术秘书处"))
        cut = chance.randrange(2, len(title) - 1)
        other = paper.text.replace(title, title[:cut] + title[cut + 1 :], 1)
        return chance.choice((other, paper.text.replace("感谢共同主席", "感谢联合主席")))
    other = paper.text.replace(
        "Provisional Technical Secretariat was", "Interim Technical Secretariat was"
    )
    return chance.choice(
        (other, paper.text.replace("thanked the co-chairs", "thanked the joint chairs"))
    )


def double_a_word(paper: Paper, chance: random.Random) -> str:
    """A word stands twice."""
    word = chance.choice(
        ("会议选举", "临时技术秘书处", "作了") if paper.lang == "zh" else (" the", " were", " of")
    )
    start = paper.text.index(word, paper.text.index("\n2. "))
    return paper.text[:start] + word + paper.text[start:]


PLANTERS: tuple[Planter, ...] = (
    drop_a_state,
    swap_two_states,
    shift_a_year,
    no_such_day,
    change_a_tally,
    change_a_count,
    break_a_link,
    drop_a_paragraph,
    absent_vice_president,
    misspell_a_state,
    break_the_order,
    another_weekday,
    move_a_meeting,
    another_number_of_a_series,
    change_the_remaining,
    change_a_total,
    rename_an_office,
    double_a_word,
)
# What one of two papers has otherwise is found by comparing the two.
BETWEEN: tuple[Planter, ...] = (
    shift_a_year,
    change_a_tally,
    change_a_count,
    absent_vice_president,
    move_a_meeting,
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
    kinds = [*(planter.__name__ for planter in PLANTERS), "in one of two papers"]
    by: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    clean = alarms = 0
    seconds = 0.0
    paper, before = None, set()
    for number in range(options.mistakes):
        if number % len(PLANTERS) == 0:
            paper = declaration(chance, "zh" if number // len(PLANTERS) % 2 else "en")
            right = findings(paper.text)
            clean, alarms = clean + 1, alarms + len(right)
            before = {(f.rule.code, f.cite.quote) for f in right}
        assert paper is not None
        planter = PLANTERS[number % len(PLANTERS)]
        wrong = planter(paper, chance)
        assert wrong != paper.text, planter.__name__
        started = time.process_time()
        new = [f for f in findings(wrong) if (f.rule.code, f.cite.quote) not in before]
        seconds += time.process_time() - started
        if planter in BETWEEN:
            differ = list(contradictions(said("right", paper.text) + said("wrong", wrong)))
            planted["in one of two papers"] += 1
            found["in one of two papers"] += bool(differ)
            by["in one of two papers"].update({f.rule.code for _, f in differ})
        planted[planter.__name__] += 1
        found[planter.__name__] += bool(new)
        by[planter.__name__].update({f.rule.code for f in new})
    print(f"Python {platform.python_version()}, {platform.machine()}; seed {options.seed}")
    print(f"{clean} papers without a mistake: {alarms} findings")
    print(f"{'mistake planted':<28}{'planted':>8}{'found':>8}{'share':>8}  by rule")
    for name in kinds:
        rules = ", ".join(code for code, _ in by[name].most_common(4))
        share = found[name] / planted[name]
        print(
            f"{name.replace('_', ' '):<28}{planted[name]:>8}{found[name]:>8}{share:>8.1%}  {rules}"
        )
    total = sum(found.values()) / sum(planted.values())
    each = 1000 * seconds / sum(planted.values())
    print(f"{'all':<28}{sum(planted.values()):>8}{sum(found.values()):>8}{total:>8.1%}")
    print(f"{each:.0f} ms a paper; {ENOUGH:.0%} wanted")
    slow = long_paper(chance) > LONGEST
    return int(total < ENOUGH or slow)


def long_paper(chance: random.Random) -> float:
    """Seconds to read and check a paper of a hundred pages, most of it lists; printed."""
    text = ""
    while len(text) < 100 * PAGE:
        text += declaration(chance, "en").text + "\n\n"
    started = time.process_time()
    findings(text)
    seconds = time.process_time() - started
    print(f"100 pages of {PAGE:,} characters: {seconds:.1f} s (aim: under {LONGEST:.0f} s)")
    return seconds


if __name__ == "__main__":
    raise SystemExit(main())
