"""Overviews of activities that print each State as a heading over what it did.

::

    A. Annex 2 States                       Australia
    Australia                               Annex 2 States
    On 12 March 2034, the Minister …        On 12 March 2034, the Minister …
    Canada                                  Other States
    …                                       …

Every paragraph or item below the name is an activity, dated by the first day that it names. A
paragraph without a day goes on with the activity above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.activity_lines import heading_below
from testban.treaty.extract.activity_rows import Row, section_of
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import MASKS, Mention, Passage

__all__ = ["headed_rows"]

_NAMES = (MASKS["state"], MASKS["states"])
_MONTH = len("2031-01")
_BETWEEN = " ,，:：-–—．.;；"


@dataclass
class _State:
    """Where the reading stands: the section, the actors, and which of the two was named first."""

    section: str = ""
    actors: list[tuple[str, ...]] = field(default_factory=list)
    name_first: bool = False
    when: Mention | None = None
    head: MappedText | None = None
    row: Row | None = None


def headed_rows(context: Context) -> list[Row]:
    """The activities of an overview with States as headings; nothing where the paper is none."""
    if not _is_headed(context):
        return []
    found = list(_rows(context))
    # An overview dates what it tells; lists of States under headings of their own do not.
    return found if any(row.when is not None for row in found) else []


def _is_headed(context: Context) -> bool:
    """Sections of activities, names alone on their lines, and no row that begins with a name."""
    if not any(_name(passage) for passage in context.passages):
        return False  # most papers
    header, row = (context.pattern("activities", name) for name in ("header", "row"))
    begun = False
    for index, passage in enumerate(context.passages):
        if passage.block.kind == "footnote":
            continue
        if header.search(passage) or heading_below(context, index):
            return False
        begun = begun or bool(section_of(context, passage, ""))
        hit = row.search(passage) if begun else None
        if hit is not None and hit.has("actor"):
            return False
    return begun


def _name(passage: Passage) -> list[tuple[str, ...]] | None:
    """The State, or the States, whose names are all that the passage says."""
    if len(passage.masked) > 8 or passage.masked.strip(" *:：.") not in _NAMES:
        return None
    mention = passage.mentions[0]
    return [mention.value] if mention.kind == "state" else list(mention.value)


def _rows(context: Context) -> Iterator[Row]:
    state = _State()
    for passage in context.passages:
        block = passage.block
        if block.kind == "footnote" or not block.text.origin:
            continue
        if named := _name(passage):
            yield from _close(state)
            state.name_first = state.name_first or not state.section
            if state.name_first:
                state.section = ""
            state.actors = named
        elif section := section_of(context, passage, state.section):
            yield from _close(state)
            state.section = section
            state.actors = state.actors if state.name_first else []
        elif context.pattern("activities", "part").search(passage) or not state.section:
            yield from _close(state)
        elif block.kind == "heading" and block.level == 1:
            yield from _close(state)
            state.section, state.actors = "", []
        elif state.actors:
            yield from _read(context, state, passage)
    yield from _close(state)


def _close(state: _State) -> Iterator[Row]:
    if state.row is not None:
        yield state.row
    state.row, state.when, state.head = None, None, None


def _read(context: Context, state: _State, passage: Passage) -> Iterator[Row]:
    """A paragraph below a name: an activity, a part of one, its day, or a comment on it."""
    block, text = passage.block, passage.text
    if comment := context.pattern("activities", "comment").search(passage):
        if state.row is not None:
            state.row.comment.append(text[passage.index[comment.match.end() - 1] + 1 :].strip())
            state.row.taken.append(block)
        return
    when = _when(passage)
    if when is not None and passage.masked.strip(_BETWEEN) in (MASKS["date"], MASKS["period"]):
        yield from _close(state)
        state.when, state.head = when, text
        return
    if when is None and state.when is None and state.row is not None and not block.label:
        state.row.text.append(text)
        state.row.taken.append(block)
        return
    # A day on a line of its own dates every activity below it, until the next.
    above, head = state.when, state.head
    if state.row is not None:
        yield state.row
    state.row, state.when, state.head = None, above, head
    head, body = _parted(passage, when) if above is None else (head or text[0:0], text)
    state.row = Row(
        state.section, state.actors, above or when, block.place, head, block, [body], taken=[block]
    )


def _when(passage: Passage) -> Mention | None:
    """The first day, month or period of the passage; a year alone only where there is no other."""
    dated = [m for m in passage.mentions if m.kind in ("date", "period")]
    exact = [m for m in dated if m.kind == "period" or len(m.value.date) >= _MONTH]
    return next(iter([*exact, *dated]), None)


def _parted(passage: Passage, when: Mention | None) -> tuple[MappedText, MappedText]:
    """`15 January 2034: the Ambassador …` is a day and an activity; `On 15 January …` is not."""
    text = passage.text
    if when is None or when.start or passage.condensed[when.end : when.end + 1] not in ":：-–—":
        return text[0:0], text
    cut = passage.index[when.end - 1] + 1
    rest = text[cut:]
    return text[:cut], rest[len(rest.text) - len(rest.text.lstrip(_BETWEEN)) :]
