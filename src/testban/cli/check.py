"""`testban check` and `testban rules`: what is wrong in a paper, and what can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.findings import Report, print_findings
from testban.cli.options import Db, Lang, Output, open_ledger
from testban.cli.output import Format, print_csv, print_json, print_table

if TYPE_CHECKING:
    from testban.treaty.checks import Finding, Waiver
    from testban.treaty.checks.between import Statement
    from testban.treaty.documents.model import Document
    from testban.treaty.extract.model import Fact
    from testban.treaty.ledger import Ledger

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
            help="Hold statements against the store's ledger and documents (own), the shipped ledger, or none.",
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
    from testban.treaty.checks import read_waivers, selected
    from testban.treaty.prose.words import check_language

    check_language(lang)
    codes = selected(select)
    waivers = read_waivers(exceptions) if exceptions else []
    checked = _check_all(paths, codes, _ledger(ledger, db))
    kept = _kept(db, checked) if ledger is Against.own else []
    _compare(checked, kept, codes)
    _waive(checked, waivers, exceptions)
    print_findings(checked.papers, report, lang, out)
    errors = any(f.rule.severity == "error" for *_, found in checked.papers for f in found)
    raise typer.Exit(2 if checked.failed else int(errors))


@dataclass
class _Checked:
    """The papers that could be read, with what was found in each and what each says."""

    papers: list[tuple[str, Document, list[Finding]]] = field(default_factory=list)
    said: list[Statement] = field(default_factory=list)
    failed: bool = False


def _ledger(against: Against, db: str | None) -> Ledger | None:
    from testban.treaty.ledger import Ledger

    if against is Against.none:
        return None
    return Ledger.shipped() if against is Against.shipped else open_ledger(db)


def _check_all(paths: list[Path], codes: list[str], ledger: Ledger | None) -> _Checked:
    """Check each paper by itself; one that cannot be read is named, and the others are checked."""
    from testban.errors import TestbanError
    from testban.store import papers_in
    from testban.treaty.checks import check_paper, make_paper, other_language, statements
    from testban.treaty.documents import read_document

    checked = _Checked()
    found_paths, failures = papers_in(paths)
    for failure in failures:
        typer.echo(f"testban: {failure.message}", err=True)
        checked.failed = True
    for path in found_paths:
        try:
            _refuse_endless(path)
            document = read_document(path)
            paper = make_paper(document, ledger=ledger)
            found = check_paper(paper, codes)
            checked.said += statements(str(path), paper)
        except TestbanError as error:
            typer.echo(f"testban: {error}", err=True)
            checked.failed = True
            continue
        if other := other_language(document):
            typer.echo(f"testban: {path}: {_TWO_LANGUAGES.format(other)}", err=True)
        checked.papers.append((str(path), document, found))
    return checked


def _kept(db: str | None, checked: _Checked) -> list[Statement]:
    """What the documents of the store say, but for those that are checked themselves."""
    from testban.store.place import nobody_keeps_one

    if not checked.papers or nobody_keeps_one(db):
        return []
    from testban.store import open_store, store_exists
    from testban.treaty.checks.between import KINDS, kept_statements

    if db is None and not store_exists():
        return []
    mine = {document.source.sha256 for _, document, _ in checked.papers}
    with open_store(db, create=False) as store:
        records = [record for record in store.documents() if record.sha256 not in mine]
        facts: dict[str, list[Fact]] = {record.sha256: [] for record in records}
        for kind in KINDS if records else ():
            for stored in store.facts(kind=kind):
                if stored.document.sha256 in facts:
                    facts[stored.document.sha256].append(stored.fact)
    said: list[Statement] = []
    for record in records:
        file = f"{record.symbol} ({record.name})" if record.symbol else record.name
        said += kept_statements(file, record.symbol, record.language, facts[record.sha256])
    return said


def _compare(checked: _Checked, kept: list[Statement], codes: list[str]) -> None:
    """Add what contradicts another paper, or a document of the store, to the later paper."""
    from testban.treaty.checks import contradictions

    by_file = {file: found for file, _, found in checked.papers}
    for file, finding in contradictions([*kept, *checked.said]):
        if finding.rule.code in codes and file in by_file:
            by_file[file].append(finding)


def _waive(checked: _Checked, waivers: list[Waiver], exceptions: Path | None) -> None:
    """Sort the findings, take out those that may stand, and name the exceptions that are stale."""
    from testban.treaty.checks import in_order, waived

    used: set[Waiver] = set()
    for file, _, found in checked.papers:
        found[:], covered = waived(sorted(found, key=in_order), file, waivers)
        used |= covered
    for waiver in waivers:
        if waiver not in used:
            typer.echo(f"testban: {exceptions}: no {waiver.code} is found there any more", err=True)


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
