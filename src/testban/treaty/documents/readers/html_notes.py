"""The notes of a web page: which links are marks, and which elements are the notes they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from testban.treaty.documents.readers.marks import NOTE_RULE, plain_mark, raised_mark

__all__ = ["find_notes", "note_line", "with_rule"]

_MARK = re.compile(r"\s*[\[(]?\^?(\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|[†‡§])[\])]?\s*")
# Words that pages use in the address of a note, or in the class or role of what leads to it.
_SAYS_NOTE = re.compile(r"fn|foot|note|cite", re.I)
_ROLES = {"doc-footnote", "doc-endnote", "note"}
_HELD_BY = {"p", "li", "div", "aside", "dd", "dt", "td", "footer"}
_NO_NOTE = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "body",
    "html",
    "section",
    "main",
    "article",
}
_LABEL = re.compile(
    r"^\s*(?:[\[(]\^?[\w*†‡§]{1,3}[\])]|[⁰¹²³⁴-⁹ᵃ-ᵛ]{1,3}|[↑↩^]|•|(?:\d{1,3}|[a-z])[.)]|\d{1,3}(?=\s))\s*"
)
_BACK = re.compile(r"\s*(?:[↩↑⤴⏎^]\ufe0e?\s*)+$")
_RAISED_START = re.compile(r"\s*([⁰¹²³⁴-⁹]{1,3})\s*\S")
_PLAIN_START = re.compile(r"\s*(\d{1,3})\s+\S")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]{1,3}")


def find_notes(root: Any) -> tuple[dict[Any, str], dict[Any, str]]:
    """The links that are marks, each with its label, and the elements that hold the notes.

    A mark leads forward to a note, and the note's own link leads back. A table of contents leads
    forward too, to headings, and its links are no marks.
    """
    order = {element: place for place, element in enumerate(root.iter())}
    targets: dict[str, Any] = {}
    for element in order:
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    marks: dict[Any, str] = {}
    notes: dict[Any, str] = {}
    for link in root.iter("a"):
        target = targets.get((link.get("href") or "")[1:]) if _within_page(link) else None
        match = _MARK.fullmatch("".join(link.itertext()))
        if target is None or match is None or order[target] < order[link] or not _is_mark(link):
            continue
        holder = _holder(target)
        if holder is not None and link not in set(holder.iter()):
            marks[link] = match[1]
            notes.setdefault(holder, match[1])
    for element in root.iter("aside", "div", "li", "p"):
        if element.get("role") in _ROLES and element not in notes:
            label = _LABEL.match("".join(element.itertext()))
            if label and (shown := re.sub(r"\W", "", plain_mark(label.group()))):
                notes[element] = shown
    return marks, notes


def _within_page(link: Any) -> bool:
    return bool((link.get("href") or "").startswith("#"))


def _is_mark(link: Any) -> bool:
    parent = link.getparent()
    raised = link.find(".//sup") is not None or (parent is not None and parent.tag == "sup")
    said = " ".join(link.get(name) or "" for name in ("href", "class", "role", "id", "rel", "name"))
    return (
        raised or "".join(link.itertext()).strip().startswith("[") or bool(_SAYS_NOTE.search(said))
    )


def _holder(target: Any) -> Any | None:
    """The element that holds the whole note; None where it is a heading or a part of the page."""
    while target is not None and target.tag not in _HELD_BY:
        if target.tag in _NO_NOTE:
            return None
        target = target.getparent()
    if target is None or any(target.find(f".//{tag}") is not None for tag in _NO_NOTE):
        return None
    return target


def note_line(label: str, words: str) -> str:
    """A note as a line: its mark, and its words without the label and the link back of the page."""
    shown = _LABEL.sub("", _BACK.sub("", words), count=1)
    return f"{raised_mark(label)} {_BACK.sub('', shown).strip()}"


def with_rule(lines: list[str], notes: list[str]) -> list[str]:
    """The lines with a rule above the notes: those that links lead to, and those at the end.

    Lines at the end are notes where they begin with marks that the text above has raised, in order
    from the first, or from those in `notes`.
    """
    known = {plain_mark(match[1]) for note in notes if (match := _RAISED_START.match(note))}
    begin = len(lines)
    for starts in (_RAISED_START, _PLAIN_START):
        begin = min(begin, _run_at_end(lines, starts, known))
    if begin == len(lines) and not notes:
        return lines
    return [*lines[:begin], NOTE_RULE, *notes, *lines[begin:]]


def _run_at_end(lines: list[str], starts: re.Pattern[str], known: set[str]) -> int:
    """Where the notes at the end begin; the number of lines where there are none."""
    begin, after = len(lines), 0
    for place in range(len(lines) - 1, -1, -1):
        match = starts.match(lines[place])
        number = int(plain_mark(match[1])) if match else 0
        if not match or (after and number != after - 1):
            break
        begin, after = place, number
    above = {plain_mark(mark) for mark in _marks_in(lines[:begin])}
    wanted = {plain_mark(match[1]) for line in lines[begin:] if (match := starts.match(line))}
    first = after == 1 or str(after - 1) in known
    return begin if first and wanted <= above else len(lines)


def _marks_in(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from _RAISED.findall(line)
