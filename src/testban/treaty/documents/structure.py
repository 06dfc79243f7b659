"""Paragraphs -> blocks: headings, numbered paragraphs, items, table rows, annexes and footnotes.

One pass over the paragraphs, with a small state: which annex, which headings, which numbered
paragraph and which items are open. Numbering is scoped: agenda items that restart at 1 under a
paragraph are items of it, until its own series goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from testban.reference.gazetteer import Gazetteer
from testban.treaty.documents.dates import dates_of
from testban.treaty.documents.labels import Label, chinese_number, label_of, roman_number, to_roman
from testban.treaty.documents.lines import LineKind, display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.notes import join_notes
from testban.treaty.documents.paragraphs import Paragraph
from testban.treaty.documents.readers.marks import plain_mark
from testban.treaty.documents.symbols import SYMBOL, may_hold_symbol
from testban.treaty.languages import Pack

__all__ = ["blocks_of"]

_NOTE = re.compile(
    r"^\s*(?:\[\^?(?P<bracket>[\w†‡*]{1,3})\]:?|(?P<sign>\*{1,3}|[†‡§①-⑳]|[⁰¹²³⁴-⁹ᵃ-ᵛ]{1,2})|(?P<label>\d{1,3}|[a-z])(?=[\s\u3000])|[(（](?P<round>[a-z]|\d{1,2})[)）])\s*"
)
_MARK_ALONE = re.compile(r"\d{1,3}|[a-z]|\*{1,3}|[†‡§①-⑳]|[⁰¹²³⁴-⁹ᵃ-ᵛ]{1,2}")
_FINAL_MARK = re.compile(r"(?<=[\u2e80-\u9fff》”）])(?:\d{1,2}| ?[a-z]|\*|[†‡])$|(?<=[a-z])\d$")
_AFTER_STOP = re.compile(r"(?<=[。.；;])\d{1,2}$")
_LONGEST_MARK = 3
_CELL = re.compile(r"\t|[ \u3000]{3,}")
_SYMBOL_ROW = re.compile(
    rf"""^\s*
    (?P<symbol>
        (?:{SYMBOL.pattern})\*?(?:\s*(?:和|及|and|[,、，])\s*(?:Add|Corr|Rev)\.\d+)*
        (?:\s?(?:和|及|and)(?=[ \u3000]{{3}}))?  # what is added stands on the line below
    )
    (?:[\s\u3000]+(?P<title>[^\s(（、,，;；.。)])|(?P<glued>[\u4e00-\u9fff《“]))""",
    re.VERBOSE,
)
_LEADER = re.compile(
    rf"^\s*(?:{SYMBOL.pattern})\*?(?:\s*(?:和|及|and|[,、，])\s*(?:Add|Corr|Rev)\.\d+)*"
    r"\s?(?P<dots>(?:\.(?:\s?\.){2,}|…+|[–—-](?=\s))\s*)\S",
    re.VERBOSE,
)
_DECIMAL = re.compile(r"\s*(?P<item>\d{1,2})\.(?P<part>\d{1,2})\.?\s+(?=\S)")
_TERMINAL = "。！？；.!?;"
_HEADING_WIDTH = 90
_CHAPTER_WIDTH = 30
_TITLE_WIDTH = 60
_CELL_WIDTH = 60
_NEAR = 8
_CIRCLED = re.compile(r"[①-⑳]")
# No list of this kind is longer.
_LIST = 200


@dataclass
class _State:
    """Where in the document's structure the pass stands."""

    annex: int = 0
    annex_name: str = ""
    sub_annex: str = ""
    annexes: int = 0
    decision: str = ""
    decisions: dict[str, int] = field(default_factory=dict)
    started: bool = False
    heading: str = ""
    chapter: int = 0
    number: int = 0
    headed: str = ""  # the number that a heading of its own gives to the paragraph below it
    paragraph: str = ""
    items: list[Label] = field(default_factory=list)
    opens_items: bool = False
    open_sentence: bool = False
    table: int = 0
    in_table: bool = False
    in_columns: bool = False  # a line of names in columns, one of them cut, stands above
    later: Callable[[], bool] = lambda: False  # the number of this paragraph comes again

    def place(self) -> str:
        """Where the next block stands, as citations say it: ``annex I, para. 3 (a)``."""
        parts = [part for part in (self.annex_name, self.sub_annex, self.heading) if part]
        if self.paragraph:
            parts.append(f"para. {self.paragraph}")
        labels = "".join(f" ({item.text})" for item in self.items)
        if labels and not self.paragraph:
            return ", ".join(parts) + ("," if parts else "") + labels if parts else labels.strip()
        return ", ".join(parts) + labels


def blocks_of(found: list[Paragraph], language: Pack, gazetteer: Gazetteer) -> tuple[Block, ...]:
    """The blocks of a document, in reading order."""
    state = _State()
    blocks: list[Block] = []
    definitions = _definitions(found)
    circled = _circled_marks(found)
    following = _following(found)
    for index, paragraph in enumerate(found):
        if index in definitions.skipped:
            continue
        if paragraph.kind is LineKind.furniture:
            blocks.append(Block("furniture", paragraph.text, annex=state.annex))
        elif (
            label := definitions.labels.get(index)
        ) is not None or paragraph.kind is LineKind.note:
            blocks.append(_footnote(paragraph, label, state))
        elif _is_note(paragraph) or paragraph.text.text.lstrip()[:1] in circled:
            blocks.append(_footnote(paragraph, None, state))
        else:
            after = following[index]
            state.later = partial(_comes_again, found, index)
            blocks.append(_block(paragraph, after, state, language, gazetteer))
    alone = [mark for paragraph in found for mark in paragraph.marks]
    return join_notes(blocks, alone, gazetteer)


@dataclass(frozen=True)
class _Definitions:
    """Footnotes whose mark stands on the line above them: index of the text -> the mark."""

    labels: dict[int, str]
    skipped: set[int]


def _definitions(found: list[Paragraph]) -> _Definitions:
    labels: dict[int, str] = {}
    skipped: set[int] = set()
    for index, paragraph in enumerate(found[:-1]):
        after = found[index + 1]
        if paragraph.kind is LineKind.mark and after.kind is LineKind.text:
            labels[index + 1] = paragraph.text.text.strip()
            skipped.add(index)
    return _Definitions(labels, skipped)


def _circled_marks(found: list[Paragraph]) -> set[str]:
    """Circled numbers that stand inside the text as marks, so that a line with one is a note."""
    return {
        match.group()
        for paragraph in found
        if not paragraph.text.text.isascii()
        for match in _CIRCLED.finditer(paragraph.text.text)
        if paragraph.text.text[: match.start()].strip()
    }


def _following(found: list[Paragraph]) -> list[Paragraph | None]:
    """After each paragraph, the next one of text."""
    following: list[Paragraph | None] = []
    after: Paragraph | None = None
    for paragraph in reversed(found):
        following.append(after)
        after = paragraph if paragraph.kind is LineKind.text else after
    return following[::-1]


def _comes_again(found: list[Paragraph], index: int) -> bool:
    """After higher numbers a paragraph's own one comes again: it was an item of a list till then."""
    own = label_of(found[index].text.text.strip())
    for paragraph in found[index + 1 : index + _LIST]:
        label = label_of(paragraph.text.text.strip()) if paragraph.kind is LineKind.text else None
        if own and label and label.form == "number" and label.value <= own.value:
            return label.value == own.value
    return False


def _is_note(paragraph: Paragraph) -> bool:
    match = _NOTE.match(paragraph.text.text)
    if match is None or match["label"] or match["round"]:
        return False
    # An asterisk before words at the foot of a list is a note; brackets without a colon may be
    # an editorial remark in the text, so they must hold a mark.
    return match.end() < len(paragraph.text)


def _footnote(paragraph: Paragraph, label: str | None, state: _State) -> Block:
    text = paragraph.text
    first = paragraph.lines[0].text.strip()
    if label is None and len(paragraph.lines) > 1 and _MARK_ALONE.fullmatch(first):
        label = plain_mark(first)
        text = text[len(first) :]
    elif label is None and (match := _NOTE.match(text.text)):
        label = plain_mark(match["bracket"] or match["sign"] or match["label"] or match["round"])
        text = text[match.end() :]
    place = f"{state.annex_name}, " if state.annex_name else ""
    return Block(
        "footnote",
        text.strip(),
        label or "",
        0,
        f"{place}footnote {label or ''}".strip(),
        annex=state.annex,
    )


def _block(
    paragraph: Paragraph,
    after: Paragraph | None,
    state: _State,
    language: Pack,
    gazetteer: Gazetteer,
) -> Block:
    text = _without_leader(paragraph.text.strip(" \u3000\xa0"))
    opened, state.opens_items = state.opens_items, False
    if annex := _annex_name(text.text, language):
        return _open_annex(text, annex, state)
    heads_statement = after is not None and language.regex("structure", "original").match(
        after.text.text
    )
    if not heads_statement and (cells := _cells(text, language, gazetteer)):
        if not state.in_table:
            state.table += 1
        state.in_table = True
        return Block("row", text, "", 0, state.place(), cells, state.table, state.annex)
    below_row = state.in_table or state.in_columns
    state.in_table = state.in_columns = False
    if paragraph.lines[0].heading and text.text.isdecimal():
        state.headed = text.text
        return Block("heading", text, "", 3, state.place(), annex=state.annex)
    label = _decimal(text.text, state) or label_of(text.text)
    headed, state.headed = state.headed, ""
    if headed and label is None and not paragraph.lines[0].heading:
        label = Label("number", str(int(headed)), int(headed), 0)
    state.started = state.started or label is not None
    if label is not None and _is_period(text.text, label, language):
        label = None
    if label is not None:
        block = _labelled(text, label, after, state, opened, language)
    elif (
        _is_heading(text.text, after, language)
        and not (state.open_sentence and paragraph.gap == 0 and not paragraph.page_break)
        and not _begins_row(text.text, language, gazetteer)
        and not (below_row and _goes_on_in_columns(text.text, gazetteer))
    ):
        block = _unlabelled_heading(text, state, language)
    else:
        state.in_columns = below_row and _goes_on_in_columns(text.text, gazetteer)
        block = Block("paragraph", text, "", 0, state.place(), annex=state.annex)
    tail = text.text.rstrip()[-1:]
    state.opens_items = tail in ":："
    state.open_sentence = block.kind != "heading" and tail not in _TERMINAL + ":："
    return block


def _without_leader(text: MappedText) -> MappedText:
    """A symbol and its title without the row of dots that leads from one to the other."""
    leader = _LEADER.match(text.text) if may_hold_symbol(text.text) else None
    if leader is None:
        return text
    first, last = leader.span("dots")
    return MappedText.join([text[:first].strip(), text[last:].strip()], "\t")


def _begins_row(text: str, language: Pack, gazetteer: Gazetteer) -> bool:
    """A State's name and a date, or a date: the first cells of a row, run into its third.

    Or names in columns, one of them cut where its column ends (`Chile   Micronesia (Federated`).
    """
    cells = [cell.strip() for cell in _CELL.split(text.strip())]
    if len(cells) > 1 and all(map(gazetteer.begins, cells)):
        return True
    names = gazetteer.find(text)[:1]
    start = names[0].end if names and names[0].start == 0 else 0
    dates = dates_of(language.code).find(text[start : start + _CELL_WIDTH])
    return bool(dates) and dates[0].start < _NEAR and len(text) > start + dates[0].end + _NEAR


def _goes_on_in_columns(text: str, gazetteer: Gazetteer) -> bool:
    """Below a row of names: cells of which one is a name, or begins one that goes on below."""
    cells = [cell.strip() for cell in _CELL.split(text.strip())]
    return len(cells) > 1 and any(
        gazetteer.covers(cell) or gazetteer.begins(cell) for cell in cells
    )


def _unlabelled_heading(text: MappedText, state: _State, language: Pack) -> Block:
    shown = _short(text.text)
    if not state.started and not language.regex("structure", "first_heading").match(shown):
        return Block("title", text)
    state.started = True
    if language.regex("structure", "heading").match(text.text):
        text = _without_glued_mark(text, state)
        shown = text.text
        state.decision, state.sub_annex, state.heading = shown, "", shown
        state.number = 0
    elif not state.decision or state.sub_annex:
        state.heading = shown
    state.paragraph, state.items = "", []
    return Block("heading", text, "", 3, state.place(), annex=state.annex)


def _without_glued_mark(text: MappedText, state: _State) -> MappedText:
    """`Decision 11` after decision 0 is decision 1 with note 1: the series tells."""
    match = re.search(r"\d+$", text.text)
    if match is None:
        return text
    series = text.text[: match.start()].strip()
    expected = str(state.decisions.get(series, 0) + 1)
    if match.group() != expected and match.group().startswith(expected):
        text = text[: match.start() + len(expected)]
        state.decisions[series] = int(expected)
    else:
        state.decisions[series] = int(match.group())
    return text


def _annex_name(text: str, language: Pack) -> str:
    match = language.regex("structure", "annex").match(text)
    if match is None:
        return ""
    shown = (match.groupdict().get("number") or "").strip()
    kind = "appendix" if match.groupdict().get("appendix") else "annex"
    value = chinese_number(shown) or roman_number(shown) or (int(shown) if shown.isdigit() else 0)
    return f"{kind} {to_roman(value) if value else shown}".strip()


def _open_annex(text: MappedText, name: str, state: _State) -> Block:
    state.annex += 1
    numeral = name.partition(" ")[2]
    if state.decision and numeral and numeral != to_roman(state.annexes + 1):
        # `Annex I` after a decision of annex III is an annex of that decision.
        state.sub_annex = f"{state.decision}, {name}"
    else:
        state.annexes = roman_number(numeral) or state.annexes
        state.annex_name, state.sub_annex, state.decision = name, "", ""
    state.heading, state.number, state.paragraph, state.items = "", 0, "", []
    state.started = True
    return Block("heading", text, "", 1, state.place(), annex=state.annex)


def _cells(text: MappedText, language: Pack, gazetteer: Gazetteer) -> tuple[MappedText, ...]:
    """The cells of a table row, or nothing where the text is none."""
    if may_hold_symbol(text.text) and (match := _SYMBOL_ROW.match(text.text)):
        start = max(match.start("title"), match.start("glued"))
        # "A/RES/64/35号决议…" is a sentence, not a row.
        if not language.regex("structure", "not_a_title").match(text.text, start):
            return (text[: match.end("symbol")].strip(), text[start:].strip())
    if "\t" in text.text:
        return _split(text, _CELL)
    if label_of(text.text) is None and gazetteer.covers(text.text):
        return tuple(text[m.start : m.end] for m in gazetteer.find(text.text))
    apart = "  " in text.text or "\u3000" in text.text
    parts = _split(text, _CELL) if apart else ()
    if len(parts) > 1 and all(gazetteer.covers(part.text) for part in parts if part.text):
        return parts
    return ()


def _split(text: MappedText, separator: re.Pattern[str]) -> tuple[MappedText, ...]:
    cells: list[MappedText] = []
    position = 0
    for match in separator.finditer(text.text):
        cells.append(text[position : match.start()].strip())
        position = match.end()
    cells.append(text[position:].strip())
    return tuple(cells)


def _is_period(text: str, label: Label, language: Pack) -> bool:
    """`5. August 2005` is a date that a line break cut, not a paragraph 5."""
    return (
        label.form == "number"
        and language.regex("structure", "not_a_label").match(text) is not None
    )


def _labelled(
    text: MappedText,
    label: Label,
    after: Paragraph | None,
    state: _State,
    opened: bool,
    language: Pack,
) -> Block:
    body = text[label.length :]
    open_items = {item.form for item in state.items}
    next_chapter = label.value == state.chapter + 1 > 1 and "comma" not in open_items
    chapter = label.form == "comma" and len(body) <= _CHAPTER_WIDTH
    chapter = chapter and (not open_items or next_chapter)
    # Below a colon 一、 begins a list, and no first chapter.
    chapter = chapter and not (opened and label.value == 1)
    if (label.form in ("part", "capital") or chapter) and _reads_as_heading(body.text):
        state.chapter = label.value if chapter else state.chapter
        state.heading = f"{label.text}" if label.form == "capital" else ""
        state.paragraph, state.items = "", []
        # Chapters share one series of paragraphs; lists (A., B.) start their own.
        level = 2 if label.form == "capital" else 1
        return Block("heading", body, label.text, level, state.place(), annex=state.annex)
    if label.form == "number":
        return _numbered(body, label, after, state, opened, language)
    _push_item(state, label)
    return Block("item", body, label.text, len(state.items), state.place(), annex=state.annex)


def _decimal(text: str, state: _State) -> Label | None:
    """`5.1` below the item 5 of a list is an item of that item."""
    match = _DECIMAL.match(text) if state.items else None
    numbers = [item.text for item in state.items if item.form == "number"]
    if match is None or match["item"] not in numbers:
        return None
    shown = f"{match['item']}.{match['part']}"
    return Label("decimal", shown, int(match["part"]), match.end())


def _numbered(
    body: MappedText,
    label: Label,
    after: Paragraph | None,
    state: _State,
    opened: bool,
    language: Pack,
) -> Block:
    nested = [item for item in state.items if item.form == "number"]
    # A list may skip or repeat a number; what the paper's own series wants next is not its item.
    goes_on = (
        bool(nested)
        and (
            (
                label.value == nested[0].value + 1
                # Where both series want this number, a sentence is a paragraph, and no title; so is
                # what introduces another list.
                and not (
                    label.value == state.number + 1
                    and (_reads_as_sentence(body.text) or body.text.rstrip()[-1:] in (":", "："))
                    and not state.later()
                )
            )
            or (-1 <= label.value - nested[0].value <= 3 and label.value != state.number + 1)
        )
    )
    starts = opened and label.value == 1 and state.number > 0
    if starts or goes_on:
        if starts:
            state.items = []
        _push_item(state, label)
        return Block("item", body, label.text, len(state.items), state.place(), annex=state.annex)
    if _reads_as_heading(body.text) and _sub_headed(after, label, language):
        state.heading, state.paragraph, state.items = label.text, "", []
        return Block("heading", body, label.text, 2, state.place(), annex=state.annex)
    state.number, state.paragraph, state.items = label.value, label.text, []
    return Block("paragraph", body, label.text, 0, state.place(), annex=state.annex)


def _sub_headed(after: Paragraph | None, label: Label, language: Pack) -> bool:
    """`1. Bilateral` followed by `1(a)`, or by a list: a heading, not a paragraph."""
    if after is None:
        return False
    text = after.text.text.strip()
    return text.startswith((f"{label.text}(", f"{label.text} (", f"{label.text}（"))


def _push_item(state: _State, label: Label) -> None:
    """Put the item where its series is: back to the open one of its form, or one level deeper."""
    forms = [item.form for item in state.items]
    form = label.form
    if form == "roman" and "letter" in forms and state.items[-1].form == "letter":
        # (ii), or (iii), after (i): the (i) before it was Roman too, unless it followed (h).
        before = state.items[-1]
        if before.text == "i" and label.value in (2, 3):
            state.items[-1] = replace(before, form="roman")
            forms[-1] = "roman"
    if form == "letter" and label.text in ("i", "v", "x") and forms:
        expected = state.items[-1].value + 1
        if state.items[-1].form == "roman" or (forms[-1] == "letter" and label.value != expected):
            form = "roman"
            label = replace(label, form="roman", value=roman_number(label.text) or 0)
    if form in forms:
        del state.items[forms.index(form) :]
    state.items.append(label)


def _reads_as_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in (".", "。") and display_width(text.strip()) > _TITLE_WIDTH


def _reads_as_heading(text: str) -> bool:
    shown = text.strip()
    return 0 < len(shown) <= _HEADING_WIDTH * 2 and shown[-1] not in _TERMINAL + ",，、:："


def _is_heading(text: str, after: Paragraph | None, language: Pack) -> bool:
    shown = _without_mark(text.strip(), _FINAL_MARK)
    if shown[-1:] not in _TERMINAL:
        shown = _without_mark(shown, _AFTER_STOP)
    if language.regex("structure", "heading").match(shown):
        return True
    if after is not None and language.regex("structure", "original").match(after.text.text):
        return True
    if len(shown) > _HEADING_WIDTH or shown[-1:] in _TERMINAL + ",，、:：）)]】" or not shown:
        return False
    if language.regex("structure", "not_a_heading").search(shown):
        return False
    return after is not None


def _without_mark(text: str, mark: re.Pattern[str]) -> str:
    """The text without the mark of a note at its end."""
    match = mark.search(text, max(0, len(text) - _LONGEST_MARK))
    return text[: match.start()] if match else text


def _short(text: str) -> str:
    """A heading as part of a place: without its note mark, and not too long."""
    shown = _without_mark(text.strip(), _FINAL_MARK)
    return shown if len(shown) <= 40 else shown[:39] + "…"
