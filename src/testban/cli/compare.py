"""`testban compare`: what changed between two versions of a paper."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.options import Lang

if TYPE_CHECKING:
    from testban.treaty.compare import Comparison

__all__ = ["register"]


class Changes(StrEnum):
    """How changes are printed."""

    text = "text"
    json = "json"
    html = "html"
    docx = "docx"


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import TREATY_PANEL

    app.command("compare", rich_help_panel=TREATY_PANEL)(compare_command)


def compare_command(
    a: Annotated[Path, typer.Argument(metavar="A", help="The earlier version.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="The later version.")],
    form: Annotated[
        Changes | None,
        typer.Option("--format", help="How to print the changes; text, or what FILE is named."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write a file, whole or not at all."),
    ] = None,
    lang: Lang = "en",
) -> None:
    """What changed between two versions of a paper, in substance and in words?

    Exit code 0 where nothing of substance did, 1 where something did, 2 where it cannot be told.
    """
    from testban.errors import UsageError
    from testban.files import write_whole
    from testban.treaty.compare import compare
    from testban.treaty.documents import read_document
    from testban.treaty.prose.words import check_language

    check_language(lang)
    form = form or _named(out)
    if form is Changes.docx and out is None:
        raise UsageError("a Word file is not for the screen", cure="Name it with -o changes.docx")
    comparison = compare(read_document(a), read_document(b))
    for note in comparison.notes:
        typer.echo(f"testban: {note.told(lang)}", err=True)
    content = _rendered(comparison, form, lang)
    if out is None:
        typer.echo(content.decode(), nl=False)
    else:
        write_whole(out, content)
    raise typer.Exit(int(bool(comparison.substance)))


def _named(out: Path | None) -> Changes:
    """The format that a file's name asks for."""
    suffix = out.suffix.lower().removeprefix(".") if out else ""
    return Changes(suffix) if suffix in list(Changes) else Changes.text


def _rendered(comparison: Comparison, form: Changes, lang: str) -> bytes:
    if form is Changes.docx:
        from testban.treaty.compare.word import as_docx

        return as_docx(comparison, lang)
    if form is Changes.html:
        from testban.treaty.compare.html import as_html

        return as_html(comparison, lang).encode()
    if form is Changes.json:
        import json

        return (json.dumps(comparison.as_json(lang), ensure_ascii=False, indent=2) + "\n").encode()
    from testban.treaty.compare.text import as_text

    return as_text(comparison, lang).encode()
