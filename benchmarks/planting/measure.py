"""Plant, look, count: what every set of mistakes goes through, and the table that comes of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planting.places import findings
from testban.treaty.checks import Finding

_Told = tuple[str, str, str, str]


@dataclass(frozen=True)
class Mistake:
    """A paper, the same with one mistake, and what kind of mistake it is."""

    kind: str
    right: str
    wrong: str
    where: str = ""
    beside: str = ""
    """Another paper, against which this one is held."""


@dataclass
class Score:
    """How many of a kind were planted and found, and by which rules."""

    planted: int = 0
    found: int = 0
    by: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        return self.found / self.planted if self.planted else 0.0


def _told(found: Iterable[Finding]) -> Counter[_Told]:
    return Counter(
        (f.rule.code, f.cite.quote, f.expected, str(f.values.get("states", ""))) for f in found
    )


@dataclass
class Measured:
    """The scores by kind, the findings in right papers, and the CPU time of a check."""

    scores: dict[str, Score] = field(default_factory=dict)
    missed: list[Mistake] = field(default_factory=list)
    right: dict[tuple[str, str], Counter[_Told]] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, mistake: Mistake) -> None:
        """Check a paper with a mistake: it is found where something is told that was not before."""
        right = mistake.right, mistake.beside
        if right not in self.right:
            self.right[right] = _told(findings(*right))
        started = time.process_time()
        new = _told(findings(mistake.wrong, mistake.beside)) - self.right[right]
        self.seconds += time.process_time() - started
        self.count(mistake, {code for code, *_ in new})

    def count(self, mistake: Mistake, codes: set[str]) -> None:
        """Enter what was found of a mistake."""
        score = self.scores.setdefault(mistake.kind, Score())
        score.planted += 1
        score.found += bool(codes)
        score.by.update(codes)
        if not codes:
            self.missed.append(mistake)

    @property
    def share(self) -> float:
        """Of all mistakes, those found."""
        planted = sum(score.planted for score in self.scores.values())
        return sum(score.found for score in self.scores.values()) / planted

    def lines(self, title: str) -> Iterator[str]:
        """The table."""
        alarms = sum(sum(told.values()) for told in self.right.values())
        planted = sum(score.planted for score in self.scores.values())
        yield f"{title}: {len(self.right)} papers as they are, with {alarms} findings"
        yield f"{'mistake planted':<28}{'planted':>8}{'found':>8}{'share':>8}  by rule"
        for kind, score in self.scores.items():
            rules = ", ".join(code for code, _ in score.by.most_common(4))
            yield (
                f"{kind.replace('_', ' '):<28}{score.planted:>8}{score.found:>8}"
                f"{score.share:>8.1%}  {rules}"
            )
        found = sum(score.found for score in self.scores.values())
        each = 1000 * self.seconds / max(1, planted)
        yield f"{'all':<28}{planted:>8}{found:>8}{self.share:>8.1%}  {each:.0f} ms a paper"
