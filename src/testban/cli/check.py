"""`testban check` and `testban rules`: what is wrong in a paper, and what can be."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.findings import Report, print_findings
from testban.cli.options import Db, Lang, Output, open_ledger
from testban.cli.output import Format, print_csv, print_json, print_table

if TYPE_CHECKING:
    from testban.treaty.checks import Finding
    from testban.treaty.checks.between import Statement
    from testban.treaty.documents.model import Document

__all__ = ["register"]


class Against(StrEnum):
    """What statements are held against."""

    shipped = "shipped"
    own = "own"
    none = "none"


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    from testban.cli import TREATY_PANEL

    app.command("check", rich_help_panel=TREATY_PANEL)(check_command)
    app.command("rules", rich_help_panel=TREATY_PANEL)(rules_command)


def check_command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Papers, or folders of papers.")
    ],
    select: Annotated[
        str, typer.Option("--select", metavar="CODES", help="Only these rules or groups: S,V401.")
    ] = "",
    ledger: Annotated[
        Against,
        typer.Option(
            "--ledger",
            help="Hold statements against the store's ledger (own), the shipped one, or none.",
        ),
    ] = Against.own,
    exceptions: Annotated[
        Path | None,
        typer.Option(
            "--exceptions", metavar="FILE", help="TOML: findings that may stand, and why."
        ),
    ] = None,
    lang: Lang = "en",
    report: Annotated[Report, typer.Option("--format", help="How to print them.")] = Report.text,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write a file, whole or not at all; a corrigendum as Word where FILE ends in .docx.",
        ),
    ] = None,
    db: Db = None,
) -> None:
    """What is wrong in a paper? Exit code 1 where an error is found, 2 where it cannot be told."""
    from testban.errors import TestbanError
    from testban.store import papers_in
    from testban.treaty.checks import (
        check_paper,
        contradictions,
        in_order,
        make_paper,
        other_language,
        read_waivers,
        selected,
        statements,
        waived,
    )
    from testban.treaty.documents import read_document
    from testban.treaty.ledger import Ledger
    from testban.treaty.prose.words import check_language

    check_language(lang)
    codes = selected(select)
    waivers = read_waivers(exceptions) if exceptions else []
    known = None
    if ledger is not Against.none:
        known = Ledger.shipped() if ledger is Against.shipped else open_ledger(db)
    checked: list[tuple[str, Document, list[Finding]]] = []
    said: list[Statement] = []
    used, failed = set(), False
    found_paths, failures = papers_in(paths)
    for failure in failures:
        typer.echo(f"testban: {failure.message}", err=True)
        failed = True
    for path in found_paths:
        try:
            _refuse_endless(path)
            document = read_document(path)
            paper = make_paper(document, ledger=known)
            found = check_paper(paper, codes)
            said += statements(str(path), paper)
        except TestbanError as error:
            typer.echo(f"testban: {error}", err=True)
            failed = True
            continue
        if other := other_language(document):
            typer.echo(f"testban: {path}: {_TWO_LANGUAGES.format(other)}", err=True)
        checked.append((str(path), document, found))
    by_file = {file: found for file, _, found in checked}
    for file, finding in contradictions(said):
        if finding.rule.code in codes:
            by_file[file].append(finding)
    for file, _, found in checked:
        found[:], covered = waived(sorted(found, key=in_order), file, waivers)
        used |= covered
    for waiver in waivers:
        if waiver not in used:
            typer.echo(f"testban: {exceptions}: no {waiver.code} is found there any more", err=True)
    print_findings(checked, report, lang, out)
    errors = any(f.rule.severity == "error" for *_, found in checked for f in found)
    raise typer.Exit(2 if failed else int(errors))


_LONGEST = 5_000_000
_TWO_LANGUAGES = (
    "a part of the paper is in '{}', and was not checked; check each language by itself"
)


def _refuse_endless(path: Path) -> None:
    """Text is read whole: what no paper is as long as is refused before.

    Raises
    ------
    UsageError
        The file is text (no PDF, no DOCX) and longer than some 1,500 pages.
    """
    from testban.errors import UsageError

    try:
        size = path.stat().st_size
        if size <= _LONGEST:  # a pipe has none, and is not to be waited for
            return
        with path.open("rb") as file:
            packed = file.read(4).startswith((b"%PDF", b"PK"))
    except OSError:
        return  # the reader says why
    if not packed:
        raise UsageError(
            f"{size / 1e6:.0f} MB of text: no paper is so long",
            where=path.name,
            cure=f"Check parts of at most {_LONGEST // 1_000_000} MB",
        )


def rules_command(
    code: Annotated[str, typer.Argument(metavar="CODE", help="One rule, explained.")] = "",
    lang: Lang = "en",
    output: Output = Format.table,
) -> None:
    """What can be wrong: every rule, or one with its reason and an example."""
    from testban.treaty.checks import find_rule, rules
    from testban.treaty.prose.words import check_language

    check_language(lang)
    chosen = [find_rule(code)] if code else list(rules().values())
    told = [
        {
            "code": rule.code,
            "severity": rule.severity,
            "cause": rule.cause,
            **{key: rule.text[lang][key] for key in ("title", "why", "example")},
        }
        for rule in chosen
    ]
    if output is Format.json:
        print_json({"rules": told})
    elif output is Format.csv:
        print_csv(tuple(told[0]), [tuple(each.values()) for each in told])
    elif code:
        for each in told:
            typer.echo(f"{each['code']} ({each['severity']}): {each['title']}")
            typer.echo(f"{each['why']}\n\n    {each['example']}")
    else:
        columns = ("code", "severity", "title")
        print_table(columns, [tuple(each[name] for name in columns) for each in told])
