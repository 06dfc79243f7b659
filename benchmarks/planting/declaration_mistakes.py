"""Mistakes for a declaration: each function takes a right one and gives it with one mistake."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from planting.declarations import HEADINGS, Paper
from planting.places import LEDGER
from testban.reference.states import list_name, states
from testban.reference.treaties import find_treaty
from testban.treaty.status import status

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
        list_name(code, paper.lang)
        for code, state in states().items()
        if state.un_status == "member" and list_name(code, paper.lang) not in present
    ]
    start = paper.text.index("\n2. ")
    lead = "representatives of " if paper.lang == "en" else "会议选举"
    first = paper.text.index(lead, start) + len(lead)
    names = [list_name(code, paper.lang) for code in states()]
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
