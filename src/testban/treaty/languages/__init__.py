"""Language packs: the words of each language, as data; the logic that uses them knows none.

A pack is one TOML file named by its ISO 639-1 code. Adding a language is adding a file: see
``docs/how-to/add-a-language.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from testban.errors import ReferenceError

__all__ = ["Pack", "available", "guess_language", "pack"]


@dataclass(frozen=True)
class Pack:
    """The words of one language.

    Attributes
    ----------
    code
        ISO 639-1.
    data
        The pack's tables, as they stand in its file.
    """

    code: str
    data: Mapping[str, Any]
    _compiled: dict[tuple[str, str], re.Pattern[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def spaced(self) -> bool:
        """The language parts words by blanks."""
        return bool(self.data.get("spaced", True))

    def table(self, section: str) -> Mapping[str, Any]:
        """A section of the pack; empty where the language has none."""
        found: Mapping[str, Any] = self.data.get(section, {})
        return found

    def rules(self, section: str) -> list[Mapping[str, Any]]:
        """A section that is a list of rules; empty where the language has none."""
        found: list[Mapping[str, Any]] = self.data.get(section, [])
        return found

    def regex(self, section: str, name: str) -> re.Pattern[str]:
        """A regular expression of the pack; one that never matches where the language has none."""
        known = self._compiled.get((section, name))
        if known is None:
            known = re.compile(self.table(section).get(name, r"(?!)"))
            self._compiled[section, name] = known
        return known


def _folder() -> Traversable:
    return resources.files(__name__)


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that have a pack."""
    return tuple(sorted(f.name[:-5] for f in _folder().iterdir() if f.name.endswith(".toml")))


@cache
def pack(code: str) -> Pack:
    """The pack of a language.

    Raises
    ------
    ReferenceError
        There is no pack for `code`.
    """
    if code not in available():
        raise ReferenceError(
            f"there is no language pack for '{code}'",
            cure=f"There is one for {', '.join(available())}",
        )
    text = _folder().joinpath(f"{code}.toml").read_text(encoding="utf-8")
    try:
        return Pack(code, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ReferenceError(
            f"the language pack is no TOML ({error})", where=f"{code}.toml", cure="Mend that line"
        ) from error


# The upper bytes of the characters of each script, and how much a character of it says.
_SCRIPTS = (
    ("zh", bytes(range(0x4E, 0xA0)), 2),
    ("ru", b"\x04", 1),
    ("ar", b"\x06", 1),
)
_NO_LETTERS = bytes(c for c in range(256) if not re.match("[A-Za-zÀ-ÿ]", chr(c)))
# In words of small letters, anything else parts two of them.
_PARTED = bytes(c if re.match("[a-zà-ÿ]", chr(c)) else 0x20 for c in range(256))
_FUNCTION_WORDS = {
    "en": {"the", "of", "and", "to", "in", "that", "by", "with", "was", "were", "for"},
    "fr": {"le", "la", "les", "des", "du", "et", "dans", "que", "par", "une", "aux"},
    "de": {"der", "die", "das", "und", "den", "des", "mit", "von", "zu", "im", "nicht"},
    "nl": {"de", "het", "een", "van", "op", "voor", "met", "dat", "wordt", "niet", "te"},
    "es": {"el", "la", "los", "las", "del", "y", "que", "por", "una", "en", "con"},
}


def guess_language(text: str) -> str | None:
    """The language that `text` is written in, from its script and its commonest words.

    >>> guess_language("促进《全面禁止核试验条约》生效会议"), guess_language("the States of the Treaty")
    ('zh', 'en')
    """
    sample = text[:200_000]
    upper = sample.encode("utf-16-le", "ignore")[1::2]
    counts = {
        code: weight * (len(upper) - len(upper.translate(None, script)))
        for code, script, weight in _SCRIPTS
    }
    counts["latin"] = len(sample.encode("latin-1", "ignore").translate(None, _NO_LETTERS))
    best = max(counts, key=lambda code: counts[code])
    if not counts[best]:
        return None
    # Papers in other scripts print names, symbols and addresses in Latin letters.
    scripts = [code for code in ("zh", "ru", "ar") if counts[code] > 0.25 * counts["latin"]]
    if best == "latin" and not scripts:
        words = Counter(sample.lower().encode("latin-1", "replace").translate(_PARTED).split())
        votes = {
            code: sum(words[word.encode("latin-1")] for word in known)
            for code, known in _FUNCTION_WORDS.items()
        }
        winner = max(votes, key=lambda code: votes[code])
        return winner if votes[winner] else None
    return max(scripts, key=lambda code: counts[code]) if scripts else best
