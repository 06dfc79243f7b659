"""What Markdown writes around the words of a line: the bars of its tables, the signs of its headings.

Web pages and converters hand papers on as Markdown. A row `| Chile | 4 May 2034 |` is read as cells
parted by tabs, so that no other part need know of bars; each character keeps its place.
"""

from __future__ import annotations

import re

__all__ = ["FRONT_MATTER", "bare", "front_matter_ends", "is_ruled", "starred_lines"]

FRONT_MATTER = re.compile(r"^(?P<name>[A-Za-z_]{2,30}):\s*\"?(?P<value>.*?)\"?\s*$")
"""A line of what a catalogue writes above the paper: `symbol: A/RES/88/70`."""

# Older Markdown needs no blank below the first level: "####Basic obligations".
_HEADING = re.compile(r"#{1,6} +(?=\S)|#{2,6}(?=[^\W\d_])")
_RULED = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?$")
_LONGEST = 30


def bare(line: str) -> tuple[int, str]:
    """How much of a line's beginning is Markdown's, and the rest without its signs.

    >>> bare("| Chile | 4 May 2034 |"), bare("## Part I"), bare("Chile")
    ((1, ' Chile \\t 4 May 2034 '), (3, 'Part I'), (0, 'Chile'))
    """
    if line[:1] == "|" and line.rstrip()[-1:] == "|" and len(line.rstrip()) > 1:
        return 1, line.rstrip()[1:-1].replace("|", "\t")
    if line[:1] == "#" and (match := _HEADING.match(line)):
        return match.end(), line[match.end() :]
    return 0, line


def is_ruled(line: str) -> bool:
    """The line below the head of a table: `|---|---|`."""
    return "--" in line and "|" in line and _RULED.match(line) is not None


def front_matter_ends(lines: list[str]) -> int:
    """The number of lines of the front matter at the top of a text, its two rules included."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1 : _LONGEST + 1], start=1):
        if line.rstrip() == "---":
            return index + 1
        if not FRONT_MATTER.match(line):
            return 0
    return 0


def starred_lines(text: str) -> frozenset[int]:
    """The numbers, from 0, of lines that are bullets with an asterisk: two and more in a row.

    One alone is the mark of a footnote.

    >>> sorted(starred_lines("Acts:\\n* Chile\\n* Peru\\n\\n* A/96/50."))
    [1, 2]
    """
    if "\n* " not in text:
        return frozenset()
    lines = text.split("\n")
    starts = [line.startswith("* ") for line in lines]
    return frozenset(
        index
        for index, starred in enumerate(starts)
        if starred
        and (starts[index - 1 : index] == [True] or starts[index + 1 : index + 2] == [True])
    )
