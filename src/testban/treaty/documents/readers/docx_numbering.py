"""The labels that Word prints before numbered paragraphs, which stand nowhere in the text.

``numbering.xml`` says how each level of each list is written (ECMA-376, 17.9); the labels follow
from counting the paragraphs in their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from testban.treaty.documents.readers.numerals import numeral
from testban.treaty.documents.readers.package import local_name

__all__ = ["Numbering", "Style", "attribute", "child", "integer", "styles_of", "switched_on"]

_LEVELS = 9
_BULLETS = re.compile(r"[\ue000-\uf8ff\u25cf\u25a0\u25aa\u00b7\uff6c\u2022]|^o$")
_PLACEHOLDER = re.compile(r"%([1-9])")


def child(element: Any, *path: str) -> Any:
    """The first descendant along `path` (local names), or None."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local_name(item) == name), None)
    return element


def attribute(element: Any, name: str = "val") -> str | None:
    """The attribute of that local name, whatever its namespace, or None."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def integer(element: Any, name: str = "val") -> int | None:
    text = attribute(element, name) or ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


@dataclass(frozen=True)
class Style:
    """What a style says that matters here, its ancestors' word included."""

    number: int | None = None
    level: int | None = None
    raised: bool = False
    hidden: bool = False


def styles_of(root: Any) -> tuple[dict[str, Style], str]:
    """The styles by identifier, and the identifier of the default style of paragraphs."""
    own: dict[str, tuple[str, Style]] = {}
    default = ""
    for element in root:
        if local_name(element) != "style":
            continue
        name = attribute(element, "styleId") or ""
        numbered = child(element, "pPr", "numPr")
        shown = child(element, "rPr")
        own[name] = (
            attribute(child(element, "basedOn")) or "",
            Style(
                integer(child(numbered, "numId")) if numbered is not None else None,
                integer(child(numbered, "ilvl")) if numbered is not None else None,
                attribute(child(shown, "vertAlign")) == "superscript",
                switched_on(child(shown, "vanish")),
            ),
        )
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in (
            "1",
            "true",
        ):
            default = name
    return {name: _inherited(name, own) for name in own}, default


def _inherited(name: str, own: dict[str, tuple[str, Style]]) -> Style:
    style = own[name][1]
    seen = {name}
    while (name := own[name][0]) in own and name not in seen:
        seen.add(name)
        above = own[name][1]
        style = Style(
            above.number if style.number is None else style.number,
            above.level if style.level is None else style.level,
            style.raised or above.raised,
            style.hidden or above.hidden,
        )
    return style


def switched_on(element: Any) -> bool:
    """Whether an on-off property is there and not switched off."""
    return element is not None and attribute(element) not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class _Level:
    """How one level of a list is written."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    follows: str = "tab"
    restarts: bool = True
    style: str = ""
    digits_only: bool = False


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: dict[int, tuple[int, dict[int, _Level], dict[int, int]]] = field(default_factory=dict)
    """Number of the list -> its pattern, the pattern's levels, and the levels it starts anew."""
    counters: dict[int, list[int | None]] = field(default_factory=dict)
    started: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any, styles: dict[str, Style]) -> Numbering:
        """The lists that ``numbering.xml`` defines."""
        patterns: dict[int, dict[int, _Level]] = {}
        links: dict[int, str] = {}
        for element in root:
            number = integer(element, "abstractNumId")
            if local_name(element) != "abstractNum" or number is None:
                continue
            patterns[number] = _levels(element)
            if link := attribute(child(element, "numStyleLink")):
                links[number] = link
        numbering = cls()
        for element in root:
            number, pattern = integer(element, "numId"), integer(child(element, "abstractNumId"))
            if local_name(element) == "num" and number is not None and pattern in patterns:
                levels, starts = _overridden(element, patterns[pattern])
                numbering.lists[number] = (pattern, levels, starts)
        for number, (pattern, levels, starts) in list(numbering.lists.items()):
            linked = styles.get(links.get(pattern, ""), Style()).number
            if not levels and linked in numbering.lists:
                there = numbering.lists[linked]
                numbering.lists[number] = (there[0], there[1], starts)
        return numbering

    def label(self, number: int, level: int | None, style: str) -> tuple[str, str]:
        """Count one paragraph; the label it gets and the white space after it."""
        if number not in self.lists:
            return "", ""
        pattern, levels, starts = self.lists[number]
        if level is None:
            level = next((at for at, known in levels.items() if style and known.style == style), 0)
        if not 0 <= level < _LEVELS or level not in levels:
            return "", ""
        counts = self.counters.setdefault(pattern, [None] * _LEVELS)
        self._count(counts, levels, level)
        if level in starts and (number, level) not in self.started:
            counts[level] = starts[level]
        self.started.add((number, level))
        known = levels[level]
        if known.form == "bullet":
            text = _BULLETS.sub("•", known.text)
        else:
            text = _PLACEHOLDER.sub(
                lambda match: _written(match, counts, levels, known), known.text
            )
        return text, "" if known.follows == "nothing" else " "

    @staticmethod
    def _count(counts: list[int | None], levels: dict[int, _Level], level: int) -> None:
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels.get(above, _Level()).start
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for below in range(level + 1, _LEVELS):
            if levels.get(below, _Level()).restarts:
                counts[below] = None


def _written(
    match: re.Match[str], counts: list[int | None], levels: dict[int, _Level], own: _Level
) -> str:
    at = int(match[1]) - 1
    count = counts[at]
    form = "decimal" if own.digits_only else levels.get(at, _Level()).form
    return numeral(form, 1 if count is None else count)


def _levels(element: Any) -> dict[int, _Level]:
    levels = {}
    for item in element:
        at = integer(item, "ilvl")
        if local_name(item) == "lvl" and at is not None:
            levels[at] = _level(item)
    return levels


def _level(element: Any) -> _Level:
    start = integer(child(element, "start"))
    return _Level(
        0 if start is None else start,
        attribute(child(element, "numFmt")) or "decimal",
        attribute(child(element, "lvlText")) or "",
        attribute(child(element, "suff")) or "tab",
        integer(child(element, "lvlRestart")) != 0,
        attribute(child(element, "pStyle")) or "",
        switched_on(child(element, "isLgl")),
    )


def _overridden(
    element: Any, levels: dict[int, _Level]
) -> tuple[dict[int, _Level], dict[int, int]]:
    """The levels of a list with its own changes, and the numbers at which it starts anew."""
    levels = dict(levels)
    starts: dict[int, int] = {}
    for item in element:
        at = integer(item, "ilvl")
        if local_name(item) != "lvlOverride" or at is None:
            continue
        if (own := child(item, "lvl")) is not None:
            levels[at] = _level(own)
        start = integer(child(item, "startOverride"))
        if start is not None:
            starts[at] = start
            levels[at] = replace(levels.get(at, _Level()), start=start)
    return levels, starts
