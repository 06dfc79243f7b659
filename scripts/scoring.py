"""How facts found are compared with facts annotated by hand: precision, recall, F1, citations."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["KEYS", "PAPERS", "SPECIMENS", "WITHOUT_TEXT", "Score", "annotated", "score"]

_TESTS = Path(__file__).resolve().parent.parent / "tests"
PAPERS: dict[str, Any] = json.loads(
    (_TESTS / "treaty" / "extract" / "five_papers.json").read_text(encoding="utf-8")
)
"""The annotations of the real papers, by file name: codes, numbers, dates and lines."""
SPECIMENS = sorted((_TESTS / "specimens").glob("*.txt"))
"""The papers of our own, each with its annotation beside it."""

# What makes two facts of a kind the same fact. Free text (names of meetings, purposes, the words
# of a body) is compared elsewhere or not at all: two careful readers write it differently.
KEYS: dict[str, tuple[str, ...]] = {
    "count": ("subject", "value"),
    "state_list": ("role", "states"),
    "organisation_list": ("names",),
    "treaty_action": ("treaty", "state", "action", "date"),
    "activity": ("section", "actor", "start", "end", "targets"),
    "vote": ("resolution", "no", "abstain", "states_no", "states_abstain"),
    "meeting": ("start", "end"),
    "appointment": ("role", "state", "person"),
    "agenda_item": ("label", "title"),
    "measure": ("label", "text"),
    "decision": ("label", "title"),
    "document_entry": ("symbol", "title"),
    "statement": ("state", "original_language", "date"),
    "reference": ("symbol",),
    "amount": ("value", "currency"),
    "rule": ("name", "value"),
}
# The annotations of the real papers hold no titles or texts, so these kinds compare without them.
WITHOUT_TEXT = KEYS | {
    "organisation_list": ("n", "starred"),
    "appointment": ("role", "state"),
    "agenda_item": ("label",),
    "measure": ("label",),
    "decision": ("label",),
    "document_entry": ("symbol",),
}


def annotated(specimen: Path) -> list[dict[str, Any]]:
    """What a specimen states, by hand; what a careful reader may leave out is ``optional``."""
    gold = json.loads(specimen.with_suffix(".facts.json").read_text(encoding="utf-8"))
    return gold["facts"] + [fact | {"optional": True} for fact in gold.get("optional", [])]


@dataclass
class Score:
    """Of one document: facts found and right, found and wrong, missed; citations beside the mark."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    astray: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)

    def f1(self, kind: str | None = None) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find."""
        kinds = [kind] if kind else list(KEYS)
        right = sum(self.right[k] for k in kinds)
        errors = sum(self.wrong[k] + self.missed[k] for k in kinds)
        return 2 * right / (2 * right + errors) if right + errors else 1.0


def score(
    found: list[dict[str, Any]],
    gold: list[dict[str, Any]],
    text: str,
    keys: dict[str, tuple[str, ...]] = KEYS,
) -> Score:
    """Compare; a gold fact marked ``optional`` is neither missed nor, when found, wrong."""
    result = Score()
    for kind, names in keys.items():
        mine = [fact for fact in found if fact["kind"] == kind]
        theirs = [fact for fact in gold if fact["kind"] == kind]
        used: set[int] = set()
        for fact in sorted(theirs, key=lambda f: bool(f.get("optional"))):
            match = _match(fact, mine, used, names)
            if match is not None:
                used.add(match)
            if fact.get("optional"):
                continue
            if match is None:
                result.missed[kind] += 1
                result.details.append(f"missed {kind} {[fact.get(n) for n in names]}"[:200])
            else:
                result.right[kind] += 1
                result.astray[kind] += not _points_at(mine[match], fact, text)
        for index, fact in enumerate(mine):
            if index not in used:
                result.wrong[kind] += 1
                result.details.append(f"wrong {kind} {[fact.get(n) for n in names]}"[:200])
    return result


def _match(
    fact: dict[str, Any], mine: list[dict[str, Any]], used: set[int], names: tuple[str, ...]
) -> int | None:
    for index, candidate in enumerate(mine):
        if index not in used and all(_same(fact, candidate, name) for name in names):
            return index
    return None


def _same(gold: dict[str, Any], found: dict[str, Any], name: str) -> bool:
    theirs, mine = gold.get(name), found.get(name)
    if name == "n":
        return bool(theirs == len(found["names"]))
    if name == "end":
        return (mine or found.get("start")) == (theirs or gold.get("start"))
    if name == "targets":
        return set(mine or ()) == set(theirs or ())
    if isinstance(theirs, list) or isinstance(mine, list):
        return [_plain(v) for v in theirs or ()] == [_plain(v) for v in mine or ()]
    return bool(_plain(theirs) == _plain(mine))


def _plain(value: Any) -> Any:
    """White space, case and a final stop are not what facts differ in."""
    return re.sub(r"\s", "", value).strip("。.;；:：").lower() if isinstance(value, str) else value


def _points_at(found: dict[str, Any], gold: dict[str, Any], text: str) -> bool:
    spans = found["cite"]["spans"]
    if "anchor" in gold:
        places = [m.start() for m in re.finditer(re.escape(gold["anchor"]), text)]
        ends = [place + len(gold["anchor"]) for place in places]
    else:
        lines = [m.start() for m in re.finditer(r"^", text, re.MULTILINE)]
        places = [lines[gold["line"] - 1]]
        ends = [lines[gold["line"]] if gold["line"] < len(lines) else len(text)]
    return any(s < e and p < t for p, e in zip(places, ends, strict=True) for s, t in spans)
