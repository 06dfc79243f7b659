"""Lists of participants: States, organisations and their people, under headings that say in what
capacity they attended.

The States are the lines that are names and nothing else; the people below them are no facts. Of
organisations, every line is one that names no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.name_tables import is_piece, states_in
from testban.treaty.extract.passage import Passage
from testban.treaty.literals import finder, lines_holding

__all__ = ["find_participants", "organisations", "states"]

_TITLE = 80
_BULLETS = "•▪●· "
_ORGANISATION = 140
_PROSE = 200
_OF_STATES, _OF_ORGANISATIONS = "state", "organisation"
# The mark of a note after a name: "NEPAL 1/", "BHUTAN*".
_MARK = re.compile(r"\s*(?:\s\d{1,2}/|[*†‡]+)\s*$")
_LABEL = re.compile(r"^\(?\d{1,3}[.)．、]\s*")
_UNSAID = "attending_states"
"""The role of States that stand under no heading but that of the whole list."""


@dataclass
class _Section:
    role: str
    of: str
    place: str
    lines: list[Block] = field(default_factory=list)


def find_participants(context: Context) -> list[Passage]:
    """The printed lines from the title of the list to the next annex, to prose, or to the end."""
    title = context.pattern("participants", "title")
    words = finder(title.needs[0] if title.needs else ())
    source = context.document.source.text
    if not any(
        _may_be_title(words, line)
        for held in lines_holding(source, words)
        for line in held.splitlines()
    ):
        return []  # most papers
    found: list[Passage] = []
    for printed in context.printed:
        if not found and not _may_be_title(words, printed.text):
            continue
        block, line = printed.block, printed.mapped
        if not found:
            passage = context.passage(block, line.strip())
            if title.search(passage):
                found.append(passage)
            continue
        prose = len(block.text) > _PROSE and block.text.text.rstrip()[-1:] in "。."
        if prose and len(found) == 1 and block.annex == found[0].block.annex:
            continue  # what the list is based on
        if prose or block.annex != found[0].block.annex:
            break
        # In lists of web pages and of word processors each name has its bullet.
        shown = line.strip()
        shown = shown[len(shown) - len(shown.text.lstrip(_BULLETS)) :]
        if shown.text:
            found.append(context.passage(block, shown))
    return found


def _may_be_title(words: re.Pattern[str], line: str) -> bool:
    shown = line.strip().lower() if len(line) <= 2 * _TITLE else ""
    return 0 < len(shown) <= _TITLE and words.search(shown) is not None


def states(context: Context) -> Iterator[Fact]:
    """One list of States for each heading that has any below it."""
    source = context.document.source.text
    for section in _sections(context):
        if section.of != _OF_STATES:
            continue
        named: list[Block] = []
        for block in section.lines:
            if mark := _MARK.search(block.text.text):
                block = replace(block, text=block.text[: mark.start()])
            before = named[-1].text.text if named else ""
            if is_piece(block.text.text, before, context.names):
                named.append(block)
        found = [s for s in states_in(named, source, context.names) if "EU" not in s]
        if found:
            yield context.fact(
                "state_list",
                {
                    "role": section.role,
                    "states": context.states(found),
                    "treaty": context.main_treaty,
                    "meeting": context.meeting,
                    **context.readings(found),
                },
                [block.text for block in named],
                section.place,
            )


def organisations(context: Context) -> Iterator[Fact]:
    """One list of organisations for each heading that has any below it."""
    person = context.language.regex("participants", "person")
    for section in _sections(context):
        if section.of != _OF_ORGANISATIONS:
            continue
        named = [
            block
            for block in section.lines
            if 1 < len(block.text) <= _ORGANISATION
            and any(sign.isalpha() for sign in block.text.text)
            and not person.search(block.text.text)
            and block.text.text.rstrip()[-1:] not in "。;；:："
        ]
        if named:
            yield context.fact(
                "organisation_list",
                {
                    "role": section.role,
                    "names": [
                        _LABEL.sub("", re.sub(r"\s*\*+$", "", b.text.text.strip())) for b in named
                    ],
                    "starred": [i for i, b in enumerate(named) if b.text.text.rstrip()[-1] == "*"],
                },
                [block.text for block in named],
                section.place,
            )


def _sections(context: Context) -> Iterator[_Section]:
    lines = context.participants
    if not lines:
        return
    current = _Section(_UNSAID, _OF_STATES, lines[0].block.place)
    for passage in lines[1:]:
        short = len(passage.condensed) <= _TITLE
        rule = context.first("participant_section", passage) if short else None
        if rule is None:
            current.lines.append(replace(passage.block, text=passage.text))
            continue
        yield current
        current = _Section(rule.data["role"], rule.data["of"], passage.block.place)
    yield current
