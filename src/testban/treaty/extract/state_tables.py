"""Lists of States in tables: rows of names under the heading, or the line, that says what they list.

A heading of a list of those who attended may have others below it: "Attendance", then "Ratifying
States", "Signatory States", "Other States". These list who attended, and not who ratified.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.introduced import role_of, says_lately
from testban.treaty.extract.name_tables import is_piece
from testban.treaty.extract.passage import MASKS, Mention, Passage

__all__ = ["OF_TREATY", "StateTable", "names_of", "states_of", "tables_of_states"]

OF_TREATY = ("ratified", "signed", "not_signed", "annex2", "parties")
"""How roles begin whose States stand so towards the treaty, whatever meeting the paper is of."""
_OF_ANNEX_2 = {
    "signed": "annex2_signed_not_ratified",
    "ratified": "annex2_ratified",
    "signed_not_ratified": "annex2_signed_not_ratified",
    "not_signed": "annex2_not_signed",
}
# Of whom a heading speaks below which others tell its parts.
_STOPS = (".", ";", ",", "。", "；", "，")
_WHOLE = ("annex2", "annex2_remaining")
_NOT_OF_ANNEX_2 = {of: role for role, of in _OF_ANNEX_2.items()} | {
    "annex2_remaining": "signed_not_ratified",
}
_ATTENDING = {
    "ratified": "attending_ratifiers_and_signatories",
    "signed": "attending_ratifiers_and_signatories",
    "signed_not_ratified": "attending_ratifiers_and_signatories",
    "not_signed": "attending_other",
}
# A heading that ends in one name may be about that State; with two it introduces a list.
_RUN_ON = 2
_COLUMNS = 3
_TITLE = 80
_ASIDE = re.compile(f"\\([^(){MASKS['state']}{MASKS['states']}]*\\)")
_GAP = re.compile(r"\t|[ \u3000]{3,}")
# "(a) Signed", below a heading that says which States.
_SHORT = 24
_DEEPEST = 9
_DATED_ROW = re.compile(
    f"[{MASKS['state']} *†‡§]+(?:[{MASKS['date']}{MASKS['period']}–—-]+ *)+(?:[a-zA-Z*]{{1,2}} *)?"
)
# The rows below a heading are not counted yet when its role is asked for.
_LONG = 200


@dataclass
class StateTable:
    """A list under a heading, while its rows are read.

    Attributes
    ----------
    role, place
        Whose list it is, and where it stands.
    blocks
        Its rows, or the part of a row that lists.
    least
        So many States make it a list.
    states
        The States, each with its possible readings, where they are known before the rows are read.
    """

    role: str
    place: str
    blocks: list[Block] = field(default_factory=list)
    least: int = 1
    states: list[tuple[str, ...]] = field(default_factory=list)


def names_of(passage: Passage) -> list[Mention]:
    """The names of States, and lists of them, in a passage."""
    return [m for m in passage.mentions if m.kind in ("state", "states")]


def states_of(mention: Mention) -> list[tuple[str, ...]]:
    """The States of a mention, each with its possible readings."""
    return list(mention.value) if mention.kind == "states" else [mention.value]


def tables_of_states(context: Context) -> Iterator[StateTable]:
    """Rows of names, under the heading or the line with a colon that says what they list."""
    current: StateTable | None = None
    above: Block | None = None
    active = context.activity_offsets
    attendance = _Attendance(context)
    heads: list[str | None] = []
    columns: list[StateTable] = []
    for passage, after in zip_longest(context.passages, context.passages[1:]):
        block = passage.block
        if id(block) in context.listed:
            continue
        if passage.text.origin and passage.text.origin[0] in active:
            continue  # those whom an activity addressed are no list of the paper's
        if roles := attendance.columns(block):
            if current is not None:
                yield current
            current, heads = None, roles
            columns = [StateTable(role or "", block.place) for role in heads]
            continue
        if columns and block.kind == "row" and len(block.cells) <= len(heads):
            _into_columns(context, block, columns)
            continue
        yield from (table for table in columns if table.role and table.blocks)
        columns = []
        if run_on := _run_on(context, passage, attendance):
            if current is not None:
                yield current
            current = None
            yield run_on
            continue
        if current is not None and current.role in _WHOLE:
            part = _part(context, passage)
            if part is not None:
                yield from (table for table in (current, part) if table.blocks)
                current = StateTable(current.role, current.place)
                continue
        inside = not attendance.opens(passage)
        if current is not None and inside and _is_row(context, passage, current.blocks):
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
            attendance.close()
            continue
        lead = _last_sentence(context, passage)
        role = _role(context, lead)
        attendance.read(passage, lead, role)
        role = attendance.role(lead, role)
        least = 1 if role is not None else _RUN_ON
        if role is None and after is not None and names_of(after):
            role = role_of(context, lead.masked, _LONG)
            short = block.kind == "item" and len(lead.condensed) <= _SHORT
            if role is None and above is not None and (short or _holds(context, "of_these", lead)):
                # "1. Those that have ratified", below the heading that says which States.
                role = role_of(
                    context, lead.masked + context.language.table("list_words")["noun"], _LONG
                )
        if role is not None and role.startswith(OF_TREATY) and says_lately(context, lead.masked):
            role = None
        if role is not None:
            # Below "B. The 44 States listed in Annex 2", "1. Those which have ratified" are of them.
            level = above.level if above is not None else 0
            if block.kind == "heading" and 0 < block.level <= level:
                above = None
            above = block if role in _WHOLE else above
            under = _is_under(block, above) or (
                above is not None and _holds(context, "of_these", lead)
            )
            role = _OF_ANNEX_2.get(role, role) if under else role
            if _holds(context, "not_annex2", lead):
                role = _NOT_OF_ANNEX_2.get(role, role)
            joined = _joined(context, passage, after)
            current = StateTable(role, block.place, joined, least=least)
        elif (
            block.kind in ("heading", "item")
            and shown[-1:] not in _STOPS
            and role_of(context, lead.masked, _LONG) in _WHOLE
        ):
            above = block  # it lists nothing itself; the headings below it do
    yield from (table for table in columns if table.role and table.blocks)
    if current is not None:
        yield current


class _Attendance:
    """Whether what is read stands under words that say who attended."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._attended = context.language.regex("list_words", "attended")
        self._spoke = context.language.regex("list_words", "spoke")
        self._under = False
        self._level = 0
        self._annex = 0

    def read(self, passage: Passage, lead: Passage, role: str | None) -> None:
        """A heading, or a line that ends with a colon; `role` is what it says of a list below."""
        block = passage.block
        told = self._attended.search(lead.masked) is not None and not self._spoke.search(
            lead.masked
        )
        if block.annex != self._annex:
            self._under, self._annex = False, block.annex
        if told and not names_of(lead):
            self._under, self._level = True, block.level if block.kind == "heading" else _DEEPEST
        elif block.kind == "heading" and block.level <= self._level:
            own = role in _ATTENDING or self._own(passage) is not None
            self._under = self._under and own

    def close(self) -> None:
        """The paper goes on with a sentence: what it says of lists below it is its own."""
        self._under = False

    def opens(self, passage: Passage) -> bool:
        """Under words on attendance: a label of its own (`Ratifiers: …`), and no row of names."""
        return self._under and self._own(_label_of(self._context, passage)) is not None

    def role(self, lead: Passage, role: str | None) -> str | None:
        """The role of a list under these words, where `role` is what its own heading says."""
        if not self._under:
            return role
        own = self._own(lead)
        return own if own is not None else _ATTENDING.get(role or "", role)

    def columns(self, block: Block) -> list[str | None]:
        """The role of each column, if the row is a heading of several lists side by side."""
        if not self._under:
            return []
        parts = block.cells if block.kind == "row" else _in_cells(block)
        if len(parts) < _RUN_ON:
            return []
        cells = [self._context.passage(block, cell) for cell in parts]
        roles = [None if names_of(cell) else self._own(cell) for cell in cells]
        return roles if sum(role is not None for role in roles) >= _RUN_ON else []

    def _own(self, passage: Passage) -> str | None:
        """The role of a heading that says in what capacity those below it attended."""
        if not 0 < len(passage.condensed) <= _TITLE:
            return None
        rule = self._context.first("participant_section", passage, of="state")
        return None if rule is None else str(rule.data["role"])


def _role(context: Context, lead: Passage) -> str | None:
    """The role of a list below these words, by the rules of the pack."""
    rule = context.first("state_table", lead)
    return None if rule is None else str(rule.data["role"])


def _in_cells(block: Block) -> tuple[MappedText, ...]:
    """The cells of a line that was not read as a row, parted by wide gaps."""
    text = block.text
    if _GAP.search(text.text) is None:
        return ()
    edges = [0, *(edge for gap in _GAP.finditer(text.text) for edge in gap.span()), len(text.text)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(text[start:end].strip() for start, end in pairs)


def _label_of(context: Context, passage: Passage) -> Passage:
    """What stands before the first colon or tab of a passage."""
    shown = passage.text.text
    ends = [at for sign in ":：\t" if (at := shown.find(sign)) >= 0]
    return context.passage(passage.block, passage.text[: min(ends) if ends else 0])


def _into_columns(context: Context, block: Block, columns: list[StateTable]) -> None:
    """Put the names of a row into the lists of the columns they stand in."""
    for cell, table in zip(block.cells, columns, strict=False):
        found = names_of(context.passage(block, cell))
        if found:
            table.states += [readings for mention in found for readings in states_of(mention)]
            table.blocks.append(replace(block, text=cell))


def _last_sentence(context: Context, passage: Passage) -> Passage:
    """What introduces a list below it: of a paragraph the last sentence, a heading whole."""
    if passage.block.kind not in ("paragraph", "item"):
        return passage
    end = len(passage.masked)
    first, _ = passage.sentence(end - 1, end - 1, context.full_stops) if end else (0, 0)
    piece = passage.piece(first, end).strip() if first else passage.text
    return context.passage(passage.block, piece) if first and piece.text else passage


def _holds(context: Context, name: str, passage: Passage) -> bool:
    return context.language.regex("list_words", name).search(passage.masked) is not None


def _is_under(block: Block, above: Block | None) -> bool:
    """The heading has a label of another kind (1, 2 below A, B) than the one `above`."""
    if above is None or block.annex != above.annex:
        return False
    if block.kind == "item" and above.kind == "heading":
        return True
    return bool(block.label and above.label) and block.label.isdigit() != above.label.isdigit()


def _joined(context: Context, passage: Passage, after: Passage | None) -> list[Block]:
    """The first row of a list, where the reading of the lines joined it to the heading above it."""
    names = _last_names(context, passage)
    if not names or after is None or not names_of(after):
        return []
    if not _begins_a_line(context, passage, names[0].start):
        return []
    listed = passage.text[passage.index[names[0].start] : passage.index[names[-1].end - 1] + 1]
    return [replace(passage.block, text=listed)]


def _run_on(context: Context, passage: Passage, attendance: _Attendance) -> StateTable | None:
    """A heading and its list in one paragraph, nothing but a line break between them."""
    block = passage.block
    if block.kind not in ("paragraph", "item", "heading", "row"):
        return None
    if not passage.mentions:
        return None
    names = _last_names(context, passage)
    if sum(len(states_of(mention)) for mention in names) < _RUN_ON:
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
        or passage.text.text[: passage.index[start]].endswith("\t")
    ):
        return None
    head = context.passage(block, passage.text[: passage.index[start]].strip())
    role = _role(context, head)
    role = attendance.role(head, role)
    if role is None or (role.startswith(OF_TREATY) and says_lately(context, head.masked)):
        return None
    listed = passage.text[passage.index[start] : passage.index[names[-1].end - 1] + 1]
    return StateTable(role, block.place, [replace(block, text=listed)])


def _part(context: Context, passage: Passage) -> StateTable | None:
    """An item that says which of the States of the heading above it lists: "(a) Not signed: …"."""
    block = passage.block
    head = _label_of(context, passage)
    names = _last_names(context, passage)
    if block.kind != "item" or not head.condensed or not names or names_of(head):
        return None
    words = head.masked + context.language.table("list_words")["noun"]
    role = _OF_ANNEX_2.get(role_of(context, words, _LONG) or "")
    if role is None or context.language.regex("treaty_actions", "undone").search(words):
        return None
    listed = passage.text[passage.index[names[0].start] : passage.index[names[-1].end - 1] + 1]
    return StateTable(role, block.place, [replace(block, text=listed)])


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
    names = names_of(passage)
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
    if _is_dated(passage):
        return False
    if not block.label and is_piece(block.text.text, before, context.names):
        return True
    if _all_names(context, passage):
        return True
    if block.kind == "heading":
        return False
    names = sum(mention.end - mention.start for mention in names_of(passage))
    # For whom else a speaker spoke is no name of the list.
    letters = sum(not c.isspace() for c in passage.condensed)
    letters -= sum(len(aside.replace(" ", "")) for aside in _ASIDE.findall(passage.masked))
    return names > 0 and names >= 0.5 * letters and letters < 400


def _is_dated(passage: Passage) -> bool:
    """A row of a table of signatures and ratifications: one State, and its days in columns."""
    days = [m for m in passage.mentions if m.kind in ("date", "period")]
    return bool(days) and _DATED_ROW.fullmatch(passage.masked) is not None


def _all_names(context: Context, passage: Passage) -> bool:
    """Three names or more, and nothing but separators around them: no heading, whatever it seems."""
    names = _last_names(context, passage)
    states = sum(len(states_of(mention)) for mention in names)
    return states >= _COLUMNS and not passage.condensed[: names[0].start].strip()
