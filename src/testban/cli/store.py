"""Commands of the store group: ingest, search, documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from testban.cli.options import Db, Output
from testban.cli.output import Format, print_csv, print_json, print_table
from testban.cli.progress import progress_bar

if TYPE_CHECKING:
    from testban.store import Hit

__all__ = ["register"]

_NAMED_AT_MOST = 10
# Characters of a sentence that are shown around its first match; JSON and CSV have all of it.
_SHOWN = 280
_TITLE = 80


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import STORE_PANEL

    for command in (ingest, search, documents):
        app.command(rich_help_panel=STORE_PANEL)(command)


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, and folders of files.")
    ],
    db: Db = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            metavar="N",
            help="Processes that read at the same time. Otherwise as many as help, at most four.",
            show_default=False,
        ),
    ] = None,
    output: Output = Format.table,
) -> None:
    """Read papers into the store: text, PDF, DOCX and HTML, whole folders at once.

    A paper that is there already is left as it is. A file that cannot be read is named, the others
    are kept, and the exit code is 1.
    """
    from testban.store import open_store

    with open_store(db, late=True) as store, progress_bar() as advance:
        report = store.ingest(
            paths,
            workers=workers,
            progress=lambda done, total, path: advance(done, total, path.name),
        )
        where = store.where
    for failure in report.failed:
        sys.stderr.write(f"testban: {failure.message}\n")
    said = report.as_json()
    if output is Format.table:
        _print_summary(said, where)
    elif output is Format.json:
        print_json({"store": where, **said})
    else:
        rows = [
            *((path, "ingested", "") for path in said["ingested"]),
            *((path, "unchanged", "") for path in said["unchanged"]),
            *((failure["path"], "failed", failure["message"]) for failure in said["failed"]),
            *((path, "skipped", "") for path in said["skipped"]),
        ]
        print_csv(("path", "result", "message"), rows)
    if report.failed:
        raise typer.Exit(1)


def _print_summary(said: dict[str, list[Any]], where: str) -> None:
    words = ("ingested", "unchanged", "failed")
    counts = ", ".join(f"{len(said[word])} {word}" for word in words if said[word])
    typer.echo(f"{where}: {counts or 'nothing to ingest'}")
    skipped = said["skipped"]
    if skipped:
        named = ", ".join(skipped[:_NAMED_AT_MOST])
        more = len(skipped) - _NAMED_AT_MOST
        typer.echo(
            f"skipped {len(skipped)} that testban does not read in a folder: "
            f"{named}{f' and {more} more' if more > 0 else ''}"
        )


def search(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY...",
            help="Words that must all be there; ratif* for every ending; "
            "'\"quoted words\"' in this order.",
        ),
    ],
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Only paragraphs that mention this State: code, or name in any language.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="Only papers in ar, en, es, fr, ru or zh."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="At most so many answers.")
    ] = 20,
    phrase: Annotated[
        bool, typer.Option("--phrase", help="The words must stand together, in this order.")
    ] = False,
    db: Db = None,
    output: Output = Format.table,
) -> None:
    """Find paragraphs in the store, in six languages, with the place each was found.

    Paragraphs with the whole query as one phrase come first. Spaces beside Chinese characters,
    full-width forms, capitals and accents make no difference.
    """
    from testban.store import open_store

    text = " ".join(query)
    with open_store(db, create=False) as store:
        hits = store.search(text, state=state, language=language, limit=limit, phrase=phrase)
        where = store.where
    if output is Format.json:
        print_json({"query": text, "hits": [hit.as_json() for hit in hits]})
    elif output is Format.csv:
        columns = ("symbol", "name", "sha256", "date", "language", "place", "page", "line", "quote")
        print_csv(columns, (_csv_row(hit) for hit in hits))
    else:
        if not hits:
            filters = {"--state": state, "--language": language}
            given = ", ".join(f"{name} {value}" for name, value in filters.items() if value)
            given += " --phrase" if phrase else ""
            within = f" with {given.strip()}" if given else ""
            sys.stderr.write(f"Nothing found for '{text}' in {where}{within}.\n")
        _print_hits(hits)


def _csv_row(hit: Hit) -> tuple[object, ...]:
    paper, cite = hit.document, hit.cite
    return (
        paper.symbol,
        paper.name,
        paper.sha256,
        paper.date,
        paper.language,
        cite.place,
        cite.page,
        cite.line,
        cite.quote,
    )


def _print_hits(hits: list[Hit]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for number, hit in enumerate(hits, 1):
        start, end = _window(hit)
        line = Text("   …" if start else "   ")
        place = start
        for first, last in hit.matches:
            if last > end:
                break
            line.append(hit.cite.quote[place:first])
            word = hit.cite.quote[first:last]
            # Without colours a match is still to be seen.
            line.append(word if console.is_terminal else f"**{word}**", style="bold yellow")
            place = last
        line.append(hit.cite.quote[place:end] + ("…" if end < len(hit.cite.quote) else ""))
        console.print(Text(f"{number}. {_where(hit)}", style="bold"), soft_wrap=True)
        console.print(line, soft_wrap=not console.is_terminal)


def _where(hit: Hit) -> str:
    paper, cite = hit.document, hit.cite
    about = ", ".join(part for part in (paper.language, paper.date) if part)
    page = f"page {cite.page}, " if cite.page else ""
    place = f" · {cite.place}" if cite.place else ""
    return f"{paper.heading}{f' ({about})' if about else ''}{place} · {page}line {cite.line}"


def _window(hit: Hit) -> tuple[int, int]:
    """The part of the sentence that is shown: around the first match, where it is long."""
    length = len(hit.cite.quote)
    if length <= _SHOWN:
        return 0, length
    first, last = hit.matches[0] if hit.matches else (0, 0)
    start = max(0, min(first - _SHOWN // 3, length - _SHOWN))
    return start, max(start + _SHOWN, last)


def documents(db: Db = None, output: Output = Format.table) -> None:
    """List the papers in the store."""
    from testban.store import open_store

    with open_store(db, create=False) as store:
        papers = store.documents()
    if output is Format.json:
        print_json({"documents": [paper.as_json() for paper in papers]})
        return
    if output is Format.csv:
        columns = ("symbol", "date", "language", "title", "file", "paragraphs", "facts", "sha256")
        print_csv(
            columns,
            (
                (p.symbol, p.date, p.language, p.title, p.name, p.blocks, p.facts, p.sha256)
                for p in papers
            ),
        )
    else:
        rows = ((p.heading, p.date, p.language, _short(p.title), p.facts) for p in papers)
        print_table(("paper", "date", "", "title", "facts"), rows)


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[:_TITLE]}…"
