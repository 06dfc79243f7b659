"""Mistakes in days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planting.places import LEDGER, Given, Site
from testban.reference.meetings import meetings

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = {
    "zh": re.compile(r"(?P<y>(?:19|20)\d\d) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日"),
    "en": re.compile(rf"(?P<d>\d{{1,2}}) (?P<m>{_MONTH}) (?P<y>(?:19|20)\d\d)"),
}
_TWO_DAYS = {
    "zh": re.compile(r"(?P<a>\d{1,2}) ?日?(?:至|-|－|—|和) ?(?P<b>\d{1,2}) ?日"),
    "en": re.compile(rf"(?P<a>\d{{1,2}}) (?:to|and) (?P<b>\d{{1,2}})(?= {_MONTH})"),
}


def no_such_day(paper: Given) -> Iterator[Site]:
    """A day that its month does not have."""
    for match in _DAY[paper.lang].finditer(paper.text):
        yield Site(
            *match.span("d"),
            (
                "31"
                if match["m"]
                in ("2", "4", "6", "9", "11", "February", "April", "June", "September", "November")
                else "32"
            ),
        )


def end_before_start(paper: Given) -> Iterator[Site]:
    """The two days of a period change places."""
    for match in _TWO_DAYS[paper.lang].finditer(paper.text):
        if int(match["a"]) < int(match["b"]):
            shown = match.group()
            text = (
                match["b"]
                + shown[len(match["a"]) : len(shown) - len(shown[shown.rindex(match["b"]) :])]
                + match["a"]
                + shown[shown.rindex(match["b"]) + len(match["b"]) :]
            )
            yield Site(*match.span(), text)


def act_on_another_day(paper: Given) -> Iterator[Site]:
    """A signature or ratification of the ledger is dated a year, a month or a day off."""
    shift = 0
    for fact in paper.facts:
        if fact.kind != "treaty_action" or not fact.fields["date"] or not fact.fields["treaty"]:
            continue
        acts = LEDGER.of(fact.fields["treaty"], fact.fields["state"])
        right = {str(a.deposited) for a in acts}
        for start, end in fact.cite.spans:
            for m in _DAY[paper.lang].finditer(paper.text, start, end + 12):
                if m["y"] + "-" not in "".join(right):
                    continue
                shift += 1
                group = "ymd"[shift % 3]
                if group == "m" and not m["m"].isdigit():
                    group = "y"
                wrong = int(m[group]) + (1 if shift % 2 or m[group] == "1" else -1)
                if group == "m" and wrong > 12:
                    wrong = 11
                if group == "d" and wrong > 28:
                    wrong = 27
                yield Site(*m.span(group), str(wrong))


def meeting_on_another_day(paper: Given) -> Iterator[Site]:
    """A known meeting is given another year, or other days."""
    for fact in paper.facts:
        if fact.kind not in ("meeting", "activity"):
            continue
        known = [
            m
            for m in meetings()
            if str(m.start) == fact.fields["start"] and str(m.end) == fact.fields["end"]
        ]
        if not known:
            continue
        for start, end in fact.cite.spans:
            for m in re.compile(r"(?:19|20)\d\d(?= ?年)|(?<=[a-z] )20\d\d").finditer(
                paper.text, start, end
            ):
                if m.group() == str(known[0].start.year):
                    yield Site(*m.span(), str(int(m.group()) + 1))
                    yield Site(*m.span(), str(int(m.group()) - 1))
            for m in _TWO_DAYS[paper.lang].finditer(paper.text, start, end):
                if int(m["a"]) == known[0].start.day and int(m["b"]) == known[0].end.day:
                    yield Site(*m.span("a"), str(int(m["a"]) - 1 or 2))
