"""A comparison as one page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from testban.treaty.compare.model import Change, Comparison
from testban.treaty.compare.view import WORDS, Cell, Row, heading, places, row_of, rows, where
from testban.treaty.documents.model import Document

__all__ = ["as_html"]

# So many unchanged paragraphs in a row are folded away; a reader opens them with a click.
_FOLDED = 3

_STYLE = """
:root { color-scheme: light dark;
  --drop: light-dark(#ffdcd8, #5c1f1a); --add: light-dark(#d3f2d6, #174d22);
  --line: light-dark(#d0d0d0, #4a4a4a); --soft: light-dark(#f5f5f5, #242424) }
* { box-sizing: border-box }
body { font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  margin: 2rem auto; max-width: 84rem; padding: 0 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem }
.papers { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 0 }
dt { font-weight: bold } dd { margin: 0 }
ol.changes { list-style: none; padding: 0; margin: 0 }
ol.changes li { border-left: .25rem solid #b3261e; margin: .5rem 0; padding: 0 .6rem }
ol.changes.wording li { border-left-color: #1565c0 }
ol.changes li.warning { border-left-style: dashed; border-left-color: #b26a00 }
ol.changes a { color: inherit; text-decoration-color: GrayText }
small { color: GrayText; display: block }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; padding: .35rem 0;
  border-top: 1px solid var(--line); scroll-margin-top: 1rem }
.pair:target { outline: .15rem solid Highlight }
.pair > div { display: grid; grid-template-columns: 3.2rem 1fr; align-content: start }
.pair span { color: GrayText; font-variant-numeric: tabular-nums; font-size: .85em }
.pair p { margin: 0; white-space: pre-wrap }
.same p { color: GrayText } .moved { background: var(--soft) }
del { background: var(--drop); text-decoration: line-through }
ins { background: var(--add); text-decoration: underline }
summary { color: GrayText; cursor: pointer; padding: .35rem 0; border-top: 1px solid var(--line) }
@media (max-width: 50rem) { .pair, .papers { grid-template-columns: 1fr; gap: .3rem } }
@media print { body { max-width: none; margin: 0; font-size: 9.5pt }
  .pair, li { break-inside: avoid } del, ins { print-color-adjust: exact }
  @page { size: A4 landscape; margin: 15mm } }
"""


def as_html(comparison: Comparison, lang: str = "en") -> str:
    """The changes, and below them both versions side by side, marked by character."""
    words = WORDS[lang]
    language = escape(comparison.b.language or "", quote=True)
    body = [
        f"<h1>{words['title']}</h1>",
        f'<dl class="papers" lang="{language}">{_paper("A", comparison.a)}'
        f"{_paper('B', comparison.b)}</dl>",
        *(f"<p>{escape(note.told(lang))}</p>" for note in comparison.notes),
        *_changes("substance", comparison.substance, comparison, lang),
        *_changes("wording", comparison.wording, comparison, lang),
        f"<h2>{words['side_by_side']}</h2>",
        f'<section lang="{language}">',
        *_pairs(rows(comparison), lang),
        "</section>",
    ]
    title = escape(f"{words['title']}: {heading(comparison.a)} → {heading(comparison.b)}")
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _paper(name: str, document: Document) -> str:
    return f"<div><dt>{name}</dt><dd>{escape(heading(document))}</dd></div>"


def _changes(
    part: str, changes: Sequence[Change], comparison: Comparison, lang: str
) -> Iterator[str]:
    yield f"<h2>{WORDS[lang][part].format(n=len(changes))}</h2>"
    yield f'<ol class="changes {part}">'
    for change, row in zip(changes, row_of(comparison, changes), strict=True):
        also = places(change)
        more = f" {escape(WORDS[lang]['also'] + also)}" if also else ""
        yield (
            f'<li class="{change.kind.severity}"><a href="#p{row}">'
            f"{escape(change.message(lang))}</a>"
            f"<small>{escape(where(change, lang))}{more}</small></li>"
        )
    yield "</ol>"


def _pairs(shown: Sequence[Row], lang: str) -> Iterator[str]:
    numbered = list(enumerate(shown))
    for same, group in groupby(numbered, key=lambda each: each[1].state == "same"):
        run = [_pair(number, row) for number, row in group]
        if same and len(run) > _FOLDED:
            summary = WORDS[lang]["same"].format(n=len(run))
            yield f"<details><summary>{summary}</summary>"
            yield from run
            yield "</details>"
        else:
            yield from run


def _pair(number: int, row: Row) -> str:
    return (
        f'<div class="pair {row.state}" id="p{number}">'
        f"{_cell(row.a, 'del')}{_cell(row.b, 'ins')}</div>"
    )


def _cell(cell: Cell, tag: str) -> str:
    if cell.line is None:
        return "<div></div>"
    label = f"{escape(cell.label)} " if cell.label else ""
    text = "".join(
        f"<{tag}>{escape(text)}</{tag}>" if differs else escape(text)
        for text, differs in cell.pieces
    )
    return f"<div><span>{cell.line}</span><p>{label}{text}</p></div>"
