"""What a change is: one difference between two versions of a paper, with its place in both."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from testban.treaty.checks.shown import States
from testban.treaty.compare.units import Unit
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Citation

__all__ = ["Change", "Comparison", "Hunk", "Kind", "Note", "Pair", "Part", "kinds"]

Part = Literal["substance", "wording"]
_UNITS_ZH = {
    "title": "题头", "heading": "标题", "paragraph": "段落", "item": "项",
    "row": "表行", "footnote": "脚注", "states": "国家名单",
}  # fmt: skip


_REMARKS = {
    "en": {
        "weaker": ", which is weaker", "stronger": ", which is stronger",
        "retranslation": " (possibly a retranslation)", "places": " ({n} places)",
    },
    "zh": {
        "weaker": "（减弱）", "stronger": "（加强）",
        "retranslation": "（可能只是重译）", "places": "（{n}处）",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change, as ``kinds.toml`` describes it.

    Attributes
    ----------
    part
        ``substance`` (what the paper says has changed) or ``wording`` (how it says it).
    severity
        ``change``, or ``warning`` where only a person can tell whether anything changed.
    text
        By language, the message as a template.
    """

    name: str
    part: Part
    severity: Literal["change", "warning"]
    text: Mapping[str, str]


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of change by its name."""
    text = resources.files("testban.treaty.compare").joinpath("kinds.toml").read_text("utf-8")
    return {
        name: Kind(name, row["part"], row.get("severity", "change"), row["message"])
        for name, row in tomllib.loads(text).items()
    }


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between version A and version B.

    Attributes
    ----------
    a, b
        Where it stands in each version; None where a version has nothing of it.
    old, new
        The words, numbers or names that changed, as printed; empty where there are none.
    values
        What else the message names; States as codes.
    retranslation
        Both versions are translations and the two words render the same word: perhaps only the
        translation changed.
    places
        Further places of the same change, in the order of the text.
    """

    kind: Kind
    a: Citation | None
    b: Citation | None
    old: str = ""
    new: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    retranslation: bool = False
    places: tuple[tuple[Citation | None, Citation | None], ...] = ()

    def message(self, lang: str = "en") -> str:
        """The change in one line of Chinese or English."""
        values = {
            name: value.shown(lang) if isinstance(value, States) else value
            for name, value in self.values.items()
        }
        if lang == "zh" and "what" in values:
            values["what"] = _UNITS_ZH[values["what"]]
        shown = self.kind.text[lang].format(old=self.old, new=self.new, **values)
        if strength := self.values.get("strength"):
            shown += _REMARKS[lang][strength]
        if self.retranslation:
            shown += _REMARKS[lang]["retranslation"]
        if self.places and self.kind.part == "substance" and "count" not in self.values:
            shown += _REMARKS[lang]["places"].format(n=1 + len(self.places))
        return shown

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """The change as the JSON shape that programs depend on."""
        return {
            "kind": self.kind.name,
            "severity": self.kind.severity,
            "message": self.message(lang),
            "a": self.a and self.a.as_json(),
            "b": self.b and self.b.as_json(),
            "old": self.old,
            "new": self.new,
            "values": {
                name: list(value.codes) if isinstance(value, States) else value
                for name, value in self.values.items()
            },
            "possible_retranslation": self.retranslation,
            "places": [{"a": a and a.as_json(), "b": b and b.as_json()} for a, b in self.places],
        }


class Hunk(NamedTuple):
    """A stretch that differs: half-open ranges of characters of the two units' texts."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Units of A and the units of B that they became; one of them empty where there are none.

    Attributes
    ----------
    moved
        They stand elsewhere in B, counted from what stands around them.
    differs
        Their words are not the same.
    hunks
        What differs between them by character, in the texts of `Unit.joined`; of two tables of
        States, the names that differ.
    """

    a: tuple[Unit, ...]
    b: tuple[Unit, ...]
    moved: bool = False
    differs: bool = False
    hunks: tuple[Hunk, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know about a comparison itself, in both languages."""

    en: str
    zh: str

    def told(self, lang: str) -> str:
        """The line, in Chinese (``zh``) or English."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a paper, and what changed between them.

    Attributes
    ----------
    substance, wording
        The changes of each part, in the order of the text.
    pairs
        How the paragraphs were aligned, in the order of B, dropped ones where they stood.
    notes
        What a reader must know about the comparison itself, one line each.
    """

    a: Document
    b: Document
    substance: tuple[Change, ...]
    wording: tuple[Change, ...]
    pairs: tuple[Pair, ...]
    notes: tuple[Note, ...] = ()

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """The JSON shape that programs depend on."""
        return {
            "substance": [change.as_json(lang) for change in self.substance],
            "wording": [change.as_json(lang) for change in self.wording],
        }
