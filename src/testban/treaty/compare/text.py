"""A comparison as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.compare.model import Change, Comparison
from testban.treaty.compare.view import WORDS, heading, places, where

__all__ = ["as_text"]


def as_text(comparison: Comparison, lang: str = "en") -> str:
    """Both parts, a message a change, and below it where it stands in each version."""
    return "\n".join(_lines(comparison, lang)) + "\n"


def _lines(comparison: Comparison, lang: str) -> Iterator[str]:
    yield f"A  {heading(comparison.a)}"
    yield f"B  {heading(comparison.b)}"
    parts = {"substance": comparison.substance, "wording": comparison.wording}
    for part, changes in parts.items():
        yield ""
        yield WORDS[lang][part].format(n=len(changes))
        for change in changes:
            yield from _change(change, lang)


def _change(change: Change, lang: str) -> Iterator[str]:
    mark = "?" if change.kind.severity == "warning" else "·"
    yield f"  {mark} {_plain(change.message(lang))}"
    yield f"      {_plain(where(change, lang))}"
    if change.places:
        yield f"      {WORDS[lang]['also']}{places(change)}"


def _plain(text: str) -> str:
    """Without control characters: a paper must not speak to the terminal."""
    return "".join(" " if c < " " or "\x7f" <= c <= "\x9f" else c for c in text)
