"""Mistakes for a report: each function takes a right one and gives it with one mistake."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from planting.reports import FRAME, Report

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
