"""The little language in which a pack writes its patterns.

A pattern is a regular expression over masked text with these macros, each of which may carry a
name (``{N:value}``) by which the rule's code finds it:

====== ==========================================================
``S``  one State
``L``  one State or a list of States
``D``  a date
``P``  a period
``W``  a date or a period ("when")
``T``  a treaty, by name or as "the Treaty"
``Y``  the symbol of a document
``N``  a number, in digits or words
====== ==========================================================

``{…}`` that is none of these is a part that the pack defines under ``[parts]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from testban.errors import ReferenceError
from testban.reference.gazetteer import condense
from testban.treaty.documents.labels import chinese_number
from testban.treaty.extract.passage import MASKS, NUMBER, REACH, Hit, Passage
from testban.treaty.languages import Pack, pack
from testban.treaty.literals import DIGIT, Need, all_needs
from testban.treaty.literals import NUMBER as ANY_NUMBER

__all__ = ["Pattern", "number", "pattern"]

_MACRO = re.compile(r"\{([A-Za-z_]\w*)(?::(\w+))?\}")
_CLASSES = {
    "S": MASKS["state"],
    "L": f"[{MASKS['state']}{MASKS['states']}]",
    "D": MASKS["date"],
    "P": MASKS["period"],
    "W": f"[{MASKS['date']}{MASKS['period']}]",
    "T": MASKS["treaty"],
    "Y": MASKS["symbol"],
}


# In a need: what stands for a name, a date, a number or a figure.
_STANDS_FOR = re.compile(f"[{''.join(MASKS.values())}{ANY_NUMBER}{DIGIT}]")
_OF_ORDER = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_BEFORE = r"\(\?<[=!][^()|]*\)"
_LEADING_NUMBER = re.compile(
    rf"(?:{_BEFORE}|\(\?:(?:{_BEFORE})*\))*\(\?(?::|P<\w+>){ANY_NUMBER}\)(?![?*])"
)


class Pattern:
    """A pattern of a language pack."""

    def __init__(self, source: str, language: Pack) -> None:
        self.language = language
        self._short = source
        counting = _expand(source, language, ANY_NUMBER)
        # A match begins with a number: it is enough to look where the passage has one.
        self._numeric = _LEADING_NUMBER.match(counting) is not None and not _is_choice(counting)
        # The white space of text made ready for patterns is blanks.
        self.needs = all_needs(counting.replace(r"\s", " "))
        self.indexed = False  # every passage knows whether it holds the words

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a passage first holds the words: most patterns match in few papers."""
        number = self.language.table("numbers").get("pattern", NUMBER)
        source = _expand(self._short, self.language, number)
        try:
            return re.compile(source)
        except re.error as error:
            code = self.language.code
            raise ReferenceError(
                f"bad pattern in the '{code}' pack: {error}", where=source
            ) from error

    def may_match(self, passage: Passage) -> bool:
        """False only where the passage lacks words of which any match would hold one."""
        if self.indexed:
            return self in passage.likely
        lower = passage.lower
        for need in self.needs:
            for word in need:
                if word in lower:
                    break
            else:
                return False
        return True

    @cached_property
    def _plain_needs(self) -> list[Need]:
        """Of each need what stands in the text as it is printed: the longest piece of each word."""
        plain = [tuple(max(_STANDS_FOR.split(w), key=len) for w in need) for need in self.needs]
        return [need for need in plain if all(need)]

    def may_stand_in(self, text: str) -> bool:
        """False only where `text`, as printed and not read yet, lacks words of any match."""
        lower = condense(text)[0].lower()
        return all(any(word in lower for word in need) for need in self._plain_needs)

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Every match in the passage, left to right."""
        if self.may_match(passage):
            yield from self.every(passage)

    def every(self, passage: Passage) -> Iterator[Hit]:
        """The same, in a passage that is known to hold the words."""
        if not self._numeric:
            for match in self.regex.finditer(passage.masked):
                yield Hit(passage, match)
            return
        end = 0
        for start in passage.numbers:
            found = self.regex.match(passage.masked, start) if start >= end else None
            if found is not None:
                end = found.end()
                yield Hit(passage, found)

    def within(self, passage: Passage, start: int, end: int) -> Iterator[Hit]:
        """The matches that begin in the masked range ``[start, end)``."""
        for match in self.regex.finditer(passage.masked, start, end + REACH):
            if match.start() >= end:
                return
            yield Hit(passage, match)

    def search(self, passage: Passage) -> Hit | None:
        """The first match in the passage."""
        if not self.may_match(passage):
            return None
        match = self.regex.search(passage.masked)
        return Hit(passage, match) if match else None


def _is_choice(source: str) -> bool:
    """The pattern as a whole is one of several (`a|b`), so that each may begin otherwise."""
    depth = 0
    for part in re.findall(r"\\.|\[(?:\\.|[^\]])*\]|[()|]", source):
        depth += (part == "(") - (part == ")")
        if part == "|" and depth == 0:
            return True
    return False


def _expand(source: str, language: Pack, number: str, depth: int = 0) -> str:
    """The expression that `source` is short for, in which `number` stands for a number."""

    def replace(match: re.Match[str]) -> str:
        """What one macro stands for, under its name where it has one."""
        macro, name = match.groups()
        if macro == "N":
            inner = number
        elif macro in _CLASSES:
            inner = _CLASSES[macro]
        else:
            part = language.table("parts").get(macro)
            if part is None or depth > 5:
                raise ReferenceError(f"unknown macro {match.group()} in the '{language.code}' pack")
            inner = _expand(part, language, number, depth + 1)
        return f"(?P<{name}>{inner})" if name else f"(?:{inner})"

    return _MACRO.sub(replace, source)


@cache
def pattern(source: str, code: str) -> Pattern:
    """The pattern `source` of the pack `code`, compiled once."""
    return Pattern(source, pack(code))


def number(text: str, language: Pack) -> int | None:
    """The number that `text` says, in digits or words, of counting or of order; None for none.

    >>> number("1 234", pack("en")), number("thirty-six", pack("en")), number("八", pack("zh"))
    (1234, 36, 8)
    >>> number("182nd", pack("en")), number("seventy-ninth", pack("en"))
    (182, 79)
    """
    if text.isdigit():
        return int(text)
    digits = _OF_ORDER.sub("", re.sub(r"[\s,，]", "", text))
    if digits.isdigit():
        return int(digits)
    words = language.table("numbers").get("words", {})
    ordinals = language.table("ordinals")
    if text.strip().lower() in ordinals:
        return int(ordinals[text.strip().lower()])
    if text.strip().lower() in words:
        return int(words[text.strip().lower()])
    total = 0
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if word in words:
            value = words[word]
            total = total * value if value == 100 and total else total + value
        elif word not in ("and", "y", "et"):
            return chinese_number(text.strip())
    return total or chinese_number(text.strip())
