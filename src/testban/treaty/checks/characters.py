"""Characters: doubled words, signs of the wrong width, words in Latin letters in two spellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.words import words
from testban.treaty.extract.passage import Passage

__all__ = ["doubled_words", "half_width", "latin_two_spellings"]

_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
# A sign of the Latin script between two signs of the Chinese one.
_HALF = re.compile(
    "(?<=[\u4e00-\u9fff》”）])[,;:?!](?=[\\s\u4e00-\u9fff《“（]|$)"
    "|\\((?=[\u4e00-\u9fff《“])|(?<=[\u4e00-\u9fff》”])\\)"
)
_FULL = re.compile("[，；：（）？！]")
# A paper has one width; where the other is not rare, it is the paper's own.
_RARE = 10
_LATIN = re.compile(r"(?<![A-Za-z0-9/.])[A-Z][A-Za-z]*[- ]?\d{1,4}(?![A-Za-z0-9/.])")


def doubled_words(paper: Paper) -> Iterator[Finding]:
    """T807: a word or a sign stands twice in succession."""
    known = words(paper.context.language.code)
    by_right = known.regex("doubled_by_right")
    for passage, match in paper.find(known.regex("doubled")):
        start = match.start() - paper.passage_at(match.start())[1]
        end = start + len(match.group())
        # Within a name a word may stand twice by right; a particle or an article may not.
        whole = match["word"] and not paper.context.language.spaced
        named = whole and any(m.start < end and start < m.end for m in passage.mentions)
        if named or by_right.search(match.group()) or passage.block.kind == "row":
            continue
        cite = paper.cite_at(*match.span())
        yield paper.finding("T807", cite, match[match.lastgroup or 0], name=cite.quote)


def half_width(paper: Paper) -> Iterator[Finding]:
    """T808: a sign of the Latin script among Chinese ones, in a paper that uses theirs."""
    if paper.context.language.spaced:
        return
    passages = paper.context.passages
    full = Counter(m.group() for p in passages for m in _FULL.finditer(p.text.text))
    half = [(p, m) for p in passages for m in _HALF.finditer(p.text.text)]
    times = Counter(m.group() for _, m in half)
    opened: Passage | None = None
    for passage, match in half:
        wide = _WIDE[match.group()]
        closes = match.group() == ")" and opened is passage
        opened = passage if match.group() == "(" else None
        if not closes and full[wide] >= _RARE * times[match.group()]:
            piece = passage.text[match.start() : match.end()]
            cite = paper.context.cite([piece], passage.block.place)
            yield paper.finding("T808", cite, wide, sign=match.group())


def latin_two_spellings(paper: Paper) -> Iterator[Finding]:
    """T810: a word in Latin letters, once with a hyphen or a blank and once without."""
    seen: dict[str, Counter[str]] = {}
    places: dict[str, re.Match[str]] = {}
    for _, match in paper.find(_LATIN):
        seen.setdefault(re.sub("[- ]", "", match.group()), Counter())[match.group()] += 1
        places.setdefault(match.group(), match)
    for forms in seen.values():
        usual = max(forms, key=lambda form: (forms[form], "-" in form))
        for form in forms:
            if form != usual:
                cite = paper.cite_at(*places[form].span())
                yield paper.finding("T810", cite, usual, name=cite.quote)
