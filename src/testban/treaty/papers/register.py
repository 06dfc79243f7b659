"""The register of activities, in the layout of the Secretary-General's report on the CTBT.

The annex to that report (A/61/134 and its successors) is a table of four columns: State; date or
period; activity and background; comments. A State's name stands in the first of its rows alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from testban.reference.states import list_name
from testban.treaty.extract.model import Fact

__all__ = ["CSV_COLUMNS", "SECTIONS", "WORDS", "Source", "as_csv", "as_docx", "period"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Activities to promote the entry into force of the "
        "Comprehensive Nuclear-Test-Ban Treaty",
        "state": "State", "period": "Date/period", "text": "Activity and background",
        "comment": "Comments", "1": "1. Bilateral efforts", "2": "2. Multilateral efforts",
        "1a": "1(a) Activities related to Annex 2 States",
        "1b": "1(b) Activities related to non-Annex 2 States",
        "2a": "2(a) Global level", "2b": "2(b) Regional level", "to": "–",
        "none": "No activity.", "source": "Source: ", "line": "line {}", "join": ", ",
    },
    "zh": {
        "title": "促进《全面禁止核试验条约》生效的活动",
        "state": "国家", "period": "日期/期间", "text": "活动和背景", "comment": "评论",
        "1": "1. 双边努力", "2": "2. 多边努力", "1a": "1(a) 与附件2国家有关的活动",
        "1b": "1(b) 与非附件2国家有关的活动", "2a": "2(a) 全球范围", "2b": "2(b) 区域范围",
        "to": "至", "none": "没有活动。", "source": "来源：", "line": "第{}行", "join": "，",
    },
}  # fmt: skip
"""The report's own headings, by language."""

SECTIONS = ("1a", "1b", "2a", "2b")
"""Its sections, in their order."""

CSV_COLUMNS = (
    "section", "actor", "capacity", "start", "end", "targets", "groups", "forums", "text",
    "comment", "document", "line", "place", "address",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WIDTHS_CM = (3.0, 3.4, 12.6, 6.4)


def _day(text: str, lang: str) -> str:
    """An ISO date of any precision, in words."""
    year, *rest = (int(part) for part in text.split("-"))
    if lang == "zh":
        return f"{year}年" + "".join(f"{n}{unit}" for n, unit in zip(rest, "月日", strict=False))
    month = f"{_MONTHS[rest[0] - 1]} " if rest else ""
    day = f"{rest[1]} " if rest[1:] else ""
    return f"{day}{month}{year}"


def period(start: str | None, end: str | None, lang: str) -> str:
    """When an activity was, as the report writes it.

    Examples
    --------
    >>> period("2030-08", "2031-05", "en"), period("2031-01-14", "2031-01-14", "zh")
    ('August 2030–May 2031', '2031年1月14日')
    """
    days = [each for each in dict.fromkeys((start, end)) if each]
    said = [_day(each, lang) for each in days]
    # Two days of one month: 25–28 October 2030, 2030年10月25日至28日.
    if len(days) == 2 and days[0][:8] == days[1][:8] and len(days[0]) == len(days[1]) == 10:
        first, last = (str(int(day[8:])) for day in days)
        said = [said[0], f"{last}日"] if lang == "zh" else [first, said[1]]
    return WORDS[lang]["to"].join(said)


def _actor(fact: Fact, lang: str) -> str:
    actor = fact.fields["actor"]
    return list_name(actor, lang) if actor else ""


def _ordered(facts: Sequence[Fact]) -> list[Fact]:
    """By section; within it in the order given, each State's rows together."""
    first: dict[tuple[str, str], int] = {}
    for number, fact in enumerate(facts):
        first.setdefault((fact.fields["section"], fact.fields["actor"] or ""), number)
    return sorted(
        facts,
        key=lambda fact: (
            fact.fields["section"] or "",
            first[fact.fields["section"], fact.fields["actor"] or ""],
        ),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Where an activity stands: the paper, by symbol or name, and an address of the place in it."""

    document: str = ""
    address: str = ""


def as_csv(facts: Sequence[Fact], sources: Sequence[Source] = ()) -> str:
    """All fields of the activities, one row each; what holds several is parted by spaces.

    `sources` has one for each of them, or none at all.
    """
    stream = io.StringIO(newline="")
    out = csv.writer(stream, lineterminator="\r\n")
    out.writerow(CSV_COLUMNS)
    for fact, source in zip(facts, sources or [Source()] * len(facts), strict=True):
        fields = {**fact.fields, "line": fact.cite.line, "place": fact.cite.place, **asdict(source)}
        row = [fields.get(name) for name in CSV_COLUMNS]
        out.writerow(
            [_safe(" ".join(v) if isinstance(v, (list, tuple)) else str(v or "")) for v in row]
        )
    return stream.getvalue()


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def as_docx(facts: Sequence[Fact], lang: str = "en", sources: Sequence[Source] = ()) -> bytes:
    """The bytes of a Word file: the table of four columns, section by section.

    Where there are `sources`, one for each activity, its text ends with its own in small print.

    Texts stay in the language of the papers that they come from; headings and names of States are
    in `lang`.
    """
    # Slow to load, and no other page needs it.
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    words = WORDS[lang]
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2.0))
    document.core_properties.title = words["title"]
    document.add_heading(words["title"], level=1)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    table.autofit = False
    names = ("state", "period", "text", "comment")
    _fill(table.rows[0], [words[name] for name in names], bold=True)
    _repeat(table.rows[0])
    stated = {id(fact): source for fact, source in zip(facts, sources, strict=bool(sources))}
    part = section_shown = actor = ""
    for fact in _ordered(facts):
        here = fact.fields["section"] or ""
        if here != section_shown:
            for heading in dict.fromkeys((here[:1], here)) if here[:1] != part else (here,):
                _heading(table, words.get(heading, heading))
            part, section_shown, actor = here[:1], here, ""
        name = _actor(fact, lang)
        when = period(fact.fields["start"], fact.fields["end"], lang)
        texts = ["" if name == actor else name, when, fact.fields["text"], fact.fields["comment"]]
        row = table.add_row()
        _fill(row, [str(text or "") for text in texts])
        if source := stated.get(id(fact)):
            _small(row.cells[2], _where(fact, source, words))
        actor = name
    if not facts:
        _heading(table, words["none"])
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS_CM, strict=True):
            cell.width = Cm(width)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        run = cell.paragraphs[0].add_run(_plain(text))
        run.bold = bold


def _where(fact: Fact, source: Source, words: Mapping[str, str]) -> str:
    line = words["line"].format(fact.cite.line)
    return (
        f"{words['source']}{words['join'].join(each for each in (source.document, line) if each)}"
    )


def _small(cell: Any, text: str) -> None:
    """A paragraph of its own, in small print."""
    from docx.shared import Pt

    run = cell.add_paragraph().add_run(_plain(text))
    run.italic, run.font.size = True, Pt(8)


def _heading(table: Any, text: str) -> None:
    cells = table.add_row().cells
    run = cells[0].merge(cells[3]).paragraphs[0].add_run(_plain(text))
    run.bold = True


def _plain(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(c for c in text if c in "\t\n" or c >= " ")


def _repeat(row: Any) -> None:
    """The first row again at the head of every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
