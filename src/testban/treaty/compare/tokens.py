"""A text as tokens for comparison: words and characters, and the things that carry substance.

Names of States, dates, treaties, symbols, numbers, words of obligation, negations and proper
names are one token each, known by what they mean and not by how they are spelt: ``eight`` and
``8`` are one number, 斯威士兰王国 and 斯威士兰 one State. All else is a word, or one character of a script
that does not part words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import Any, NamedTuple

from testban.treaty.compare.units import Text
from testban.treaty.documents.labels import chinese_number
from testban.treaty.documents.model import Block
from testban.treaty.extract.passage import Mention, Passage
from testban.treaty.extract.patterns import number
from testban.treaty.extract.reader import Reader
from testban.treaty.languages import Pack

__all__ = ["Duty", "Token", "Tokens", "plain_tokens"]

_PLAIN = re.compile(r"\d+|[^\W\d_\u2e80-\uffff]+(?:'[a-z]+)?|[^\s]")
_FIGURE = re.compile(r"\d+(?:[ ,.]\d{3})+(?!\d)|\d+(?:\.\d+)?%?")
_SENTENCE_END = ".!?:;。；：！？\n"
# What a title says obliges nobody.
_TITLE = re.compile(r"《[^《》]*》")
# Punctuation that has the same meaning in its two forms.
_SAME = str.maketrans("，：；！？“”‘’、「」", ',:;!?""\'\',""')


class Duty(NamedTuple):
    """A word of obligation: its dictionary form, and the force that it shares with others."""

    lemma: str
    force: str


@dataclass(frozen=True, slots=True)
class Token:
    """One token: where it stands in the text, and what it is known by.

    `kind` is ``state``, ``states`` (a list), ``date``, ``treaty``, ``symbol``, ``number``,
    ``duty``, ``negation``, ``name``, ``term`` (renamed throughout) or ``plain``.
    """

    kind: str
    start: int
    end: int
    key: Hashable
    value: Any = None

    @property
    def strong(self) -> bool:
        """It carries substance."""
        return self.kind not in ("plain", "term", "mark")


def plain_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Words, numbers, characters and punctuation marks of ``text[start:end]``, as printed."""
    for match in _PLAIN.finditer(text, start, len(text) if end is None else end):
        # A paper says the same few thousand words and characters over and over.
        key = intern(match.group().translate(_SAME))
        yield Token("plain", match.start(), match.end(), key)


class Tokens:
    """Makes tokens of texts in one language.

    Parameters
    ----------
    terms
        Spellings, of both versions, of what was renamed throughout, and the name of each.
    """

    def __init__(self, language: Pack, terms: Mapping[str, str] | None = None) -> None:
        self._language = language
        self._reader = Reader(language)
        self._words = _word_finder(language.code, language)
        self._terms = dict(terms or {})
        longest = sorted(self._terms, key=len, reverse=True)
        self._term = re.compile("|".join(map(re.escape, longest)) or r"(?!)")

    def obliges(self, words: str) -> bool:
        """There is a word of obligation or a negation among `words`."""
        return any(match.lastgroup == "word" for match in self._words.finditer(words))

    def of(self, block: Block, text: Text, marks: frozenset[int] = frozenset()) -> list[Token]:
        """The tokens of a text, in order; together they cover all but its white space.

        `marks` are the offsets, in the original, of the marks of footnotes: whatever they look
        like, one mark is as good as another.
        """
        passage = self._reader.passage(block, text.mapped)
        strong = [*_of_marks(text, marks), *self._strong(passage)]
        taken = bytearray(len(text.shown))
        found: list[Token] = []
        for token in strong:
            if taken.find(1, token.start, token.end) < 0:
                taken[token.start : token.end] = b"\1" * (token.end - token.start)
                found.append(token)
        found += self._plain(text.shown, taken)
        return sorted(found, key=lambda token: token.start)

    def _strong(self, passage: Passage) -> Iterator[Token]:
        text = passage.condensed
        for mention in passage.mentions:
            yield _of_mention(mention)
        for match in self._term.finditer(text):
            yield Token("term", *match.span(), ("term", self._terms[match.group()]))
        titled = bytearray(len(text))
        for title in _TITLE.finditer(text):
            titled[title.start() : title.end()] = b"\1" * (title.end() - title.start())
        for match in self._words.finditer(text):
            if match.lastgroup == "ordinal":
                value = self._ordinal(match.group())
                yield Token("number", *match.span(), ("number", value), value)
            elif match.lastgroup == "name":
                if name := self._name(text, *match.span()):
                    yield name
            elif match.lastgroup == "word" and not titled[match.start()]:
                yield self._duty(match)
        yield from self._numbers(passage)

    def _name(self, text: str, start: int, end: int) -> Token | None:
        """Without the word that opens a sentence, whose capital says nothing."""
        words = text[start:end]
        if self._language.spaced and "." not in words and _opens_sentence(text, start):
            _, _, words = words.partition(" ")
        if not words:
            return None
        known = _offices(self._language).get(words, words)
        return Token("name", end - len(words), end, ("name", known), words)

    def _duty(self, match: re.Match[str]) -> Token:
        duty = _duties(self._language.code, self._language)[match.group().lower()]
        if duty.force == "negation":
            return Token("negation", *match.span(), "negation", duty)
        return Token("duty", *match.span(), ("duty", duty.lemma), duty)

    def _numbers(self, passage: Passage) -> Iterator[Token]:
        for match in passage.number.finditer(passage.masked):
            first = passage.starts[match.start()]
            last = passage.starts[match.end() - 1] + 1
            words = passage.condensed[first:last].rstrip(" ,")
            value = number(words, self._language)
            if value is not None:
                shown = str(value)
                yield Token("number", first, first + len(words), ("number", shown), shown)
        for match in _FIGURE.finditer(passage.condensed):
            shown = re.sub(r"[ ,](?=\d{3})", "", match.group())
            yield Token("number", *match.span(), ("number", shown), shown)

    def _ordinal(self, words: str) -> str:
        table = self._language.table("compare").get("ordinals", {})
        known = table.get(words.lower())
        value = chinese_number(words[1:]) if known is None else int(known)
        return str(value) if value is not None else words

    def _plain(self, text: str, taken: bytearray) -> Iterator[Token]:
        position = 0
        while position < len(text):
            free = taken.find(0, position)
            if free < 0:
                return
            end = taken.find(1, free)
            end = len(text) if end < 0 else end
            yield from plain_tokens(text, free, end)
            position = end


_SURE_MARK = re.compile(
    r"\[\^?(?:\d{1,3}|[†‡*])\]|[¹²³⁴-⁹]+"
    # Glued to the punctuation mark before it: "the Treaty,6 the".
    r"|(?<=[a-z)”][,.;:])\d{1,2}(?=\s|$)"
)
_MARK = re.compile(r"\[\^?[\w†‡*]{1,3}\]|\d{1,2}|\S")


def _of_marks(text: Text, marks: frozenset[int]) -> Iterator[Token]:
    """Marks that look like nothing else, and those that `marks` tells from numbers."""
    for match in _SURE_MARK.finditer(text.shown):
        yield Token("mark", *match.span(), "mark")
    origin = text.mapped.origin
    if not marks:
        return
    for position, index in enumerate(text.index):
        if origin[index] in marks and (found := _MARK.match(text.shown, position)):
            yield Token("mark", *found.span(), "mark")


def _of_mention(mention: Mention) -> Token:
    kind, start, end, value = mention
    if kind == "state":
        return Token("state", start, end, ("state", tuple(sorted(value))), (value,))
    if kind == "states":
        # Lists are aligned by what stands around them, and compared as sets afterwards.
        return Token("states", start, end, "states", tuple(value))
    if kind in ("date", "period"):
        day = value.date + (f"/{value.end_date}" if value.end_date else "")
        return Token("date", start, end, ("date", day), day)
    return Token(kind, start, end, (kind, value), value)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘([")
    return not before or before[-1] in _SENTENCE_END


@cache
def _duties_of(
    code: str, rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
) -> dict[str, Duty]:
    return {
        word: Duty(words[0], force) for force, groups in rows for words in groups for word in words
    }


def _duties(code: str, language: Pack) -> dict[str, Duty]:
    """Every form of every word of obligation."""
    forces = language.table("compare").get("forces", {})
    rows = tuple((force, tuple(map(_forms, groups))) for force, groups in forces.items())
    return _duties_of(code, rows)


def _offices(language: Pack) -> dict[str, str]:
    """Bodies and offices of a language that has no capitals to tell names by, and one name of each."""
    groups = map(_forms, language.table("compare").get("offices", ()))
    return {word: words[0] for words in groups for word in words}


def _forms(words: str | Sequence[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _word_finder(code: str, language: Pack) -> re.Pattern[str]:
    """What is looked for in one pass: words that only look like one, ordinals, names, duties."""
    table = language.table("compare")
    edge = r"\b" if language.spaced else ""

    def either(words: Iterable[str]) -> str:
        longest = sorted(words, key=len, reverse=True)
        return "|".join(map(re.escape, longest)) or r"(?!)"

    known = either(_duties(code, language))
    offices = either(_offices(language))
    blocked = either(table.get("blockers", ()))
    return re.compile(
        rf"{edge}(?:(?P<block>{blocked})|(?P<ordinal>{table.get('ordinal', '(?!)')})"
        rf"|(?P<word>(?i:{known}))|(?P<name>{offices}|{table.get('name', '(?!)')})){edge}"
    )
