"""A draft corrigendum in the layout of the United Nations: what to read for what, place by place.

It follows the Editorial Manual's form: the symbol with Corr., the title of the paper, the word
"Corrigendum", then each place with "For … read …". A person fills in the number and the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from testban.reference.states import short_name
from testban.treaty.checks.model import Finding
from testban.treaty.checks.shown import States
from testban.treaty.documents.labels import roman_number
from testban.treaty.documents.model import Document, Source

__all__ = ["as_corrigendum"]

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_LANGUAGES = {
    "en": {"en": "English", "zh": "Chinese", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic"},
    "zh": {"en": "英文", "zh": "中文", "fr": "法文", "es": "西班牙文", "ru": "俄文", "ar": "阿拉伯文"},
}  # fmt: skip
_STOPS = re.compile(r"[，。；、,;:：.]")
_SHORT = 6
_NEAR = 12


def as_corrigendum(document: Document, findings: Iterable[Finding]) -> str:
    """A draft corrigendum in the paper's language.

    Only errors of the paper whose right text is known get an entry; a person must look at each.
    """
    zh = document.language == "zh"
    symbol = document.symbol or document.source.name
    lines = [f"{symbol}/Corr.…", *_head(document, zh=zh), "", "更正" if zh else "Corrigendum", ""]
    known = [f for f in findings if f.rule.severity == "error" and f.expected]
    for number, finding in enumerate(known, start=1):
        line = finding.cite.line
        place = _place(finding.cite.place, zh=zh)
        lines.append(
            f"{number}. {place}（第{line}行）" if zh else f"{number}. {place} (line {line})"
        )
        lines += [_change(document.source, finding, zh=zh), ""]
    if not known:
        lines += ["没有可以直接改正之处。" if zh else "Nothing whose right text is known.", ""]
    return "\n".join(lines)


def _head(document: Document, *, zh: bool) -> list[str]:
    """The language, the original's language, and the title of the paper."""
    names = _LANGUAGES["zh" if zh else "en"]
    head = [names[document.language]] if document.language in names else []
    if document.original_language in names:
        original = names[document.original_language or ""]
        head.append(f"原文：{original}" if zh else f"Original: {original}")
    return [*head, "", document.title] if document.title else head


def _change(source: Source, finding: Finding, *, zh: bool) -> str:
    states = finding.values.get("states")
    if isinstance(states, States):
        shown = ("、" if zh else ", ").join(
            short_name(c, "zh" if zh else "en") for c in states.codes
        )
        return f"增列{shown}" if zh else f"Add {shown}"
    quote, read = finding.cite.quote, _shown(finding.expected, zh=zh)
    linked = str(finding.values.get("linked", ""))
    if linked and linked in quote:
        read = quote.replace(linked, read)
    before, after = _context(source, finding) if len(quote) < _SHORT else ("", "")
    quote, read = f"{before}{quote}{after}", f"{before}{read}{after}"
    return f"将“{quote}”改为“{read}”" if zh else f"For {quote} read {read}"


def _context(source: Source, finding: Finding) -> tuple[str, str]:
    """Some words before and after a short quotation, so that it can be found in its line."""
    if len(finding.cite.spans) != 1:
        return "", ""
    start, end = finding.cite.spans[0]
    line = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    rest = source.text[end:].split("\n", 1)[0]
    before = _STOPS.split(line)[-1].lstrip()
    after = _STOPS.split(rest)[0].rstrip()
    return _cut(before[::-1])[::-1], _cut(after)


def _cut(text: str) -> str:
    """So many characters at most, and no part of a word."""
    if len(text) <= _NEAR or not (text[_NEAR - 1 : _NEAR + 1].isascii() and text[_NEAR].strip()):
        return text[:_NEAR]
    return text[:_NEAR].rpartition(" ")[0]


_PLACES = {
    "en": (
        (r"^annex\b", "Annex"),
        (r"^appendix\b", "Appendix"),
        (r"\bpara\. ", "paragraph "),
        (r"\bsect\. ", "section "),
        (r"^paragraph", "Paragraph"),
        (r"^footnote", "Footnote"),
    ),
    "zh": (
        (r"\bpara\. (\d+)((?: \(\w+\))*)", r"第\1段\2"),
        (r"\bsect\. (\w+)", r"第\1节"),
        (r"\bfootnote (\S+)", r"脚注\1"),
        (r", ", "，"),
        (r"(?<=段) \(", "("),
    ),
}
_ANNEX = re.compile(r"\b(annex|appendix)(?: ([IVX]+))?\b")
_CHINESE = "一二三四五六七八九十"


def _place(place: str, *, zh: bool) -> str:
    """``annex I, para. 5 (a)`` as a paper says it: Annex I, paragraph 5 (a); 附件一，第5段(a)."""
    if not place:
        return "正文" if zh else "Text"
    shown = _ANNEX.sub(_chinese_annex, place) if zh else place
    for pattern, text in _PLACES["zh" if zh else "en"]:
        shown = re.sub(pattern, text, shown)
    return shown


def _chinese_annex(match: re.Match[str]) -> str:
    kind = "附件" if match[1] == "annex" else "附录"
    value = roman_number(match[2]) if match[2] else None
    return kind + (_CHINESE[value - 1] if value and value <= len(_CHINESE) else match[2] or "")


def _shown(expected: str, *, zh: bool) -> str:
    """A day, or a period of days, as papers print it."""

    days = [tuple(map(int, match.groups())) for match in _DAY.finditer(expected)]
    if not days or any(not 1 <= month <= len(_MONTHS) for _, month, _ in days):
        return expected
    (year, month, first), (other, until, last) = days[0], days[-1]
    same = (year, month) == (other, until)
    if zh:
        start, end = f"{year} 年 {month} 月 {first} 日", f"{other} 年 {until} 月 {last} 日"
        return start if len(days) == 1 else f"{start}至{f'{last} 日' if same else end}"
    end = f"{last} {_MONTHS[until - 1]} {other}"
    start = f"{first}" if same else f"{first} {_MONTHS[month - 1]} {year}"
    return end if len(days) == 1 else f"{start} to {end}"
