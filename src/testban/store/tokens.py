"""Text and queries to search tokens: the one place that decides what equals what in a search.

Both databases index exactly these tokens, so a query finds the same paragraphs in either.

- Chinese (and kana) has no spaces: a run of characters becomes its overlapping pairs, and its last
  character alone, so that 条约 in 全面禁止核试验条约 is found, and 约 too. Quotation and title
  marks and spaces inside a run do not part it: 《条约》生效 is found by 条约生效.
- Everything else is words: case, diacritics, full-width forms, Arabic vowel signs, tatweel, the
  forms of alef and yeh, teh marbuta and the Russian ё are folded away.

A token is letters and digits only, ASCII ones in lower case. That is what makes a query safe: no
character that means something to FTS5 or to ``tsquery`` can ever be in one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Phrase", "Query", "Token", "parse_query", "tokenise", "tokens"]

# PostgreSQL refuses a lexeme of 2 kB; no word is that long, but a line of base64 is.
LONGEST_TOKEN = 64

_JOINER, _BREAK = "\x1f", "\n"
_HAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
_PIECE = re.compile(
    rf"(?P<han>[{_HAN}](?:[ {_JOINER}]*[{_HAN}])*)|(?P<word>[^ {_JOINER}{_BREAK}{_HAN}]+)"
)

# Marks that stand inside a run of Chinese without parting it.
_TRANSPARENT_MARKS = '《》〈〉「」『』“”‘’"«»‹›'
_SPACES = " \u00a0\u2002\u2003\u2009\u202f\u3000"
# Spellings that one writer uses and the next does not; diacritics (ё, أ, é) fall by decomposition.
_LETTERS = {
    "ى": "ي",  # alef maksura, yeh
    "ی": "ي",  # Farsi yeh
    "ة": "ه",  # teh marbuta, heh
    "ک": "ك",  # keheh, kaf
    "ٱ": "ا",  # alef wasla
    "ـ": "",  # tatweel
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ı": "i",
}


def _fold_character(character: str) -> str:
    if character in _SPACES:
        return " "
    if character in _TRANSPARENT_MARKS:
        return _JOINER
    # Twice decomposed: case folding can put marks back (İ gives i and a dot).
    plain = unicodedata.normalize("NFKD", character).casefold()
    folded: list[str] = []
    for part in unicodedata.normalize("NFKD", plain):
        category = unicodedata.category(part)
        if category in ("Mn", "Me", "Cf"):
            continue
        if category == "Nd":
            folded.append(str(unicodedata.decimal(part)))
        elif category[0] in "LN":
            folded.append(_LETTERS.get(part, part))
        else:
            folded.append(_BREAK)
    return "".join(folded)


class _Folding(dict[int, str]):
    """The table of `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Token:
    """One token and the half-open range of characters of the text that it stands for."""

    text: str
    start: int
    end: int


def _pieces(folded: str) -> Iterator[tuple[str, int, int]]:
    for match in _PIECE.finditer(folded):
        if match.lastgroup == "word":
            yield match.group()[:LONGEST_TOKEN], match.start(), match.end()
            continue
        places = [
            place
            for place, character in enumerate(match.group(), match.start())
            if character not in " \x1f"
        ]
        for place, following in pairwise(places):
            yield folded[place] + folded[following], place, following + 1
        yield folded[places[-1]], places[-1], places[-1] + 1


def tokens(text: str) -> list[str]:
    """The tokens of `text`, in order: what is indexed.

    Examples
    --------
    >>> tokens("《条约》附件 2 国家, États")
    ['条约', '约附', '附件', '件', '2', '国家', '家', 'etats']
    """
    return [token for token, _, _ in _pieces(text.translate(_FOLDING))]


def tokenise(text: str) -> list[Token]:
    """The tokens of `text` with their places in it: what is marked in an answer."""
    origin: list[int] = []
    for place, character in enumerate(text):
        origin.extend([place] * len(_FOLDING[ord(character)]))
    return [
        Token(token, origin[start], origin[end - 1] + 1)
        for token, start, end in _pieces(text.translate(_FOLDING))
    ]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that must stand one behind the other; with `prefix` the last one may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False

    def find(self, text: list[Token]) -> Iterator[tuple[int, int]]:
        """The ranges of characters at which the phrase stands in the tokenised `text`."""
        length = len(self.tokens)
        *head, last = self.tokens
        for place in range(len(text) - length + 1):
            final = text[place + length - 1]
            if not (final.text.startswith(last) if self.prefix else final.text == last):
                continue
            if all(text[place + index].text == token for index, token in enumerate(head)):
                # Of a pair that a single Chinese character found, only that character is meant.
                single = len(last) == 1 and _is_pair(final.text)
                yield text[place].start, final.start + 1 if single else final.end


@dataclass(frozen=True, slots=True)
class Query:
    """What a user asked for.

    Attributes
    ----------
    terms
        All of them must stand in a paragraph.
    whole
        The query as one phrase: paragraphs that have it come first.
    """

    terms: tuple[Phrase, ...]
    whole: Phrase


def _is_han(character: str) -> bool:
    return re.match(f"[{_HAN}]", character) is not None


def _is_pair(token: str) -> bool:
    return len(token) == 2 and _is_han(token)


def _phrase(text: str, *, starred: bool) -> Phrase | None:
    found = tokens(text)
    if not found:
        return None
    prefix = starred and not _is_han(found[-1])
    if _is_han(found[-1]):
        # The run ends here in the query, but may go on in the paper: its last character alone is
        # asked for only where it is all there is, and then as the first of a pair too.
        if len(found) > 1 and _is_pair(found[-2]) and found[-2].endswith(found[-1]):
            found.pop()
        else:
            prefix = True
    return Phrase(tuple(found), prefix)


_TERM = re.compile(r'"([^"]*)"(\*?)|“([^“”]*)”(\*?)|(\S+)')


def parse_query(text: str) -> Query | None:
    """Read what a user typed; None where it holds no letter and no digit.

    Words and runs of Chinese are terms; ``"…"`` makes one term of several words; a ``*`` at the
    end of a word stands for any ending. Nothing else has a meaning.

    Examples
    --------
    >>> [term.tokens for term in parse_query('ratif* "附件 2 国家"').terms]
    [('ratif',), ('附件', '件', '2', '国家')]
    """
    terms: list[Phrase] = []
    # Of the whole, too, it is the last term's star that counts: in "a *" there is none.
    starred = False
    for match in _TERM.finditer(text):
        written = "".join(group or "" for group in match.groups()).rstrip()
        term = _phrase(written, starred=written.endswith("*"))
        if term:
            terms.append(term)
            starred = written.endswith("*")
    kept = tuple(dict.fromkeys(terms))
    whole = _phrase(text, starred=starred)
    return Query(kept, whole) if kept and whole else None
