"""Measures of several declarations, matched by what they say: their letters shift from year to year."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Generic, TypeVar

from testban.treaty.extract.model import Fact

__all__ = ["Thread", "likeness", "threads"]

Key = TypeVar("Key", bound=Hashable)

# Two measures are one where what they share weighs so much of both. On papers at hand, measures taken
# over word for word score 0.95 and more, thoroughly reworded ones 0.2 to 0.45, and different ones up to
# 0.3: a measure put into quite other words begins a thread of its own rather than join a wrong one.
_LEAST = 0.25
_WORD = re.compile(r"[a-zà-ÿ]+|[㐀-鿿]", re.IGNORECASE)


@dataclass(slots=True)
class Thread(Generic[Key]):
    """One measure as declarations after each other put it: at most one text in each."""

    texts: dict[Key, Fact] = field(default_factory=dict)

    @property
    def newest(self) -> Fact:
        """Its last wording."""
        return list(self.texts.values())[-1]

    def likeness(self, fact: Fact, weights: Mapping[str, float]) -> float:
        """That of the text most like `fact`."""
        texts = {text.fields["text"] for text in self.texts.values()}
        return max(likeness(text, fact.fields["text"], weights) for text in texts)


def _shingles(text: str) -> Counter[str]:
    """Pairs of neighbouring words, or of Chinese characters."""
    words = [word.lower() for word in _WORD.findall(text)]
    return Counter(f"{a} {b}" for a, b in itertools.pairwise(words))


def likeness(a: str, b: str, weights: Mapping[str, float] | None = None) -> float:
    """How much of two texts is the same, 0 to 1 (Dice, over pairs of words).

    Examples
    --------
    >>> likeness("Encourage all States to sign", "Encourage all States to sign")
    1.0
    """
    one, two = _shingles(a), _shingles(b)

    def weight(shingles: Counter[str]) -> float:
        return sum(n * (weights or {}).get(shingle, 1.0) for shingle, n in shingles.items())

    whole = weight(one) + weight(two)
    return 2 * weight(one & two) / whole if whole else 0.0


def _weights(texts: Sequence[str]) -> dict[str, float]:
    """Rare pairs of words weigh more: what every measure says tells none apart."""
    held = Counter(shingle for text in texts for shingle in set(_shingles(text)))
    return {shingle: log(1 + len(texts) / n) for shingle, n in held.items()}


def threads(declarations: Mapping[Key, Sequence[Fact]]) -> list[Thread[Key]]:
    """Measures (facts of that kind) by declaration, oldest first, joined into threads.

    Each measure continues the thread that holds the text most like it, one thread each; those like
    none begin their own. Threads come in the order in which the newest declaration has them, and
    those that it has not, after them, the newest first.
    """
    weights = _weights([f.fields["text"] for facts in declarations.values() for f in facts])
    found: list[Thread[Key]] = []
    for key, facts in declarations.items():
        pairs = [
            (thread.likeness(fact, weights), t, n)
            for t, thread in enumerate(found)
            for n, fact in enumerate(facts)
        ]
        taken_threads: set[int] = set()
        continued: dict[int, int] = {}
        for score, t, n in sorted(pairs, reverse=True):
            if score >= _LEAST and t not in taken_threads and n not in continued:
                taken_threads.add(t)
                continued[n] = t
        for n, fact in enumerate(facts):
            if n not in continued:
                found.append(Thread())
                continued[n] = len(found) - 1
            found[continued[n]].texts[key] = fact
    order = {key: number for number, key in enumerate(declarations)}

    def place(thread: Thread[Key]) -> tuple[int, int]:
        last = max(order[key] for key in thread.texts)
        facts = list(declarations[list(declarations)[last]])
        return -last, facts.index(thread.newest)

    return sorted(found, key=place)
