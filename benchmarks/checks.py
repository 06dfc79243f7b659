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
from testban.treaty.checks import Finding, check
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger
from testban.treaty.lists import list_states
from testban.treaty.status import status

ENOUGH = 0.95
LONGEST = 2.0
PAGE = 3_000
LEDGER = Ledger.shipped()
FIRST, LAST = date(2005, 1, 1), date(2022, 12, 31)
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

8. The Conference closed.

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

8. 会议闭幕。

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
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    found = status(LEDGER, find_treaty("CTBT"), day)
    counts = found.counts
    lists = [list_states(found, role, lang).states for role in ("ratified", *ANNEX2)]
    members = [code for code, state in states().items() if state.un_status == "member"]
    present = sorted(chance.sample(list(lists[0]), 30))
    others = sorted(chance.sample([c for c in members if c not in present], 12))
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
    }
    body = [BODY[lang].format(**told)]
    for heading, codes in zip(HEADINGS[lang], lists, strict=True):
        body.append(heading + "\n\n" + "\n".join(_name(code, lang) for code in codes))
    return Paper(lang, day, "\n\n".join(body) + "\n", acts)


def _act(name: str, day: str, lang: str) -> str:
    if lang == "zh":
        return f"{name}于{day}批准了《全面禁止核试验条约》。"
    return f"{name} ratified the Comprehensive Nuclear-Test-Ban Treaty on {day}."


def findings(text: str) -> list[Finding]:
    """What `check` finds, errors and warnings."""
    document = parse(Source("paper.txt", "", "text/plain", text))
    found = check(document, ledger=LEDGER)
    return [finding for finding in found if finding.rule.severity != "info"]


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
    end = paper.text.index("\n3. ")
    lead = "representatives of " if paper.lang == "en" else "会议选举"
    first = paper.text.index(lead, start) + len(lead)
    stop = min(p for s in (",", " and ", "、", "和") if (p := paper.text.find(s, first, end)) > 0)
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
        planted[planter.__name__] += 1
        found[planter.__name__] += bool(new)
        by[planter.__name__].update({f.rule.code for f in new})
    print(f"Python {platform.python_version()}, {platform.machine()}; seed {options.seed}")
    print(f"{clean} papers without a mistake: {alarms} errors and warnings")
    print(f"{'mistake planted':<24}{'planted':>8}{'found':>8}{'share':>8}  by rule")
    for planter in PLANTERS:
        name = planter.__name__
        rules = ", ".join(code for code, _ in by[name].most_common(4))
        share = found[name] / planted[name]
        print(
            f"{name.replace('_', ' '):<24}{planted[name]:>8}{found[name]:>8}{share:>8.1%}  {rules}"
        )
    total = sum(found.values()) / sum(planted.values())
    each = 1000 * seconds / sum(planted.values())
    print(f"{'all':<24}{sum(planted.values()):>8}{sum(found.values()):>8}{total:>8.1%}")
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
