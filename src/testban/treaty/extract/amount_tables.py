"""Sums in tables: a heading says the currency once, and the rows hold nothing but numbers.

::

    Object of expenditure               Share (%)    Amount (US$)
    Interpretation                          32.20          96 200
    Documents (120 pages)                   23.94          71 500

Which column is of money, its heading says; a number belongs to the heading that it stands under.
Where a page was read cell by cell, each cell has a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.languages import pack

__all__ = ["amounts_in_tables"]

_CELL = re.compile(r"\S(?:(?! {2}|\t)[^\t])*")
_NUMBER = re.compile(r"\(?(?P<value>\d{1,3}(?:[ ,\xa0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\)?")
_AT_THE_END = re.compile(r"(?<=\s)\d{1,3}(?:[ ,\xa0]\d{3})+(?:\.\d+)?\s*$")
_MANY = re.compile(r"(?<=\s)\(?(?:\d{1,3}(?:[ ,\xa0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\)?(?=\s|$)")
# A heading is no sentence, and holds no sum itself.
_HEADING = 60
_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d{2}(?!\d))\d{3}")
# A heading over a whole table is short, or has its currency in brackets.
_CAPTION = 24
_STOPS = ".。;；:：!?"
# So many lines of a table may hold no number: a subheading, a name that a line break cut.
_GAP = 2
# What is worth a sum under a heading of the whole table, and no number of pages or days.
_SUM = re.compile(r"\(?(?:\d{1,3}(?:[ ,\xa0]\d{3})+|\d{4,}|\d+\.\d{2})")
_YEAR = re.compile(r"(?:19|20)\d\d(?: ?年)?")
_RULE = set("-–—_=─ \t|")


@dataclass(frozen=True)
class _Cell:
    """A cell of a line, with the columns of the page that it covers."""

    text: MappedText
    start: int
    end: int


@dataclass
class _Table:
    """A table whose heading names a currency: the cells that do, by their place."""

    money: list[tuple[_Cell, str]]
    columns: int
    silent: int = 0
    label: MappedText | None = None


@cache
def _currency_of(code: str) -> re.Pattern[str]:
    names = sorted(pack(code).table("currencies"), key=len, reverse=True)
    inner = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<![A-Za-z])(?:{inner})(?![A-Za-z])")


def amounts_in_tables(context: Context) -> Iterator[Fact]:
    """Each number in a column whose heading names a currency."""
    currency = _currency_of(context.language.code)
    text = context.document.source.text
    named = [name for name in context.language.table("currencies") if name in text]
    if not named:
        return  # most papers
    table: _Table | None = None
    for printed in context.printed:
        if table is None and not any(name in printed.text for name in named):
            continue
        block, line = printed.block, printed.mapped
        cells = _cells(line)
        if not cells:
            continue
        if (money := _heading(context, currency, cells)) is not None:
            table = _Table(money, len(cells))
            continue
        if table is None or set(line.text) <= _RULE:
            continue
        if len(cells) > 1 and all(_YEAR.fullmatch(cell.text.text) for cell in cells[1:]):
            continue  # the years over its columns
        found = list(_sums(table, line, cells))
        if not found:
            table.silent += 1
            table.label = line.strip()
            if table.silent > _GAP or _is_prose(line.text):
                table = None
            continue
        table.silent = 0
        for number, code, label in found:
            yield _fact(context, block, number, code, label)


def _cells(line: MappedText) -> list[_Cell]:
    """The cells of a line, parted by tabs or by two blanks and more."""
    found = []
    for match in _CELL.finditer(line.text):
        cell = line[match.start() : match.end()].strip()
        start = display_width(line.text[: match.start()])
        found.append(_Cell(cell, start, start + display_width(cell.text)))
    return found


def _heading(
    context: Context, currency: re.Pattern[str], cells: Sequence[_Cell]
) -> list[tuple[_Cell, str]] | None:
    """The cells of a heading that name a currency, each with its code; None where none does."""
    found = []
    names = context.language.table("currencies")
    for cell in cells:
        shown = cell.text.text
        if len(shown) > _HEADING or _FIGURE.search(shown) or shown[-1:] in _STOPS:
            return None
        if (match := currency.search(shown)) and not (set(shown) & set("，。")):
            found.append((cell, names[match.group()]))
    if found and len(cells) == 1:
        # A line of prose may name a currency, too.
        shown = cells[0].text.text
        if len(shown) > _CAPTION and shown[-1:] not in ")）":
            return None
    return found or None


def _sums(
    table: _Table, line: MappedText, cells: Sequence[_Cell]
) -> Iterator[tuple[MappedText, str, MappedText | None]]:
    """The sums of a row, each with its currency and with what the row is called."""
    numbers = [cell for cell in cells[1:] if _NUMBER.fullmatch(cell.text.text)]
    if numbers and table.columns == 1:
        for number in numbers:
            if _SUM.match(number.text.text):
                yield number.text, table.money[0][1], cells[0].text
    elif numbers:
        for cell, code in table.money:
            under = [n for n in numbers if n.start < cell.end + 2 and cell.start - 2 < n.end]
            if not under and table.columns == len(cells):
                # Cells set by tabs stand in the same order, and not in the same place.
                under = numbers[-1:] if len(table.money) == 1 else []
            for number in under[:1]:
                yield number.text, code, cells[0].text
    elif len(cells) == 1 and _NUMBER.fullmatch(cells[0].text.text):
        if table.columns == 1 and table.label is not None:
            yield cells[0].text, table.money[0][1], table.label
    elif (
        (last := _AT_THE_END.search(line.text))
        and len(table.money) == 1
        and (len(_MANY.findall(line.text)) == 1 or table.columns == 1)
    ):
        # Columns run together: the sum of the only column of money stands last.
        yield line[last.start() :].strip(), table.money[0][1], line[: last.start()].strip()


def _is_prose(text: str) -> bool:
    return text.rstrip()[-1:] in _STOPS and len(text.strip()) > _HEADING


def _fact(
    context: Context, block: Block, number: MappedText, code: str, label: MappedText | None
) -> Fact:
    match = _NUMBER.fullmatch(number.text)
    shown = match["value"] if match else number.text
    value = float(re.sub(r"[ ,\xa0]", "", shown))
    return context.fact(
        "amount",
        {
            "value": int(value) if value.is_integer() else value,
            "currency": code,
            "purpose": label.text if label is not None else None,
        },
        number,
        block.place,
    )
