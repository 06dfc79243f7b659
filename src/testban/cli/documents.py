"""`testban facts` and `testban read`: what one paper states, and its repaired text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from testban.cli.output import Format, print_blocks, print_csv, print_json, shorten

if TYPE_CHECKING:
    from testban.treaty.documents.model import Document
    from testban.treaty.extract.model import Fact

__all__ = ["register"]

_PANEL = "Treaty: is the ban in force?"
# Characters of a quotation that are shown; JSON and CSV have all of it.
_QUOTED = 160
_CSV_COLUMNS = ("kind", "fields", "line", "page", "place", "start", "end", "quote")


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command(rich_help_panel=_PANEL)(facts)
    app.command(rich_help_panel=_PANEL)(read)


def facts(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The paper: PDF, DOCX, HTML or plain text.")
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", "-k", metavar="KIND", help="Only facts of this kind; may be given again."
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print the result.")] = Format.table,
) -> None:
    """What does this paper state? Every fact with the sentence that it rests on."""
    from testban.errors import UsageError
    from testban.treaty.documents import read_document
    from testban.treaty.extract import FIELDS, extract_facts
    from testban.treaty.extract.doubts import doubts

    unknown = [name for name in kind or () if name not in FIELDS]
    if unknown:
        raise UsageError(
            f"no kind of fact is called '{unknown[0]}'", cure=f"The kinds are {', '.join(FIELDS)}"
        )
    document = read_document(file)
    every = extract_facts(document)
    found = [fact for fact in every if not kind or fact.kind in kind]
    _warn(document, doubts(document, every))
    if format is Format.json:
        print_json({"document": describe(document), "facts": [fact.as_json() for fact in found]})
    elif format is Format.csv:
        print_csv(_CSV_COLUMNS, map(_csv_row, found))
    else:
        blocks = ((_head(fact), _foot(fact)) for fact in found)
        print_blocks(blocks, title=_headline(document, len(found)))


def read(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The paper: PDF, DOCX, HTML or plain text.")
    ],
    format: Annotated[Format, typer.Option(help="How to print the result.")] = Format.table,
) -> None:
    """The repaired text: headings, numbered paragraphs, items, tables, annexes, footnotes."""
    from testban.treaty.documents import read_document

    document = read_document(file)
    _warn(document)
    if format is Format.json:
        blocks = [_block(document, block) for block in document.blocks]
        print_json({"document": describe(document), "blocks": blocks})
    elif format is Format.csv:
        columns = ("kind", "label", "level", "place", "line", "page", "text")
        rows = (_block(document, block) for block in document.blocks)
        print_csv(columns, ([row[column] for column in columns] for row in rows))
    else:
        from testban.treaty.documents.render import as_text

        typer.echo(as_text(document))


def describe(document: Document) -> dict[str, Any]:
    """A document's own description, as the JSON shape that programs depend on."""
    source = document.source
    return {
        "file": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "symbol": document.symbol,
        "symbol_from": document.symbol_from,
        "reissued": document.reissued,
        "title": document.title,
        "date": document.date,
        "language": document.language,
        "original_language": document.original_language,
        "session": document.session,
        "whole": document.whole,
        "characters": len(source.text),
        "lines": len(source.line_starts),
        "pages": len(source.page_starts) or None,
        "warnings": list(document.warnings),
    }


def _warn(document: Document, doubtful: Sequence[str] = ()) -> None:
    lines = [f"{document.source.name}: {warning}" for warning in document.warnings]
    for line in [*lines, *doubtful]:
        typer.echo(f"testban: {line}", err=True)


def _headline(document: Document, count: int) -> str:
    name = document.symbol or document.source.name
    return " · ".join(
        part
        for part in (
            name,
            document.title,
            document.date,
            document.language,
            f"{count} fact{'s' * (count != 1)}",
        )
        if part
    )


# Fields that the quoted words say better, or that only programs need.
_UNSHOWN = ("text", "comment", "ambiguous")
_LISTED_AT_MOST = 12


def _shown(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    listed = ", ".join(str(part) for part in value[:_LISTED_AT_MOST])
    return listed if len(value) <= _LISTED_AT_MOST else f"{listed} … ({len(value)})"


def _head(fact: Fact) -> str:
    """``count · signatories = 185 · CTBT · 2021-09-23``: a name only where the value needs one."""
    fields = {
        name: value
        for name, value in fact.fields.items()
        if value not in (None, [], "") and name not in _UNSHOWN
    }
    parts = [fact.kind]
    if "value" in fields:
        counted = fields.pop("subject", "value")
        parts.append(f"{counted} = {fields.pop('value')}")
    # A word or a day speaks for itself; a number, a flag or a list does not.
    parts += [
        _shown(value) if isinstance(value, str) else f"{name}: {_shown(value)}"
        for name, value in fields.items()
    ]
    # A meeting of one day has that day twice.
    return " · ".join(dict.fromkeys(parts))


def _foot(fact: Fact) -> str:
    """``line 59, para. 4: “…”``."""
    cite = fact.cite
    page = f"page {cite.page}, " if cite.page else ""
    place = f", {cite.place}" if cite.place else ""
    return f"{page}line {cite.line}{place}: “{shorten(cite.quote, _QUOTED)}”"


def _csv_row(fact: Fact) -> tuple[Any, ...]:
    import json

    cite = fact.cite
    start, end = (cite.spans[0][0], cite.spans[-1][1]) if cite.spans else (None, None)
    fields = json.dumps(fact.fields, ensure_ascii=False)
    return fact.kind, fields, cite.line, cite.page, cite.place, start, end, cite.quote


def _block(document: Document, block: Any) -> dict[str, Any]:
    start = block.text.origin[0] if block.text.origin else 0
    return {
        "kind": block.kind,
        "label": block.label,
        "level": block.level,
        "place": block.place,
        "line": document.source.line(start),
        "page": document.source.page(start),
        "spans": [list(span) for span in document.spans(block.text)],
        "text": block.text.text,
        "cells": [cell.text for cell in block.cells],
    }
