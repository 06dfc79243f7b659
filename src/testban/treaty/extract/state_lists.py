"""Lists of States: who ratified, who attended, who spoke, who sat on the credentials committee.

A list is either in a sentence, after the words that introduce it, or in a table under a heading
that names it. States keep the order printed, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from testban.reference.gazetteer import condense
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract import participants
from testban.treaty.extract.context import Context, Rule
from testban.treaty.extract.introduced import introduced, role_of, says_lately
from testban.treaty.extract.model import Fact
from testban.treaty.extract.name_tables import is_piece, states_in
from testban.treaty.extract.passage import Hit, Mention, Passage

__all__ = ["extract"]

_OF_TREATY = ("ratified", "signed", "not_signed", "annex2", "parties")
_OF_ANNEX_2 = {
    "ratified": "annex2_ratified",
    "signed_not_ratified": "annex2_signed_not_ratified",
    "not_signed": "annex2_not_signed",
}
_NO_STATE = "EU"
_NAME_LENGTH = 40
# A heading that ends in one name may be about that State; with two it introduces a list.
_RUN_ON = 2
_COLUMNS = 3
_TITLE = 80
# The rows below a heading are not counted yet when its role is asked for.
_LONG = 200


@dataclass
class _Table:
    """A list under a heading, while its rows are read."""

    role: str
    place: str
    blocks: list[Block] = field(default_factory=list)
    least: int = 1


def extract(context: Context) -> Iterator[Fact]:
    """Lists in sentences, then lists in tables."""
    taken: set[int] = set()
    for rule, hit in context.hits("state_list"):
        if rule.data.get("own") and context.meeting is None:
            continue  # in the paper of no meeting, "the Meeting" is anybody's
        states, piece = _after(context, rule, hit)
        if len(states) < rule.data.get("least", 1) or not piece.origin:
            continue
        if any(offset in taken for offset in (piece.origin[0], piece.origin[-1])):
            continue
        taken.update((piece.origin[0], piece.origin[-1]))
        # The words that introduce the list are part of the statement.
        stated = [hit.piece()] if hit.has("states") else [hit.piece(), piece]
        yield _fact(context, rule.data["role"], states, stated, hit.passage.block.place)
    for known in introduced(context):
        pieces = [known.passage.piece(known.start, known.end)]
        if taken.isdisjoint(known.offsets):
            taken.update(known.offsets)
            yield _fact(context, known.role, known.states, pieces, known.passage.block.place)
    yield from participants.states(context)
    for table in _tables(context):
        if any(block.text.origin and block.text.origin[0] in taken for block in table.blocks):
            continue
        states = _listed(context, table.blocks)
        if len(states) >= table.least:
            pieces = [block.text for block in table.blocks]
            yield _fact(context, table.role, states, pieces, table.place)


def _listed(context: Context, blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The States of the blocks under a heading: of running text as it reads, else of columns."""
    comma = context.language.regex("lists", "comma")
    passages = [context.passage(block, block.text) for block in blocks]
    names = [_names(passage) for passage in passages]
    if all(
        comma.search(passage.condensed[found[0].start : found[-1].end])
        for passage, found in zip(passages, names, strict=True)
        if found
    ):
        return [readings for found in names for mention in found for readings in _states(mention)]
    return states_in(blocks, context.document.source.text, context.names)


def _names(passage: Passage) -> list[Mention]:
    return [m for m in passage.mentions if m.kind in ("state", "states")]


def _states(mention: Mention) -> list[tuple[str, ...]]:
    """The States of a mention, each with its possible readings."""
    return list(mention.value) if mention.kind == "states" else [mention.value]


def _after(context: Context, rule: Rule, hit: Hit) -> tuple[list[tuple[str, ...]], MappedText]:
    """The States of a match: those of its group ``states``, else all to the end of the sentence."""
    if hit.has("states"):
        return hit.states("states"), hit.piece("states")
    passage = hit.passage
    start = hit.match.end()
    _, end = passage.sentence(start, start, context.language.table("lists").get("stops", "。."))
    other = context.language.regex("lists", "next_list").search(passage.masked, start, end)
    end = other.start() if other else end
    mentions = [m for m in passage.within(start, end) if m.kind in ("state", "states")]
    if not mentions:
        return [], passage.text[0:0]
    found = [readings for mention in mentions for readings in _states(mention)]
    first, last = mentions[0].start, mentions[-1].end
    return found, passage.text[passage.index[first] : passage.index[last - 1] + 1]


def _tables(context: Context) -> Iterator[_Table]:
    """Rows of names, under the heading or the line with a colon that says what they list."""
    current: _Table | None = None
    above: Block | None = None
    rules, likely = context.rules("state_table"), context.likely("state_table")
    for passage, after in zip_longest(context.passages, context.passages[1:]):
        block = passage.block
        if id(block) in context.listed:
            continue
        if run_on := _run_on(context, passage, rules):
            if current is not None:
                yield current
            current = None
            yield run_on
            continue
        if current is not None and _is_row(context, passage, current.blocks):
            current.blocks.append(block)
            continue
        if block.kind in ("footnote", "row"):
            continue
        if current is not None:
            yield current
        current = None
        shown = passage.condensed.rstrip()
        if not shown.endswith((":", "：")) and (
            len(shown) >= 250 or shown.endswith(("。", "."))
        ):  # a sentence, and no heading
            continue
        lead = _last_sentence(context, passage)
        role = next((r.data["role"] for r in likely if r.pattern.search(lead)), None)
        least = 1 if role is not None else _RUN_ON
        if role is None and after is not None and _names(after):
            role = role_of(context, lead.masked, _LONG)
        if role is not None and role.startswith(_OF_TREATY) and says_lately(context, lead.masked):
            role = None
        if role is not None:
            # Below "B. The 44 States listed in Annex 2", "1. Those which have ratified" are of them.
            above = block if role == "annex2" else above
            role = _OF_ANNEX_2.get(role, role) if _is_under(block, above) else role
            current = _Table(role, block.place, least=least)
    if current is not None:
        yield current


def _last_sentence(context: Context, passage: Passage) -> Passage:
    """What introduces a list below it: of a paragraph the last sentence, a heading whole."""
    if passage.block.kind not in ("paragraph", "item"):
        return passage
    end = len(passage.masked)
    first, _ = passage.sentence(end - 1, end - 1, context.full_stops) if end else (0, 0)
    piece = passage.piece(first, end).strip() if first else passage.text
    return context.passage(passage.block, piece) if first and piece.text else passage


def _is_under(block: Block, above: Block | None) -> bool:
    """The heading has a label of another kind (1, 2 below A, B) than the one `above`."""
    return (
        above is not None
        and bool(block.label and above.label)
        and block.annex == above.annex
        and block.label.isdigit() != above.label.isdigit()
    )


def _run_on(context: Context, passage: Passage, rules: Sequence[Rule]) -> _Table | None:
    """A heading and its list in one paragraph, nothing but a line break between them."""
    block = passage.block
    if block.kind not in ("paragraph", "item", "heading", "row"):
        return None
    names = _last_names(context, passage)
    if sum(len(_states(mention)) for mention in names) < _RUN_ON:
        return None
    start = names[0].start
    # A word that governs the first name makes a sentence of it: "…, signed by Chile and Peru".
    if context.language.regex("lists", "governs").search(passage.condensed[:start]):
        return None
    words = passage.condensed[:start].rstrip()
    if not (
        (len(words) <= _TITLE and words.endswith((":", "：")))
        or _begins_a_line(context, passage, start)
        or _in_columns(passage, names)
    ):
        return None
    head = context.passage(block, passage.text[: passage.index[start]].strip())
    role = next((r.data["role"] for r in rules if r.pattern.search(head)), None)
    if role is None or (role.startswith(_OF_TREATY) and says_lately(context, head.masked)):
        return None
    listed = passage.text[passage.index[start] : passage.index[names[-1].end - 1] + 1]
    return _Table(role, block.place, [replace(block, text=listed)])


def _begins_a_line(context: Context, passage: Passage, position: int) -> bool:
    """In the original a line break stands before the place `position` of the condensed text."""
    origin = passage.text.origin
    if position == 0:
        return False
    before, at = origin[passage.index[position - 1]], origin[passage.index[position]]
    return "\n" in context.document.source.text[before:at]


def _in_columns(passage: Passage, names: list[Mention]) -> bool:
    """Nothing but white space parts the names, nor the first of them from what stands before."""
    cells = [passage.index[mention.start] for mention in names]
    return len(cells) >= _COLUMNS and all(
        at > 0 and passage.text.text[at - 1].isspace() for at in cells
    )


def _last_names(context: Context, passage: Passage) -> list[Mention]:
    """The names with which a passage ends, nothing but separators between them."""
    separator = context.language.regex("lists", "separator")
    names = _names(passage)
    if not names or passage.condensed[names[-1].end :].strip(" .。"):
        return []
    first = len(names) - 1
    while first > 0:
        gap = passage.condensed[names[first - 1].end : names[first].start]
        if gap.strip() and not separator.fullmatch(gap):
            break
        first -= 1
    return names[first:]


def _is_row(context: Context, passage: Passage, above: list[Block]) -> bool:
    """The block is names, perhaps with a cell that a line break cut."""
    block = passage.block
    before = above[-1].text.text if above else ""
    if not block.label and is_piece(block.text.text, before, context.names):
        return True
    if block.kind == "heading" and not _all_names(context, passage):
        return False
    names = sum(mention.end - mention.start for mention in _names(passage))
    letters = sum(not c.isspace() for c in passage.condensed)
    return names > 0 and names >= 0.5 * letters and letters < 400


def _all_names(context: Context, passage: Passage) -> bool:
    """Three names or more, and nothing but separators around them: no heading, whatever it seems."""
    names = _last_names(context, passage)
    states = sum(len(_states(mention)) for mention in names)
    return states >= _COLUMNS and not passage.condensed[: names[0].start].strip()


def _fact(
    context: Context,
    role: str,
    found: list[tuple[str, ...]],
    pieces: list[MappedText],
    place: str,
) -> Fact:
    states = [readings for readings in found if _NO_STATE not in readings]
    of_treaty = role.startswith(_OF_TREATY)
    unknown = [name for piece in pieces for name in _unknown(context, piece)]
    return context.fact(
        "state_list",
        {
            "role": role,
            "states": context.states(states),
            "treaty": context.main_treaty,
            "meeting": None if of_treaty else context.meeting,
            **context.readings(states),
            **({"unknown": unknown} if unknown else {}),
        },
        pieces,
        place,
    )


def _unknown(context: Context, piece: MappedText) -> Iterator[str]:
    """What stands between two names of a list and is neither a name nor a separator."""
    separator = context.language.regex("lists", "separator")
    edge = context.language.regex("lists", "edge")
    aside = context.language.regex("lists", "aside")
    text, _ = condense(piece.text)
    names = context.names.find_condensed(text)
    for before, after in pairwise(names):
        gap = text[before.end : after.start]
        if not gap.strip() or separator.fullmatch(gap) or aside.match(gap):
            continue
        name = edge.sub("", gap).strip()
        if 1 < len(name) <= _NAME_LENGTH and not any(c in name for c in ":：。.(（"):
            yield name
