"""Names of bodies, offices and treaties: one thing that a paper calls by two names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from testban.reference.gazetteer import condense
from testban.reference.states import names
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import Clause
from testban.treaty.checks.slips import one_slip
from testban.treaty.checks.words import words

__all__ = ["mutilated_name", "mutilated_title", "two_forms", "unused_short_name"]

# A form that stands oftener than this is no slip: its first place is told, and no other.
_MANY = 8
_LONG_TITLE = 6
# With one sign in fewer changed, half a title may be another word (国家, 国际).
_ONE_OF = 4
# So often a title in brackets must stand in the paper before it is held against others.
_OFTEN = 3
_WORDS = 3
# Shorter words are one sign from many others.
_LONG_WORD = 6
_BRACKETED = re.compile("《[^《》]{4,40}》")
_NUMERALS = frozenset("一二三四五六七八九十百0123456789")


def two_forms(paper: Paper) -> Iterator[Finding]:
    """T804: one body, office or thing under two names, or under another than its own."""
    known = words(paper.context.language.code)
    lower = paper.condensed[0].lower()
    for forms in known.rows("forms"):
        if sum(form.lower() in lower for form in forms) < 2:
            continue  # found out much quicker than by a pattern that disregards case
        # The longest first: one form may be part of another.
        pattern = re.compile(
            "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)), re.I
        )
        found = [match for _, match in paper.find(pattern) if _as_a_name(match.group(), forms)]
        times = Counter(match.group().lower() for match in found)
        if len(times) < 2:
            continue
        usual = max(times, key=lambda form: times[form])
        model = next(match for match in found if match.group().lower() == usual)
        seen: Counter[str] = Counter()
        for match in found:
            form = match.group().lower()
            seen[form] += 1
            if form != usual and (seen[form] == 1 or times[form] <= _MANY):
                line = paper.cite_at(*model.span()).line
                yield _told(paper, match.span(), model.group(), "one_form", line)
    for source, name in known.rows("official"):
        for _, match in paper.find(re.compile(source)):
            yield _told(paper, match.span(), name, "official")


def _as_a_name(shown: str, forms: Sequence[str]) -> bool:
    """Of forms that are names: with their capital; "a comprehensive nuclear test-ban treaty" has none."""
    return not (shown[0].islower() and forms[0][0].isupper())


def mutilated_title(paper: Paper) -> Iterator[Finding]:
    """T804, T805: a title of which a sign or two were lost or changed."""
    known = words(paper.context.language.code)
    own = known.rows("titles")
    titles = [*own, *(t for t in (*_bracketed(paper), *_defined(paper)) if len(t) >= _LONG_TITLE)]
    goes_on = tuple(known.data.get("goes_on", ""))
    text, _ = paper.condensed
    told: set[int] = set()
    for title in dict.fromkeys(titles):
        for start, end in _near(title, text):
            if text[start:end] not in titles and text[end] not in goes_on and start not in told:
                told.add(start)
                yield _told(paper, (start, end), title)


def mutilated_name(paper: Paper) -> Iterator[Finding]:
    """T804, T805: a name of several words that lost a word, or of which one is misspelt."""
    pattern = words(paper.context.language.code).regex("long_name")
    places: dict[str, list[tuple[int, int]]] = {}
    times: Counter[str] = Counter()
    for _, match in paper.find(pattern):
        places.setdefault(match.group(), []).append(match.span())
        times.update(_parts_of(match.group()))
    # States have rules of their own, and some differ by a word.
    states = "\n".join(name.text for name in names(paper.context.language.code))
    usual = [n for n, number in times.items() if number >= _OFTEN and n not in states]
    told: set[int] = set()
    for right in sorted(usual, key=len, reverse=True):
        for span in (*_misspelt(right, times[right], places), *_lacking_a_word(paper, right)):
            if span[0] not in told:
                told.add(span[0])
                yield _told(paper, span, right)


def _parts_of(name: str) -> Iterator[str]:
    """A name, and the names within it: three words at least, with a capital at either end."""
    parts = name.split()
    for start, end in combinations(range(len(parts) + 1), 2):
        part = parts[start:end]
        if end - start >= _WORDS and part[0][0].isupper() and part[-1][0].isupper():
            yield " ".join(part)


def _misspelt(
    right: str, times: int, places: dict[str, list[tuple[int, int]]]
) -> Iterator[tuple[int, int]]:
    """Where a name stands with a slip in one of its words, and no other ending."""
    parts = right.split()
    for name, found in places.items():
        shown = name.split()
        wrong = [(a, b) for a, b in zip(shown, parts, strict=False) if a != b]
        if len(shown) != len(parts) or len(wrong) != 1 or _OFTEN * len(found) > times:
            continue
        one, other = wrong[0]
        slip = one_slip(one.replace("-", ""), other.replace("-", ""))
        if slip and min(len(one), len(other)) >= _LONG_WORD and one[-2:] == other[-2:]:
            yield from found


def _lacking_a_word(paper: Paper, right: str) -> Iterator[tuple[int, int]]:
    """Where a name stands without one of its inner words."""
    parts = right.split()
    for at in range(1, len(parts) - 1):
        if not parts[at][0].isupper():
            continue
        short = " ".join([*parts[:at], *parts[at + 1 :]])
        if short not in paper.condensed[0]:
            continue
        found = [m for _, m in paper.find(re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])"))]
        if 0 < _OFTEN * len(found) <= paper.condensed[0].count(right):
            yield from (match.span() for match in found)


def _told(
    paper: Paper, span: tuple[int, int], expected: str, advice: str = "slip", line: int = 0
) -> Finding:
    """A finding that says how often either form stands, where the usual one does, and what to do."""
    cite = paper.cite_at(*span)
    text = paper.condensed[0].lower()
    code = "T805" if expected.startswith("《") or "reaty" in expected else "T804"
    # One of the two may be a part of the other.
    own, other = (condense(form)[0].lower() for form in (cite.quote, expected))
    times = text.count(own) - (text.count(other) if own in other else 0)
    usual = text.count(other) - (text.count(own) if other in own else 0)
    return paper.finding(
        code,
        cite,
        expected,
        name=cite.quote,
        often=Clause("times", {"n": times}),
        usual=Clause("times" if usual else "never", {"n": usual}),
        where=Clause("at_line", {"line": line}) if line else "",
        advice=Clause(advice, {"name": expected}),
    )


def _bracketed(paper: Paper) -> list[str]:
    """The titles that the paper gives often."""
    times = Counter(match.group() for _, match in paper.find(_BRACKETED))
    return [title for title, number in times.items() if number >= _OFTEN]


def _defined(paper: Paper) -> list[str]:
    """The short names that the paper defines, and what they stand for."""
    found = []
    for _, full, short in _definitions(paper):
        if full[-1] == short[-1]:  # else the full name may go on
            found += [full, short]
    return found


def _definitions(paper: Paper) -> Iterator[tuple[re.Match[str], str, str]]:
    """Where a short name stands in brackets behind a name that has its signs in their order."""
    text, _ = paper.condensed
    for _, match in paper.find(words(paper.context.language.code).regex("short_name")):
        before = text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
        full = _full(before, match["short"])
        if full:
            yield match, full, match["short"]


def _full(before: str, short: str) -> str:
    """The end of `before` that a short name abbreviates; empty where it abbreviates nothing."""
    if short.isascii():
        return _initials(before, short)
    position = len(before)
    for sign in reversed(short):
        position = before.rfind(sign, 0, position)
        if position < 0:
            return ""
    full = before[position:]
    return full if len(short) < len(full) <= 3 * len(short) + 6 else ""


def _initials(before: str, short: str) -> str:
    """The last words, where the capitals among their first letters are the short name."""
    capitals = list(re.finditer(r"(?<![A-Za-z])[A-Z]|(?<=[a-z]-)[A-Z]", before))
    letters = short.replace(".", "")
    if letters.isupper() and "".join(m.group() for m in capitals[-len(letters) :]) == letters:
        return before[capitals[-len(letters)].start() :].strip()
    return ""


def _near(title: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a title stands with one or two signs inside it missing, or one other."""
    half = len(title) // 2
    front, back = title[:half], title[half:]
    position = text.find(back)
    while position >= 0:
        if not text.endswith(front, 0, position):
            for length in (half - 1, half - 2, half):
                if length < half - 1 and len(title) < _LONG_TITLE:
                    continue  # 筹备委员会, 筹备会
                start = position - length
                if start >= 0 and _slip(front, text[start:position], at_start=True):
                    yield start, position + len(back)
                    break
        position = text.find(back, position + 1)
    position = text.find(front)
    while position >= 0:
        after = position + half
        if not text.startswith(back, after):
            for length in (len(back) - 1, len(back) - 2, len(back)):
                if length < len(back) - 1 and len(title) < _LONG_TITLE:
                    continue
                if _slip(back, text[after : after + length], at_start=False):
                    yield position, after + length
                    break
        position = text.find(front, position + 1)


def _slip(right: str, shown: str, *, at_start: bool) -> bool:
    """`shown` is `right` with one or two signs lost or one changed, and none at its outer end."""
    missing = len(right) - len(shown)
    if not shown or (shown[0] != right[0] if at_start else shown[-1] != right[-1]):
        return False
    if missing:
        return any(
            right[:place] + right[place + missing :] == shown
            for place in range(len(right) - missing + 1)
        )
    wrong = [(a, b) for a, b in zip(right, shown, strict=False) if a != b]
    return (
        len(right) >= _ONE_OF
        and len(wrong) == 1
        and not set(wrong[0]) & _NUMERALS
        and wrong[0][1].isalpha()
    )


def unused_short_name(paper: Paper) -> Iterator[Finding]:
    """T806: a short name is defined, and the full one is used after all."""
    text, _ = paper.condensed
    for match, full, short in _definitions(paper):
        if short in full or full not in text[match.end() :]:
            continue
        if len(re.findall(rf"(?<![A-Za-z]){re.escape(short)}(?![a-z])", text)) == 1:
            yield paper.finding(
                "T806", paper.cite_at(*match.span("short")), short, name=full, short=short
            )
