"""Mistakes in words and signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from planting.places import Given, Site


def _prose(paper: Given) -> list[tuple[int, int]]:
    return [
        (b.text.origin[0], b.text.origin[-1] + 1)
        for b in paper.document.blocks
        if b.kind in ("paragraph", "item", "footnote") and b.text.origin
    ]


def sign_lost(paper: Given) -> Iterator[Site]:
    """A bracket or quotation mark is lost."""
    for start, end in _prose(paper):
        for m in re.compile("[（）《》“”()\\[\\]]").finditer(paper.text, start, end):
            around = paper.text[max(start, m.start() - 6) : m.end() + 4]
            if (
                not re.search(r"\(?[a-z0-9]{1,4}\)", around)
                or paper.text[m.start()] in "《》“”（）"
            ):
                yield Site(*m.span(), "")


def doubled(paper: Given) -> Iterator[Site]:
    """A word stands twice in succession."""
    pattern = re.compile(
        r"(?<=[\u4e00-\u9fff])[的和在与](?=[\u4e00-\u9fff])|\b(?:the|of|and|in|to)\b"
    )
    for start, end in _prose(paper):
        for m in pattern.finditer(paper.text, start, end):
            yield Site(*m.span(), m.group() + (" " if m.group().isascii() else "") + m.group())


TERMS = (
    r"《[\u4e00-\u9fff]{5,20}》",
    r"全面禁止核试验条约组织",
    r"筹备委员会",
    r"临时技术秘书处",
    r"国际监测系统",
    r"国际数据中心",
    r"执行秘书",
    r"共同主席",
    r"全权证书委员会",
    r"缔约国会议",
    r"裁军事务厅",
)


def term(paper: Given) -> Iterator[Site]:
    """A name that the paper has often loses or changes a sign."""
    zh = "|".join(TERMS)
    en = r"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)*(?: (?:of|on|the|for|and) (?=[A-Z]))? ?){3,}"
    found = list(re.finditer(zh if paper.lang == "zh" else en, paper.text))
    times = Counter(m.group().strip() for m in found)
    for m in found:
        shown = m.group().strip()
        if times[shown] < 3:
            continue
        at = len(shown) // 2
        if paper.lang == "en":
            words = shown.split(" ")
            wrong = (
                " ".join([*words[:-2], words[-1]])
                if len(words) > 3
                else shown[:at] + shown[at + 1 :]
            )
        else:
            wrong = shown[:at] + shown[at + 1 :]
        yield Site(m.start(), m.start() + len(shown), wrong)


def person(paper: Given) -> Iterator[Site]:
    """A person who is named more than once is spelt otherwise once."""
    found = list(
        re.finditer(
            r"[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6}(?=先生|女士|阁下|大使|部长)"
            r"|(?:Mr\.|Ms\.|Mrs\.) (?P<n>[A-Z]\w+(?: [A-Z]\w+)+)",
            paper.text,
        )
    )
    tails = Counter((m["n"] or m.group()).split("·")[-1].split(" ")[-1] for m in found)
    for m in found:
        shown = m["n"] or m.group()
        start = m.start("n") if m["n"] else m.start()
        tail = shown.split("·")[-1].split(" ")[-1]
        if tails[tail] < 2:
            continue
        at = len(shown) - len(tail) + len(tail) // 2
        other = "尔" if not shown.isascii() else "o"
        if shown[at] != other:
            yield Site(start + at, start + at + 1, other)


def ordinal(paper: Given) -> Iterator[Site]:
    """A conference or meeting is given the number of the next."""
    zh = "一二三四五六七八九"
    for m in re.finditer(
        r"第([一二三四五六七八])[次届](?=《?(?:条约》?)?(?:缔约国|促进|《条约》之友))", paper.text
    ):
        yield Site(*m.span(1), zh[zh.index(m[1]) + 1])
    words = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
    for m in re.finditer(
        r"\b(First|Second|Third|Fourth|Fifth)(?= Meeting of States Parties| Conference)", paper.text
    ):
        yield Site(*m.span(1), words[words.index(m[1]) + 1])
