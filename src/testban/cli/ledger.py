"""Commands of the ledger: add, import, void, show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.options import Db, Lang, Output, Treaty, open_ledger
from testban.cli.output import Format, print_csv, print_json, print_table

if TYPE_CHECKING:
    from testban.reference.actions import Action
    from testban.treaty.ledger import LedgerEntry

__all__ = ["action_json", "register"]

By = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who makes the entry (else the current user).")
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why an earlier entry is replaced.")
]


def register(app: typer.Typer) -> None:
    """Add the group ``ledger`` to `app`."""
    from testban.cli import TREATY_PANEL

    group = typer.Typer(no_args_is_help=True, help="The ledger of treaty actions: append-only.")
    group.command("add")(add)
    group.command("import")(import_)
    group.command("void")(void)
    group.command("show")(show)
    app.add_typer(group, name="ledger", rich_help_panel=TREATY_PANEL)


def action_json(action: Action) -> dict[str, object]:
    """An entry of the ledger for programs."""

    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "key": action.key,
        "treaty": action.treaty,
        "state": action.state,
        "action": action.action,
        "scope": action.scope,
        "deposited": iso(action.deposited),
        "effect": iso(action.effect),
        "notified": iso(action.notified),
        "source": action.source,
        "confidence": action.confidence,
        "note": action.note,
        "entered_by": action.entered_by,
        "entered_at": action.entered_at.isoformat() if action.entered_at else None,
        "supersedes": action.supersedes or None,
        "reason": action.reason or None,
    }


def _enter(action: Action, db: str | None) -> None:
    from testban.reference.actions import VOID
    from testban.store import open_store
    from testban.treaty.prose.words import say

    with open_store(db) as store:
        entered = store.add_action(action)
    typer.echo(say("entered", "en", key=entered.key, day=entered.deposited))
    if entered.supersedes:
        typer.echo(say("supersedes", "en", key=entered.supersedes, reason=entered.reason))
    if entered.action != VOID and entered.deposited > date.today():
        typer.echo(say("future", "en", day=entered.deposited))


def add(
    treaty: Treaty,
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="signature, ratification, accession, …")
    ],
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="Code or name.")],
    deposited: Annotated[
        str, typer.Option("--deposited", metavar="DAY", help="Day of signature or deposit.")
    ],
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help="Where it is recorded: C.N.….")
    ],
    scope: Annotated[
        str,
        typer.Option(
            "--scope",
            metavar="SCOPE",
            help="Succession to a signature or ratification; withdrawal of a ratification or "
            "from the treaty.",
        ),
    ] = "",
    effect: Annotated[
        str,
        typer.Option("--effect", metavar="DAY", help="Day of effect, where the rule is not it."),
    ] = "",
    notified: Annotated[
        str, typer.Option("--notified", metavar="DAY", help="Day of notification.")
    ] = "",
    confidence: Annotated[
        str,
        typer.Option("--confidence", metavar="WORD", help="confirmed, single, conflict or user."),
    ] = "user",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What else to know.")] = "",
    supersedes: Annotated[
        str,
        typer.Option("--supersedes", metavar="KEY", help="The entry that this one replaces."),
    ] = "",
    reason: Reason = "",
    by: By = "",
    db: Db = None,
) -> None:
    """Enter an action. A correction names the entry it supersedes; both stay visible."""
    from testban.treaty.entries import make_action

    fields: Mapping[str, str] = {
        "treaty": treaty,
        "state": state,
        "action": action,
        "scope": scope,
        "deposited": deposited,
        "effect": effect,
        "notified": notified,
        "source": source,
        "confidence": confidence,
        "note": note,
        "supersedes": supersedes,
        "reason": reason,
    }
    arguments = {"treaty": "TREATY", "action": "ACTION"}
    _enter(make_action(fields, by, lambda name: arguments.get(name, f"--{name}")), db)


def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: treaty,state,action,…")],
    source: Annotated[
        str,
        typer.Option("--source", metavar="TEXT", help="For the lines that give no source."),
    ] = "",
    by: By = "",
    db: Db = None,
) -> None:
    """Enter the actions of a CSV file: all of them, or none where one line is at fault."""
    from testban.store import load_ledger, open_store
    from testban.treaty.entries import RejectedFileError, check_import, read_import
    from testban.treaty.prose.words import say

    try:
        lines = read_import(path, by, source)
        # Checked before a store is made, so that a bad file leaves nothing behind.
        check_import(load_ledger(db, to_be_made=True), lines, path.name)
    except RejectedFileError as error:
        for line in error.errors[:-1]:
            typer.echo(f"testban: {line}", err=True)
        raise error.errors[-1] from None
    with open_store(db) as store:
        entered = store.add_actions([line.action for line in lines])
    typer.echo(say("entered_many", "en", number=len(entered)))


def void(
    key: Annotated[str, typer.Argument(metavar="KEY", help="As ledger show prints it.")],
    reason: Reason = "",
    by: By = "",
    db: Db = None,
) -> None:
    """Declare an entry void. It stays visible, and counts no longer."""
    from testban.reference.actions import VOID

    target = open_ledger(db).find(key)
    _enter(
        replace(
            target,
            action=VOID,
            scope="",
            effect=None,
            notified=None,
            source="",
            confidence="user",
            note="",
            entered_by=by,
            entered_at=None,
            entry_id=None,
            supersedes=key,
            reason=reason,
        ),
        db,
    )


def _entry_json(entry: LedgerEntry) -> dict[str, object]:
    by = entry.superseded_by
    return {**action_json(entry.action), "superseded_by": action_json(by) if by else None}


def _csv_row(entry: LedgerEntry, columns: Iterable[str]) -> list[object]:
    told = action_json(entry.action)
    told["superseded_by"] = entry.superseded_by.dated_key if entry.superseded_by else None
    return [told[column] for column in columns]


def show(
    treaty: Annotated[
        str, typer.Argument(metavar="TREATY", help="Only this treaty's entries.")
    ] = "",
    treaty_option: Annotated[
        str, typer.Option("--treaty", metavar="TREATY", help="The same.")
    ] = "",
    state: Annotated[
        str, typer.Option("--state", metavar="STATE", help="Only this State's entries.")
    ] = "",
    own: Annotated[bool, typer.Option("--own", help="Only entries that users made.")] = False,
    lang: Lang = "en",
    output: Output = Format.table,
    db: Db = None,
) -> None:
    """Show the entries, superseded ones included, each with its key and source."""
    from testban.reference.states import find_state
    from testban.reference.treaties import find_treaty
    from testban.treaty.prose.words import check_language, say

    check_language(lang)
    asked = treaty or treaty_option
    wanted_treaty = find_treaty(asked).id if asked else None
    wanted_state = find_state(state).iso3 if state else None
    entries = [
        entry
        for entry in open_ledger(db).entries
        if wanted_treaty in (None, entry.action.treaty)
        and wanted_state in (None, entry.action.state)
        and not (own and entry.action.entered_by == "testban")
    ]
    if output is Format.json:
        print_json({"entries": [_entry_json(entry) for entry in entries]})
        return
    if output is Format.csv:
        from testban.treaty.entries import EXPORT_COLUMNS

        print_csv(EXPORT_COLUMNS, [_csv_row(entry, EXPORT_COLUMNS) for entry in entries])
        return
    rows = [
        (
            entry.action.key,
            entry.action.deposited,
            entry.action.effect,
            entry.action.entered_by,
            entry.action.supersedes,
            entry.action.reason,
            entry.superseded_by and entry.superseded_by.dated_key,
            entry.action.source,
        )
        for entry in entries
    ]
    names = ("key", "date", "effect", "entered_by", "replaces", "reason", "superseded")
    print_table([say(name, lang) for name in (*names, "source_column")], rows)
