"""`testban compare`: what changed between two versions of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.options import Lang

if TYPE_CHECKING:
    from testban.treaty.compare import Change, Comparison
    from testban.treaty.extract.model import Citation

__all__ = ["register"]

# Further places of one change that are named; JSON has all of them.
_PLACES = 12
_QUOTED = 60


class Changes(StrEnum):
    """How changes are printed."""

    text = "text"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import TREATY_PANEL

    app.command("compare", rich_help_panel=TREATY_PANEL)(compare_command)


def compare_command(
    a: Annotated[Path, typer.Argument(metavar="A", help="The earlier version.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="The later version.")],
    form: Annotated[
        Changes, typer.Option("--format", help="How to print the changes.")
    ] = Changes.text,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."
        ),
    ] = None,
    lang: Lang = "en",
) -> None:
    """What changed between two versions of a paper, in substance and in words?

    Exit code 0 where nothing of substance did, 1 where something did, 2 where it cannot be told.
    """
    import json

    from testban.cli.files import write_whole
    from testban.cli.status_words import check_language
    from testban.treaty.compare import compare
    from testban.treaty.documents import read_document

    check_language(lang)
    comparison = compare(read_document(a), read_document(b))
    for note in comparison.notes:
        typer.echo(f"testban: {note}", err=True)
    if form is Changes.json:
        text = json.dumps(comparison.as_json(lang), ensure_ascii=False, indent=2) + "\n"
    else:
        text = "\n".join(_text(comparison, lang)) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text.encode())
    raise typer.Exit(int(bool(comparison.substance)))


_WORDS = {
    "en": {
        "substance": "In substance: {n}",
        "wording": "In words alone: {n}",
        "line": "line {line}",
        "also": "also: ",
        "none": "Nothing.",
    },
    "zh": {
        "substance": "实质改动：{n}",
        "wording": "文字改动：{n}",
        "line": "第{line}行",
        "also": "另见：",
        "none": "无。",
    },
}


def _text(comparison: Comparison, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    yield f"A  {_title(comparison.a.source.name, comparison.a.symbol)}"
    yield f"B  {_title(comparison.b.source.name, comparison.b.symbol)}"
    parts = {"substance": comparison.substance, "wording": comparison.wording}
    for part, changes in parts.items():
        yield ""
        yield words[part].format(n=len(changes))
        for change in changes:
            yield from _lines(change, lang)


def _title(name: str, symbol: str | None) -> str:
    return f"{name} ({symbol})" if symbol else name


def _lines(change: Change, lang: str) -> Iterator[str]:
    """The message, and below it where it stands in each version."""
    mark = "? " if change.kind.severity == "warning" else "· "
    yield f"  {mark}{change.message(lang)}"
    yield f"      {_where(change.a, change.b, lang)}"
    if change.places:
        yield f"      {_WORDS[lang]['also']}{_also(change.places, lang)}"


def _where(a: Citation | None, b: Citation | None, lang: str) -> str:
    return "  ".join(f"{name} {_place(c, lang)}" for name, c in (("A", a), ("B", b)) if c)


def _place(cite: Citation, lang: str) -> str:
    line = _WORDS[lang]["line"].format(line=cite.line)
    return f"{line} ({cite.place})" if cite.place else line


def _also(places: Sequence[tuple[Citation | None, Citation | None]], lang: str) -> str:
    shown = [
        "/".join(f"{name} {c.line}" for name, c in (("A", a), ("B", b)) if c)
        for a, b in places[:_PLACES]
    ]
    more = len(places) - len(shown)
    return ", ".join(shown) + (f" … ({len(places)})" if more else "")
