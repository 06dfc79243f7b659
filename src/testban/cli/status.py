"""Commands that answer where a treaty stands: status, list, whatif, treaties."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.options import AsOf, Db, Lang, NameLang, Output, Treaty, day_of, open_ledger
from testban.cli.output import Format, print_csv, print_json, print_line, print_table

if TYPE_CHECKING:
    from testban.treaty.status import Status

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add this module's commands, and those of the ledger and of one State, to `app`."""
    from testban.cli import TREATY_PANEL, ledger, state

    for name, command in (
        ("status", status_command),
        ("list", list_command),
        ("whatif", whatif_command),
        ("treaties", treaties_command),
    ):
        app.command(name, rich_help_panel=TREATY_PANEL)(command)
    state.register(app)
    ledger.register(app)


def _say_lines(lines: list[str]) -> None:
    for line in lines:
        print_line(line)


def _warn(status: Status) -> None:
    """Where the output has no room for it, a caveat goes to stderr."""
    from testban.treaty.prose.standing import caveats

    if status.beyond_cutoff:
        sys.stderr.write("".join(f"{line}\n" for line in caveats(status, "en")))


def _print_missing(status: Status, lang: str) -> None:
    from testban.treaty.prose.standing import missing_table
    from testban.treaty.prose.words import say

    if status.requirement.missing:
        columns, rows = missing_table(status.requirement.missing, lang)
        print_table(columns, rows, title=say("missing_title", lang))
        if status.as_of < date.today():
            print_line(say("names_today", lang))


def status_command(
    treaty: Treaty,
    as_of: AsOf = "today",
    lang: Lang = "en",
    output: Output = Format.table,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say the treaty's rules, with their articles.")
    ] = False,
    db: Db = None,
) -> None:
    """Is the treaty in force on a day, who has joined it, and what is missing?"""
    from testban.reference.treaties import find_treaty
    from testban.treaty.prose import standing as view
    from testban.treaty.prose.words import check_language, say
    from testban.treaty.status import status

    check_language(lang)
    found = status(open_ledger(db), find_treaty(treaty), day_of(as_of))
    if output is Format.json:
        print_json({**found.as_json(), "notes": list(view.caveats(found, "en"))})
    elif output is Format.csv:
        print_csv(*view.status_csv(found))
        _warn(found)
    else:
        print_line(view.answer(found, lang))
        columns = [say(name, lang) for name in ("count", "number", "definition")]
        print_table(columns, view.count_rows(found, lang))
        if not view.not_open(found, lang):
            if not found.published:
                print_line(view.requirement_line(found, lang))
            _print_missing(found, lang)
        if explain:
            _say_lines(list(view.rule_lines(found.treaty, lang)))
        _say_lines(list(view.basis(found, lang)))


def list_command(
    role: Annotated[
        str,
        typer.Argument(metavar="ROLE", help="ratified, signed, annex2_signed_not_ratified, …"),
    ],
    treaty: Annotated[
        str, typer.Option("--treaty", metavar="TREATY", help="CTBT, TPNW, or a title.")
    ] = "CTBT",
    as_of: AsOf = "today",
    lang: NameLang = "en",
    output: Output = Format.table,
    db: Db = None,
) -> None:
    """List the States with a role in a treaty, in the order of United Nations papers."""
    from testban.reference.treaties import find_treaty
    from testban.treaty.lists import list_states
    from testban.treaty.prose import standing as view
    from testban.treaty.prose.words import say
    from testban.treaty.status import status

    found = status(open_ledger(db), find_treaty(treaty), day_of(as_of))
    listed = list_states(found, role, lang)
    words = view.prose(lang)
    if output is Format.json:
        print_json({**listed.as_json(), **view.list_context(listed)})
        return
    if output is Format.csv:
        columns = ["name", "state", "signed", "instrument", "deposited", "in_force_since"]
        print_csv(columns, view.list_rows(listed, lang))
        _warn(found)
        return
    print_line(view.list_line(listed, lang))
    names = ("state", "code", "signed", "instrument", "deposited", "in_force_since")
    print_table([say(name, words) for name in names], view.list_rows(listed, lang, words))
    if found.as_of < date.today():
        print_line(say("names_today", words))
    _say_lines(list(view.caveats(found, words)))


def _states(text: str, option: str) -> list[str]:
    from testban.errors import UsageError
    from testban.reference.states import parse_states

    if not text:
        return []
    try:
        return parse_states(text)
    except UsageError as error:
        raise UsageError(error.what, where=option, cure=error.cure) from error


def whatif_command(
    treaty: Treaty,
    on: Annotated[
        str, typer.Option("--on", metavar="DAY", help="The day of the supposed acts.")
    ] = "today",
    ratify: Annotated[
        str, typer.Option("--ratify", metavar="STATES", help="States that ratify: CHN,EGY,…")
    ] = "",
    sign: Annotated[str, typer.Option("--sign", metavar="STATES", help="States that sign.")] = "",
    withdraw: Annotated[
        str, typer.Option("--withdraw", metavar="STATES", help="States that withdraw.")
    ] = "",
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DAY",
            help="Leave out actual actions after this day. (else the day of --on)",
        ),
    ] = None,
    lang: Lang = "en",
    output: Output = Format.table,
    db: Db = None,
) -> None:
    """Where would the treaty stand if these States signed, ratified or withdrew?"""
    from testban.reference.treaties import find_treaty
    from testban.treaty.days import parse_day
    from testban.treaty.prose import standing as view
    from testban.treaty.prose.words import check_language
    from testban.treaty.whatif import whatif

    check_language(lang)
    found = whatif(
        open_ledger(db),
        find_treaty(treaty),
        parse_day(on, "--on"),
        ratify=_states(ratify, "--ratify"),
        sign=_states(sign, "--sign"),
        withdraw=_states(withdraw, "--withdraw"),
        as_of=day_of(as_of) if as_of else None,
    )
    if output is Format.json:
        print_json({**found.as_json(), "notes": list(view.caveats(found.before, "en"))})
        return
    if output is Format.csv:
        before, after = found.before.counts, found.after.counts
        print_csv(["count", "before", "after"], [(k, before[k], after[k]) for k in before])
        _warn(found.before)
        return
    _say_lines(list(view.whatif_lines(found, lang)))
    print_table(*view.compared_table(found, lang))
    _print_missing(found.after, lang)
    _say_lines(list(view.caveats(found.before, lang)))


def treaties_command(lang: Lang = "en", output: Output = Format.table) -> None:
    """The treaties that testban knows, with their rules and the lists they can be asked for."""
    from testban.reference.treaties import treaties
    from testban.treaty.prose import standing as view
    from testban.treaty.prose.words import check_language, say

    check_language(lang)
    rows = view.treaty_rows(lang)
    if output is Format.json:
        print_json({"treaties": view.treaties_json()})
    elif output is Format.csv:
        print_csv(["treaty", "name", "opened", "lists"], rows)
    else:
        for treaty, (code, name, _, lists) in zip(treaties().values(), rows, strict=True):
            print_line(f"{code}  {name}")
            _say_lines([f"  {line}" for line in view.rule_lines(treaty, lang)])
            print_line("  " + say("lists", lang, lists=lists))
